//! What is different between two frozen copies of an entry, part by part.

use super::cure::{parts, says};
use crate::{
    competition::model::Question,
    entries::model::{CurePart, EntryFile, Snapshot},
};

/// A part that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub part: CurePart,
    /// What it was; empty for nothing.
    pub before: String,
    /// What it is; empty for nothing.
    pub after: String,
}

/// The parts of which two frozen copies say different things, in the order of the form. Files are told apart by their
/// bytes and what is said of them.
pub fn changes(before: &Snapshot, after: &Snapshot, questions: &[Question]) -> Vec<Change> {
    let text = |snapshot: &Snapshot, part: &CurePart| match part {
        CurePart::Files(kind) => {
            snapshot.files.iter().filter(|file| file.kind == *kind).map(line).collect::<Vec<_>>().join("\n\n")
        }
        part => says(&snapshot.content, part),
    };
    parts(questions)
        .into_iter()
        .map(|part| Change { before: text(before, &part), after: text(after, &part), part })
        .filter(|change| change.before != change.after)
        .collect()
}

/// A file in a line: its name, what it shows, and the beginning of its digest.
fn line(file: &EntryFile) -> String {
    let digest: String = file.sha256.chars().take(12).collect();
    if file.alt.is_empty() {
        format!("{} ({digest})", file.name)
    } else {
        format!("{}: {} ({digest})", file.name, file.alt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entries::model::{EntryContent, FileKind, MediaType},
        ids::{EntryId, SnapshotId},
        time::Moment,
    };
    use uuid::Uuid;

    fn snapshot(link: &str, sha256: &str) -> Snapshot {
        Snapshot {
            id: SnapshotId::new(Uuid::from_u128(1)),
            entry: EntryId::new(Uuid::from_u128(2)),
            content: EntryContent {
                title: "Boats".into(),
                answers: [("play_url".to_owned(), link.to_owned())].into(),
                ..EntryContent::default()
            },
            files: vec![EntryFile {
                id: Uuid::from_u128(3).into(),
                kind: FileKind::Build,
                name: "game.zip".into(),
                alt: String::new(),
                media_type: MediaType::Zip,
                size: 1,
                sha256: sha256.into(),
            }],
            content_hash: String::new(),
            at: Moment::from_seconds(0),
        }
    }

    #[test]
    fn each_part_that_differs_is_named_with_both_texts() {
        let questions = Question::standard();
        let (dead, alive) = (snapshot("https://dead.example", "aa"), snapshot("https://alive.example", "bb"));
        assert!(changes(&dead, &dead, &questions).is_empty());
        let found = changes(&dead, &alive, &questions);
        let parts: Vec<String> = found.iter().map(|change| change.part.word()).collect();
        assert_eq!(parts, ["answer[play_url]", "files[build]"]);
        assert_eq!(found[0].before, "https://dead.example");
        assert_eq!((found[1].before.as_str(), found[1].after.as_str()), ("game.zip (aa)", "game.zip (bb)"));
    }
}
