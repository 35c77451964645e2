//! Adding many totals.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::{Exact, Fraction};

/// A running sum and its count.
///
/// The totals of one rubric nearly always share a denominator, and then adding them is adding integers. Whatever does
/// not share it, or does not fit, goes into an exact remainder.
#[derive(Clone, Debug)]
pub(crate) struct ExactSum {
    numerator: i128,
    denominator: i128,
    rest: BigRational,
    count: u32,
}

impl ExactSum {
    pub(crate) fn new() -> ExactSum {
        ExactSum { numerator: 0, denominator: 1, rest: BigRational::zero(), count: 0 }
    }

    /// How many were added.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn add(&mut self, value: &Fraction) {
        self.count += 1;
        match value {
            Fraction::Big(ratio) => self.rest += ratio,
            Fraction::Small { numerator, denominator } => {
                if *denominator == self.denominator
                    && let Some(sum) = self.numerator.checked_add(*numerator)
                {
                    self.numerator = sum;
                } else {
                    self.flush();
                    (self.numerator, self.denominator) = (*numerator, *denominator);
                }
            }
        }
    }

    fn flush(&mut self) {
        if self.numerator != 0 {
            self.rest += BigRational::new(self.numerator.into(), self.denominator.into());
            self.numerator = 0;
        }
    }

    /// The mean of what was added; `None` when nothing was.
    pub(crate) fn mean(mut self) -> Option<Exact> {
        if self.count == 0 {
            return None;
        }
        if self.rest.is_zero()
            && let Some(denominator) = self.denominator.checked_mul(self.count.into())
        {
            return Exact::from_ratio(self.numerator, denominator);
        }
        self.flush();
        Some(Exact::from_rational(self.rest / BigInt::from(self.count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_mean_is_that_of_plain_ratios(
            values in prop::collection::vec(
                (prop_oneof![-100_i128..100, any::<i128>()], prop_oneof![Just(60_i128), 1_i128..9, 1..i128::MAX], any::<bool>()),
                1..12,
            ),
        ) {
            let mut sum = ExactSum::new();
            let mut plain = BigRational::zero();
            for (numerator, denominator, large) in &values {
                let small = Fraction::small(*numerator, *denominator).expect("a denominator");
                plain += small.to_rational();
                sum.add(&if *large { Fraction::Big(small.to_rational()) } else { small });
            }
            let count = BigInt::from(values.len());
            prop_assert_eq!(sum.mean(), Some(Exact::from_rational(plain / count)));
        }
    }

    #[test]
    fn the_mean_of_nothing_is_nothing() {
        assert_eq!(ExactSum::new().mean(), None);
    }
}
