//! What organisers type.

use crate::{
    error::{AppError, FormCheck, Problem},
    ids::{AwardId, EntryId},
    text,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    str::FromStr,
};

/// Words a reason may have.
const REASON_WORDS: usize = 120;
/// More votes than any panel has.
const MOST_VOTES: u32 = 999;

/// A distinction to be given, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AwardTyped {
    /// The award.
    pub award: String,
    /// The entry.
    pub entry: String,
    /// Why; the public reads it.
    pub reason: String,
    /// Why more are given than were planned, where it is so.
    pub more_reason: String,
}

/// A distinction to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardForm {
    /// The award.
    pub award: AwardId,
    /// The entry.
    pub entry: EntryId,
    /// Why; the public reads it.
    pub reason: String,
}

impl AwardForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `award`, `entry`, `reason`.
    pub fn read(typed: &AwardTyped) -> Result<Self, AppError> {
        let mut check = FormCheck::default();
        let award = check.take("award", chosen(&typed.award));
        let entry = check.take("entry", chosen(&typed.entry));
        let reason = check.take("reason", reason(&typed.reason));
        check.finish()?;
        let (Some(award), Some(entry), Some(reason)) = (award, entry, reason) else { return Err(AppError::Internal) };
        Ok(Self { award, entry, reason })
    }
}

/// A distinction to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeForm {
    /// The award.
    pub award: AwardId,
    /// The entry.
    pub entry: EntryId,
    /// Why.
    pub reason: String,
}

impl TakeForm {
    /// Reads the form; `given` is `award:entry`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `given`, `take_reason`.
    pub fn read(given: &str, take_reason: &str) -> Result<Self, AppError> {
        let mut check = FormCheck::default();
        let pair = match given.split_once(':') {
            Some((award, entry)) => chosen(award).and_then(|award| Ok((award, chosen(entry)?))),
            None if given.is_empty() => Err(Problem::Required),
            None => Err(Problem::Choice),
        };
        let pair = check.take("given", pair);
        let reason = check.take("take_reason", reason(take_reason));
        check.finish()?;
        let (Some((award, entry)), Some(reason)) = (pair, reason) else { return Err(AppError::Internal) };
        Ok(Self { award, entry, reason })
    }
}

/// The field of the votes for an entry. The word in front is needed: what begins with a digit inside brackets would be
/// read as a place in a list.
pub fn vote_field(entry: EntryId) -> String {
    format!("votes[{VOTES_FOR}{entry}]")
}

const VOTES_FOR: &str = "entry-";

/// Whether votes were typed for one of these entries.
pub fn voted(entries: &[EntryId], votes: &HashMap<String, String>) -> bool {
    let typed = |entry: &EntryId| votes.get(&format!("{VOTES_FOR}{entry}"));
    entries.iter().filter_map(typed).any(|votes| !votes.trim().is_empty())
}

/// Votes of the panel on ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotesForm {
    /// Votes by entry.
    pub votes: BTreeMap<EntryId, u32>,
    /// How the vote was held.
    pub reason: String,
}

impl VotesForm {
    /// Reads the form for these groups of tied entries. Of each group all entries have votes, or none has; what is not
    /// of a group is nobody's to vote on.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at [`vote_field`]s and `vote_reason`; [`AppError::NotFound`] for an entry that is not tied.
    pub fn read(groups: &[Vec<EntryId>], votes: &HashMap<String, String>, vote_reason: &str) -> Result<Self, AppError> {
        let mut typed: BTreeMap<EntryId, &str> = BTreeMap::new();
        for (entry, votes) in votes {
            let entry: Option<EntryId> = entry.strip_prefix(VOTES_FOR).and_then(|entry| entry.parse().ok());
            let entry = entry.ok_or(AppError::NotFound)?;
            if !groups.iter().flatten().any(|tied| *tied == entry) {
                return Err(AppError::NotFound);
            }
            typed.insert(entry, votes.trim());
        }
        let filled = |entry: &EntryId| typed.get(entry).is_some_and(|votes| !votes.is_empty());
        let none = !groups.iter().flatten().any(filled);
        let mut check = FormCheck::default();
        let mut read = BTreeMap::new();
        for group in groups {
            for entry in group {
                let text = typed.get(entry).copied().unwrap_or_default();
                if (none || group.iter().any(filled))
                    && let Some(votes) = check.take(&vote_field(*entry), number_of_votes(text))
                {
                    read.insert(*entry, votes);
                }
            }
        }
        let reason = check.take("vote_reason", reason(vote_reason));
        check.finish()?;
        Ok(Self { votes: read, reason: reason.ok_or(AppError::Internal)? })
    }
}

