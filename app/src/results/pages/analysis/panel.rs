//! All scorecards of a track together.

use super::words::{figure, head, isolated, number, points};
use crate::{
    i18n::{Locale, td_string},
    results::{
        model::analysis::{PanelAnalysis, TrackAnalysis},
        ranking::diagnostics::Verdict,
    },
    scores::model::Agreement,
};
use maud::{Markup, html};

fn verdict(l: Locale, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Noise => td_string!(l, analysis.noise),
        Verdict::TopGroup => td_string!(l, analysis.top_group),
        Verdict::Fair => td_string!(l, analysis.fair),
        Verdict::Good => td_string!(l, analysis.good),
    }
}

fn agreement(l: Locale, of: Agreement) -> String {
    match of {
        Agreement::Alpha(alpha) => isolated(format!("{alpha:.2}").replace('-', "\u{2212}")),
        Agreement::TooFew => td_string!(l, analysis.alpha_few).to_owned(),
        Agreement::OneLevel => td_string!(l, analysis.alpha_one).to_owned(),
    }
}

fn range(l: Locale, (low, high): (u32, u32)) -> String {
    if low == high { low.to_string() } else { td_string!(l, analysis.from_to, low = low, high = high).to_string() }
}

pub(super) fn panel(l: Locale, track: &TrackAnalysis, of: &PanelAnalysis) -> Markup {
    let id = format!("panel-{}", track.key);
    let facts = [
        (td_string!(l, analysis.load), range(l, of.loads)),
        (td_string!(l, analysis.reviews), range(l, of.reviews)),
        (td_string!(l, analysis.missing), of.missing.to_string()),
        (
            td_string!(l, analysis.not_assessed),
            td_string!(l, analysis.of_all, part = of.not_assessed.0, all = of.not_assessed.1).to_string(),
        ),
        (td_string!(l, analysis.icc), isolated(format!("{:.2}", of.icc))),
        (td_string!(l, analysis.alpha), agreement(l, of.agreement)),
    ];
    let lift = of.affiliation.map(|lift| {
        let (value, error) = (isolated(points(lift.value)), isolated(format!("{:.1}", 1.96 * lift.error)));
        td_string!(l, analysis.points_error, value = value, error = error).to_string()
    });
    html! {
        div class="card stack" {
            h3 id=(id) { (td_string!(l, analysis.panel)) }
            dl class="tiles" {
                div class="tile" { dt { (td_string!(l, analysis.reliability)) } dd { (number(format!("{:.2}", of.reliability))) } }
                div class="tile" { dt { (td_string!(l, analysis.scorecards)) } dd { (of.scorecards) } }
                div class="tile" { dt { (td_string!(l, analysis.entries_count)) } dd { (of.entries) } }
                div class="tile" { dt { (td_string!(l, analysis.judges_count)) } dd { (of.judges) } }
            }
            p { strong { (verdict(l, of.verdict)) } " " (td_string!(l, analysis.reliability_what)) }
            @if of.components > 1 {
                p class="notice notice-warning" { (td_string!(l, analysis.parts, parts = of.components).to_string()) }
            } @else {
                p { (td_string!(l, analysis.connected)) }
            }
            (shares(l, of.shares))
            dl class="facts facts-grid" {
                @for (name, value) in facts { div { dt { (name) } dd { (value) } } }
                @if let Some(lift) = lift { div { dt { (td_string!(l, analysis.affiliation)) } dd { (lift) } } }
            }
            @if !of.by_criterion.is_empty() { (criteria(l, of)) }
        }
    }
}

/// Where differences come from, as a bar with its words.
fn shares(l: Locale, shares: [f64; 3]) -> Markup {
    let names =
        [td_string!(l, analysis.share_entry), td_string!(l, analysis.share_judge), td_string!(l, analysis.share_rest)];
    let classes = ["part-first", "part-second", "part-rest"];
    let begin = |at: usize| shares[..at].iter().sum::<f64>() * 100.0;
    html! {
        div class="parts" {
            p class="strong" { (td_string!(l, analysis.shares)) }
            svg class="parts-plot" aria-hidden="true" focusable="false" {
                @for at in 0..3 {
                    rect class=(classes[at]) x={ (format!("{:.2}", begin(at))) "%" } width={ (format!("{:.2}", shares[at] * 100.0)) "%" } height="100%" {}
                }
            }
            ul class="parts-words" {
                @for at in 0..3 {
                    li {
                        svg class="parts-key" aria-hidden="true" focusable="false" { rect class=(classes[at]) width="100%" height="100%" {} }
                        span { (names[at]) " " strong { (number(format!("{:.0}%", shares[at] * 100.0))) } }
                    }
                }
            }
        }
    }
}

fn criteria(l: Locale, of: &PanelAnalysis) -> Markup {
    let (criterion, value) = (td_string!(l, analysis.criterion), td_string!(l, analysis.value));
    html! {
        details class="disclosure" {
            summary { (td_string!(l, analysis.alpha_criteria)) }
            table class="table" role="table" {
                caption class="visually-hidden" { (td_string!(l, analysis.alpha_criteria)) }
                (head(&[(criterion, false), (value, true)]))
                tbody role="rowgroup" {
                    @for (name, alpha) in &of.by_criterion {
                        tr role="row" {
                            th scope="row" role="rowheader" { bdi { (name) } }
                            (figure(value, agreement(l, *alpha)))
                        }
                    }
                }
            }
        }
    }
}
