//! Which entries get a further review: those where it tells most about who wins a prize.
//!
//! `value_i = p_i (1 - p_i) / (n_i + lambda)`, where `p_i` is the probability that the entry's true place is above a prize
//! line, `n_i` its number of reviews and `lambda` the damping that was announced. `p (1 - p)` is the variance of "is it above
//! the line?"; one more review among `n` takes about the `n`-th part of it away. The step is a knowledge gradient cut down to
//! what can be said in a sentence (Frazier, Powell and Dayanik, 2008, on choosing the next measurement by what it teaches).

use crate::{
    competition::model::{Award, AwardKind, CompetitionState, FurtherRule},
    error::Refusal,
    ids::JudgeId,
    scores::model::Standstill,
};

/// What a judge gave an entry in all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReviewTotal {
    /// Who.
    pub judge: JudgeId,
    /// Points of a hundred.
    pub points: f64,
}

/// How likely each entry of a track is above each prize line. [`super::OneWay`] knows nothing of judges; the stage of results has
/// a model that does, and gives it to this one, which is before it.
pub trait Places: Send + Sync {
    /// For each entry, given the totals of its scorecards, and for each line, the probability that its true place is among
    /// the first so many. `seed`: the same gives the same.
    fn above(&self, entries: &[Vec<ReviewTotal>], lines: &[usize], seed: u64) -> Vec<Vec<f64>>;
}

/// What is asked of one entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<K> {
    /// Which.
    pub key: K,
    /// Scorecards handed in.
    pub reviews: usize,
    /// All that it was promised are handed in, and none is waited for.
    pub complete: bool,
    /// Somebody is left who may judge it.
    pub judges: bool,
    /// The probability at the prize line at which it is least certain.
    pub probability: f64,
}

/// An entry that gets one, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pick<K> {
    /// Which.
    pub key: K,
    /// Scorecards handed in.
    pub reviews: usize,
    /// The probability that it is above the line.
    pub probability: f64,
    /// Its value by the formula.
    pub value: f64,
}

/// The places after which a prize ends, from the first: with one first and two second prizes, 1 and 3.
pub fn prize_lines(awards: &[Award]) -> Vec<usize> {
    let places = awards.iter().filter(|award| award.kind == AwardKind::Place);
    let ends = places.scan(0_usize, |sum, award| {
        *sum = sum.saturating_add(usize::try_from(award.count).unwrap_or(usize::MAX));
        Some(*sum)
    });
    ends.collect()
}

/// When further reviews are given: while judges score.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_give(state: CompetitionState) -> Result<(), Refusal> {
    if state == CompetitionState::Judging { Ok(()) } else { Err(Refusal::WrongState) }
}

fn variance(probability: f64) -> f64 {
    probability * (1.0 - probability)
}

