//! What an organiser should look at before publishing.

use crate::{
    competition::model::CompetitionState,
    i18n::td_string,
    results::model::{Preview, RankedEntry, TrackPreview},
    services::Page,
};
use leptos::prelude::*;

/// One line for each kind of flag, with the entries it is about.
pub(super) fn tasks(page: &Page, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let l = page.locale;
    let flagged = |flag: fn(&RankedEntry) -> bool| -> Vec<String> {
        let ranked = preview.tracks.iter().flat_map(|track| &track.ranked);
        ranked.filter(|at| flag(at)).map(|at| at.name.title.clone()).collect()
    };
    let unranked: Vec<String> =
        preview.tracks.iter().flat_map(|track| &track.unranked).map(|name| name.title.clone()).collect();
    let parted: Vec<String> =
        preview.tracks.iter().filter(|track| track.parts > 1).map(|track| track.track.name.clone()).collect();
    let organise = |tab: &str| page.link(&format!("/c/{slug}/organise/{tab}"));
    // While judges score further reviews help, afterwards the room.
    let to_settle = match preview.competition.state {
        CompetitionState::Judging => "scores/further",
        CompetitionState::Deliberation => "deliberation",
        _ => "scores",
    };
    let lines = [
        (td_string!(l, results.task_tie), open_ties(preview), "#organise-votes".to_owned()),
        (td_string!(l, results.task_short), flagged(|at| at.short), organise("assignment")),
        (td_string!(l, results.task_unranked), unranked, organise("assignment")),
        (td_string!(l, results.task_wide), flagged(|at| at.wide), organise(to_settle)),
        (td_string!(l, results.task_parts), parted, organise("assignment")),
        (td_string!(l, prizes.task), flagged(|at| !at.open.is_empty()), organise("prizes")),
        (td_string!(l, results.task_unasked), flagged(|at| at.minors.unasked > 0), "#organise-consents".to_owned()),
        (td_string!(l, results.task_pending), flagged(|at| at.minors.pending > 0), "#organise-consents".to_owned()),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(_, titles, _)| !titles.is_empty())
        .map(|(what, titles, href)| {
            let names: Vec<_> = titles
                .into_iter()
                .enumerate()
                .map(|(n, title)| view! { {(n > 0).then_some(" · ")} <bdi>{title}</bdi> })
                .collect();
            view! { <li class="task"><a href=href>{what}</a><span class="small muted">{names}</span></li> }
        })
        .collect();
    let nothing = lines
        .is_empty()
        .then(|| view! { <li class="task task-done"><span>{td_string!(l, results.nothing_needed)}</span></li> });
    view! {
        <section class="section" aria-labelledby="organise-needs">
            <h2 id="organise-needs">{td_string!(l, results.needs_you)}</h2>
            <ul class="tasks">{lines}{nothing}</ul>
        </section>
    }
}

/// Entries that still share a place, because nothing has parted them.
fn open_ties(preview: &Preview) -> Vec<String> {
    let of_track = |track: &TrackPreview| -> Vec<String> {
        track.ranked.iter().filter(|at| at.shared).map(|at| at.name.title.clone()).collect()
    };
    preview.tracks.iter().flat_map(of_track).collect()
}
