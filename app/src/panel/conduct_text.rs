//! The text of conduct and confidentiality that a competition begins with, from the dictionary of each language.

use crate::i18n::{Locale, td_string};
use sha2::{Digest, Sha256};

/// What judges sign where organisers have not written a text of their own.
pub fn default_conduct(l: Locale) -> &'static str {
    td_string!(l, judges.conduct_default)
}

/// SHA-256 of a text, by which a signature says what was signed.
pub fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}
