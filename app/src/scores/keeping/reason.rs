//! Why a save was refused, in the words of the page that shows it: the device keeps what the server said, which has no language.

use super::Fields;

/// The words for what the server said: those under what it begins with, or under all of it.
pub fn reason<'w>(words: &'w Fields, said: &str) -> Option<&'w str> {
    words.iter().find(|(begins, _)| said.starts_with(begins.as_str())).map(|(_, words)| words.as_str())
}
