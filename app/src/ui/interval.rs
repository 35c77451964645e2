//! An interval of numbers as a line with a dot, beside the words that say it.

use crate::{i18n::Locale, ui::layout::direction};
use maud::{Markup, html};

/// Room for a dot at either end, in per cent.
const MARGIN: f64 = 6.0;

/// A line on which numbers have their places. Positions are in per cent, so that it is as wide as there is room.
#[derive(Clone, Copy, Debug)]
pub struct Scale<'a> {
    /// The number at its beginning, which is on the right where text runs from there.
    pub from: f64,
    /// The number at its end.
    pub to: f64,
    /// Numbers that are marked across it, such as where prizes end.
    pub marks: &'a [f64],
}

impl Scale<'_> {
    /// Where a number is on the line.
    fn at(self, l: Locale, value: f64) -> String {
        let share = if self.to > self.from { (value - self.from) / (self.to - self.from) } else { 0.5 };
        let share = if direction(l) == "rtl" { 1.0 - share } else { share };
        format!("{:.1}%", MARGIN + (100.0 - 2.0 * MARGIN) * share.clamp(0.0, 1.0))
    }

    fn inside(self, l: Locale, value: f64, (low, high): (f64, f64)) -> Markup {
        html! {
            line class="interval-axis" x1={ (MARGIN) "%" } x2={ (100.0 - MARGIN) "%" } y1="50%" y2="50%" {}
            @for mark in self.marks {
                @let x = self.at(l, *mark);
                line class="interval-mark" x1=(x) x2=(x) y1="0" y2="100%" {}
            }
            line class="interval-range" x1=(self.at(l, low)) x2=(self.at(l, high)) y1="50%" y2="50%" {}
            circle class="interval-dot" cx=(self.at(l, value)) cy="50%" r="5" {}
        }
    }

    /// A number and the range around it, as wide as there is room. It says nothing that the words beside it do not say.
    pub fn row(self, l: Locale, value: f64, range: (f64, f64)) -> Markup {
        html! {
            svg class="interval interval-wide" aria-hidden="true" focusable="false" { (self.inside(l, value, range)) }
        }
    }
}

/// The interval `low..=high` around `place`, of so many places. It says nothing that the words beside it do not say.
pub fn interval(l: Locale, place: u32, (low, high): (u32, u32), places: u32) -> Markup {
    let scale = Scale { from: 1.0, to: f64::from(places), marks: &[] };
    html! {
        svg class="interval" width="120" height="16" aria-hidden="true" focusable="false" {
            (scale.inside(l, f64::from(place), (f64::from(low), f64::from(high))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_where_text_begins() {
        let places = |to: f64| Scale { from: 1.0, to, marks: &[] };
        assert_eq!((places(5.0).at(Locale::en, 1.0), places(5.0).at(Locale::en, 5.0)), ("6.0%".into(), "94.0%".into()));
        assert_eq!((places(5.0).at(Locale::ar, 1.0), places(5.0).at(Locale::ar, 5.0)), ("94.0%".into(), "6.0%".into()));
        assert_eq!(places(1.0).at(Locale::en, 1.0), "50.0%");
        assert_eq!(places(5.0).at(Locale::en, 9.0), "94.0%", "what is beyond an end is at it");
    }
}
