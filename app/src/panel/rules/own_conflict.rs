//! What organisers say of conflicts of interest of their own and of each other.

use super::claim::reason;
use crate::{
    accounts::model::Rights,
    error::AppError,
    ids::{AccountId, EntryId},
    panel::model::{DeclaredTie, OFFERED, OwnConflict},
};
use std::collections::BTreeSet;

/// Reads a conflict of an organiser. It has no weight: what is of an organiser either bars or is none.
///
/// # Errors
/// [`AppError::Invalid`] at `category`, `reason`.
pub fn own_conflict(category: &str, written: &str) -> Result<DeclaredTie, AppError> {
    super::conflict("hard", category, written)
}

/// Reads why a conflict of another organiser is set aside.
///
/// # Errors
/// [`AppError::Invalid`] at `aside`.
pub fn own_aside(typed: &str) -> Result<String, AppError> {
    reason(typed).map_err(|problem| AppError::field("aside", problem))
}

/// The entries to choose from: those with these words in their title or team, as many as are offered, and whether there
/// are more.
pub fn offered(entries: Vec<(EntryId, String, String)>, text: &str) -> (Vec<(EntryId, String)>, bool) {
    let text = text.trim().to_lowercase();
    let fits = |title: &str, team: &str| {
        text.is_empty() || title.to_lowercase().contains(&text) || team.to_lowercase().contains(&text)
    };
    let mut found: Vec<(EntryId, String)> = entries
        .into_iter()
        .filter(|(_, title, team)| fits(title, team))
        .map(|(id, title, team)| (id, format!("{title} ({team})")))
        .collect();
    let more = found.len() > OFFERED;
    found.truncate(OFFERED);
    (found, more)
}

/// Titles of entries that nobody is left to decide about: kept from all who may.
pub fn deserted(organisers: &[(AccountId, Rights)], conflicts: &[OwnConflict]) -> Vec<String> {
    let mut titles: Vec<(&str, EntryId)> =
        conflicts.iter().map(|conflict| (conflict.title.as_str(), conflict.entry)).collect();
    titles.sort_unstable();
    titles.dedup();
    let kept = kept(conflicts);
    let nobody = |entry: EntryId| {
        organisers
            .iter()
            .filter(|(_, rights)| *rights >= Rights::Editor)
            .all(|(account, _)| kept.contains(&(*account, entry)))
    };
    titles.into_iter().filter(|(_, entry)| nobody(*entry)).map(|(title, _)| title.to_owned()).collect()
}

/// Whether every owner has an entry kept from them, so that nobody may publish.
pub fn nobody_publishes(organisers: &[(AccountId, Rights)], conflicts: &[OwnConflict]) -> bool {
    let apart: BTreeSet<AccountId> = kept(conflicts).into_iter().map(|(account, _)| account).collect();
    organisers.iter().filter(|(_, rights)| *rights == Rights::Owner).all(|(account, _)| apart.contains(account))
}

fn kept(conflicts: &[OwnConflict]) -> BTreeSet<(AccountId, EntryId)> {
    let counts = conflicts.iter().filter(|conflict| conflict.aside.is_none());
    counts.map(|conflict| (conflict.account, conflict.entry)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::Problem,
        panel::model::{ConflictCategory, ConflictSource},
    };
    use uuid::Uuid;

    fn account(n: u128) -> AccountId {
        AccountId::from(Uuid::from_u128(n))
    }

    fn conflict(of: u128, entry: u128, aside: bool) -> OwnConflict {
        OwnConflict {
            account: account(of),
            name: String::new(),
            entry: EntryId::from(Uuid::from_u128(entry)),
            title: format!("E{entry}"),
            team: String::new(),
            source: ConflictSource::Declared,
            category: ConflictCategory::Friend,
            reason: String::new(),
            at: None,
            aside: aside.then(|| (None, "A namesake".to_owned())),
        }
    }

    #[test]
    fn a_tie_is_chosen_and_a_reason_given() {
        assert!(own_conflict("friend", "").is_ok());
        assert_eq!(own_conflict("other", ""), Err(AppError::field("reason", Problem::Required)));
        assert_eq!(own_conflict("team", "x"), Err(AppError::field("category", Problem::Choice)));
        assert_eq!(own_aside(" a  namesake "), Ok("a namesake".to_owned()));
        assert_eq!(own_aside(" "), Err(AppError::field("aside", Problem::ReasonRequired)));
    }

    #[test]
    fn an_entry_is_deserted_when_all_who_may_decide_have_a_conflict_that_counts() {
        // Observers and checkers do not decide about everything.
        let organisers = [(account(1), Rights::Owner), (account(2), Rights::Editor), (account(3), Rights::Checker)];
        let conflicts = [conflict(1, 7, false), conflict(2, 7, false), conflict(1, 8, false), conflict(2, 8, true)];
        assert_eq!(deserted(&organisers, &conflicts), ["E7"]);
        assert!(nobody_publishes(&organisers, &conflicts));
        let other = [organisers.as_slice(), &[(account(4), Rights::Owner)]].concat();
        assert!(deserted(&other, &conflicts).is_empty() && !nobody_publishes(&other, &conflicts));
        assert!(!nobody_publishes(&organisers, &[conflict(1, 7, true)]));
    }

    #[test]
    fn entries_are_offered_by_their_words_and_not_all_at_once() {
        let list =
            |count: u128| (0..count).map(|n| (Uuid::from_u128(n).into(), format!("E{n}"), "Kura".to_owned())).collect();
        assert_eq!(offered(list(3), "e2"), (vec![(Uuid::from_u128(2).into(), "E2 (Kura)".to_owned())], false));
        assert_eq!(offered(list(3), " KURA ").0.len(), 3);
        let (found, more) = offered(list(101), "");
        assert!(found.len() == OFFERED && more);
    }
}
