//! The columns of a format, and the header line of a file.

use super::error::{FileErrors, Problem};
use super::reader::Source;

/// The columns of a format. In a file they may come in any order.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Columns that must be there.
    pub required: &'static [&'static str],
    /// Columns that may be left out.
    pub optional: &'static [&'static str],
    /// The columns whose cells together occur once in a file. Each is one of the others.
    pub key: &'static [&'static str],
}

impl Layout {
    fn knows(&self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }

    /// The columns as the documentation writes them: `entry,title[,track]`.
    #[must_use]
    pub fn columns(&self) -> String {
        let required = self.required.join(",");
        if self.optional.is_empty() { required } else { format!("{required}[,{}]", self.optional.join(",")) }
    }

    /// Checks a header against the columns.
    pub(super) fn check(&self, names: &[String], source: &Source<'_>, line: u64, errors: &mut FileErrors) {
        for (index, name) in names.iter().enumerate() {
            if !self.knows(name) {
                errors.push(source.error(line, Some(name), Problem::UnknownColumn(self.columns())));
            } else if names[..index].contains(name) {
                errors.push(source.error(line, Some(name), Problem::RepeatedColumn));
            }
        }
        for name in self.required {
            if !names.iter().any(|other| other == name) {
                errors.push(source.error(line, Some(name), Problem::MissingColumn(self.columns())));
            }
        }
    }
}
