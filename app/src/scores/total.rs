//! What one scorecard adds up to.

use num_rational::BigRational;
use num_traits::Zero;

use crate::number::{Decimal, Exact, Fraction};

/// The total of one scorecard on the scale 0 to 100: `100 * sum(weight * mark / maximum) / sum(weight)`.
///
/// `criteria` are weight and maximum, `marks` the marks in the same order; `None` is "could not assess". Both sums run
/// over the criteria that have a mark, so a judge who could not assess one says nothing about it, neither good nor bad.
/// With the seed rubric (weights that total 100, maximum 5) and every mark given this is its `sum(weight * score / 5)`.
///
/// `None` when no criterion was assessed, when those assessed weigh nothing, or when a maximum is nought.
#[must_use]
pub fn weighted_total(criteria: &[(Decimal, Decimal)], marks: &[Option<Decimal>]) -> Option<Exact> {
    weighted_fraction(criteria, marks).map(|total| total.to_exact())
}

/// [`weighted_total`] without the reduction to lowest terms, for those who add many.
pub(crate) fn weighted_fraction(criteria: &[(Decimal, Decimal)], marks: &[Option<Decimal>]) -> Option<Fraction> {
    let assessed =
        || criteria.iter().zip(marks).filter_map(|(&(weight, maximum), mark)| Some((weight, maximum, (*mark)?)));
    weighted_small(assessed()).or_else(|| weighted_big(assessed()).map(Fraction::Big))
}

/// The mean of the marks as they are, for scores without a rubric: all criteria weigh the same and the scale is that of
/// the scores. `None` when no criterion was assessed.
pub(crate) fn plain_mean(marks: &[Option<Decimal>]) -> Option<Fraction> {
    let (sum, count) = marks
        .iter()
        .flatten()
        .fold((0_i128, 0_i128), |(sum, count), mark| (sum + i128::from(mark.micros()), count + 1));
    Fraction::small(sum, count * 1_000_000)
}

/// In machine integers; `None` also when something does not fit.
///
/// Over the least common multiple of the maxima every term is a whole number. The millionths of weights cancel, and so do
/// those of mark and maximum.
fn weighted_small(mut assessed: impl Iterator<Item = (Decimal, Decimal, Decimal)> + Clone) -> Option<Fraction> {
    let common = assessed
        .clone()
        .try_fold(1_i128, |common, (_, maximum, _)| common_multiple(common, maximum.micros().into()))?;
    let (sum, weights) = assessed.try_fold((0_i128, 0_i128), |(sum, weights), (weight, maximum, mark)| {
        let weight = i128::from(weight.micros());
        let share = common / i128::from(maximum.micros());
        let term = (weight * i128::from(mark.micros())).checked_mul(share)?;
        Some((sum.checked_add(term)?, weights.checked_add(weight)?))
    })?;
    Fraction::small(sum.checked_mul(100)?, weights.checked_mul(common)?)
}

fn common_multiple(first: i128, second: i128) -> Option<i128> {
    let (mut divisor, mut rest) = (first, second);
    if second == 0 {
        return None;
    }
    if first % second == 0 {
        return Some(first);
    }
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (first / divisor).checked_mul(second)
}

/// The same by definition, in ratios of any size.
fn weighted_big(assessed: impl Iterator<Item = (Decimal, Decimal, Decimal)>) -> Option<BigRational> {
    let ratio = |value: Decimal| BigRational::from_integer(value.micros().into());
    let (mut sum, mut weights) = (BigRational::zero(), BigRational::zero());
    for (weight, maximum, mark) in assessed {
        if maximum == Decimal::ZERO {
            return None;
        }
        sum += ratio(weight) * ratio(mark) / ratio(maximum);
        weights += ratio(weight);
    }
    (!weights.is_zero()).then(|| sum * BigRational::from_integer(100.into()) / weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(value: i32) -> Decimal {
        Decimal::from_integer(value)
    }

    fn functioning() -> Vec<(Decimal, Decimal)> {
        [25, 25, 15, 15, 10, 10].map(|weight| (whole(weight), whole(5))).to_vec()
    }

    #[test]
    fn the_seed_rubric_gives_the_published_total() {
        let marks = [4, 5, 4, 3, 4, 5].map(|mark| Some(whole(mark)));
        assert_eq!(weighted_total(&functioning(), &marks), Some(Exact::from_integer(84)));
    }

    #[test]
    fn what_could_not_be_assessed_counts_neither_way() {
        let marks = [Some(whole(4)), None, None, Some(whole(2)), None, None];
        // (25 * 4 + 15 * 2) / 5 of 40
        assert_eq!(weighted_total(&functioning(), &marks), Some(Exact::from_integer(65)));
        assert_eq!(weighted_total(&functioning(), &[None; 6]), None);
        assert_eq!(weighted_total(&[(whole(1), whole(0))], &[Some(whole(1))]), None);
        assert_eq!(weighted_total(&[(whole(0), whole(5))], &[Some(whole(1))]), None);
    }

    #[test]
    fn criteria_may_have_different_scales() {
        let criteria = [(whole(50), whole(3)), (whole(50), whole(7))];
        let marks = [Some(whole(1)), Some(whole(7))];
        assert_eq!(weighted_total(&criteria, &marks), Exact::from_ratio(200, 3));
    }

    fn decimal() -> impl Strategy<Value = Decimal> {
        prop_oneof![(-50_i32..50).prop_map(Decimal::from_integer), any::<i64>().prop_map(Decimal::from_micros)]
    }

    proptest! {
        #[test]
        fn machine_integers_give_the_total_of_the_definition(
            sheet in prop::collection::vec((decimal(), decimal(), prop::option::of(decimal())), 0..7),
        ) {
            let criteria: Vec<_> = sheet.iter().map(|line| (line.0, line.1)).collect();
            let marks: Vec<_> = sheet.iter().map(|line| line.2).collect();
            let assessed = sheet.iter().filter_map(|line| Some((line.0, line.1, line.2?)));
            prop_assert_eq!(weighted_total(&criteria, &marks), weighted_big(assessed).map(Exact::from_rational));
        }
    }
}
