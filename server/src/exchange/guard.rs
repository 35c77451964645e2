//! Cells that a spreadsheet would run.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, TAB or CR for a formula, and a formula can send the
//! rest of the sheet elsewhere. Anyone can enter a title, so text is written with an apostrophe before such a beginning
//! (OWASP, "CSV Injection"), and reading takes exactly that apostrophe away again.

use std::borrow::Cow;

/// Whether the text, after any apostrophes, begins as a formula does.
///
/// The apostrophes belong to the rule: were `'=1` written as it is, reading it would lose the apostrophe.
fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text as it is written to a text column.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell of a text column.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_beginnings_of_formulas_are_guarded() {
        for text in ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "'=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "'", "'s Nachts", "a=1", " =1", "''a"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(text in "['=+@\t\r\na-]{0,5}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}
