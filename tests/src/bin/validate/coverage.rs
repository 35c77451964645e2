//! Whether intervals hold what they say: panels are made of which the truth is known, ranked, and the true place of every entry
//! is looked for in its interval of nine in ten.

use crate::report::Report;
use app::{
    number::Decimal,
    panel::rules::Draws,
    results::ranking::{
        CriterionInput, Disconnected, DoubtSettings, Marks, Method, MethodKind, RankingInput, Sheet, doubt, rank, seed,
    },
};

/// Panels of each kind.
const PANELS: u32 = 2_000;

/// Panels that are unlike each other in what makes intervals hard.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// 30 entries by 5 of 10 judges each, all of the same load.
    Balanced,
    /// 40 entries by 3 of 12 judges each, loads by chance.
    Sparse,
    /// 30 entries by 4 of 10 judges who differ twice as much as entries do.
    Severe,
    /// 30 entries by 4 of 10 judges on five criteria of five levels.
    Ordinal,
    /// 5 to 8 entries by 2 or 3 of 3 to 5 judges.
    Tiny,
}

const KINDS: [Kind; 5] = [Kind::Balanced, Kind::Sparse, Kind::Severe, Kind::Ordinal, Kind::Tiny];

/// How a kind is made: entries, judges, reviews of each, standard deviations of entries, judges and the rest, and how much the
/// choice of judges is chance.
struct Shape {
    entries: u32,
    judges: u32,
    reviews: usize,
    spread: [f64; 3],
    chance: f64,
}

impl Kind {
    fn shape(self, draws: &mut Draws) -> Shape {
        let shape = |entries, judges, reviews, spread, chance| Shape { entries, judges, reviews, spread, chance };
        match self {
            Kind::Balanced => shape(30, 10, 5, [10.0, 5.5, 9.0], 0.9),
            Kind::Sparse => shape(40, 12, 3, [10.0, 5.5, 9.0], 6.0),
            Kind::Severe => shape(30, 10, 4, [8.0, 16.0, 8.0], 0.9),
            Kind::Ordinal => shape(30, 10, 4, [0.8, 0.4, 0.7], 0.9),
            Kind::Tiny => {
                let (entries, judges, reviews) = (5 + draws.below(4), 3 + draws.below(3), 2 + draws.below(2));
                shape(entries, judges, reviews as usize, [10.0, 5.5, 9.0], 0.9)
            }
        }
    }

    /// The marks of a scorecard around a value.
    fn marks(self, value: f64, draws: &mut Draws) -> Marks {
        let Kind::Ordinal = self else {
            return Marks::Criteria(vec![Some(Decimal::from_micros(((60.0 + value) * 10.0).round() as i64 * 100_000))]);
        };
        let mut level = || Decimal::from_integer((3.0 + value + 0.6 * draws.normal()).round().clamp(1.0, 5.0) as i32);
        Marks::Criteria((0..5).map(|_| Some(level())).collect())
    }

    fn criteria(self) -> Vec<CriterionInput> {
        let (count, max) = if let Kind::Ordinal = self { (5, 5) } else { (1, 100) };
        let line = |at: i32| CriterionInput {
            key: format!("c{at}"),
            weight: Decimal::from_integer(1),
            max: Some(Decimal::from_integer(max)),
        };
        (0..count).map(line).collect()
    }
}

/// Entries of which the true place was in the interval, and all; and the same of those placed first, second and third.
#[derive(Default)]
struct Covered {
    held: u32,
    all: u32,
    held_above: u32,
    above: u32,
}

fn panel(kind: Kind, draws: &mut Draws, orders: u32, covered: &mut Covered) {
    let Shape { entries, judges, reviews, spread: [of_entries, of_judges, rest], chance } = kind.shape(draws);
    let truth: Vec<f64> = (0..entries).map(|_| of_entries * draws.normal()).collect();
    let mild: Vec<f64> = (0..judges).map(|_| of_judges * draws.normal()).collect();
    let mut loads = vec![0_u32; judges as usize];
    let mut sheets = Vec::new();
    for (entry, worth) in truth.iter().enumerate() {
        // The least loaded judges, as far as chance lets it be.
        let wish = |load: &u32, draws: &mut Draws| f64::from(*load) + chance * f64::from(draws.below(1_000_000)) / 1e6;
        let mut order: Vec<(f64, usize)> =
            loads.iter().enumerate().map(|(judge, load)| (wish(load, draws), judge)).collect();
        order.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (_, judge) in order.into_iter().take(reviews) {
            loads[judge] += 1;
            let value = worth + mild[judge] + rest * draws.normal();
            sheets.push(Sheet { entry, judge, marks: kind.marks(value, draws) });
        }
    }
    let names = |letter: char, count: u32| (0..count).map(|at| format!("{letter}{at:03}")).collect();
    let input = RankingInput {
        entries: names('e', entries),
        judges: names('j', judges),
        criteria: kind.criteria(),
        sheets,
        ..RankingInput::default()
    };
    let input = input.checked().expect("sound");
    let method = Method {
        kind: MethodKind::Adjusted,
        decimals: Some(2),
        judge_noise: false,
        disconnected: Disconnected::RandomAllocation,
    };
    let ranking = rank(&input, &method).expect("a ranking");
    let settings = DoubtSettings { seed: seed("coverage", &input), draws: orders, tops: Vec::new() };
    let doubt = doubt(&input, &ranking, &settings).expect("two entries or more");
    for (at, own) in ranking.placements.iter().zip(&doubt.entries) {
        let better = truth.iter().filter(|other| **other > truth[at.entry]).count();
        let place = u32::try_from(better).expect("a count") + 1;
        let held = u32::from((own.low..=own.high).contains(&place));
        (covered.held, covered.all) = (covered.held + held, covered.all + 1);
        if at.place <= 3 {
            (covered.held_above, covered.above) = (covered.held_above + held, covered.above + 1);
        }
    }
}

fn covered(kind: Kind, panels: u32, orders: u32) -> Covered {
    let mut draws = Draws::new(42);
    let mut covered = Covered::default();
    (0..panels).for_each(|_| panel(kind, &mut draws, orders, &mut covered));
    covered
}

/// 88 to 94 of a hundred, of each kind.
pub fn check(report: &mut Report) {
    for kind in KINDS {
        let found = covered(kind, PANELS, 2_000);
        let share = f64::from(found.held) / f64::from(found.all);
        let above = f64::from(found.held_above) / f64::from(found.above);
        let what = format!("coverage of 90 % intervals, {kind:?}, {PANELS} panels (first three places: {above:.4})");
        report.near(&what, 0.91, share, 0.03);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A few panels of each kind: four standard errors around nine in ten, where entries of one panel count as one and a half
    /// times as uncertain as others.
    #[test]
    fn intervals_hold_nine_true_places_in_ten() {
        for kind in KINDS {
            let found = covered(kind, 20, 300);
            let share = f64::from(found.held) / f64::from(found.all);
            let error = (0.09 / f64::from(found.all)).sqrt();
            assert!((share - 0.91).abs() < 0.03 + 4.0 * 1.5 * error, "{kind:?}: {share}");
        }
    }
}
