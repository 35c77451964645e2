//! An interval of places as a line with a dot, beside the words that say it.

use crate::{i18n::Locale, ui::layout::direction};
use maud::{Markup, html};

/// Width and height of the drawing, and the room for a dot at either end.
const SIZE: (u32, u32) = (120, 16);
const MARGIN: f64 = 7.0;

/// Where a place is on the line: the first at its beginning, which is on the right where text runs from there.
fn at(l: Locale, place: f64, places: u32) -> String {
    let width = f64::from(SIZE.0) - 2.0 * MARGIN;
    let share = if places < 2 { 0.5 } else { (place - 1.0) / f64::from(places - 1) };
    let share = if direction(l) == "rtl" { 1.0 - share } else { share };
    format!("{:.1}", MARGIN + width * share.clamp(0.0, 1.0))
}

/// The interval `low..=high` around `place`, of so many places. It says nothing that the words beside it do not say.
pub fn interval(l: Locale, place: u32, (low, high): (u32, u32), places: u32) -> Markup {
    let (width, height) = SIZE;
    let middle = height / 2;
    let (from, to, dot) =
        (at(l, f64::from(low), places), at(l, f64::from(high), places), at(l, f64::from(place), places));
    html! {
        svg class="interval" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } aria-hidden="true" focusable="false" {
            line class="interval-axis" x1=(MARGIN) x2=(f64::from(width) - MARGIN) y1=(middle) y2=(middle) {}
            line class="interval-range" x1=(from) x2=(to) y1=(middle) y2=(middle) {}
            circle class="interval-dot" cx=(dot) cy=(middle) r="5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_where_text_begins() {
        assert_eq!((at(Locale::en, 1.0, 5), at(Locale::en, 5.0, 5)), ("7.0".into(), "113.0".into()));
        assert_eq!((at(Locale::ar, 1.0, 5), at(Locale::ar, 5.0, 5)), ("113.0".into(), "7.0".into()));
        assert_eq!(at(Locale::en, 1.0, 1), "60.0");
    }
}
