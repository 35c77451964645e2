//! What a judge declares, entry by entry.

use crate::{
    error::{AppError, FormCheck, Problem},
    ids::EntryId,
    panel::model::{ConflictCategory, ConflictKind, DeclarableEntry, DeclarationFilter, DeclaredTie},
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

/// A part of the list that was gone through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Entries that something was said of, if only that there is no tie.
    pub answered: Vec<EntryId>,
    /// What that changes.
    pub changes: Vec<ConflictChange>,
}

/// Entries on one page of the list: a competition of the usual size is one page, ten thousand entries are seventy.
pub const ENTRIES_PER_PAGE: usize = 150;

/// How the fields of the form name an entry: `kind[e0190..]`. A letter comes first, because what begins with a digit
/// would be read as a place in a list.
pub fn entry_field(entry: EntryId) -> String {
    format!("e{entry}")
}

/// A tie as it was typed: what tie it is must be chosen, and said in words where the choices do not say it.
fn tie(
    check: &mut FormCheck,
    (category_field, category): (&str, &str),
    (reason_field, reason): (&str, &str),
    kind: ConflictKind,
) -> Option<DeclaredTie> {
    let chosen = ConflictCategory::choices().find(|choice| choice.as_str() == category);
    let chosen = check.take(category_field, chosen.ok_or(Problem::Choice));
    let reason = match text::line(reason, REASON) {
        Ok(reason) if reason.is_empty() && chosen == Some(ConflictCategory::Other) => Err(Problem::Required),
        other => other,
    };
    let reason = check.take(reason_field, reason);
    Some(DeclaredTie { kind, category: chosen?, reason: reason? })
}

/// Whether a judge may not take it back: it has ended access, and only organisers bring that back.
fn stays(entry: &DeclarableEntry) -> bool {
    entry.own || entry.tie.as_ref().is_some_and(|tie| tie.kind == ConflictKind::Hard)
}

/// What the form says of the ties, each by [`entry_field`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclarationForm {
    /// `none`, or a word of [`ConflictKind`].
    pub kind: HashMap<String, String>,
    /// A word of [`ConflictCategory`].
    pub category: HashMap<String, String>,
    /// Words for organisers.
    pub reason: HashMap<String, String>,
    /// The judge says that there is nothing else on this page.
    pub confirmed: bool,
}

/// Checks a page of the list: the entries that the form has a field of. A judge's own entry is a hard conflict whatever
/// the form says, and what bars stays.
///
/// # Errors
/// [`AppError::Invalid`] at `kind[eID]`, `category[eID]`, `reason[eID]`, `confirmed`.
pub fn declaration(entries: &[DeclarableEntry], form: &DeclarationForm) -> Result<Declared, AppError> {
    let mut check = FormCheck::default();
    let mut declared = Declared::default();
    for entry in entries {
        let id = entry_field(entry.id);
        let Some(word) = form.kind.get(&id) else { continue };
        declared.answered.push(entry.id);
        let typed = |map: &HashMap<String, String>| map.get(&id).cloned().unwrap_or_default();
        let after = match (word.as_str(), ConflictKind::parse(word)) {
            _ if stays(entry) => entry.tie.clone().or_else(|| Some(own_tie())),
            ("none", _) => None,
            (_, Some(kind)) => tie(
                &mut check,
                (&format!("category[{id}]"), &typed(&form.category)),
                (&format!("reason[{id}]"), &typed(&form.reason)),
                kind,
            ),
            (_, None) => {
                check.note(&format!("kind[{id}]"), Problem::Choice);
                None
            }
        };
        if after != entry.tie {
            declared.changes.push(ConflictChange { entry: entry.id, before: entry.tie.clone(), after });
        }
    }
    if !form.confirmed {
        check.note("confirmed", Problem::Required);
    }
    check.finish()?;
    Ok(declared)
}

fn own_tie() -> DeclaredTie {
    DeclaredTie { kind: ConflictKind::Hard, category: ConflictCategory::Team, reason: String::new() }
}

/// Checks one conflict that is declared later. It never makes a hard one soft: that would bring access back.
///
/// # Errors
/// [`AppError::Invalid`] at `kind`, `category`, `reason`.
pub fn one_conflict(
    entry: &DeclarableEntry,
    kind: &str,
    category: &str,
    written: &str,
) -> Result<ConflictChange, AppError> {
    let mut after = conflict(kind, category, written)?;
    if stays(entry) {
        after.kind = ConflictKind::Hard;
    }
    Ok(ConflictChange { entry: entry.id, before: entry.tie.clone(), after: Some(after) })
}

/// Checks a conflict as a judge or an organiser writes it.
///
/// # Errors
/// [`AppError::Invalid`] at `kind`, `category`, `reason`.
pub fn conflict(kind: &str, category: &str, written: &str) -> Result<DeclaredTie, AppError> {
    let mut check = FormCheck::default();
    let kind = check.take("kind", ConflictKind::parse(kind).ok_or(Problem::Choice));
    let tie = tie(&mut check, ("category", category), ("reason", written), kind.unwrap_or(ConflictKind::Hard));
    check.finish()?;
    tie.ok_or(AppError::Internal)
}

/// The part of the list that is wanted: entries with these words, else those the judge is yet to say something of, else
/// all. Gives how many there are, and those of the page.
pub fn wanted_part(entries: Vec<DeclarableEntry>, filter: &DeclarationFilter) -> (usize, Vec<DeclarableEntry>) {
    let text = filter.text.trim().to_lowercase();
    let asked = entries.iter().any(|entry| entry.asked);
    let fits = |entry: &DeclarableEntry| {
        if text.is_empty() {
            return !asked || entry.asked;
        }
        [&entry.title, &entry.team, &entry.organisation]
            .into_iter()
            .chain(&entry.members)
            .any(|words| words.to_lowercase().contains(&text))
    };
    let found: Vec<DeclarableEntry> = entries.into_iter().filter(fits).collect();
    let before = filter.page.saturating_sub(1).saturating_mul(ENTRIES_PER_PAGE);
    (found.len(), found.into_iter().skip(before).take(ENTRIES_PER_PAGE).collect())
}

#[cfg(test)]
mod tests;
