//! How far a result can be trusted, before there is any: what each further review of an entry buys.
//!
//! A judge's total for an entry is `mu + u_i + b_j + e_ij`: the entry, how strict the judge is, and the rest. The mean of
//! `k` of them has the reliability `R = s2_u / (s2_u + (s2_b + s2) / k)`, the share of its variance that is the entries'
//! own, and misses the truth by `sqrt((s2_b + s2) / k)` (intraclass correlation ICC(1,k): Shrout and Fleiss, 1979).
//! Places have no such formula: they are drawn.

use super::draws::Draws;
use serde::{Deserialize, Serialize};

/// The variances that the totals of judges have, in any unit: only their proportions count for places.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variances {
    /// Between entries: what is to be found.
    pub entry: f64,
    /// Between judges: how strict they are.
    pub judge: f64,
    /// What is left: a judge's taste, and chance.
    pub residual: f64,
}

/// Kinds of competitions whose variances are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prior {
    /// Figure skating's trained panels: 1,726 programmes, nine judges each.
    Trained,
    /// Such as most juries of experts have them.
    Ordinary,
    /// Students who rate lecturers: 73,421 ratings (InstEval).
    Untrained,
    /// The organiser's own.
    Own,
}

impl Prior {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Trained, Self::Ordinary, Self::Untrained, Self::Own];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trained => "trained",
            Self::Ordinary => "ordinary",
            Self::Untrained => "untrained",
            Self::Own => "own",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prior| prior.as_str() == word)
    }

    /// Its variances; an organiser's own are not known here. Sources: fits of the model above by REML to the public marks
    /// of skating and to InstEval (lme4), each on its own scale.
    pub const fn variances(self) -> Option<Variances> {
        match self {
            Self::Trained => Some(Variances { entry: 1.25, judge: 0.02, residual: 0.12 }),
            Self::Ordinary => Some(Variances { entry: 1.0, judge: 0.3, residual: 0.8 }),
            Self::Untrained => Some(Variances { entry: 0.27, judge: 0.11, residual: 1.39 }),
            Self::Own => None,
        }
    }
}

/// Numbers of reviews that are compared.
pub const REVIEWS: std::ops::RangeInclusive<u32> = 2..=7;

/// What so many reviews of each entry give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    /// Reviews of each entry.
    pub reviews: u32,
    /// The share of the variance of entries' means that is their own: 1 is a perfect order, 0 none.
    pub reliability: f64,
    /// By how much an entry's mean misses the truth, in units of the standard deviation of entries.
    pub error: f64,
    /// Places between the ends of the interval that holds an entry's true place nine times in ten, given the place at
    /// which it came out.
    pub interval: f64,
    /// How often the best entry comes first.
    pub first: f64,
    /// How often the best entry is among the first three.
    pub top_three: f64,
}

/// Competitions drawn: the more entries each has, the fewer, since each tells of more places.
fn competitions(entries: u32) -> u32 {
    (400_000 / entries.max(1)).clamp(300, 4000)
}

/// Entries of each drawn competition whose places are looked at. Which ones makes no difference: they are drawn alike.
const WATCHED: usize = 4;

/// What each number of [`REVIEWS`] gives for so many entries. All numbers are tried on the same drawn competitions, so that
/// what differs is the reviews. Deterministic.
pub fn power(entries: u32, variances: Variances) -> Vec<Power> {
    let size = usize::try_from(entries).unwrap_or(usize::MAX).max(1);
    let spread = variances.entry.sqrt();
    let options: Vec<(u32, f64)> =
        REVIEWS.map(|k| (k, ((variances.judge + variances.residual) / f64::from(k)).sqrt())).collect();
    let mut draws = Draws::new(u64::from(entries));
    let mut tally: Vec<Tally> = options.iter().map(|_| Tally::default()).collect();
    let drawn = competitions(entries);
    let mut truth = vec![0.0; size];
    let mut noise = vec![0.0; size];
    let mut seen = vec![0.0; size];
    for _ in 0..drawn {
        truth.fill_with(|| spread * draws.normal());
        noise.fill_with(|| draws.normal());
        let best = best(&truth);
        let places: Vec<i32> = (0..size.min(WATCHED)).map(|at| half_places(&truth, at)).collect();
        for ((_, error), tally) in options.iter().zip(&mut tally) {
            for ((seen, truth), noise) in seen.iter_mut().zip(&truth).zip(&noise) {
                *seen = truth + error * noise;
            }
            tally.add(&places, &seen, best);
        }
    }
    let of_all = f64::from(drawn);
    options
        .into_iter()
        .zip(tally)
        .map(|((reviews, error), mut tally)| Power {
            reviews,
            reliability: reliability(variances, reviews),
            error: if spread > 0.0 { error / spread } else { 0.0 },
            interval: tally.interval(),
            first: f64::from(tally.first) / of_all,
            top_three: f64::from(tally.top_three) / of_all,
        })
        .collect()
}

/// `R` of the formula above.
pub fn reliability(variances: Variances, reviews: u32) -> f64 {
    let error = (variances.judge + variances.residual) / f64::from(reviews.max(1));
    if variances.entry > 0.0 { variances.entry / (variances.entry + error) } else { 0.0 }
}

