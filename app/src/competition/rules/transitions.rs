//! Which state may follow which, and what must be there first.

use crate::{
    competition::model::{CompetitionState, Facts},
    error::{Missing, Refusal},
};

/// A change of state that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Where it begins.
    pub from: CompetitionState,
    /// Where it leads.
    pub to: CompetitionState,
    /// Whether it comes about by publishing results, never by an organiser's button.
    pub by_publication: bool,
    /// Whether it takes back what was announced: two organisers do it, with a reason.
    pub by_two: bool,
}

const fn onward(from: CompetitionState, to: CompetitionState) -> Transition {
    Transition { from, to, by_publication: false, by_two: false }
}

const fn back(from: CompetitionState, to: CompetitionState) -> Transition {
    Transition { from, to, by_publication: false, by_two: true }
}

/// Every change of state there is; what is not here cannot be done.
pub const TRANSITIONS: [Transition; 7] = {
    use CompetitionState::{Deliberation, Judging, Open, Published, Screening, Setup};
    [
        onward(Setup, Open),
        onward(Open, Screening),
        back(Screening, Open),
        onward(Screening, Judging),
        onward(Judging, Deliberation),
        back(Deliberation, Judging),
        Transition { from: Deliberation, to: Published, by_publication: true, by_two: true },
    ]
};

fn find(from: CompetitionState, to: CompetitionState) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|transition| transition.from == from && transition.to == to)
}

/// The state that an organiser's button leads to next.
pub fn forward(from: CompetitionState) -> Option<CompetitionState> {
    TRANSITIONS.iter().find(|t| t.from == from && t.to > from && !t.by_publication).map(|t| t.to)
}

