//! One total on its way into a mean.

use std::cmp::Ordering;

use num_rational::BigRational;

use super::Exact;

/// A ratio that stays in machine integers while it fits.
///
/// Ranking needs tens of thousands of sheet totals but keeps only the means. Reducing each total to lowest terms in big
/// integers costs more than all the rest, so a total is kept as it was computed and only leaves 128 bits when it must.
/// Both forms are exact; a property test holds them equal.
#[derive(Clone, Debug)]
pub(crate) enum Fraction {
    /// Not reduced; the denominator is above zero.
    Small { numerator: i128, denominator: i128 },
    /// What does not fit.
    Big(BigRational),
}

impl Fraction {
    /// The ratio; `None` when the denominator is nought, or when turning a negative one round does not fit.
    pub(crate) fn small(numerator: i128, denominator: i128) -> Option<Fraction> {
        match denominator.cmp(&0) {
            Ordering::Greater => Some(Fraction::Small { numerator, denominator }),
            Ordering::Equal => None,
            Ordering::Less => {
                Some(Fraction::Small { numerator: numerator.checked_neg()?, denominator: denominator.checked_neg()? })
            }
        }
    }

    pub(crate) fn to_rational(&self) -> BigRational {
        match self {
            Fraction::Small { numerator, denominator } => BigRational::new((*numerator).into(), (*denominator).into()),
            Fraction::Big(ratio) => ratio.clone(),
        }
    }

    pub(crate) fn to_exact(&self) -> Exact {
        Exact::from_rational(self.to_rational())
    }

    /// Which of two totals is higher.
    pub(crate) fn compare(&self, other: &Fraction) -> Ordering {
        self.compare_small(other).unwrap_or_else(|| self.to_rational().cmp(&other.to_rational()))
    }

    fn compare_small(&self, other: &Fraction) -> Option<Ordering> {
        let (Fraction::Small { numerator, denominator }, Fraction::Small { numerator: right, denominator: below }) =
            (self, other)
        else {
            return None;
        };
        if denominator == below {
            return Some(numerator.cmp(right));
        }
        Some(numerator.checked_mul(*below)?.cmp(&right.checked_mul(*denominator)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn comparing_in_machine_integers_changes_nothing(
            first in any::<(i64, i64)>(), second in any::<(i128, i128)>(),
        ) {
            let first = Fraction::small(first.0.into(), first.1.into());
            let second = Fraction::small(second.0, second.1);
            if let (Some(first), Some(second)) = (first, second) {
                prop_assert_eq!(first.compare(&second), first.to_exact().cmp(&second.to_exact()));
                let large = Fraction::Big(second.to_rational());
                prop_assert_eq!(first.compare(&large), first.compare(&second));
            }
        }
    }
}
