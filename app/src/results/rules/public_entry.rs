//! What everybody may know of an entry, of what was frozen of it.

use crate::{
    competition::model::{Audience, Question},
    entries::model::{EntryContent, EntryFile, FileKind},
    results::model::{PublicAnswer, PublicEntry, PublicPicture},
};

/// The answers to questions whose audience is everybody, in the order of the form, and the pictures. What only judges or
/// organisers read, and what is no picture, is not in it.
///
/// `withheld`: a minor of the team may not be shown. Then nothing that the team said or made by itself is in it, as
/// words, links and pictures may name or show somebody: only what was chosen from lists.
pub fn public_entry(
    content: &EntryContent,
    questions: &[Question],
    files: &[EntryFile],
    withheld: bool,
) -> PublicEntry {
    let seen = content.clone().read_by(Audience::Public, questions);
    let answer = |question: &Question| {
        let text = seen.answer(&question.key);
        (!text.is_empty()).then(|| PublicAnswer {
            key: question.key.clone(),
            label: question.label.clone(),
            kind: question.kind,
            text: text.to_owned(),
        })
    };
    let picture = |file: &EntryFile| {
        (file.kind == FileKind::Screenshot).then(|| PublicPicture {
            sha256: file.sha256.clone(),
            media_type: file.media_type,
            alt: file.alt.clone(),
        })
    };
    PublicEntry {
        kind: seen.kind,
        answers: if withheld { Vec::new() } else { questions.iter().filter_map(answer).collect() },
        pictures: if withheld { Vec::new() } else { files.iter().filter_map(picture).collect() },
        languages: seen.languages,
        platforms: seen.platforms,
        warnings: seen.warnings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        competition::model::AnswerKind,
        entries::model::{EntryKind, MediaType},
        ids::AttachmentId,
    };
    use uuid::Uuid;

    fn question(key: &str, audience: Audience) -> Question {
        Question { kind: AnswerKind::Line, ..Question::known(key, 0).read_by(audience) }
    }

    fn file(kind: FileKind, name: &str) -> EntryFile {
        EntryFile {
            id: AttachmentId::new(Uuid::nil()),
            kind,
            name: format!("canary-name-{name}"),
            alt: format!("alt {name}"),
            media_type: MediaType::Png,
            size: 1,
            sha256: format!("sha256-{name}"),
        }
    }

    fn entry(withheld: bool) -> PublicEntry {
        let content = EntryContent {
            kind: EntryKind::Existing,
            languages: vec!["en".to_owned()],
            platforms: vec!["web".to_owned()],
            warnings: vec!["motion".to_owned()],
            answers: [
                ("description", "Public words"),
                ("instructions", "canary-judges"),
                ("ties", "canary-organisers"),
                ("forgotten", "canary-not-asked"),
            ]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into(),
            ..EntryContent::default()
        };
        let questions = [
            question("instructions", Audience::Judges),
            question("description", Audience::Public),
            question("ties", Audience::Organisers),
            question("video_url", Audience::Public),
        ];
        let files = [file(FileKind::Build, "build"), file(FileKind::Screenshot, "a"), file(FileKind::Document, "pdf")];
        public_entry(&content, &questions, &files, withheld)
    }

    #[test]
    fn what_is_not_for_everybody_is_left_out() {
        let entry = entry(false);
        let json = serde_json::to_string(&entry).expect("JSON");
        assert!(!json.contains("canary"), "{json}");
        assert!(!json.contains("sha256-build") && !json.contains("sha256-pdf"), "{json}");
        assert_eq!(entry.answers.len(), 1, "nothing is said of what was not answered");
        assert_eq!((entry.answer("description"), entry.answer("instructions")), ("Public words", ""));
        assert_eq!(entry.pictures.len(), 1);
        assert_eq!((entry.pictures[0].sha256.as_str(), entry.pictures[0].alt.as_str()), ("sha256-a", "alt a"));
    }

    #[test]
    fn of_a_team_with_a_minor_who_may_not_be_shown_there_is_what_was_chosen_from_lists() {
        let entry = entry(true);
        assert!(entry.answers.is_empty() && entry.pictures.is_empty());
        assert_eq!(entry.kind, EntryKind::Existing);
        assert_eq!((entry.languages.len(), entry.platforms.len(), entry.warnings.len()), (1, 1, 1));
    }
}
