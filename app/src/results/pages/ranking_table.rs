//! The ranking of a track with what is not published: exact scores, spread, flags.

use super::{
    document::{award_text, could_be},
    tie_text,
};
use crate::{
    competition::model::Competition,
    i18n::td_string,
    number::Exact,
    results::model::{RankedEntry, TrackPreview},
    services::Page,
    ui::{Badge, Tone},
};
use leptos::prelude::*;

/// The table of one track.
pub(super) fn ranking(page: &Page, competition: &Competition, track: &TrackPreview) -> impl IntoView + use<> {
    let l = page.locale;
    let mut before = None;
    let rows: Vec<_> = track
        .ranked
        .iter()
        .map(|at| {
            let settled = at.settled.as_ref().zip(before).map(|(note, before)| {
                let same = td_string!(l, results.same_score, before = before, after = at.place).to_string();
                let label =
                    |key: &str| track.track.criterion(key).map_or_else(|| key.to_owned(), |line| line.label.clone());
                format!("{same} {}", tie_text::settled(l, note, label))
            });
            before = Some(at.place);
            row(page, competition, at, settled)
        })
        .collect();
    let unranked = (!track.unranked.is_empty()).then(|| {
        let names: Vec<_> =
            track.unranked.iter().map(|name| view! { <li><bdi>{name.title.clone()}</bdi></li> }).collect();
        view! { <div class="notice notice-warning"><p>{td_string!(l, results.not_ranked)}</p><ul>{names}</ul></div> }
    });
    let table = if rows.is_empty() {
        leptos::either::Either::Left(view! { <p class="muted">{td_string!(l, results.none)}</p> })
    } else {
        leptos::either::Either::Right(view! {
            <table class="table table-stacked" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, results.entry)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, results.place)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, results.exact_score)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, results.scorecards)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, results.spread)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, results.awards)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        })
    };
    let id = format!("organise-{}", track.track.key);
    let heading = id.clone();
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=heading>{td_string!(l, results.ranking_of, track = track.track.name.clone()).to_string()}</h2>
            {table}
            {unranked}
        </section>
    }
}

fn row(page: &Page, competition: &Competition, at: &RankedEntry, settled: Option<String>) -> impl IntoView + use<> {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/entries/{}", competition.slug, at.name.entry));
    let settled = settled.map(|text| view! { <br/> <span class="small muted">{text}</span> });
    let shared =
        at.shared.then(|| view! { <br/> <span class="small muted">{td_string!(l, results.shared_place)}</span> });
    let doubt = at.doubt.as_ref().map(|doubt| {
        let text = could_be(l, &doubt.into());
        view! { <br/> <span class="small muted">{text}</span> }
    });
    let raw = (at.raw_mean != at.score).then(|| {
        let text = td_string!(l, results.raw_mean, mean = at.raw_mean.rounded(3)).to_string();
        view! { <br/> <span class="small muted">{text}</span> }
    });
    let short = at.short.then(|| view! { <br/> <Badge tone=Tone::Warning text=td_string!(l, results.short)/> });
    let wide = at.wide.then(|| {
        let text = td_string!(l, results.wide, limit = competition.disparity_points).to_string();
        view! { <br/> <Badge tone=Tone::Warning text=text/> }
    });
    let awards: Vec<_> = at
        .awards
        .iter()
        .map(|given| view! { <li><span class="badge badge-award"><bdi>{award_text(l, given)}</bdi></span></li> })
        .collect();
    let awards = (!awards.is_empty()).then(|| view! { <ul class="plain stack-tight">{awards}</ul> });
    let scorecards =
        td_string!(l, results.of_promised, number = at.scorecards, promised = competition.reviews_per_entry)
            .to_string();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=href><bdi>{at.name.title.clone()}</bdi></a> <br/> <span class="small muted"><bdi>{at.name.team.clone()}</bdi></span>
                {settled}
            </th>
            <td role="cell" class="number" data-label=td_string!(l, results.place)><span>{at.place}{shared}{doubt}</span></td>
            <td role="cell" class="number" data-label=td_string!(l, results.exact_score)>{exact(&at.score)} {raw}</td>
            <td role="cell" class="number" data-label=td_string!(l, results.scorecards)><span>{scorecards}{short}</span></td>
            <td role="cell" class="number" data-label=td_string!(l, results.spread)><span>{at.spread.rounded(1)}{wide}</span></td>
            <td role="cell" data-label=td_string!(l, results.awards)>{awards}</td>
        </tr>
    }
}

/// Three decimals, and the ratio itself where they do not tell all of it.
fn exact(score: &Exact) -> impl IntoView + use<> {
    let shown = score.rounded(3);
    let whole = score.to_string().ends_with("/1");
    let ratio = (!whole).then(|| view! { <br/> <bdi dir="ltr" class="small muted">{score.to_string()}</bdi> });
    view! { <span>{shown}{ratio}</span> }
}
