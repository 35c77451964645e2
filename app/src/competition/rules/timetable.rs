//! Which date may be moved when, and to what.

use super::reopening::is_over;
use crate::{
    competition::model::{Call, CompetitionState, TimetableDate},
    error::{AppError, Problem, Refusal},
    text,
    time::Moment,
};

/// Whether a date may still be moved in this state.
pub fn may_move(date: TimetableDate, state: CompetitionState) -> bool {
    use CompetitionState::{Deliberation, Open, Screening, Setup};
    match date {
        TimetableDate::EntriesOpenAt => state == Setup,
        TimetableDate::EntriesCloseAt => matches!(state, Setup | Open | Screening),
        TimetableDate::RoundClosesAt | TimetableDate::ResultsAt => state <= Deliberation,
    }
}

/// Whether a date may be moved to `after`. Dates keep their order, and what was announced moves only into the future.
///
/// # Errors
/// `WrongState`; `ReopeningTakesTwo` for the end of a phase that is over; [`AppError::Invalid`] at `value`: `Required`, `Past`, `NotAfter`, `NotBefore`.
pub fn check_move(call: &Call, date: TimetableDate, after: Option<Moment>, now: Moment) -> Result<(), AppError> {
    let state = call.competition.state;
    if !may_move(date, state) {
        return Err(Refusal::WrongState.into());
    }
    let refuse = |problem| Err(AppError::field("value", problem));
    let announced = state != CompetitionState::Setup;
    let Some(after) = after else { return if announced { refuse(Problem::Required) } else { Ok(()) } };
    if is_over(call, date, now) {
        return Err(Refusal::ReopeningTakesTwo.into());
    }
    if announced && after.has_passed(now) {
        return refuse(Problem::Past);
    }
    check_order(call, date, after).or_else(refuse)
}

/// Dates keep their order.
pub(super) fn check_order(call: &Call, date: TimetableDate, after: Moment) -> Result<(), Problem> {
    let others = TimetableDate::ALL.map(|other| (other, call.date(other)));
    let (before, behind) = others.split_at(others.iter().position(|(other, _)| *other == date).unwrap_or_default());
    if before.iter().filter_map(|(_, at)| *at).any(|at| at >= after) {
        return Err(Problem::NotAfter);
    }
    if behind.iter().skip(1).filter_map(|(_, at)| *at).any(|at| at <= after) {
        return Err(Problem::NotBefore);
    }
    Ok(())
}

/// A reason that is shown with a change; required or not.
///
/// # Errors
/// [`AppError::Invalid`] at `reason`.
pub fn reason(written: &str, required: bool) -> Result<String, AppError> {
    reason_at("reason", written, required)
}

/// The same of a field with another name.
///
/// # Errors
/// [`AppError::Invalid`] at the field.
pub fn reason_at(field: &str, written: &str, required: bool) -> Result<String, AppError> {
    match text::line(written, 300) {
        Ok(reason) if reason.is_empty() && required => Err(AppError::field(field, Problem::ReasonRequired)),
        Ok(reason) => Ok(reason),
        Err(problem) => Err(AppError::field(field, problem)),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::competition::model::{Competition, PublishDepth, Round};
    use uuid::Uuid;

    /// Entries open at 100 and close at 200, the round closes at 300, results are promised for 400.
    pub(in crate::competition::rules) fn call(state: CompetitionState) -> Call {
        let at = |seconds| Some(Moment::from_seconds(seconds));
        Call {
            ranking: crate::competition::model::RankingChoice::default(),
            competition: Competition {
                id: Uuid::nil().into(),
                slug: "peace".into(),
                name: "Peace".into(),
                theme: String::new(),
                description: String::new(),
                state,
                time_zone: "UTC".into(),
                languages: vec![],
                entries_open_at: at(100),
                entries_close_at: at(200),
                results_at: at(400),
                reviews_per_entry: 3,
                disparity_points: 25,
                publish_scores: true,
                publish_depth: PublishDepth::All,
                version: 1,
            },
            tracks: vec![],
            rules: None,
            rounds: vec![Round { id: Uuid::nil().into(), key: "first".into(), closes_at: at(300) }],
            changes: vec![],
            retention_days: 730,
        }
    }

    #[test]
    fn dates_keep_their_order() {
        let call = call(CompetitionState::Open);
        let to =
            |date, seconds| check_move(&call, date, Some(Moment::from_seconds(seconds)), Moment::from_seconds(150));
        let value = |problem| Err(AppError::field("value", problem));
        assert_eq!(to(TimetableDate::EntriesCloseAt, 250), Ok(()));
        assert_eq!(to(TimetableDate::EntriesCloseAt, 300), value(Problem::NotBefore));
        assert_eq!(to(TimetableDate::RoundClosesAt, 200), value(Problem::NotAfter));
        assert_eq!(to(TimetableDate::ResultsAt, 300), value(Problem::NotAfter));
        assert_eq!(to(TimetableDate::ResultsAt, 9000), Ok(()));
        assert_eq!(to(TimetableDate::EntriesCloseAt, 149), value(Problem::Past));
        assert_eq!(to(TimetableDate::EntriesOpenAt, 160), Err(Refusal::WrongState.into()));
    }

    #[test]
    fn before_the_call_dates_are_free() {
        let call = call(CompetitionState::Setup);
        assert_eq!(check_move(&call, TimetableDate::EntriesCloseAt, None, Moment::from_seconds(0)), Ok(()));
        let past = Some(Moment::from_seconds(150));
        assert_eq!(check_move(&call, TimetableDate::EntriesCloseAt, past, Moment::from_seconds(9000)), Ok(()));
    }

    #[test]
    fn after_screening_entries_do_not_reopen_by_a_date() {
        assert!(may_move(TimetableDate::EntriesCloseAt, CompetitionState::Screening));
        assert!(!may_move(TimetableDate::EntriesCloseAt, CompetitionState::Judging));
        assert!(may_move(TimetableDate::RoundClosesAt, CompetitionState::Deliberation));
        assert!(!may_move(TimetableDate::ResultsAt, CompetitionState::Published));
    }

    #[test]
    fn a_reason_is_asked_for_when_it_must_be() {
        assert_eq!(reason(" ", false).as_deref(), Ok(""));
        assert_eq!(reason(" ", true), Err(AppError::field("reason", Problem::ReasonRequired)));
        assert_eq!(reason(" Power  cut ", true).as_deref(), Ok("Power cut"));
    }
}
