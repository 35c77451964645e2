//! Which engine it is, only `db/` knows.

use super::Finding;
use crate::{source::Source, uses};

/// Names of engines in `sqlx`, and the driver of SQLite, outside `db/`.
pub fn check(source: &Source) -> Vec<Finding> {
    if source.path.starts_with("server/src/db/") {
        return Vec::new();
    }
    uses::paths(source)
        .into_iter()
        .filter(|path| {
            let driver = path.segment(0);
            driver == "rusqlite"
                || driver == "sqlx"
                    && path.segments.iter().skip(1).any(|segment| {
                        let name = segment.to_lowercase();
                        name.starts_with("sqlite")
                            || name.starts_with("postgres")
                            || segment.starts_with("Pg")
                            || name == "any"
                    })
        })
        .map(|path| source.finding(path.line, format!("{} outside db/", path.segments.join("::"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "server/src/entries/store.rs", "use rusqlite::Connection;"));
        assert!(finds(check, "server/src/entries/store.rs", "fn f(c: &mut sqlx::PgConnection) {}"));
        assert!(finds(check, "server/src/http/mod.rs", "use sqlx::postgres::PgPool;"));
        assert!(!finds(check, "server/src/entries/store.rs", "use sqlx::AssertSqlSafe;"));
        assert!(!finds(check, "server/src/db/sqlite.rs", "use rusqlite::Connection;"));
    }
}
