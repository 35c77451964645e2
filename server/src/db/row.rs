//! Rows of either engine, as values.

use super::Fault;
use sqlx::{Postgres, Row as _, postgres::PgRow};

/// What a column can hold, in the same way on both engines: text, whole numbers, truth, bytes, UUIDs, or none of it.
pub trait Value: rusqlite::types::FromSql + for<'r> sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres> {}
impl<T> Value for T where T: rusqlite::types::FromSql + for<'r> sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres> {}

/// One row, whichever engine gave it.
pub enum Row<'r> {
    /// SQLite's.
    Sqlite(&'r rusqlite::Row<'r>),
    /// PostgreSQL's.
    Postgres(&'r PgRow),
}

impl Row<'_> {
    /// The column of a name. Statements mostly name columns in the order of the structure, so that `place` is looked at
    /// first: SQLite would compare the name with that of every column.
    ///
    /// # Errors
    /// There is none, or it holds something else.
    pub fn named<T: Value>(&self, place: usize, name: &str) -> Result<T, Fault> {
        match self {
            Self::Sqlite(row) if row.as_ref().column_name(place).is_ok_and(|found| found == name) => self.at(place),
            Self::Sqlite(row) => row.get(name).map_err(Fault::from),
            Self::Postgres(row) => row.try_get(name).map_err(Fault::from),
        }
    }

    /// The column at a place, from 0.
    ///
    /// # Errors
    /// There is none, or it holds something else.
    pub fn at<T: Value>(&self, place: usize) -> Result<T, Fault> {
        match self {
            Self::Sqlite(row) => row.get(place).map_err(Fault::from),
            Self::Postgres(row) => row.try_get(place).map_err(Fault::from),
        }
    }
}

/// A value that is read from a row: a tuple by place, a structure of [`row!`](crate::row) by name.
pub trait FromRow: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// A column that is missing, or holds something else.
    fn from_row(row: &Row<'_>) -> Result<Self, Fault>;
}

macro_rules! tuples {
    ($(($($column:ident $place:tt),+))+) => {
        $(impl<$($column: Value),+> FromRow for ($($column,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
                Ok(($(row.at::<$column>($place)?,)+))
            }
        })+
    };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// A structure whose fields are columns of the same names.
///
/// ```text
/// row! {
///     struct EntryRow { id: Uuid, title: String, submitted_at: Option<i64> }
/// }
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$about:meta])* $visible:vis struct $name:ident {
        $($(#[$what:meta])* $open:vis $column:ident: $kind:ty),+ $(,)?
    }) => {
        $(#[$about])*
        $visible struct $name {
            $($(#[$what])* $open $column: $kind),+
        }

        impl $crate::db::FromRow for $name {
            fn from_row(row: &$crate::db::Row<'_>) -> Result<Self, $crate::db::Fault> {
                let mut places = 0..;
                Ok(Self { $($column: row.named(places.next().unwrap_or_default(), stringify!($column))?),+ })
            }
        }
    };
}

pub use row;
