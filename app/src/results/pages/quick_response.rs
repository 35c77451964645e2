//! A QR code (ISO/IEC 18004) as a drawing in the page: an address for whoever holds the paper.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The light frame that readers need around it, in modules.
const QUIET: usize = 4;

/// The code of a text; nothing when the text is too long for one. `label`: what it is, for those who do not see it.
/// Dark on light whatever the page, or many readers do not find it; a sixth of it may be damaged.
pub(super) fn quick_response(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return html! {} };
    let side = code.width() + 2 * QUIET;
    html! {
        svg class="quick-response" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path fill="#000" d=(path(&code)) {}
        }
    }
}

/// Its dark modules, row by row, those side by side as one.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(code.width().max(1)).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", column + QUIET, row + QUIET, run.len(), run.len());
            }
            column += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = QrCode::with_error_correction_level("https://judging.test/en", EcLevel::M).expect("a code");
        let drawn: usize = path(&code)
            .split('h')
            .skip(1)
            .filter_map(|part| part.split('v').next())
            .filter_map(|run| run.parse::<usize>().ok())
            .sum();
        let dark = code.to_colors().into_iter().filter(|color| *color == Color::Dark).count();
        assert_eq!(drawn, dark);
        // The three squares by which it is found begin with seven dark modules.
        assert!(path(&code).starts_with("M4 4h7v1h-7z"));
        assert!(quick_response(&"x".repeat(5000), "").into_string().is_empty(), "too long for a code");
    }
}
