//! Decimal numbers as people write them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const MICROS: i64 = 1_000_000;
const PLACES: usize = 6;

/// A decimal number in millionths: a mark, a weight, a step of a scale.
///
/// Six decimals hold every scale seen in practice (quarters, tenths, hundredths) and every affinity of a published data
/// set; the integer inside makes comparison and addition exact. On the wire it is a string, because JSON readers turn
/// numbers into floats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Nothing was written.
    #[error("the number is empty")]
    Empty,
    /// Something other than digits, one leading minus and one point between digits.
    #[error("only digits, a leading minus and one point are allowed, such as 9.75")]
    Malformed,
    /// More than six decimals.
    #[error("at most {PLACES} decimals are allowed")]
    TooManyDecimals,
    /// Beyond the largest number that can be held, about nine million million.
    #[error("the number is too large")]
    TooLarge,
}

impl Decimal {
    /// Nought.
    pub const ZERO: Decimal = Decimal(0);

    /// A whole number.
    #[must_use]
    pub const fn from_integer(value: i32) -> Decimal {
        Decimal(value as i64 * MICROS)
    }

    /// A number given in millionths: `from_micros(9_750_000)` is 9.75.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Decimal {
        Decimal(micros)
    }

    /// The number in millionths.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        if text.is_empty() {
            return Err(DecimalError::Empty);
        }
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, decimals) = match digits.split_once('.') {
            Some((_, "")) => return Err(DecimalError::Malformed),
            Some((whole, decimals)) => (whole, decimals),
            None => (digits, ""),
        };
        if whole.is_empty() || !whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit()) {
            return Err(DecimalError::Malformed);
        }
        if decimals.len() > PLACES {
            return Err(DecimalError::TooManyDecimals);
        }
        let padding = std::iter::repeat_n(b'0', PLACES - decimals.len());
        // The sign goes into every digit, so that the smallest number, which has no positive counterpart, is read too.
        whole
            .bytes()
            .chain(decimals.bytes())
            .chain(padding)
            .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(sign * i64::from(digit - b'0')))
            .map(Decimal)
            .ok_or(DecimalError::TooLarge)
    }
}

impl fmt::Display for Decimal {
    /// The shortest form: no trailing zeros, no point without decimals.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.0.unsigned_abs();
        let (whole, rest) = (micros / MICROS.unsigned_abs(), micros % MICROS.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        if rest == 0 {
            return write!(formatter, "{sign}{whole}");
        }
        let decimals = format!("{rest:06}");
        write!(formatter, "{sign}{whole}.{}", decimals.trim_end_matches('0'))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for (text, micros) in
            [("9.75", 9_750_000), ("-3", -3_000_000), ("10.0", 10_000_000), ("0.000001", 1), ("-0", 0)]
        {
            assert_eq!(text.parse(), Ok(Decimal(micros)), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        for text in ["-", ".5", "5.", "1e3", " 1", "1 ", "9,75", "+1", "--1", "1.2.3", "NaN", "٣", "1_000"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError::Malformed), "{text}");
        }
        assert_eq!("".parse::<Decimal>(), Err(DecimalError::Empty));
        assert_eq!("1.0000000".parse::<Decimal>(), Err(DecimalError::TooManyDecimals));
        assert_eq!("9223372036854.775808".parse::<Decimal>(), Err(DecimalError::TooLarge));
    }

    proptest! {
        #[test]
        fn every_number_comes_back_from_its_text(micros: i64) {
            let number = Decimal(micros);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            let json = serde_json::to_string(&number).expect("a string");
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).expect("the same string"), number);
        }
    }
}
