//! Whether a judge became stricter or milder, in words.

use crate::{
    i18n::{Locale, td_string},
    scores::model::Drift,
};

/// A number of points with one decimal, never `-0.0`.
pub fn points(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}

/// With its sign, kept before the number in text of either direction.
fn signed(value: f64) -> String {
    let text = points(value);
    let sign = if value > 0.0 && text != "0.0" { "+" } else { "" };
    format!("\u{2066}{sign}{text}\u{2069}")
}

/// Both halves and how far chance goes; `None` where there are too few.
pub fn drift_numbers(l: Locale, drift: Drift) -> Option<String> {
    match drift {
        Drift::TooFew { .. } => None,
        Drift::Measured { first, second, probability, .. } => Some(
            td_string!(
                l,
                calibration.drift_numbers,
                first = signed(first),
                second = signed(second),
                probability = format!("{probability:.3}")
            )
            .to_string(),
        ),
    }
}
