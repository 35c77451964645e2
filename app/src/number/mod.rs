//! Numbers without rounding error.
//!
//! A placement can hang on one thousandth of a point, and a published ranking must come out the same on every machine.
//! Binary floats cannot promise either (0.1 + 0.2 is not 0.3), so marks and weights are [`Decimal`] and everything
//! computed from them is [`Exact`].

mod decimal;
mod exact;
mod fraction;
mod sum;

pub use decimal::{Decimal, DecimalError};
pub use exact::{Exact, ExactError};
pub(crate) use fraction::Fraction;
pub(crate) use sum::ExactSum;
