//! What a judge declares, entry by entry.

use crate::{
    error::{AppError, FormCheck, Problem},
    ids::EntryId,
    panel::model::{ConflictKind, DeclarableEntry, DeclaredTie},
    text,
};
use std::collections::HashMap;

/// The longest reason.
const REASON: usize = 300;

/// A change of what was declared about one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictChange {
    /// The entry.
    pub entry: EntryId,
    /// What was declared before.
    pub before: Option<DeclaredTie>,
    /// What is declared now; `None`: no tie.
    pub after: Option<DeclaredTie>,
}

/// A declaration that is in order: what it changes.
pub type Declared = Vec<ConflictChange>;

/// How the fields of the form name an entry: `kind[e0190..]`. A letter comes first, because what begins with a digit
/// would be read as a place in a list.
pub fn entry_field(entry: EntryId) -> String {
    format!("e{entry}")
}

fn reason(text: &str) -> Result<String, Problem> {
    match text::line(text, REASON) {
        Ok(reason) if reason.is_empty() => Err(Problem::Required),
        other => other,
    }
}

/// Checks a declaration over the whole list. `kinds` and `reasons` are by [`entry_field`]; `confirmed`: the judge says
/// that there is nothing else. A judge's own entry is a hard conflict whatever the form says.
///
/// # Errors
/// [`AppError::Invalid`] at `kind[eID]` where an entry has no answer, `reason[eID]` where a tie has no reason, `confirmed`.
pub fn declaration(
    entries: &[DeclarableEntry],
    kinds: &HashMap<String, String>,
    reasons: &HashMap<String, String>,
    confirmed: bool,
) -> Result<Declared, AppError> {
    let mut check = FormCheck::default();
    let mut changes = Declared::new();
    for entry in entries {
        let id = entry_field(entry.id);
        let written = reasons.get(&id).map(String::as_str).unwrap_or_default();
        let after = match kinds.get(&id).map(String::as_str) {
            _ if entry.own => {
                let reason = text::line(written, REASON).ok().filter(|reason| !reason.is_empty());
                let reason = reason.or_else(|| entry.tie.as_ref().map(|tie| tie.reason.clone()));
                Some(DeclaredTie { kind: ConflictKind::Hard, reason: reason.unwrap_or_else(|| "own entry".to_owned()) })
            }
            Some("none") => None,
            Some(word) => match ConflictKind::parse(word) {
                Some(kind) => {
                    check.take(&format!("reason[{id}]"), reason(written)).map(|reason| DeclaredTie { kind, reason })
                }
                None => {
                    check.note(&format!("kind[{id}]"), Problem::Choice);
                    None
                }
            },
            None => {
                check.note(&format!("kind[{id}]"), Problem::Choice);
                None
            }
        };
        if after != entry.tie {
            changes.push(ConflictChange { entry: entry.id, before: entry.tie.clone(), after });
        }
    }
    if !confirmed {
        check.note("confirmed", Problem::Required);
    }
    check.finish()?;
    Ok(changes)
}

/// Checks one conflict that is declared later. It never makes a hard one soft: that would bring access back.
///
/// # Errors
/// [`AppError::Invalid`] at `kind`, `reason`.
pub fn one_conflict(entry: &DeclarableEntry, kind: &str, written: &str) -> Result<ConflictChange, AppError> {
    let mut check = FormCheck::default();
    let kind = check.take("kind", ConflictKind::parse(kind).ok_or(Problem::Choice));
    let reason = check.take("reason", reason(written));
    check.finish()?;
    let (Some(mut kind), Some(reason)) = (kind, reason) else { return Err(AppError::Internal) };
    if entry.own || entry.tie.as_ref().is_some_and(|tie| tie.kind == ConflictKind::Hard) {
        kind = ConflictKind::Hard;
    }
    Ok(ConflictChange { entry: entry.id, before: entry.tie.clone(), after: Some(DeclaredTie { kind, reason }) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn entry(n: u128, tie: Option<DeclaredTie>) -> DeclarableEntry {
        DeclarableEntry {
            id: EntryId::new(Uuid::from_u128(n)),
            title: String::new(),
            team: String::new(),
            organisation: String::new(),
            members: Vec::new(),
            countries: Vec::new(),
            own: false,
            tie,
        }
    }

    fn map(list: &[(u128, &str)]) -> HashMap<String, String> {
        list.iter().map(|(n, word)| (entry_field(EntryId::new(Uuid::from_u128(*n))), (*word).to_owned())).collect()
    }

    fn tie(kind: ConflictKind, reason: &str) -> Option<DeclaredTie> {
        Some(DeclaredTie { kind, reason: reason.to_owned() })
    }

    #[test]
    fn every_entry_needs_an_answer_and_every_tie_a_reason() {
        let entries = [entry(1, None), entry(2, None), entry(3, None)];
        let error = declaration(&entries, &map(&[(1, "hard"), (3, "maybe")]), &map(&[(1, " ")]), false);
        let Err(AppError::Invalid(errors)) = error else { panic!("{error:?}") };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.split('[').next().unwrap_or_default()).collect();
        assert_eq!(fields, ["reason", "kind", "kind", "confirmed"]);
    }

    #[test]
    fn only_what_changes_is_written() {
        let entries = [
            entry(1, tie(ConflictKind::Soft, "met once")),
            entry(2, tie(ConflictKind::Hard, "sister")),
            entry(3, None),
        ];
        let changes = declaration(
            &entries,
            &map(&[(1, "soft"), (2, "none"), (3, "hard"), (9, "hard")]),
            &map(&[(1, "met once"), (2, "left over"), (3, " my  employer "), (9, "not in the list")]),
            true,
        )
        .expect("in order");
        let short: Vec<_> =
            changes.iter().map(|change| (change.entry.uuid().as_u128(), change.after.clone())).collect();
        assert_eq!(short, [(2, None), (3, tie(ConflictKind::Hard, "my employer"))]);
    }

    #[test]
    fn an_own_entry_is_a_conflict_whatever_is_said() {
        let own = DeclarableEntry { own: true, ..entry(1, None) };
        let changes = declaration(&[own], &map(&[(1, "none")]), &HashMap::new(), true).expect("in order");
        assert_eq!(changes.first().and_then(|change| change.after.clone()), tie(ConflictKind::Hard, "own entry"));
    }

    #[test]
    fn a_later_word_does_not_weaken_a_hard_conflict() {
        let change = one_conflict(&entry(1, tie(ConflictKind::Hard, "sister")), "soft", "cousin").expect("in order");
        assert_eq!(change.after, tie(ConflictKind::Hard, "cousin"));
        assert!(one_conflict(&entry(1, None), "none", "x").is_err());
        assert!(one_conflict(&entry(1, None), "soft", "").is_err());
    }
}
