//! How often each mark was given, as a small plot and in words.

use crate::{
    i18n::{Locale, td_string},
    number::Decimal,
};
use leptos::prelude::*;

/// More columns than these are told in words alone: they would not fit a phone.
const MOST_COLUMNS: usize = 11;
const COLUMN: usize = 26;
const HEIGHT: usize = 44;

/// The marks that stand out in a plot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marked {
    /// The reader's own.
    pub own: Option<Decimal>,
    /// The organisers'.
    pub anchor: Option<Decimal>,
}

/// Which mark how often, in words: `2: 3×`.
fn words(levels: &[(Decimal, usize)]) -> String {
    let given: Vec<String> =
        levels.iter().filter(|(_, count)| *count > 0).map(|(mark, count)| format!("{mark}: {count}×")).collect();
    given.join(", ")
}

/// A column for each mark with its number above it. The words are the plot's name, so that nothing needs to be seen.
pub fn level_plot(l: Locale, levels: &[(Decimal, usize)], marked: Marked) -> AnyView {
    let text = words(levels);
    if text.is_empty() {
        return view! { <p class="small muted">{td_string!(l, calibration.no_marks)}</p> }.into_any();
    }
    if levels.len() > MOST_COLUMNS {
        return view! { <p><bdi dir="ltr">{text}</bdi></p> }.into_any();
    }
    let highest = levels.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let columns: Vec<_> = levels.iter().enumerate().map(|(at, level)| column(at, level, highest, marked)).collect();
    let (width, height) = (levels.len() * COLUMN, HEIGHT + 32);
    view! {
        <svg width=width height=height viewBox=format!("0 0 {width} {height}") role="img" aria-label=text direction="ltr"
            font-size="12" text-anchor="middle" fill="currentColor">
            {columns}
        </svg>
    }
    .into_any()
}

fn column(at: usize, (mark, count): &(Decimal, usize), highest: usize, marked: Marked) -> impl IntoView + use<> {
    let (left, middle) = (at * COLUMN + 3, at * COLUMN + COLUMN / 2);
    let size = (count * HEIGHT).div_ceil(highest);
    let top = 14 + HEIGHT - size;
    let class = if marked.own == Some(*mark) { "share-part" } else { "share-all" };
    let anchor = (marked.anchor == Some(*mark)).then(|| {
        view! { <rect x=left y=HEIGHT + 16 width=COLUMN - 6 height="15" rx="3" fill="none" stroke="currentColor"/> }
    });
    let number = (*count > 0).then(|| view! { <text x=middle y=top.saturating_sub(3)>{count.to_string()}</text> });
    view! {
        <rect class=class x=left y=top width=COLUMN - 6 height=size/>
        {number}
        {anchor}
        <text x=middle y=HEIGHT + 28>{mark.to_string()}</text>
    }
}
