//! The one form in which contents are stored, hashed and frozen.

use crate::entries::model::EntryContent;
use sha2::{Digest, Sha256};

/// Contents as they are stored, and their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Canonical JSON: the fields in the order of [`EntryContent`], no white space.
    pub json: String,
    /// SHA-256 of it, in hexadecimal.
    pub hash: String,
}

/// The canonical JSON of contents and its hash. Whoever has the stored text can compute the hash from it.
pub fn freeze(content: &EntryContent) -> Frozen {
    // Strings and lists of strings always serialise.
    let json = serde_json::to_string(content).unwrap_or_default();
    let hash = Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Frozen { json, hash }
}

/// The short name of an entry in files: of its title what fits into one, or `entry`.
pub fn entry_key(title: &str) -> String {
    let mut key = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => key.push(c),
            _ if !key.is_empty() && !key.ends_with('-') => key.push('-'),
            _ => {}
        }
        if key.len() == 40 {
            break;
        }
    }
    let key = key.trim_end_matches('-');
    if key.is_empty() { "entry".to_owned() } else { key.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_text_and_stays() {
        let content = EntryContent {
            title: "قارب".into(),
            languages: vec!["ar".into()],
            answers: [("description".to_owned(), "A boat".to_owned())].into(),
            ..EntryContent::default()
        };
        let frozen = freeze(&content);
        assert_eq!(
            frozen.json,
            "{\"title\":\"قارب\",\"pitch\":\"\",\"kind\":\"made_for_competition\",\"languages\":[\"ar\"],\
             \"platforms\":[],\"description\":\"A boat\"}"
        );
        assert_eq!(frozen.hash.len(), 64);
        assert_eq!(serde_json::from_str::<EntryContent>(&frozen.json).ok(), Some(content.clone()));
        assert_ne!(freeze(&EntryContent { pitch: "x".into(), ..content }).hash, frozen.hash);
    }

    #[test]
    fn keys_are_plain() {
        assert_eq!(entry_key("  Market of Two Languages! "), "market-of-two-languages");
        assert_eq!(entry_key("قارب السلام"), "entry");
        assert_eq!(entry_key("Café 2.0"), "caf-2-0");
        assert_eq!(entry_key(&"a".repeat(80)).len(), 40);
    }
}
