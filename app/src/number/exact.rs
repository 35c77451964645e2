//! Ratios of whole numbers, for everything that is computed.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Decimal;

/// An exact ratio: a total, a mean, a difference of means.
///
/// Two means are equal exactly when they are equal on paper, so a tie is a tie. As text it is `numerator/denominator` in
/// lowest terms; that is what a result pack holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// Why a text is not an [`Exact`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExactError {
    /// Not of the form `numerator/denominator`.
    #[error("an exact number is written numerator/denominator, such as 262/3")]
    Malformed,
    /// The denominator is nought or negative.
    #[error("the denominator must be above zero")]
    Denominator,
}

impl Exact {
    /// The ratio of two whole numbers; `None` when the denominator is nought.
    #[must_use]
    pub fn from_ratio(numerator: i128, denominator: i128) -> Option<Exact> {
        (denominator != 0).then(|| Exact(BigRational::new(numerator.into(), denominator.into())))
    }

    /// A whole number.
    #[must_use]
    pub fn from_integer(value: i128) -> Exact {
        Exact(BigRational::from_integer(value.into()))
    }

    pub(crate) fn from_rational(ratio: BigRational) -> Exact {
        Exact(ratio)
    }

    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Exact) -> Exact {
        Exact(&self.0 + &other.0)
    }

    /// The difference.
    #[must_use]
    pub fn sub(&self, other: &Exact) -> Exact {
        Exact(&self.0 - &other.0)
    }

    /// The product.
    #[must_use]
    pub fn mul(&self, other: &Exact) -> Exact {
        Exact(&self.0 * &other.0)
    }

    /// The quotient; `None` when the divisor is nought.
    #[must_use]
    pub fn div(&self, divisor: &Exact) -> Option<Exact> {
        (!divisor.0.is_zero()).then(|| Exact(&self.0 / &divisor.0))
    }

    /// The number with exactly this many decimals, a half rounded away from zero: 0.005 becomes 0.01, -0.005 becomes
    /// -0.01.
    ///
    /// This is the rounding of official totals (half up): all 8,630 published panel marks of the skating data come out
    /// of it. Away from zero for negative numbers, so that a difference and its opposite show the same digits.
    #[must_use]
    pub fn rounded(&self, decimals: u32) -> String {
        let scale = BigInt::from(10).pow(decimals);
        let scaled = (self.0.abs() * BigRational::from_integer(scale)).round().to_integer();
        let sign = if self.0.is_negative() && !scaled.is_zero() { "-" } else { "" };
        let places = decimals as usize;
        let digits = format!("{scaled:0>width$}", width = places + 1);
        match digits.split_at(digits.len() - places) {
            (whole, "") => format!("{sign}{whole}"),
            (whole, rest) => format!("{sign}{whole}.{rest}"),
        }
    }

    /// [`Exact::rounded`] as a number to go on with.
    #[must_use]
    pub fn round(&self, decimals: u32) -> Exact {
        let scale = BigRational::from_integer(BigInt::from(10).pow(decimals));
        // `round` of ratios takes a half away from zero, as above.
        Exact((&self.0 * &scale).round() / scale)
    }

    /// The nearest float, for charts and JSON numbers only; never compare or add these.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        Exact(BigRational::new(value.micros().into(), 1_000_000.into()))
    }
}

impl fmt::Display for Exact {
    /// `numerator/denominator` in lowest terms, the denominator above zero and always written.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.0.numer(), self.0.denom())
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    fn from_str(text: &str) -> Result<Exact, ExactError> {
        let (numerator, denominator) = text.split_once('/').ok_or(ExactError::Malformed)?;
        let numerator: BigInt = whole(numerator)?;
        let denominator: BigInt = whole(denominator)?;
        if denominator.is_positive() {
            Ok(Exact(BigRational::new(numerator, denominator)))
        } else {
            Err(ExactError::Denominator)
        }
    }
}

/// Digits with an optional minus: the big integers themselves would also read `+1` and `1_000`.
fn whole(text: &str) -> Result<BigInt, ExactError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| ExactError::Malformed)
    } else {
        Err(ExactError::Malformed)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Exact, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