/// What is counted over the drawn competitions.
#[derive(Default)]
struct Tally {
    first: u32,
    top_three: u32,
    /// By how many half places true places are off those that came out, by the part of the field that came out: the best
    /// of the field were lucky more often than not, so their true places are not spread evenly around.
    missed: [Vec<i32>; PARTS],
}

/// Parts of the field, from the first to the last, in which intervals are taken apart.
const PARTS: usize = 20;

/// How many are above an entry, doubled; equals count by half each, which only happens without any variance.
fn half_places(values: &[f64], at: usize) -> i32 {
    let own = values.get(at).copied().unwrap_or_default();
    values.iter().map(|value| i32::from(*value > own) + i32::from(*value >= own)).sum::<i32>() - 1
}

fn best(values: &[f64]) -> usize {
    let places = values.iter().enumerate();
    places.max_by(|one, other| one.1.total_cmp(other.1)).map_or(0, |(at, _)| at)
}

impl Tally {
    fn add(&mut self, places: &[i32], seen: &[f64], best: usize) {
        let place = half_places(seen, best);
        self.first += u32::from(place < 2);
        self.top_three += u32::from(place < 6);
        for (at, own) in places.iter().enumerate() {
            let out = half_places(seen, at);
            let part = usize::try_from(out).unwrap_or_default() * PARTS / (2 * seen.len());
            if let Some(missed) = self.missed.get_mut(part) {
                missed.push(own - out);
            }
        }
    }

    /// From the twentieth part of all from below to the twentieth from above, in places; the mean over the field.
    fn interval(&mut self) -> f64 {
        let mut width = 0.0;
        let mut all = 0.0;
        for missed in &mut self.missed {
            missed.sort_unstable();
            let at = |part: usize| missed.get(part * missed.len().saturating_sub(1) / 20).copied();
            let weight = f64::from(u32::try_from(missed.len()).unwrap_or(u32::MAX));
            width += weight * at(19).zip(at(1)).map_or(0.0, |(high, low)| f64::from(high - low) / 2.0);
            all += weight;
        }
        if all > 0.0 { width / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(entries: u32, prior: Prior) -> Vec<Power> {
        power(entries, prior.variances().expect("known"))
    }

    #[test]
    fn reliability_and_error_follow_their_formulas() {
        let three = with(30, Prior::Ordinary)[1];
        assert_eq!(three.reviews, 3);
        assert!((three.reliability - 1.0 / (1.0 + 1.1 / 3.0)).abs() < 1e-12);
        assert!((three.error - (1.1_f64 / 3.0).sqrt()).abs() < 1e-12);
        let trained = with(30, Prior::Trained)[1];
        assert!((trained.reliability - 0.964).abs() < 5e-4, "{}", trained.reliability);
        assert!((with(30, Prior::Untrained)[1].reliability - 0.3506).abs() < 5e-4);
    }

    #[test]
    fn of_two_entries_the_better_wins_as_often_as_the_bivariate_normal_says() {
        // Truth and what is seen of the difference of two entries correlate by sqrt(R); they have the same sign with the
        // probability 1/2 + asin(sqrt R) / pi (Sheppard, 1899). Four standard errors of 4,000 draws are .03.
        for prior in [Prior::Trained, Prior::Ordinary, Prior::Untrained] {
            for made in with(2, prior) {
                let exact = 0.5 + made.reliability.sqrt().asin() / std::f64::consts::PI;
                assert!((made.first - exact).abs() < 0.03, "{prior:?} {}: {} {exact}", made.reviews, made.first);
                assert!((made.top_three - 1.0).abs() < f64::EPSILON);
            }
        }
    }

    #[test]
    fn of_thirty_entries_an_interval_is_about_seven_places_either_way() {
        let half = with(30, Prior::Ordinary)[1].interval / 2.0;
        assert!((6.0..=8.0).contains(&half), "{half}");
        let trained = with(30, Prior::Trained)[1].interval / 2.0;
        assert!(trained < 4.0, "{trained}");
    }

    #[test]
    fn without_error_all_is_found_and_without_difference_all_is_chance() {
        let exact = power(40, Variances { entry: 1.0, judge: 0.0, residual: 0.0 });
        assert!(exact.iter().all(|made| made.first >= 1.0 && made.interval <= 0.0 && made.reliability >= 1.0));
        // Who is best is chance, and so is who is among the first three: 3 of 40. Four standard errors are .017.
        let chance = power(40, Variances { entry: 1e-12, judge: 0.3, residual: 0.8 });
        assert!(chance.iter().all(|made| (made.top_three - 0.075).abs() < 0.017), "{chance:?}");
    }

    #[test]
    fn more_reviews_are_never_worse_and_the_same_question_has_the_same_answer() {
        for prior in [Prior::Trained, Prior::Ordinary, Prior::Untrained] {
            let made = with(110, prior);
            assert!(made.is_sorted_by(|one, other| one.interval >= other.interval && one.error > other.error));
            assert!(made.is_sorted_by(|one, other| one.top_three <= other.top_three + 0.01), "{made:?}");
            assert_eq!(made, with(110, prior));
        }
        assert_eq!(power(0, Variances { entry: 1.0, judge: 1.0, residual: 1.0 }).len(), 6);
    }
}