/// Whether an organiser may bring this change about now, alone.
///
/// # Errors
/// `NoSuchTransition`; `ReopeningTakesTwo`; `NotReady` with all that is missing; `EntriesStillOpen` before the closing date has passed;
/// `RoundClosed` when judges could not score because their round is over.
pub fn may_transition(from: CompetitionState, to: CompetitionState, facts: &Facts) -> Result<(), Refusal> {
    use CompetitionState::{Deliberation, Judging, Open, Published, Screening, Setup};
    match find(from, to) {
        Some(transition) if transition.by_publication => return Err(Refusal::NoSuchTransition),
        Some(transition) if transition.by_two => return Err(Refusal::ReopeningTakesTwo),
        Some(_) => {}
        None => return Err(Refusal::NoSuchTransition),
    }
    let closing_is_ahead = facts.entries_close_at.is_some_and(|close| !close.has_passed(facts.now));
    let round_is_over = facts.round_closes_at.is_some_and(|close| close.has_passed(facts.now));
    let needs: &[(bool, Missing)] = match to {
        Open => &[
            (facts.tracks > 0, Missing::Track),
            (facts.tracks > 0 && facts.tracks_with_rubric == facts.tracks, Missing::Rubric),
            (closing_is_ahead, Missing::ClosingDate),
            (facts.rules > 0, Missing::Rules),
        ],
        Screening if facts.entries_close_at.is_none() => &[(false, Missing::ClosingDate)],
        Screening if closing_is_ahead => return Err(Refusal::EntriesStillOpen),
        Judging => &[
            (facts.unchecked == 0, Missing::UncheckedEntries),
            (facts.eligible > 0, Missing::EligibleEntry),
            (facts.assignments > 0, Missing::Assignment),
        ],
        Deliberation => &[(facts.scorecards > 0, Missing::Scorecard)],
        Setup | Screening | Published => &[],
    };
    let missing: Vec<Missing> = needs.iter().filter(|(there, _)| !there).map(|(_, missing)| *missing).collect();
    if !missing.is_empty() {
        return Err(Refusal::NotReady(missing));
    }
    if to == Judging && round_is_over {
        return Err(Refusal::RoundClosed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;
    use CompetitionState::{Deliberation, Judging, Open, Published, Screening, Setup};

    fn facts() -> Facts {
        Facts {
            now: Moment::from_seconds(1000),
            tracks: 2,
            tracks_with_rubric: 2,
            rules: 1,
            entries_close_at: Some(Moment::from_seconds(2000)),
            round_closes_at: Some(Moment::from_seconds(3000)),
            drafts: 1,
            unchecked: 0,
            fix_needed: 0,
            eligible: 2,
            rejected: 0,
            judges: 2,
            ready_judges: 2,
            assignments: 4,
            scorecards: 1,
        }
    }

    #[test]
    fn only_what_is_in_the_table_exists() {
        for from in CompetitionState::ALL {
            for to in CompetitionState::ALL {
                let known = TRANSITIONS.iter().any(|t| (t.from, t.to) == (from, to) && !t.by_publication);
                let refused = may_transition(from, to, &facts()) == Err(Refusal::NoSuchTransition);
                assert_eq!(known, !refused, "{from:?} to {to:?}");
            }
        }
        assert_eq!(may_transition(Deliberation, Published, &facts()), Err(Refusal::NoSuchTransition));
        assert_eq!(may_transition(Judging, Screening, &facts()), Err(Refusal::NoSuchTransition));
    }

    #[test]
    fn opening_says_all_that_is_missing_at_once() {
        let bare = Facts { tracks: 0, tracks_with_rubric: 0, rules: 0, entries_close_at: None, ..facts() };
        let all = vec![Missing::Track, Missing::Rubric, Missing::ClosingDate, Missing::Rules];
        assert_eq!(may_transition(Setup, Open, &bare), Err(Refusal::NotReady(all)));
        let late = Facts { entries_close_at: Some(Moment::from_seconds(999)), tracks_with_rubric: 1, ..facts() };
        let two = vec![Missing::Rubric, Missing::ClosingDate];
        assert_eq!(may_transition(Setup, Open, &late), Err(Refusal::NotReady(two)));
        assert_eq!(may_transition(Setup, Open, &facts()), Ok(()));
    }

    #[test]
    fn entries_close_by_the_clock_and_no_one_alone_opens_them_again() {
        assert_eq!(may_transition(Open, Screening, &facts()), Err(Refusal::EntriesStillOpen));
        let last_second = Facts { now: Moment::from_micros(2_000_999_999), ..facts() };
        assert_eq!(may_transition(Open, Screening, &last_second), Err(Refusal::EntriesStillOpen));
        let over = Facts { now: Moment::from_seconds(2001), ..facts() };
        assert_eq!(may_transition(Open, Screening, &over), Ok(()));
        assert_eq!(may_transition(Screening, Open, &over), Err(Refusal::ReopeningTakesTwo));
        assert_eq!(may_transition(Screening, Open, &facts()), Err(Refusal::ReopeningTakesTwo));
    }

    #[test]
    fn judging_needs_checked_entries_and_judges_with_time() {
        let bare = Facts { unchecked: 1, eligible: 0, assignments: 0, ..facts() };
        let all = vec![Missing::UncheckedEntries, Missing::EligibleEntry, Missing::Assignment];
        assert_eq!(may_transition(Screening, Judging, &bare), Err(Refusal::NotReady(all)));
        assert_eq!(may_transition(Screening, Judging, &facts()), Ok(()));
        let over = Facts { now: Moment::from_seconds(3001), ..facts() };
        assert_eq!(may_transition(Screening, Judging, &over), Err(Refusal::RoundClosed));
        assert_eq!(may_transition(Deliberation, Judging, &facts()), Err(Refusal::ReopeningTakesTwo));
    }

    #[test]
    fn deliberation_needs_a_scorecard() {
        let none = Facts { scorecards: 0, ..facts() };
        assert_eq!(may_transition(Judging, Deliberation, &none), Err(Refusal::NotReady(vec![Missing::Scorecard])));
        assert_eq!(may_transition(Judging, Deliberation, &facts()), Ok(()));
    }

    #[test]
    fn the_buttons_of_each_state() {
        let ways: Vec<_> = CompetitionState::ALL.into_iter().map(forward).collect();
        assert_eq!(ways, [Some(Open), Some(Screening), Some(Judging), Some(Deliberation), None, None]);
    }
}
