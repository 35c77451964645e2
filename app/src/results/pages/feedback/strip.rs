//! Where a mean mark is among those of all entries: bars for the parts of the scale, this entry's marked.

use crate::{i18n::Locale, results::model::Distribution, ui::layout::direction};
use maud::{Markup, html};

const BAR: (usize, usize) = (28, 48);
const GAP: usize = 4;
/// Room for the mark above the entry's own bar.
const HEAD: usize = 10;

/// Where a bar begins: the lowest marks are where text begins.
fn from(l: Locale, part: usize, parts: usize) -> usize {
    let part = if direction(l) == "rtl" { parts - 1 - part } else { part };
    part * (BAR.0 + GAP)
}

/// The bars. They say nothing that the words beside them do not say.
pub(super) fn strip(l: Locale, field: &Distribution) -> Markup {
    let parts = field.parts.len();
    let most = usize::try_from(field.parts.iter().copied().max().unwrap_or(1).max(1)).unwrap_or(1);
    let (width, height) = (parts * (BAR.0 + GAP), HEAD + BAR.1);
    html! {
        svg class="strip" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } aria-hidden="true" focusable="false" {
            @for (part, entries) in field.parts.iter().enumerate() {
                @let x = from(l, part, parts);
                // Nobody there is a line, not nothing.
                @let tall = (usize::try_from(*entries).unwrap_or(0) * BAR.1 / most).max(2);
                rect class=(if part == field.own { "strip-own" } else { "strip-bar" }) x=(x) y=(height - tall) width=(BAR.0) height=(tall) {}
                @if part == field.own {
                    @let middle = x + BAR.0 / 2;
                    path class="strip-mark" d={ "M" (middle - 5) " 0h10l-5 7z" } {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_marks_are_where_text_begins() {
        assert_eq!((from(Locale::en, 0, 8), from(Locale::ar, 0, 8)), (0, 224));
        let field = Distribution { parts: vec![0, 3, 1], own: 1, above: 1, same: 0, below: 2 };
        let drawn = strip(Locale::en, &field).into_string();
        assert_eq!(drawn.matches("strip-own").count(), 1);
        assert!(
            drawn.contains(r#"height="48""#) && drawn.contains(r#"height="16""#) && drawn.contains(r#"height="2""#)
        );
    }
}