fn number_of_votes(text: &str) -> Result<u32, Problem> {
    if text.is_empty() {
        return Err(Problem::Required);
    }
    let votes: u32 = text.parse().map_err(|_| Problem::Number)?;
    if votes > MOST_VOTES {
        return Err(Problem::OutOfRange { min: "0".to_owned(), max: MOST_VOTES.to_string() });
    }
    Ok(votes)
}

fn chosen<T: FromStr>(text: &str) -> Result<T, Problem> {
    if text.is_empty() { Err(Problem::Required) } else { text.parse().map_err(|_| Problem::Choice) }
}

fn reason(text: &str) -> Result<String, Problem> {
    let clean = text::block(text, REASON_WORDS)?;
    if clean.is_empty() { Err(Problem::ReasonRequired) } else { Ok(clean) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn entry(n: u128) -> EntryId {
        Uuid::from_u128(n).into()
    }

    fn votes(pairs: &[(u128, &str)]) -> HashMap<String, String> {
        pairs.iter().map(|(n, votes)| (format!("entry-{}", entry(*n)), (*votes).to_owned())).collect()
    }

    fn fields(result: Result<VotesForm, AppError>) -> Vec<(String, Problem)> {
        match result {
            Err(AppError::Invalid(errors)) => errors.into_iter().map(|error| (error.field, error.problem)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_group_is_voted_on_as_a_whole() {
        let groups = [vec![entry(1), entry(2)], vec![entry(3), entry(4)]];
        let read = VotesForm::read(&groups, &votes(&[(1, "5"), (2, " 3 "), (3, "")]), "By hand").expect("votes");
        assert_eq!(read.votes, [(entry(1), 5), (entry(2), 3)].into());
        let half = fields(VotesForm::read(&groups, &votes(&[(1, "5")]), "By hand"));
        assert_eq!(half, [(vote_field(entry(2)), Problem::Required)]);
        assert_eq!(fields(VotesForm::read(&groups, &HashMap::new(), "")).len(), 5, "every field and the reason");
    }

    #[test]
    fn votes_are_whole_and_only_of_tied_entries() {
        let groups = [vec![entry(1), entry(2)]];
        let bad = fields(VotesForm::read(&groups, &votes(&[(1, "-1"), (2, "1000")]), "x"));
        assert!(matches!(bad.as_slice(), [(_, Problem::Number), (_, Problem::OutOfRange { .. })]), "{bad:?}");
        assert_eq!(VotesForm::read(&groups, &votes(&[(1, "1"), (2, "2"), (9, "3")]), "x"), Err(AppError::NotFound));
    }

    #[test]
    fn a_distinction_needs_award_entry_and_reason() {
        let (award, entry) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string());
        let form = |award: &str, entry: &str, reason: &str| AwardTyped {
            award: award.to_owned(),
            entry: entry.to_owned(),
            reason: reason.to_owned(),
            more_reason: String::new(),
        };
        assert!(AwardForm::read(&form(&award, &entry, "Brave")).is_ok());
        let Err(AppError::Invalid(errors)) = AwardForm::read(&form("", "x", " ")) else { panic!("it is invalid") };
        let problems: Vec<_> = errors.into_iter().map(|error| error.problem).collect();
        assert_eq!(problems, [Problem::Required, Problem::Choice, Problem::ReasonRequired]);
        assert!(TakeForm::read(&format!("{award}:{entry}"), "Wrong entry").is_ok());
        assert_eq!(TakeForm::read(&award, "x"), Err(AppError::field("given", Problem::Choice)));
        assert_eq!(TakeForm::read("", "x"), Err(AppError::field("given", Problem::Required)));
    }
}
