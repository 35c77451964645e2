//! The judges of a track: how strict each is, and what of it is worth a look.

use super::words::{cell, figure, head, number, points};
use crate::{
    accounts::model::Rights,
    i18n::{Locale, td_string},
    results::{
        model::analysis::{JudgeAnalysis, TrackAnalysis},
        ranking::diagnostics::{FlagKind, JudgeDiagnostics, Measure, Slope},
        rules::analysis::SIMULATIONS,
    },
    services::Page,
    ui::Scale,
};
use maud::{Markup, html};

/// Between so many standard deviations is what is known nineteen times in twenty.
const NINETEEN_IN_TWENTY: f64 = 1.96;

/// What is worth a look, in words.
fn flag(l: Locale, kind: FlagKind, of: &JudgeDiagnostics) -> &'static str {
    let above = |measure: Option<Measure>| measure.is_some_and(|of| of.value > of.high);
    let rises = |slope: Option<Slope>| slope.is_some_and(|of| of.value > 0.0);
    match kind {
        FlagKind::Severity if of.severity > 0.0 => td_string!(l, analysis.flag_mild),
        FlagKind::Severity => td_string!(l, analysis.flag_strict),
        FlagKind::Fit if above(of.outfit) => td_string!(l, analysis.flag_erratic),
        FlagKind::Fit => td_string!(l, analysis.flag_close),
        FlagKind::Discrimination if above(of.discrimination) => td_string!(l, analysis.flag_ends),
        FlagKind::Discrimination => td_string!(l, analysis.flag_middle),
        FlagKind::Halo if above(of.halo) => td_string!(l, analysis.flag_no_halo),
        FlagKind::Halo => td_string!(l, analysis.flag_halo),
        FlagKind::Drift if rises(of.drift) => td_string!(l, analysis.flag_milder),
        FlagKind::Drift => td_string!(l, analysis.flag_stricter),
        FlagKind::Affiliation if rises(of.affiliation) => td_string!(l, analysis.flag_own_above),
        FlagKind::Affiliation => td_string!(l, analysis.flag_own_below),
    }
}

pub(super) fn judges(page: &Page, slug: &str, track: &TrackAnalysis) -> Markup {
    let l = page.locale;
    let id = format!("judges-{}", track.key);
    let names = [
        (td_string!(l, analysis.judge), false),
        (td_string!(l, analysis.scorecards), true),
        (td_string!(l, analysis.severity), false),
        (td_string!(l, analysis.worth_a_look), false),
    ];
    let reach = |of: &JudgeAnalysis| of.found.severity.abs() + NINETEEN_IN_TWENTY * of.found.sd;
    let widest = track.judges.iter().map(reach).fold(1.0_f64, f64::max);
    html! {
        div class="card stack" {
            h3 id=(id) { (td_string!(l, analysis.judges)) }
            p class="small muted" { (td_string!(l, analysis.judges_what)) }
            table class="table table-stacked table-plot" role="table" {
                caption class="visually-hidden" { (td_string!(l, analysis.judges)) }
                (head(&names))
                tbody role="rowgroup" {
                    @for judge in &track.judges { (row(page, slug, judge, widest)) }
                }
            }
            (measures(l, track))
        }
    }
}

fn row(page: &Page, slug: &str, judge: &JudgeAnalysis, widest: f64) -> Markup {
    let l = page.locale;
    let found = &judge.found;
    let href = page.link(&format!("/c/{slug}/organise/panel/{}", judge.judge));
    let scale = Scale { from: -widest, to: widest, marks: &[0.0] };
    let reach = NINETEEN_IN_TWENTY * found.sd;
    let severity = html! {
        (scale.row(l, found.severity, (found.severity - reach, found.severity + reach)))
        span class="small" { (number(format!("{} ± {reach:.1}", points(found.severity)))) }
    };
    let flags = html! {
        @if judge.flags.is_empty() {
            span class="small muted" { (td_string!(l, analysis.no_flag)) }
        } @else {
            ul class="plain stack-tight" {
                @for kind in &judge.flags { li { span class="badge badge-warning" { (flag(l, *kind, found)) } } }
            }
        }
    };
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                @if page.may(Rights::Editor) { a href=(href) { bdi { (judge.name) } } } @else { bdi { (judge.name) } }
            }
            (figure(td_string!(l, analysis.scorecards), found.scorecards))
            (cell(td_string!(l, analysis.severity), &severity))
            (cell(td_string!(l, analysis.worth_a_look), &flags))
        }
    }
}

fn measure(of: Option<Measure>) -> String {
    of.map_or_else(
        || "–".to_owned(),
        |of| format!("{:.2} ({:.2} … {:.2})", of.value, of.low, of.high).replace('-', "\u{2212}"),
    )
}

fn slope(of: Option<Slope>) -> String {
    of.map_or_else(|| "–".to_owned(), |of| format!("{} ± {:.1}", points(of.value), NINETEEN_IN_TWENTY * of.error))
}

/// Every measure of every judge, for who wants to know.
fn measures(l: Locale, track: &TrackAnalysis) -> Markup {
    let names = [
        td_string!(l, analysis.infit),
        td_string!(l, analysis.outfit),
        td_string!(l, analysis.spread),
        td_string!(l, analysis.halo),
        td_string!(l, analysis.drift),
        td_string!(l, analysis.own_group),
    ];
    let mut columns = vec![(td_string!(l, analysis.judge), false)];
    columns.extend(names.map(|name| (name, true)));
    html! {
        details class="disclosure" {
            summary { (td_string!(l, analysis.measures)) }
            div class="stack" {
                p class="small" { (td_string!(l, analysis.measures_what, simulations = SIMULATIONS).to_string()) }
                dl class="facts small" {
                    div { dt { (names[0]) (td_string!(l, analysis.comma)) (names[1]) } dd { (td_string!(l, analysis.infit_what)) } }
                    div { dt { (names[2]) } dd { (td_string!(l, analysis.spread_what)) } }
                    div { dt { (names[3]) } dd { (td_string!(l, analysis.halo_what)) } }
                    div { dt { (names[4]) } dd { (td_string!(l, analysis.drift_what)) } }
                }
                table class="table table-stacked small" role="table" {
                    caption class="visually-hidden" { (td_string!(l, analysis.measures)) }
                    (head(&columns))
                    tbody role="rowgroup" {
                        @for JudgeAnalysis { name, found, .. } in &track.judges {
                            tr role="row" {
                                th scope="row" role="rowheader" { bdi { (name) } }
                                (figure(names[0], measure(found.infit)))
                                (figure(names[1], measure(found.outfit)))
                                (figure(names[2], measure(found.discrimination)))
                                (figure(names[3], measure(found.halo)))
                                (figure(names[4], slope(found.drift)))
                                (figure(names[5], slope(found.affiliation)))
                            }
                        }
                    }
                }
            }
        }
    }
}
