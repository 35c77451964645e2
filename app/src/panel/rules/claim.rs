//! What organisers do with conflicts that others declared or that were found.

use crate::{
    competition::model::CompetitionState,
    entries::model::FindingKind,
    error::{AppError, FormCheck, Problem, Refusal},
    panel::model::{ClaimState, ConflictCategory, ConflictClaim, ConflictKind, Ended},
    text,
};

/// Lines on one page of conflicts.
pub const CONFLICTS_PER_PAGE: usize = 100;
/// The longest reason.
const REASON: usize = 300;

/// Conflicts are weighed once the list of entries is final, until results are out: what was published does not change
/// because of it.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_set_aside(state: CompetitionState) -> Result<(), AppError> {
    match state {
        CompetitionState::Screening | CompetitionState::Judging | CompetitionState::Deliberation => Ok(()),
        _ => Err(Refusal::WrongState.into()),
    }
}

fn reason(typed: &str) -> Result<String, Problem> {
    match text::line(typed, REASON) {
        Ok(reason) if reason.is_empty() => Err(Problem::ReasonRequired),
        other => other,
    }
}

/// What a claim becomes when an organiser sets it aside, and why. One organiser is enough, unless a scorecard that was
/// handed in would count again: then one proposes, and another agrees, perhaps in fewer words.
///
/// # Errors
/// [`AppError::Invalid`] at `aside`; [`Refusal::SecondOrganiser`] when it was the same organiser who proposed it;
/// [`Refusal::NothingThere`] when it was set aside before.
pub fn aside_step(claim: &ConflictClaim, typed: &str) -> Result<(ClaimState, String), AppError> {
    let of_form = || reason(typed).map_err(|problem| AppError::field("aside", problem));
    match claim.state {
        ClaimState::Aside => Err(Refusal::NothingThere.into()),
        ClaimState::Leaving if claim.aside_own => Err(Refusal::SecondOrganiser.into()),
        ClaimState::Leaving => Ok((ClaimState::Aside, claim.aside_reason.clone())),
        ClaimState::Counts if claim.kind == ConflictKind::Hard && claim.ended == Ended::Scorecard => {
            Ok((ClaimState::Leaving, of_form()?))
        }
        ClaimState::Counts => Ok((ClaimState::Aside, of_form()?)),
    }
}

/// What an organiser says of a tie that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weighed {
    /// It is a conflict.
    Conflict(ConflictKind),
    /// It is none, for this reason.
    Aside(String),
}

/// Reads what an organiser says of a tie that was found.
///
/// # Errors
/// [`AppError::Invalid`] at `answer`, `reason`.
pub fn weighed(answer: &str, typed: &str) -> Result<Weighed, AppError> {
    let mut check = FormCheck::default();
    let read = match (answer, ConflictKind::parse(answer)) {
        ("aside", _) => check.take("reason", reason(typed)).map(Weighed::Aside),
        (_, kind) => check.take("answer", kind.ok_or(Problem::Choice)).map(Weighed::Conflict),
    };
    check.finish()?;
    read.ok_or(AppError::Internal)
}

impl ConflictCategory {
    /// What a tie that was found is called.
    pub const fn of_finding(kind: FindingKind) -> Self {
        match kind {
            FindingKind::Decides | FindingKind::Together => Self::Team,
            FindingKind::Domain | FindingKind::Organisation => Self::Organisation,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{EntryId, JudgeId},
        panel::model::ConflictSource,
        time::Moment,
    };
    use uuid::Uuid;

    fn claim(state: ClaimState, kind: ConflictKind, ended: Ended, aside_own: bool) -> ConflictClaim {
        ConflictClaim {
            judge: JudgeId::new(Uuid::nil()),
            entry: EntryId::new(Uuid::nil()),
            source: ConflictSource::Declared,
            kind,
            category: ConflictCategory::Family,
            reason: String::new(),
            state,
            made_by: None,
            at: Moment::from_micros(0),
            aside_reason: "proposed".to_owned(),
            aside_by: None,
            aside_own,
            seconded_by: None,
            ended,
        }
    }

    #[test]
    fn a_scorecard_comes_back_by_two_organisers_only() {
        let to = |state: ClaimState| Ok((state, "a slip".to_owned()));
        let step = |claim: &ConflictClaim| aside_step(claim, " a slip ");
        let counts = |kind, ended| claim(ClaimState::Counts, kind, ended, false);
        assert_eq!(step(&counts(ConflictKind::Hard, Ended::Nothing)), to(ClaimState::Aside));
        assert_eq!(step(&counts(ConflictKind::Hard, Ended::Draft)), to(ClaimState::Aside));
        assert_eq!(step(&counts(ConflictKind::Hard, Ended::Scorecard)), to(ClaimState::Leaving));
        assert_eq!(step(&counts(ConflictKind::Soft, Ended::Scorecard)), to(ClaimState::Aside));
        let leaving = |own| claim(ClaimState::Leaving, ConflictKind::Hard, Ended::Scorecard, own);
        assert_eq!(step(&leaving(true)), Err(Refusal::SecondOrganiser.into()));
        assert_eq!(aside_step(&leaving(false), ""), Ok((ClaimState::Aside, "proposed".to_owned())));
        let gone = claim(ClaimState::Aside, ConflictKind::Hard, Ended::Nothing, false);
        assert_eq!(step(&gone), Err(Refusal::NothingThere.into()));
        let silent = aside_step(&counts(ConflictKind::Hard, Ended::Nothing), " ");
        assert_eq!(silent, Err(AppError::field("aside", Problem::ReasonRequired)));
    }

    #[test]
    fn what_was_found_is_a_conflict_or_is_set_aside_with_a_reason() {
        assert_eq!(weighed("hard", ""), Ok(Weighed::Conflict(ConflictKind::Hard)));
        assert_eq!(weighed("soft", "x"), Ok(Weighed::Conflict(ConflictKind::Soft)));
        assert_eq!(weighed("aside", " a  namesake "), Ok(Weighed::Aside("a namesake".to_owned())));
        assert_eq!(weighed("aside", ""), Err(AppError::field("reason", Problem::ReasonRequired)));
        assert_eq!(weighed("", "x"), Err(AppError::field("answer", Problem::Choice)));
    }

    #[test]
    fn nothing_changes_once_results_are_out() {
        let open: Vec<&str> = CompetitionState::ALL
            .into_iter()
            .filter(|state| may_set_aside(*state).is_ok())
            .map(CompetitionState::as_str)
            .collect();
        assert_eq!(open, ["screening", "judging", "deliberation"]);
    }
}
