//! Opening a phase again that was over: never by one organiser alone (trust.md C-12).

use super::timetable::check_order;
use crate::{
    competition::model::{Call, CompetitionState, Reopenable, Reopening, TimetableDate},
    error::{AppError, Problem, Refusal},
    time::Moment,
};

/// What could be opened again now: submissions until judging begins, judging until results are out. A phase is over when its
/// date has passed, also before an organiser says so.
pub fn reopenable(call: &Call, now: Moment) -> Option<Reopenable> {
    use CompetitionState::{Deliberation, Judging, Open, Published, Screening, Setup};
    let (to, date) = match call.competition.state {
        Open | Screening => (Open, TimetableDate::EntriesCloseAt),
        Judging | Deliberation => (Judging, TimetableDate::RoundClosesAt),
        Setup | Published => return None,
    };
    let closes_at = call.date(date);
    let passed = closes_at.is_some_and(|at| at.has_passed(now));
    let over = passed || call.competition.state != to;
    // Without a date judges go on as long as judging does; teams never do.
    let date_needed = passed || (to == Open && closes_at.is_none());
    over.then_some(Reopenable { to, date, date_needed })
}

/// What is proposed, if it could be done now. `closes_at`: the new last second of the phase, if one was written.
///
/// # Errors
/// [`Refusal::WrongState`] when nothing is over that could be opened again; [`AppError::Invalid`] at `closes_at`.
pub fn reopening(call: &Call, closes_at: Option<Moment>, now: Moment) -> Result<Reopening, AppError> {
    let Reopenable { to, date, date_needed } = reopenable(call, now).ok_or(Refusal::WrongState)?;
    let refuse = |problem| AppError::field("closes_at", problem);
    match closes_at {
        Some(at) if at.has_passed(now) => return Err(refuse(Problem::Past)),
        Some(at) => check_order(call, date, at).map_err(refuse)?,
        None if date_needed => return Err(refuse(Problem::Required)),
        None => {}
    }
    Ok(Reopening { from: call.competition.state, to, closes_at })
}

/// Whether moving a date would open a phase again that is over, which is not done by moving it.
pub fn is_over(call: &Call, date: TimetableDate, now: Moment) -> bool {
    reopenable(call, now).is_some_and(|phase| phase.date == date && phase.date_needed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competition::rules::timetable::tests::call;
    use CompetitionState::{Deliberation, Judging, Open, Published, Screening, Setup};

    const fn at(seconds: i64) -> Moment {
        Moment::from_seconds(seconds)
    }

    /// Entries close at 200, the round at 300, results are promised for 400.
    fn found(state: CompetitionState, now: i64) -> Option<(CompetitionState, bool)> {
        reopenable(&call(state), at(now)).map(|phase| (phase.to, phase.date_needed))
    }

    #[test]
    fn what_is_over_can_be_opened_again_and_needs_a_date_that_is_ahead() {
        let all = [Setup, Open, Screening, Judging, Deliberation, Published];
        let early: Vec<_> = all.into_iter().map(|state| found(state, 150)).collect();
        assert_eq!(early, [None, None, Some((Open, false)), None, Some((Judging, false)), None]);
        let late: Vec<_> = all.into_iter().map(|state| found(state, 350)).collect();
        let (open, judging) = (Some((Open, true)), Some((Judging, true)));
        assert_eq!(late, [None, open, open, judging, judging, None]);
        assert_eq!(found(Open, 200), None, "the last second is theirs");
    }

    #[test]
    fn its_new_date_is_ahead_and_keeps_the_order_of_dates() {
        let ask = |state, closes_at: Option<i64>| reopening(&call(state), closes_at.map(at), at(250));
        let refused = |problem| Err(AppError::field("closes_at", problem));
        assert_eq!(ask(Screening, None), refused(Problem::Required));
        assert_eq!(ask(Screening, Some(249)), refused(Problem::Past));
        assert_eq!(ask(Screening, Some(300)), refused(Problem::NotBefore));
        assert_eq!(ask(Screening, Some(299)), Ok(Reopening { from: Screening, to: Open, closes_at: Some(at(299)) }));
        assert_eq!(ask(Deliberation, None), Ok(Reopening { from: Deliberation, to: Judging, closes_at: None }));
        assert_eq!(ask(Judging, None), Err(Refusal::WrongState.into()));
        assert_eq!(ask(Published, Some(500)), Err(Refusal::WrongState.into()));
    }

    #[test]
    fn a_date_that_ended_a_phase_is_not_simply_moved() {
        assert!(is_over(&call(Open), TimetableDate::EntriesCloseAt, at(201)));
        assert!(!is_over(&call(Open), TimetableDate::EntriesCloseAt, at(200)));
        assert!(is_over(&call(Judging), TimetableDate::RoundClosesAt, at(301)));
        // Before judging nobody could score, and nothing is opened again.
        assert!(!is_over(&call(Screening), TimetableDate::RoundClosesAt, at(301)));
        assert!(!is_over(&call(Deliberation), TimetableDate::ResultsAt, at(401)));
    }
}
