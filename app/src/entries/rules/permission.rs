//! Who may change what when: the states of entry and competition, and the deadlines between them.

use crate::{
    competition::model::{Competition, CompetitionState},
    entries::model::{Entry, EntryState},
    error::Refusal,
    time::Moment,
};

/// Whether an entry may be begun now.
///
/// # Errors
/// [`Refusal::EntriesNotOpen`], [`Refusal::EntriesClosed`].
pub fn may_enter(competition: &Competition, now: Moment) -> Result<(), Refusal> {
    match competition.state {
        CompetitionState::Setup => Err(Refusal::EntriesNotOpen),
        CompetitionState::Open if competition.entries_close_at.is_none_or(|close| !close.has_passed(now)) => Ok(()),
        _ => Err(Refusal::EntriesClosed),
    }
}

/// Whether the contents of an entry, and the team behind it, may be changed now.
///
/// # Errors
/// As [`may_enter`]; [`Refusal::CureOver`] for a defect whose time is over; [`Refusal::WrongState`] for what is
/// decided or withdrawn.
pub fn may_write(
    state: EntryState,
    cure_until: Option<Moment>,
    competition: &Competition,
    now: Moment,
) -> Result<(), Refusal> {
    match state {
        EntryState::Draft | EntryState::Submitted => may_enter(competition, now),
        EntryState::FixNeeded => {
            let in_time = cure_until.is_some_and(|until| !until.has_passed(now));
            if in_time && screens(competition.state) { Ok(()) } else { Err(Refusal::CureOver) }
        }
        EntryState::Eligible | EntryState::Rejected | EntryState::Withdrawn => Err(Refusal::WrongState),
    }
}

/// Whether an entry may be changed now, with its own later deadline, if it has one: that counts beside the competition's
/// until screening has been closed.
///
/// # Errors
/// As [`may_write`].
pub fn may_write_entry(entry: &Entry, competition: &Competition, now: Moment) -> Result<(), Refusal> {
    may_write_late(entry.state, entry.cure_until, entry.late_until, competition, now)
}

/// The same, for what is known of an entry in short.
///
/// # Errors
/// As [`may_write`].
pub fn may_write_late(
    state: EntryState,
    cure_until: Option<Moment>,
    late_until: Option<Moment>,
    competition: &Competition,
    now: Moment,
) -> Result<(), Refusal> {
    let late = matches!(state, EntryState::Draft | EntryState::Submitted)
        && may_be_late(competition.state)
        && late_until.is_some_and(|until| !until.has_passed(now));
    if late { Ok(()) } else { may_write(state, cure_until, competition, now) }
}

/// Whether an entry may have a later deadline: from the opening until screening is closed.
pub const fn may_be_late(competition: CompetitionState) -> bool {
    matches!(competition, CompetitionState::Open | CompetitionState::Screening)
}

/// Whether an entry may be taken back: from the day entries open until results are out.
///
/// # Errors
/// [`Refusal::WrongState`].
pub const fn may_withdraw(state: EntryState, competition: CompetitionState) -> Result<(), Refusal> {
    match (state, competition) {
        (_, CompetitionState::Setup | CompetitionState::Published)
        | (EntryState::Rejected | EntryState::Withdrawn, _) => Err(Refusal::WrongState),
        _ => Ok(()),
    }
}

/// Whether a guardian may be asked again: as long as an entry can become eligible by the answer.
///
/// # Errors
/// [`Refusal::WrongState`].
pub const fn may_ask_consent(state: EntryState, competition: CompetitionState) -> Result<(), Refusal> {
    match competition {
        CompetitionState::Deliberation => Err(Refusal::WrongState),
        _ => may_withdraw(state, competition),
    }
}

/// Whether a guardian's answer still counts: until results are out.
///
/// # Errors
/// [`Refusal::WrongState`].
pub const fn may_answer(competition: CompetitionState) -> Result<(), Refusal> {
    match competition {
        CompetitionState::Published => Err(Refusal::WrongState),
        _ => Ok(()),
    }
}

