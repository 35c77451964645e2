//! A badge for other sites: an SVG without script, style or font of its own, on a ground of its own, so that it can be read
//! on light and dark pages alike.

use super::document::award_name;
use crate::{
    i18n::{Locale, td_string},
    results::model::{PublishedPlacement, TrackResults},
    ui::layout::direction,
};
use maud::{Markup, html};
use unicode_segmentation::UnicodeSegmentation;

/// Across and down, in points of a page.
pub(super) const SIZE: (u32, u32) = (320, 88);
/// Where words begin, from the side where reading begins; the mark is before them.
const INDENT: u32 = 80;
/// How much room words have.
const ROOM: f64 = 228.0;
/// How far words may be pressed together before they are cut.
const PRESSED: f64 = 1.4;

/// What it says: what was won, or else the place.
pub(super) fn says(l: Locale, track: &str, ranked: u32, at: &PublishedPlacement) -> String {
    let place = td_string!(l, results.your_place, place = at.place, ranked = ranked).to_string();
    let awards: Vec<String> = at.awards.iter().map(|given| award_name(l, given)).collect();
    let parts = awards.iter().map(String::as_str).chain([place.as_str(), track]);
    parts.map(isolated).collect::<Vec<_>>().join(" · ")
}

/// The picture, of an entry of a competition and track.
pub fn badge(l: Locale, competition: &str, track: &TrackResults, at: &PublishedPlacement) -> String {
    let place = td_string!(l, results.your_place, place = at.place, ranked = track.ranked).to_string();
    let awards: Vec<String> = at.awards.iter().map(|given| award_name(l, given)).collect();
    let (first, last) = if awards.is_empty() {
        (place, track.name.clone())
    } else {
        (awards.join(" · "), format!("{} · {place}", isolated(&track.name)))
    };
    let (width, height) = SIZE;
    let right = direction(l) == "rtl";
    let mark = if right { width - 60 } else { 20 };
    let label = format!("{competition}: {}", says(l, &track.name, track.ranked, at));
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
            role="img" aria-label=(label) lang=(l.to_string()) direction=(direction(l))
            font-family="system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif" {
            title { (label) }
            rect width=(width) height=(height) rx="8" fill="#084867" {}
            path transform={ "translate(" (mark) " 24) scale(1.25)" } fill="#ffffff" fill-rule="evenodd"
                d="M12 2a10 10 0 0 1 0 20H2V12A10 10 0 0 1 12 2zm8 8a10 10 0 0 1 10 10v10H20a10 10 0 0 1 0-20z" {}
            (line(right, 26, 13, "400", "#d7e8f2", competition))
            (line(right, 51, 18, "700", "#ffffff", &first))
            (line(right, 73, 13, "400", "#d7e8f2", &last))
        }
    }
    .into_string()
}

/// One line, no longer than there is room for.
fn line(right: bool, y: u32, size: u32, weight: &str, fill: &str, text: &str) -> Markup {
    let x = if right { SIZE.0 - INDENT } else { INDENT };
    let text = cut(text, f64::from(size));
    let pressed = (length(&text, f64::from(size)) > ROOM).then_some(ROOM);
    html! {
        text x=(x) y=(y) font-size=(size) font-weight=(weight) fill=(fill)
            textLength=[pressed] lengthAdjust=[pressed.map(|_| "spacingAndGlyphs")] { (isolated(&text)) }
    }
}

/// Words of people, which must not turn around what is beside them.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// What a text takes at most, in points: no font is known here, so each letter is taken to be wide.
fn length(text: &str, size: f64) -> f64 {
    let wide = |grapheme: &str| match grapheme.chars().next() {
        Some(' ' | 'i' | 'j' | 'l' | '.' | ',' | '\'') => 0.35,
        Some(c) if c.is_ascii_lowercase() || c.is_ascii_digit() => 0.6,
        Some('\u{1100}'..) => 1.05,
        _ => 0.75,
    };
    text.graphemes(true).map(wide).sum::<f64>() * size
}

fn cut(text: &str, size: f64) -> String {
    if length(text, size) <= ROOM * PRESSED {
        return text.to_owned();
    }
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        if length(&cut, size) + size > ROOM * PRESSED {
            break;
        }
        cut.push_str(grapheme);
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_its_room() {
        for text in
            ["Prize", &"W".repeat(200), &"平和".repeat(90), &"سلام ".repeat(90), "Honourable mention for youth, 2026"]
        {
            let cut = cut(text, 18.0);
            assert!(length(&cut, 18.0) <= ROOM * PRESSED + 18.0, "{text}");
            let drawn = line(false, 0, 18, "700", "#fff", text).into_string();
            assert_eq!(drawn.contains("textLength"), length(&cut, 18.0) > ROOM, "{text}");
        }
        assert_eq!(cut("Prize", 18.0), "Prize");
        assert!(cut(&"W".repeat(200), 18.0).ends_with('…'));
    }
}
