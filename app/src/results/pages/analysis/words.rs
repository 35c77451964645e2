//! Numbers of the analysis as they are read.

use crate::i18n::{Locale, td_string};
use maud::{Markup, html};

/// A number that must not be turned around by the words beside it.
pub(super) fn number(text: impl std::fmt::Display) -> Markup {
    html! { bdi dir="ltr" { (text.to_string()) } }
}

/// One decimal, with its sign; nought has none.
pub(super) fn points(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded > 0.0 {
        format!("+{rounded:.1}")
    } else if rounded < 0.0 {
        format!("\u{2212}{:.1}", -rounded)
    } else {
        "0.0".to_owned()
    }
}

/// The same inside words: kept from being turned around.
pub(super) fn isolated(text: impl std::fmt::Display) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// A probability to one in a hundred: what was drawn says no more.
pub(super) fn chance(probability: f64) -> String {
    match probability {
        p if p < 0.01 => "<1%".to_owned(),
        p if p > 0.99 => ">99%".to_owned(),
        p => format!("{:.0}%", p * 100.0),
    }
}

/// A probability that is small, or would not be told.
pub(super) fn small_chance(p: f64) -> String {
    if p < 0.0005 { "<0.05%".to_owned() } else { format!("{:.2}%", p * 100.0) }
}

/// Seconds as minutes and seconds.
pub(super) fn duration(l: Locale, seconds: u32) -> String {
    td_string!(l, analysis.duration, minutes = seconds / 60, seconds = seconds % 60).to_string()
}

/// Names one after the other, each of which may be of another script.
pub(super) fn list(l: Locale, names: &[String]) -> Markup {
    html! {
        @for (index, name) in names.iter().enumerate() {
            @if index > 0 { (td_string!(l, analysis.comma)) }
            bdi { (name) }
        }
    }
}

/// The same inside a sentence.
pub(super) fn joined(l: Locale, names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\u{2068}{name}\u{2069}")).collect();
    names.join(td_string!(l, analysis.comma))
}

/// The head of a table: names of columns, and whether they hold numbers.
pub(super) fn head(columns: &[(&str, bool)]) -> Markup {
    html! {
        thead role="rowgroup" {
            tr role="row" {
                @for (name, numbers) in columns {
                    th scope="col" role="columnheader" class=[numbers.then_some("number")] { (name) }
                }
            }
        }
    }
}

/// A cell under its column's name.
pub(super) fn cell(label: &str, content: &Markup) -> Markup {
    html! { td role="cell" data-label=(label) { div { (content) } } }
}

/// A cell with a number.
pub(super) fn figure(label: &str, text: impl std::fmt::Display) -> Markup {
    html! { td role="cell" class="number" data-label=(label) { (number(text)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_claim_no_more_than_was_drawn() {
        for (probability, told) in [
            (0.0, "<1%"),
            (0.0099, "<1%"),
            (0.01, "1%"),
            (0.374, "37%"),
            (0.99, "99%"),
            (0.9901, ">99%"),
            (1.0, ">99%"),
        ] {
            assert_eq!(chance(probability), told);
        }
        assert_eq!((small_chance(0.000_01), small_chance(0.0123)), ("<0.05%".into(), "1.23%".into()));
    }

    #[test]
    fn points_have_a_sign_unless_they_are_none() {
        assert_eq!([points(1.25), points(-0.44), points(0.04), points(-0.04)], ["+1.3", "\u{2212}0.4", "0.0", "0.0"]);
    }
}
