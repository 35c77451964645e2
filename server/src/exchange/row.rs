//! The cells of one row.

use app::number::Decimal;

use super::error::{FileErrors, Problem, shortened};
use super::guard::unguarded;
use super::reader::Source;

/// One row of a file. Cells are asked for by column; what is wrong with one is kept with the errors of the file, so that
/// a row shows all its errors at once.
pub struct Row<'a> {
    source: &'a Source<'a>,
    line: u64,
    names: &'a [String],
    cells: &'a csv::ByteRecord,
    errors: &'a mut FileErrors,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        source: &'a Source<'a>,
        line: u64,
        names: &'a [String],
        cells: &'a csv::ByteRecord,
        errors: &'a mut FileErrors,
    ) -> Row<'a> {
        Row { source, line, names, cells, errors }
    }

    /// Keeps an error of this row.
    pub fn report(&mut self, column: Option<&str>, problem: Problem) {
        self.errors.push(self.source.error(self.line, column, problem));
    }

    fn bytes(&self, column: &str) -> &'a [u8] {
        self.names.iter().position(|name| name == column).and_then(|index| self.cells.get(index)).unwrap_or_default()
    }

    /// The cells of the key as they were read: a guarded and an unguarded cell of the same text are the same key.
    pub(super) fn key(&self, columns: &[&str]) -> String {
        let mut key = String::new();
        for column in columns {
            key.push_str(unguarded(std::str::from_utf8(self.bytes(column)).unwrap_or_default()));
            // No cell that was read holds a NUL, so it parts them for certain.
            key.push('\0');
        }
        key
    }

    /// The cell as it stands, empty when the file lacks the column; `None` after an error.
    fn cell(&mut self, column: &str) -> Option<&'a str> {
        match std::str::from_utf8(self.bytes(column)) {
            Ok(text) if text.contains('\0') => self.fail(column, Problem::Nul),
            Ok(text) => Some(text),
            Err(_) => self.fail(column, Problem::NotUtf8),
        }
    }

    fn fail<T>(&mut self, column: &str, problem: Problem) -> Option<T> {
        self.report(Some(column), problem);
        None
    }

    fn filled(&mut self, column: &str) -> Option<&'a str> {
        let cell = self.cell(column)?;
        if cell.is_empty() { self.fail(column, Problem::EmptyCell) } else { Some(cell) }
    }

    /// A text that must be there.
    pub fn text(&mut self, column: &str) -> Option<&'a str> {
        self.filled(column).map(unguarded)
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, column: &str) -> Option<Option<String>> {
        let cell = self.cell(column)?;
        Some((!cell.is_empty()).then(|| unguarded(cell).to_owned()))
    }

    /// A list with `;` between its items. Blanks around items, and empty items, are not part of it.
    pub fn list(&mut self, column: &str) -> Option<Vec<String>> {
        let items = unguarded(self.cell(column)?).split(';').map(str::trim);
        Some(items.filter(|item| !item.is_empty()).map(str::to_owned).collect())
    }

    /// A list of language tags.
    pub fn languages(&mut self, column: &str) -> Option<Vec<String>> {
        let tags = self.list(column)?;
        match tags.iter().find(|tag| !is_language_tag(tag)) {
            Some(tag) => self.fail(column, Problem::NotALanguage(shortened(tag))),
            None => Some(tags),
        }
    }

    /// A number that must be there.
    pub fn number(&mut self, column: &str) -> Option<Decimal> {
        let cell = self.filled(column)?;
        match cell.parse() {
            Ok(number) => Some(number),
            Err(reason) => self.fail(column, Problem::NotANumber { value: shortened(cell), reason }),
        }
    }

    /// A number that may be left out.
    pub fn optional_number(&mut self, column: &str) -> Option<Option<Decimal>> {
        if self.cell(column)?.is_empty() { Some(None) } else { self.number(column).map(Some) }
    }

    /// A whole number from 0 up that may be left out.
    pub fn optional_count(&mut self, column: &str) -> Option<Option<u32>> {
        let cell = self.cell(column)?;
        if cell.is_empty() {
            return Some(None);
        }
        let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
        match cell.parse().ok().filter(|_| digits) {
            Some(count) => Some(Some(count)),
            None => self.fail(column, Problem::NotACount(shortened(cell))),
        }
    }
}

/// Whether the text has the form of a tag of BCP 47 (RFC 5646): subtags of 1 to 8 letters and digits, the first one of 2
/// to 8 letters. Whether a language is registered under it is not asked.
fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let first = subtags.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_language_tag;

    #[test]
    fn language_tags() {
        assert!(["en", "zh-Hant", "es-419", "ca-ES-valencia", "de-x-a"].into_iter().all(is_language_tag));
        assert!(!["", "e", "english language", "en_GB", "en-", "e1", "en,fr"].into_iter().any(is_language_tag));
    }
}
