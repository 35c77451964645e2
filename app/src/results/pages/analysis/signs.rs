//! What may be a cheat and may be chance, each with its numbers.

use super::words::{cell, duration, figure, head, isolated, list, points, small_chance};
use crate::{
    i18n::{Locale, td_string},
    results::model::analysis::{CopiedSign, FarSign, HastySign, RingSign, Signs, TogetherSign},
    services::Page,
};
use maud::{Markup, html};

pub(super) fn signs(page: &Page, slug: &str, signs: &Signs) -> Markup {
    let l = page.locale;
    html! {
        section class="section" aria-labelledby="signs" {
            h2 id="signs" { (td_string!(l, analysis.signs)) }
            p { (td_string!(l, analysis.signs_what)) }
            @if signs.is_empty() { p class="notice" { (td_string!(l, analysis.signs_none)) } }
            @if !signs.rings.is_empty() { (rings(l, signs)) }
            @if !signs.together.is_empty() { (together(l, &signs.together)) }
            @if !signs.far.is_empty() { (far(page, slug, &signs.far)) }
            @if !signs.copied.is_empty() { (copied(l, &signs.copied)) }
            @if !signs.hasty.is_empty() { (hasty(l, &signs.hasty)) }
        }
    }
}

/// A kind of sign: its name, what it is, and a table of what was found.
fn kind(id: &str, title: &str, what: &str, columns: &[(&str, bool)], rows: &Markup) -> Markup {
    html! {
        div class="card stack" {
            h3 id=(id) { (title) }
            p class="small muted" { (what) }
            table class="table table-stacked" role="table" {
                caption class="visually-hidden" { (title) }
                (head(columns))
                tbody role="rowgroup" { (rows) }
            }
        }
    }
}

fn rings(l: Locale, signs: &Signs) -> Markup {
    let (pair, lift, by_chance) =
        (td_string!(l, analysis.pair), td_string!(l, analysis.lift), td_string!(l, analysis.chance));
    let track = td_string!(l, analysis.track);
    let row = |ring: &RingSign| {
        let lifts = html! {
            @for at in 0..2 {
                @let judge = format!("\u{2068}{}\u{2069}", ring.judges[at]);
                @let by = isolated(points(ring.lifts[at].value));
                p { (td_string!(l, analysis.lift_of, judge = judge, points = by, scorecards = ring.scorecards[at]).to_string()) }
            }
        };
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { (list(l, &ring.judges)) }
                (cell(track, &html! { bdi { (ring.track) } }))
                (cell(lift, &lifts))
                (figure(by_chance, small_chance(ring.p)))
            }
        }
    };
    let rows = html! { @for ring in &signs.rings { (row(ring)) } };
    let what = td_string!(l, analysis.rings_what, pairs = signs.pairs).to_string();
    let columns = [(pair, false), (track, false), (lift, false), (by_chance, true)];
    kind("rings", td_string!(l, analysis.rings), &what, &columns, &rows)
}

fn together(l: Locale, found: &[TogetherSign]) -> Markup {
    let columns = [
        (td_string!(l, analysis.pair), false),
        (td_string!(l, analysis.track), false),
        (td_string!(l, analysis.common), true),
        (td_string!(l, analysis.correlation), true),
        (td_string!(l, analysis.chance), true),
    ];
    let row = |sign: &TogetherSign| {
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { (list(l, &sign.judges)) }
                (cell(columns[1].0, &html! { bdi { (sign.track) } }))
                (figure(columns[2].0, sign.entries))
                (figure(columns[3].0, format!("{:.2}", sign.correlation).replace('-', "\u{2212}")))
                (figure(columns[4].0, small_chance(sign.p)))
            }
        }
    };
    let rows = html! { @for sign in found { (row(sign)) } };
    kind("together", td_string!(l, analysis.together), td_string!(l, analysis.together_what), &columns, &rows)
}

fn far(page: &Page, slug: &str, found: &[FarSign]) -> Markup {
    let l = page.locale;
    let columns = [
        (td_string!(l, analysis.judge), false),
        (td_string!(l, analysis.entry), false),
        (td_string!(l, analysis.total), true),
        (td_string!(l, analysis.expected), true),
        (td_string!(l, analysis.chance), true),
    ];
    let row = |sign: &FarSign| {
        let href = page.link(&format!("/c/{slug}/organise/entries/{}", sign.entry));
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { bdi { (sign.judge) } }
                (cell(columns[1].0, &html! { a href=(href) { bdi { (sign.title) } } br; span class="small muted" { bdi { (sign.track) } } }))
                (figure(columns[2].0, format!("{:.1}", sign.total)))
                (figure(columns[3].0, format!("{:.1}", sign.total - sign.off)))
                (figure(columns[4].0, small_chance(sign.p)))
            }
        }
    };
    let rows = html! { @for sign in found { (row(sign)) } };
    kind("far", td_string!(l, analysis.far), td_string!(l, analysis.far_what), &columns, &rows)
}

fn copied(l: Locale, found: &[CopiedSign]) -> Markup {
    let columns = [
        (td_string!(l, analysis.words), false),
        (td_string!(l, analysis.by), false),
        (td_string!(l, analysis.of), false),
        (td_string!(l, analysis.scorecards), true),
    ];
    let row = |sign: &CopiedSign| {
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { q { bdi { (sign.text) } } }
                (cell(columns[1].0, &list(l, &sign.judges)))
                (cell(columns[2].0, &list(l, &sign.entries)))
                (figure(columns[3].0, sign.scorecards))
            }
        }
    };
    let rows = html! { @for sign in found { (row(sign)) } };
    kind("copied", td_string!(l, analysis.copied), td_string!(l, analysis.copied_what), &columns, &rows)
}

fn hasty(l: Locale, found: &[HastySign]) -> Markup {
    let columns = [
        (td_string!(l, analysis.judge), false),
        (td_string!(l, analysis.in_a_row), true),
        (td_string!(l, analysis.within), true),
        (td_string!(l, analysis.spent), true),
        (td_string!(l, analysis.reading), true),
    ];
    let time = |label: &str, seconds: u32| html! { td role="cell" class="number" data-label=(label) { span { (duration(l, seconds)) } } };
    let row = |sign: &HastySign| {
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { bdi { (sign.judge) } }
                (figure(columns[1].0, sign.scorecards))
                (time(columns[2].0, sign.seconds))
                (time(columns[3].0, sign.spent))
                (time(columns[4].0, sign.reading))
            }
        }
    };
    let rows = html! { @for sign in found { (row(sign)) } };
    kind("hasty", td_string!(l, analysis.hasty), td_string!(l, analysis.hasty_what), &columns, &rows)
}
