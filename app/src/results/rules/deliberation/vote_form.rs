//! A question that an organiser opens.

use crate::{
    error::{AppError, FormCheck, Problem},
    ids::{AwardId, EntryId},
    results::model::deliberation::{TieDecider, VoteKind},
    text,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most options of a question.
pub const MOST_OPTIONS: usize = 20;
/// Characters of a question, and of an option in words.
const LINE: usize = 200;
/// What stands before an entry's id in the name of its field: what begins with a digit inside brackets would be read as a place in a list.
const ENTRY: &str = "entry-";

/// The field of an entry among the options.
pub fn entry_field(entry: EntryId) -> String {
    format!("entries[{ENTRY}{entry}]")
}

/// A question as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VoteForm {
    /// `tie`, `award`, `free`.
    pub kind: String,
    /// The first entry of a tie.
    pub tie: String,
    /// The distinction.
    pub award: String,
    /// What is asked.
    pub question: String,
    /// Options in words, one on each line.
    pub options: String,
    /// Options that are entries, by field.
    pub entries: BTreeMap<String, String>,
    /// `on` if "none of these" is one.
    pub none_option: String,
    /// In percent; nothing for half.
    pub quorum: String,
    /// Who decides a tie.
    pub tie_decider: String,
    /// A local date and time, or nothing.
    pub closes_at: String,
}

/// What may be asked about: what stands at this moment.
#[derive(Clone, Debug, Default)]
pub struct Askable {
    /// Groups of entries that only a vote can part.
    pub ties: Vec<Vec<EntryId>>,
    /// Distinctions, with the entries that are ranked in their track.
    pub awards: BTreeMap<AwardId, BTreeSet<EntryId>>,
    /// Every entry that is ranked.
    pub ranked: BTreeSet<EntryId>,
}

/// A question to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedVote {
    /// What it is about.
    pub kind: VoteKind,
    /// The distinction.
    pub award: Option<AwardId>,
    /// What is asked.
    pub question: String,
    /// Its options: entries, then words.
    pub options: Vec<(Option<EntryId>, String)>,
    /// Whether "none of these" is one.
    pub none_option: bool,
    /// In percent.
    pub quorum: u32,
    /// Who decides a tie.
    pub tie_decider: TieDecider,
    /// The last second of it.
    pub closes_at: Option<Moment>,
}

/// Reads the form, whose time was read already. A tie is asked about whole, without "none of these": each of its entries
/// has to have votes. The others have two options at least, or one and "none of these".
///
/// # Errors
/// [`AppError::Malformed`] for another kind; [`AppError::Invalid`] at `tie`, `award`, `question`, `options`, `quorum`,
/// `tie_decider`, `closes_at`.
pub fn asked(
    form: &VoteForm,
    closes_at: Result<Option<Moment>, Problem>,
    askable: &Askable,
    chair: bool,
    now: Moment,
) -> Result<AskedVote, AppError> {
    let kind = VoteKind::parse(&form.kind).ok_or(AppError::Malformed)?;
    let mut check = FormCheck::default();
    let mut award = None;
    let options = match kind {
        VoteKind::Tie => {
            let first: Option<EntryId> = form.tie.parse().ok();
            let group = askable.ties.iter().find(|group| first.is_some_and(|first| group.contains(&first)));
            let group = group.cloned().ok_or(if form.tie.is_empty() { Problem::Required } else { Problem::Choice });
            let group = check.take("tie", group).unwrap_or_default();
            group.into_iter().map(|entry| (Some(entry), String::new())).collect()
        }
        VoteKind::Award => {
            let known: Option<AwardId> = form.award.parse().ok().filter(|award| askable.awards.contains_key(award));
            let missing = if form.award.is_empty() { Problem::Required } else { Problem::Choice };
            award = check.take("award", known.ok_or(missing));
            let ranked = award.and_then(|award| askable.awards.get(&award)).cloned().unwrap_or_default();
            options(&mut check, form, award.is_none(), &ranked)
        }
        VoteKind::Free => options(&mut check, form, false, &askable.ranked),
    };
    let none_option = form.none_option == "on" && kind != VoteKind::Tie;
    let question = check.take("question", text::required_line(&form.question, LINE));
    let quorum = match form.quorum.trim() {
        "" => Ok(50),
        written => match written.parse::<u32>() {
            Ok(quorum) if (1..=100).contains(&quorum) => Ok(quorum),
            Ok(_) => Err(Problem::OutOfRange { min: "1".to_owned(), max: "100".to_owned() }),
            Err(_) => Err(Problem::Number),
        },
    };
    let quorum = check.take("quorum", quorum);
    let decider = TieDecider::parse(&form.tie_decider).filter(|decider| chair || *decider != TieDecider::Chair);
    let tie_decider = check.take("tie_decider", decider.ok_or(Problem::Choice));
    let closes_at = closes_at.and_then(|closes| match closes {
        Some(closes) if closes <= now => Err(Problem::Past),
        closes => Ok(closes),
    });
    let closes_at = check.take("closes_at", closes_at).flatten();
    check.finish()?;
    let (Some(question), Some(quorum), Some(tie_decider)) = (question, quorum, tie_decider) else {
        return Err(AppError::Internal);
    };
    Ok(AskedVote { kind, award, question, options, none_option, quorum, tie_decider, closes_at })
}

