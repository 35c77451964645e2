//! When a further round may be made, and of what.

use super::{deliberation::entry_field, round_weights::round_weights};
use crate::{
    competition::model::{CompetitionState, EarlierShown, MOST_ROUNDS, NewFurtherRound, RoundRule, Track},
    error::{AppError, FormCheck, Problem, Refusal},
    ids::{EntryId, JudgeId},
    text,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a round's name.
const NAME: usize = 60;

/// A further round as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoundForm {
    /// What it is called.
    pub name: String,
    /// A local date and time.
    pub closes_at: String,
    /// `carried`, `fresh`.
    pub rule: String,
    /// `nothing`, `own`.
    pub shows: String,
    /// Who goes on, by field.
    pub entries: BTreeMap<String, String>,
    /// Who sits in it, by field.
    pub judges: BTreeMap<String, String>,
    /// What criteria weigh in it, by field; nothing where the rubrics of the tracks hold.
    pub weights: BTreeMap<String, String>,
}

/// The field of an entry among those that go on.
pub fn going_on_field(entry: EntryId) -> String {
    entry_field(entry)
}

/// The field of a judge among those who sit in the round.
pub fn sitting_field(judge: JudgeId) -> String {
    format!("judges[judge-{judge}]")
}

/// Whether a further round may be made: judges score, the newest round has closed, and there are few rounds yet.
///
/// # Errors
/// `WrongState`, `RoundsUsed`, `RoundStillOpen`.
pub fn may_add_round(
    state: CompetitionState,
    rounds: usize,
    closes_at: Option<Moment>,
    now: Moment,
) -> Result<(), Refusal> {
    if state != CompetitionState::Judging {
        return Err(Refusal::WrongState);
    }
    if rounds >= MOST_ROUNDS {
        return Err(Refusal::RoundsUsed);
    }
    if closes_at.is_some_and(|close| close.has_passed(now)) { Ok(()) } else { Err(Refusal::RoundStillOpen) }
}

/// What was ticked, of what there is.
fn ticked<T: Ord + Copy + std::str::FromStr>(
    fields: &BTreeMap<String, String>,
    prefix: &str,
    known: &BTreeSet<T>,
) -> Result<BTreeSet<T>, Problem> {
    let read = |field: &String| {
        let id = field.strip_prefix(prefix).and_then(|id| id.parse().ok());
        id.filter(|id| known.contains(id)).ok_or(Problem::Choice)
    };
    let ticked = fields.keys().map(read).collect::<Result<BTreeSet<T>, _>>()?;
    if ticked.is_empty() { Err(Problem::Required) } else { Ok(ticked) }
}

/// Reads the form, whose time was read already; it is before the day of results.
///
/// # Errors
/// [`AppError::Invalid`] at `name`, `closes_at`, `rule`, `shows`, `entries`, `judges`, `weights[..]`.
pub fn further_round(
    form: &RoundForm,
    closes_at: Result<Option<Moment>, Problem>,
    (entries, judges, tracks): (&BTreeSet<EntryId>, &BTreeSet<JudgeId>, &[Track]),
    (now, results_at): (Moment, Option<Moment>),
) -> Result<NewFurtherRound, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, NAME));
    let closes_at = closes_at.and_then(|closes| match closes {
        Some(closes) if closes <= now => Err(Problem::Past),
        Some(closes) if results_at.is_some_and(|results| closes >= results) => Err(Problem::NotBefore),
        closes => closes.ok_or(Problem::Required),
    });
    let closes_at = check.take("closes_at", closes_at);
    let rule = check.take("rule", RoundRule::parse(&form.rule).ok_or(Problem::Choice));
    let shows = check.take("shows", EarlierShown::parse(&form.shows).ok_or(Problem::Choice));
    let entries = check.take("entries", ticked(&form.entries, "entry-", entries));
    let judges = check.take("judges", ticked(&form.judges, "judge-", judges));
    let weights = round_weights(&mut check, &form.weights, tracks);
    check.finish()?;
    let (Some(name), Some(closes_at), Some(rule), Some(shows), Some(entries), Some(judges)) =
        (name, closes_at, rule, shows, entries, judges)
    else {
        return Err(AppError::Internal);
    };
    Ok(NewFurtherRound { name, rule, shows, closes_at, entries, judges, weights })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::FieldError;
    use uuid::Uuid;

    const NOW: Moment = Moment::from_seconds(100);

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    #[test]
    fn a_round_comes_after_the_close_of_the_one_before_while_judges_score() {
        use CompetitionState::{Deliberation, Judging, Screening};
        let closed = Some(Moment::from_seconds(99));
        assert_eq!(may_add_round(Judging, 1, closed, NOW), Ok(()));
        assert_eq!(may_add_round(Judging, 3, closed, NOW), Ok(()));
        assert_eq!(may_add_round(Judging, 4, closed, NOW), Err(Refusal::RoundsUsed));
        assert_eq!(may_add_round(Judging, 1, Some(NOW), NOW), Err(Refusal::RoundStillOpen), "to the end of its second");
        assert_eq!(may_add_round(Judging, 1, None, NOW), Err(Refusal::RoundStillOpen), "one without a date is open");
        for state in [Screening, Deliberation] {
            assert_eq!(may_add_round(state, 1, closed, NOW), Err(Refusal::WrongState));
        }
    }

    #[test]
    fn every_field_is_checked_and_only_what_is_there_can_be_ticked() {
        let known = (BTreeSet::from([id(1), id(2)]), BTreeSet::from([id(7)]));
        let read = |form: &RoundForm, closes| {
            further_round(form, closes, (&known.0, &known.1, &[]), (NOW, Some(Moment::from_seconds(200))))
        };
        let form = RoundForm {
            name: " Final ".to_owned(),
            closes_at: String::new(),
            rule: "fresh".to_owned(),
            shows: "own".to_owned(),
            entries: [(format!("entry-{}", id::<EntryId>(2)), "on".to_owned())].into(),
            judges: [(format!("judge-{}", id::<JudgeId>(7)), "on".to_owned())].into(),
            weights: BTreeMap::new(),
        };
        let later = Moment::from_seconds(101);
        let made = read(&form, Ok(Some(later))).expect("a round");
        assert_eq!((made.name.as_str(), made.rule, made.shows), ("Final", RoundRule::Fresh, EarlierShown::Own));
        assert_eq!((made.entries, made.judges, made.closes_at), ([id(2)].into(), [id(7)].into(), later));

        let problems = |form: &RoundForm, closes| match read(form, closes) {
            Err(AppError::Invalid(errors)) => errors,
            other => panic!("{other:?}"),
        };
        let all = ["name", "closes_at", "rule", "shows", "entries", "judges"];
        let empty = problems(&RoundForm::default(), Ok(None));
        assert_eq!(empty.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), all);
        assert_eq!(problems(&form, Ok(Some(NOW))), [FieldError::new("closes_at", Problem::Past)]);
        let results = Ok(Some(Moment::from_seconds(200)));
        assert_eq!(problems(&form, results), [FieldError::new("closes_at", Problem::NotBefore)]);
        let strange = [(format!("entry-{}", id::<EntryId>(3)), "on".to_owned())].into();
        let strange = RoundForm { entries: strange, ..form.clone() };
        assert_eq!(problems(&strange, Ok(Some(later))), [FieldError::new("entries", Problem::Choice)]);
    }
}