/// The next entries, at most one batch and at most what is left of the budget, those of most value first; entries of equal
/// value in the order in which they came.
///
/// # Errors
/// [`Standstill`] when there is none.
pub fn next_batch<K: Copy>(
    rule: &FurtherRule,
    given: u32,
    candidates: &[Candidate<K>],
) -> Result<Vec<Pick<K>>, Standstill> {
    let left = usize::try_from(rule.budget.saturating_sub(given)).unwrap_or(usize::MAX);
    if left == 0 {
        return Err(Standstill::Spent);
    }
    let least = f64::from(FurtherRule::LEAST_HUNDREDTHS) / 100.0;
    let uncertain = |one: &&Candidate<K>| variance(one.probability) >= least;
    #[expect(clippy::cast_precision_loss, reason = "millionths up to a hundred are far below 2^53")]
    let damping = rule.damping.micros() as f64 / 1e6;
    let pick = |one: &Candidate<K>| {
        // Who has no review at all and no damping is asked for first.
        let weight = f64::from(u32::try_from(one.reviews).unwrap_or(u32::MAX)) + damping;
        let value = variance(one.probability) / weight.max(1e-6);
        Pick { key: one.key, reviews: one.reviews, probability: one.probability, value }
    };
    let complete = || candidates.iter().filter(uncertain).filter(|one| one.complete);
    let mut picks: Vec<Pick<K>> = complete().filter(|one| one.judges).map(pick).collect();
    if picks.is_empty() {
        let waiting = candidates.iter().filter(uncertain).any(|one| !one.complete);
        let nobody = complete().next().is_some();
        return Err(match (waiting, nobody) {
            (true, _) => Standstill::Waiting,
            (false, true) => Standstill::NoJudge,
            (false, false) => Standstill::Settled,
        });
    }
    picks.sort_by(|one, other| other.value.total_cmp(&one.value));
    picks.truncate(FurtherRule::BATCH.min(left));
    Ok(picks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::AwardId, number::Decimal, time::Moment};
    use uuid::Uuid;

    fn rule(budget: u32, damping: i32) -> FurtherRule {
        FurtherRule { budget, damping: Decimal::from_integer(damping), announced_at: Moment::from_seconds(0) }
    }

    fn one(key: u32, reviews: usize, probability: f64) -> Candidate<u32> {
        Candidate { key, reviews, complete: true, judges: true, probability }
    }

    fn keys(picks: &[Pick<u32>]) -> Vec<u32> {
        picks.iter().map(|pick| pick.key).collect()
    }

    #[test]
    fn those_of_most_value_come_first() {
        let list = [one(1, 3, 0.95), one(2, 3, 0.5), one(3, 5, 0.5), one(4, 3, 0.2), one(5, 3, 0.05)];
        let picks = next_batch(&rule(10, 1), 0, &list).expect("some");
        // .25 / 4, .25 / 6, .16 / 4: 2, 3, 4. The certain ones get none.
        assert_eq!(keys(&picks), [2, 3, 4]);
        assert!((picks[0].value - 0.0625).abs() < 1e-12 && (picks[1].value - 0.25 / 6.0).abs() < 1e-12);
        assert!((picks[2].value - 0.04).abs() < 1e-12);
        // Without damping .25 / 3, .16 / 3, .25 / 5: the numbers of reviews count more.
        assert_eq!(keys(&next_batch(&rule(10, 0), 0, &list).expect("some")), [2, 4, 3]);
    }

    #[test]
    fn a_batch_is_five_and_the_budget_ends_it() {
        let list: Vec<_> = (0..9).map(|key| one(key, 3, 0.5)).collect();
        assert_eq!(keys(&next_batch(&rule(20, 1), 0, &list).expect("some")), [0, 1, 2, 3, 4]);
        assert_eq!(keys(&next_batch(&rule(20, 1), 18, &list).expect("some")), [0, 1]);
        assert_eq!(next_batch(&rule(20, 1), 20, &list), Err(Standstill::Spent));
        assert_eq!(next_batch(&rule(20, 1), 21, &list), Err(Standstill::Spent));
        assert_eq!(next_batch(&rule(0, 1), 0, &list), Err(Standstill::Spent));
    }

    #[test]
    fn it_stops_below_nine_hundredths() {
        // .1 * .9 is the last that counts.
        assert_eq!(keys(&next_batch(&rule(9, 1), 0, &[one(1, 3, 0.101)]).expect("one")), [1]);
        let settled = [one(1, 3, 0.099), one(2, 3, 0.901), one(3, 3, 0.0), one(4, 3, 1.0)];
        assert_eq!(next_batch(&rule(9, 1), 0, &settled), Err(Standstill::Settled));
        assert_eq!(next_batch::<u32>(&rule(9, 1), 0, &[]), Err(Standstill::Settled));
    }

    #[test]
    fn what_is_on_its_way_is_waited_for() {
        let waits = Candidate { complete: false, ..one(1, 2, 0.5) };
        assert_eq!(next_batch(&rule(9, 1), 0, &[waits]), Err(Standstill::Waiting));
        assert_eq!(keys(&next_batch(&rule(9, 1), 0, &[waits, one(2, 3, 0.4)]).expect("one")), [2]);
        let nobody = Candidate { judges: false, ..one(1, 3, 0.5) };
        assert_eq!(next_batch(&rule(9, 1), 0, &[nobody]), Err(Standstill::NoJudge));
        let certain = Candidate { complete: false, ..one(1, 2, 0.01) };
        assert_eq!(next_batch(&rule(9, 1), 0, &[certain]), Err(Standstill::Settled));
    }

    #[test]
    fn lines_are_the_ends_of_prizes() {
        let award = |kind: AwardKind, count: u32| Award {
            id: AwardId::new(Uuid::nil()),
            key: String::new(),
            name: String::new(),
            prize: String::new(),
            kind,
            count,
        };
        let list = [award(AwardKind::Place, 1), award(AwardKind::Distinction, 4), award(AwardKind::Place, 2)];
        assert_eq!(prize_lines(&list), [1, 3]);
        assert!(prize_lines(&[award(AwardKind::Distinction, 1)]).is_empty());
    }
}
