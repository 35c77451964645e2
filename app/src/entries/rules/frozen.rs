//! The one form in which contents are stored, hashed and frozen.

use crate::entries::model::{EntryContent, EntryFile};
use sha2::{Digest, Sha256};

/// Contents as they are stored, and their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Canonical JSON: the fields in the order of [`EntryContent`], no white space.
    pub json: String,
    /// Canonical JSON of the files' list; `[]` of an entry without files.
    pub files: String,
    /// SHA-256 in hexadecimal: of the contents alone; where there are files, of contents, a line end, and the list.
    pub hash: String,
}

/// The canonical JSON of contents and files, and their hash. Whoever has the stored texts can compute the hash from
/// them, and each file's own digest is in its list.
pub fn freeze(content: &EntryContent, files: &[EntryFile]) -> Frozen {
    // Strings, numbers and lists of them always serialise.
    let json = serde_json::to_string(content).unwrap_or_default();
    let list = serde_json::to_string(files).unwrap_or_default();
    let mut hash = Sha256::new();
    hash.update(json.as_bytes());
    if !files.is_empty() {
        hash.update(b"\n");
        hash.update(list.as_bytes());
    }
    let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Frozen { json, files: list, hash }
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
    use crate::entries::model::{FileKind, MediaType};

    #[test]
    fn the_hash_is_that_of_the_text_and_stays() {
        let content = EntryContent {
            title: "قارب".into(),
            languages: vec!["ar".into()],
            answers: [("description".to_owned(), "A boat".to_owned())].into(),
            ..EntryContent::default()
        };
        let frozen = freeze(&content, &[]);
        assert_eq!(
            frozen.json,
            "{\"title\":\"قارب\",\"pitch\":\"\",\"kind\":\"made_for_competition\",\"languages\":[\"ar\"],\
             \"platforms\":[],\"description\":\"A boat\"}"
        );
        assert_eq!(frozen.hash.len(), 64);
        assert_eq!(serde_json::from_str::<EntryContent>(&frozen.json).ok(), Some(content.clone()));
        assert_ne!(freeze(&EntryContent { pitch: "x".into(), ..content }, &[]).hash, frozen.hash);
    }

    #[test]
    fn the_hash_covers_everything_said_of_files() {
        let content = EntryContent::default();
        let file = EntryFile {
            id: uuid::Uuid::from_u128(1).into(),
            kind: FileKind::Screenshot,
            name: "boat.png".into(),
            alt: "A boat".into(),
            media_type: MediaType::Png,
            size: 70,
            sha256: "ab".into(),
        };
        let frozen = freeze(&content, std::slice::from_ref(&file));
        assert_eq!(
            frozen.files,
            "[{\"id\":\"00000000-0000-0000-0000-000000000001\",\"kind\":\"screenshot\",\"name\":\"boat.png\",\
             \"alt\":\"A boat\",\"media_type\":\"image/png\",\"size\":70,\"sha256\":\"ab\"}]"
        );
        let by_hand = Sha256::digest(format!("{}\n{}", frozen.json, frozen.files).as_bytes());
        assert_eq!(frozen.hash, by_hand.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        for other in [
            EntryFile { alt: "Another".into(), ..file.clone() },
            EntryFile { name: "b.png".into(), ..file.clone() },
            EntryFile { size: 71, ..file.clone() },
            EntryFile { sha256: "ac".into(), ..file.clone() },
            EntryFile { media_type: MediaType::Jpeg, ..file.clone() },
        ] {
            assert_ne!(freeze(&content, &[other]).hash, frozen.hash);
        }
    }

    #[test]
    fn keys_are_plain() {
        assert_eq!(entry_key("  Market of Two Languages! "), "market-of-two-languages");
        assert_eq!(entry_key("قارب السلام"), "entry");
        assert_eq!(entry_key("Café 2.0"), "caf-2-0");
        assert_eq!(entry_key(&"a".repeat(80)).len(), 40);
    }
}
