//! Writing the files: RFC 4180, with a header line.

use app::time::Moment;
use std::fmt::Display;
use std::io::{self, Write};

use super::guard::guarded;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The output failed.
    #[error("the file cannot be written: {0}")]
    Output(#[from] io::Error),
    /// An item that would come back as something else.
    #[error(
        "column {column} cannot hold \"{item}\": an item of a list must not be empty, hold ; or begin or end blank"
    )]
    ListItem {
        /// The column.
        column: &'static str,
        /// The item.
        item: String,
    },
}

impl From<csv::Error> for WriteError {
    fn from(error: csv::Error) -> WriteError {
        WriteError::Output(error.into())
    }
}

/// Writes rows of cells.
pub struct Writer<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// When the output fails.
    pub fn new(out: W, header: &[&str]) -> Result<Writer<W>, WriteError> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(header)?;
        Ok(Writer { csv })
    }

    /// A cell of a text column.
    ///
    /// # Errors
    /// When the output fails.
    pub fn text(&mut self, text: &str) -> Result<&mut Writer<W>, WriteError> {
        self.csv.write_field(guarded(text).as_bytes())?;
        Ok(self)
    }

    /// A cell of a text column that may be empty.
    ///
    /// # Errors
    /// When the output fails.
    pub fn optional_text(&mut self, text: Option<&str>) -> Result<&mut Writer<W>, WriteError> {
        self.text(text.unwrap_or_default())
    }

    /// A list with `;` between its items.
    ///
    /// # Errors
    /// When the output fails, or an item could not be read back.
    pub fn list(&mut self, column: &'static str, items: &[String]) -> Result<&mut Writer<W>, WriteError> {
        let unsound = |item: &&String| item.is_empty() || item.contains(';') || item.trim() != item.as_str();
        match items.iter().find(unsound) {
            Some(item) => Err(WriteError::ListItem { column, item: item.clone() }),
            None => self.text(&items.join(";")),
        }
    }

    /// A cell of a numeric column, which is not guarded: a number is no formula.
    ///
    /// # Errors
    /// When the output fails.
    pub fn number(&mut self, number: impl Display) -> Result<&mut Writer<W>, WriteError> {
        self.csv.write_field(number.to_string())?;
        Ok(self)
    }

    /// A cell of a numeric column that may be empty.
    ///
    /// # Errors
    /// When the output fails.
    pub fn optional_number(&mut self, number: Option<impl Display>) -> Result<&mut Writer<W>, WriteError> {
        self.csv.write_field(number.map(|number| number.to_string()).unwrap_or_default())?;
        Ok(self)
    }

    /// A cell of a column of times, which may be empty.
    ///
    /// # Errors
    /// When the output fails.
    pub fn time(&mut self, at: Option<Moment>) -> Result<&mut Writer<W>, WriteError> {
        let text = |at: Moment| jiff::Timestamp::from_microsecond(at.micros()).unwrap_or_default().to_string();
        self.text(&at.map(text).unwrap_or_default())
    }

    /// Ends the row.
    ///
    /// # Errors
    /// When the output fails.
    pub fn end_row(&mut self) -> Result<(), WriteError> {
        self.csv.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the output fails.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.csv.flush()?;
        Ok(())
    }
}