/// Entries that were ticked, and words, for kinds that have any options. An award goes to entries only.
fn options(
    check: &mut FormCheck,
    form: &VoteForm,
    unknown: bool,
    ranked: &BTreeSet<EntryId>,
) -> Vec<(Option<EntryId>, String)> {
    let mut found: Vec<(Option<EntryId>, String)> = Vec::new();
    for field in form.entries.keys() {
        match field.strip_prefix(ENTRY).and_then(|id| id.parse::<EntryId>().ok()) {
            Some(entry) if ranked.contains(&entry) => found.push((Some(entry), String::new())),
            // Which entries an unknown award may go to is not known either.
            _ if unknown => {}
            _ => {
                check.note("options", Problem::Choice);
                return Vec::new();
            }
        }
    }
    let words = if form.kind == VoteKind::Award.as_str() { "" } else { form.options.as_str() };
    for line in words.lines().filter(|line| !line.trim().is_empty()) {
        match text::required_line(line, LINE) {
            Ok(line) if found.iter().any(|(_, known)| *known == line) => {}
            Ok(line) => found.push((None, line)),
            Err(problem) => {
                check.note("options", problem);
                return Vec::new();
            }
        }
    }
    let least = if form.none_option == "on" { 1 } else { 2 };
    if !unknown && found.len() < least {
        check.note("options", Problem::Required);
    } else if found.len() > MOST_OPTIONS {
        check.note("options", Problem::OutOfRange { min: least.to_string(), max: MOST_OPTIONS.to_string() });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn entry(n: u128) -> EntryId {
        Uuid::from_u128(n).into()
    }

    fn award() -> AwardId {
        Uuid::from_u128(77).into()
    }

    fn askable() -> Askable {
        Askable {
            ties: vec![vec![entry(1), entry(2)]],
            awards: BTreeMap::from([(award(), BTreeSet::from([entry(1), entry(2), entry(3)]))]),
            ranked: (1..=4).map(entry).collect(),
        }
    }

    fn form(kind: &str) -> VoteForm {
        VoteForm {
            kind: kind.into(),
            question: "Which?".into(),
            tie_decider: "organisers".into(),
            ..Default::default()
        }
    }

    fn ticked(entries: &[u128]) -> BTreeMap<String, String> {
        entries.iter().map(|n| (format!("entry-{}", entry(*n)), "on".to_owned())).collect()
    }

    fn read(form: &VoteForm) -> Result<AskedVote, AppError> {
        asked(form, Ok(None), &askable(), false, Moment::from_seconds(5))
    }

    fn fields(form: &VoteForm) -> Vec<String> {
        match read(form) {
            Err(AppError::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_tie_is_asked_about_whole() {
        let tie = VoteForm { tie: entry(2).to_string(), none_option: "on".into(), ..form("tie") };
        let asked = read(&tie).expect("good");
        assert_eq!(asked.options, [(Some(entry(1)), String::new()), (Some(entry(2)), String::new())]);
        assert_eq!((asked.none_option, asked.quorum, asked.award), (false, 50, None));
        assert_eq!(fields(&VoteForm { tie: entry(3).to_string(), ..form("tie") }), ["tie"]);
        assert_eq!(fields(&form("tie")), ["tie"]);
        assert_eq!(read(&form("war")), Err(AppError::Malformed));
    }

    #[test]
    fn an_award_goes_to_ranked_entries_of_its_track() {
        let good = VoteForm { award: award().to_string(), entries: ticked(&[1, 3]), ..form("award") };
        let asked = read(&good).expect("good");
        assert_eq!((asked.award, asked.options.len()), (Some(award()), 2));
        assert_eq!(fields(&VoteForm { entries: ticked(&[1, 4]), ..good.clone() }), ["options"], "of another track");
        assert_eq!(fields(&VoteForm { entries: ticked(&[1]), ..good.clone() }), ["options"], "nothing to choose");
        assert!(read(&VoteForm { entries: ticked(&[1]), none_option: "on".into(), ..good.clone() }).is_ok());
        assert_eq!(fields(&VoteForm { award: String::new(), ..good.clone() }), ["award"]);
        assert_eq!(read(&VoteForm { options: "Words".into(), ..good }).expect("good").options.len(), 2, "no words");
    }

    #[test]
    fn a_free_question_has_words_or_entries() {
        let good = VoteForm { options: "Yes\n\n No \nYes".into(), ..form("free") };
        let options: Vec<String> = read(&good).expect("good").options.into_iter().map(|(_, words)| words).collect();
        assert_eq!(options, ["Yes", "No"]);
        let many: String = (0..=MOST_OPTIONS).map(|n| format!("{n}\n")).collect();
        assert_eq!(fields(&VoteForm { options: many, ..good.clone() }), ["options"]);
        let bad = VoteForm { question: " ".into(), quorum: "101".into(), tie_decider: "chair".into(), ..good };
        assert_eq!(fields(&bad), ["question", "quorum", "tie_decider"], "there is no chair");
        let past = asked(&form("free"), Ok(Some(Moment::from_seconds(5))), &askable(), true, Moment::from_seconds(5));
        assert!(matches!(past, Err(AppError::Invalid(errors)) if errors.iter().any(|e| e.field == "closes_at")));
    }
}