/// Whether an eligibility check may be recorded: of what was handed in, while entries are screened or judged.
///
/// # Errors
/// [`Refusal::WrongState`].
pub const fn may_be_checked(state: EntryState, competition: CompetitionState) -> Result<(), Refusal> {
    let handed_in = matches!(state, EntryState::Submitted | EntryState::FixNeeded | EntryState::Eligible);
    if handed_in && screens(competition) { Ok(()) } else { Err(Refusal::WrongState) }
}

const fn screens(competition: CompetitionState) -> bool {
    matches!(competition, CompetitionState::Screening | CompetitionState::Judging)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{competition::model::PublishDepth, ids::CompetitionId};
    use CompetitionState as C;
    use EntryState as E;

    const CLOSE: Moment = Moment::from_seconds(1000);

    fn competition(state: C) -> Competition {
        Competition {
            id: CompetitionId::new(uuid::Uuid::from_u128(1)),
            slug: "peace".into(),
            name: String::new(),
            theme: String::new(),
            description: String::new(),
            state,
            time_zone: "UTC".into(),
            languages: Vec::new(),
            entries_open_at: None,
            entries_close_at: Some(CLOSE),
            results_at: None,
            reviews_per_entry: 3,
            disparity_points: 25,
            publish_scores: false,
            publish_depth: PublishDepth::All,
            version: 1,
        }
    }

    #[test]
    fn drafts_and_submissions_are_written_until_the_end_of_the_last_second() {
        for state in [E::Draft, E::Submitted] {
            let last = Moment::from_micros(CLOSE.micros() + 999_999);
            assert_eq!(may_write(state, None, &competition(C::Open), last), Ok(()));
            let next = CLOSE.plus_seconds(1);
            assert_eq!(may_write(state, None, &competition(C::Open), next), Err(Refusal::EntriesClosed));
            assert_eq!(may_write(state, None, &competition(C::Setup), CLOSE), Err(Refusal::EntriesNotOpen));
            for later in [C::Screening, C::Judging, C::Deliberation, C::Published] {
                assert_eq!(may_write(state, None, &competition(later), CLOSE), Err(Refusal::EntriesClosed));
            }
        }
    }

    #[test]
    fn a_defect_is_cured_in_its_own_time_while_entries_are_screened_or_judged() {
        let until = Some(CLOSE);
        for state in C::ALL {
            let expected = if screens(state) { Ok(()) } else { Err(Refusal::CureOver) };
            assert_eq!(may_write(E::FixNeeded, until, &competition(state), CLOSE), expected, "{state:?}");
        }
        let judging = competition(C::Judging);
        assert_eq!(may_write(E::FixNeeded, until, &judging, CLOSE.plus_seconds(1)), Err(Refusal::CureOver));
        assert_eq!(may_write(E::FixNeeded, None, &judging, CLOSE), Err(Refusal::CureOver));
    }

    #[test]
    fn what_is_decided_is_not_written() {
        for entry in [E::Eligible, E::Rejected, E::Withdrawn] {
            for state in C::ALL {
                assert_eq!(may_write(entry, Some(CLOSE), &competition(state), CLOSE), Err(Refusal::WrongState));
            }
        }
    }

    #[test]
    fn taking_back_ends_with_publication() {
        for entry in E::ALL {
            let gone = matches!(entry, E::Rejected | E::Withdrawn);
            assert_eq!(may_withdraw(entry, C::Deliberation).is_ok(), !gone);
            assert!(may_withdraw(entry, C::Published).is_err());
            assert!(may_withdraw(entry, C::Setup).is_err());
            assert_eq!(may_ask_consent(entry, C::Judging).is_ok(), !gone);
            assert!(may_ask_consent(entry, C::Deliberation).is_err());
        }
    }

    #[test]
    fn checks_are_of_what_was_handed_in_while_screening_or_judging() {
        for entry in E::ALL {
            for state in C::ALL {
                let expected = matches!(entry, E::Submitted | E::FixNeeded | E::Eligible)
                    && matches!(state, C::Screening | C::Judging);
                assert_eq!(may_be_checked(entry, state).is_ok(), expected, "{entry:?} {state:?}");
            }
        }
    }
}
