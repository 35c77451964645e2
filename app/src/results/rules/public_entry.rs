//! What everybody may know of an entry, of what was frozen of it.

use crate::{
    competition::model::{Audience, Question, QuestionOption},
    entries::model::{EntryContent, EntryFile, FileKind},
    results::model::{PublicAnswer, PublicEntry, PublicPicture},
};

/// The answers to questions whose audience is everybody, in the order of the form, and the pictures. What only judges or
/// organisers read, and what is no picture, is not in it.
///
/// `withheld`: a minor of the team may not be shown. Then nothing that the team said or made by itself is in it, as
/// words, links and pictures may name or show somebody: only what was chosen from lists, the form's own among them.
pub fn public_entry(
    content: &EntryContent,
    questions: &[Question],
    files: &[EntryFile],
    withheld: bool,
) -> PublicEntry {
    let seen = content.clone().read_by(Audience::Public, questions);
    let answer = |question: &Question| {
        let said = seen.answer(&question.key);
        let chosen: Vec<QuestionOption> = question.chosen(said).into_iter().cloned().collect();
        let text = if question.kind.is_chosen() {
            chosen.iter().map(QuestionOption::text).collect::<Vec<_>>().join("\n")
        } else {
            said.to_owned()
        };
        (!text.is_empty()).then(|| PublicAnswer {
            key: question.key.clone(),
            label: question.label.clone(),
            kind: question.kind,
            text,
            chosen,
        })
    };
    let shown = |question: &&Question| !withheld || question.kind.is_chosen();
    let picture = |file: &EntryFile| {
        (file.kind == FileKind::Screenshot).then(|| PublicPicture {
            sha256: file.sha256.clone(),
            media_type: file.media_type,
            alt: file.alt.clone(),
        })
    };
    PublicEntry {
        kind: seen.kind,
        answers: questions.iter().filter(shown).filter_map(answer).collect(),
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
                ("theme", "stories\nspaces\ncanary-no-option"),
                ("side", "own"),
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
            Question::known("theme", 0).choices(&["spaces", "contact", "stories"]).read_by(Audience::Public),
            Question {
                kind: AnswerKind::Choice,
                options: vec![QuestionOption { key: "own".into(), label: "Our own".into() }],
                ..question("side", Audience::Public)
            },
            Question::known("secret", 0).choices(&["canary-option"]),
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
        assert_eq!(entry.answers.len(), 3, "nothing is said of what was not answered");
        assert_eq!((entry.answer("description"), entry.answer("instructions")), ("Public words", ""));
        assert_eq!(entry.pictures.len(), 1);
        assert_eq!((entry.pictures[0].sha256.as_str(), entry.pictures[0].alt.as_str()), ("sha256-a", "alt a"));
    }

    #[test]
    fn of_a_team_with_a_minor_who_may_not_be_shown_there_is_what_was_chosen_from_lists() {
        let entry = entry(true);
        let keys: Vec<&str> = entry.answers.iter().map(|answer| answer.key.as_str()).collect();
        assert_eq!(keys, ["theme", "side"]);
        assert!(entry.pictures.is_empty());
        assert_eq!(entry.kind, EntryKind::Existing);
        assert_eq!((entry.languages.len(), entry.platforms.len(), entry.warnings.len()), (1, 1, 1));
    }

    #[test]
    fn what_was_chosen_is_there_by_key_and_as_text() {
        let entry = entry(false);
        let (theme, side) = (&entry.answers[1], &entry.answers[2]);
        assert_eq!((theme.text.as_str(), side.text.as_str()), ("spaces\nstories", "Our own"));
        let json = serde_json::to_value(&entry.answers).expect("JSON");
        assert_eq!(json[1]["chosen"], serde_json::json!([{ "key": "spaces" }, { "key": "stories" }]));
        assert_eq!(json[2]["chosen"], serde_json::json!([{ "key": "own", "label": "Our own" }]));
        // A document of before holds nothing of it, and what is written of one is what it was.
        assert_eq!(
            json[0].as_object().map(|answer| answer.keys().cloned().collect()),
            Some(vec!["key", "kind", "text"].into_iter().map(str::to_owned).collect::<Vec<_>>())
        );
        let before: PublicAnswer = serde_json::from_value(json[0].clone()).expect("an answer");
        assert_eq!(before, entry.answers[0]);
    }
}
