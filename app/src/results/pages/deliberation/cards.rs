//! Scorecards side by side: marks by criterion, then what was written.

use super::words::{called, mark};
use crate::{
    competition::model::Criterion,
    i18n::{Locale, td_string},
    number::Decimal,
    results::model::deliberation::{EntryRoom, PanelCard, Revision},
    services::Page,
    ui::{Badge, Tone, moment_text, prose},
};
use leptos::prelude::*;

pub(super) fn cards(page: &Page, room: &EntryRoom) -> AnyView {
    let l = page.locale;
    if room.cards.is_empty() {
        return view! { <p class="muted">{td_string!(l, deliberation.no_cards)}</p> }.into_any();
    }
    let heads: Vec<_> =
        room.cards.iter().map(|card| view! { <th scope="col" class="number">{judge(l, card)}</th> }).collect();
    let rows: Vec<_> = room.criteria.iter().map(|line| row(l, room, line)).collect();
    let totals: Vec<_> = room
        .cards
        .iter()
        .map(|card| view! { <td class="number"><strong>{card.total.clone().unwrap_or_else(|| "–".to_owned())}</strong></td> })
        .collect();
    let zone = &room.frame.competition.time_zone;
    let written: Vec<_> = room.cards.iter().map(|card| written(l, room, card, zone)).collect();
    view! {
        <div class="section">
            <h2 id="cards">{td_string!(l, deliberation.cards)}</h2>
            <div class="table-scroll" role="region" aria-labelledby="cards" tabindex="0">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{td_string!(l, deliberation.criterion)}</th>
                        {heads}
                        <th scope="col" class="number">{td_string!(l, deliberation.range)}</th>
                    </tr></thead>
                    <tbody>
                        {rows}
                        <tr>
                            <th scope="row">{td_string!(l, deliberation.total)}</th>
                            {totals}
                            <td class="number">{room.entry.spread.clone()}</td>
                        </tr>
                    </tbody>
                </table>
            </div>
            <ul class="plain stack">{written}</ul>
        </div>
    }
    .into_any()
}

fn judge(l: Locale, card: &PanelCard) -> AnyView {
    let you = card.own.then(|| view! { " " <Badge tone=Tone::Information text=td_string!(l, deliberation.you)/> });
    view! { <bdi>{called(l, &card.judge)}</bdi>{you} }.into_any()
}

fn row(l: Locale, room: &EntryRoom, line: &Criterion) -> AnyView {
    let marks: Vec<Decimal> = room
        .cards
        .iter()
        .filter_map(|card| card.scores.iter().find(|score| score.criterion == line.key)?.mark)
        .collect();
    let range = marks
        .iter()
        .min()
        .zip(marks.iter().max())
        .map(|(low, high)| if low == high { low.to_string() } else { format!("{low}–{high}") });
    let cells: Vec<_> = room.cards.iter().map(|card| cell(l, card, &line.key)).collect();
    view! {
        <tr>
            <th scope="row"><bdi>{line.label.clone()}</bdi> <br/> <span class="small muted">{td_string!(l, scores.weight, weight = line.weight.to_string()).to_string()}</span></th>
            {cells}
            <td class="number"><bdi dir="ltr">{range.unwrap_or_else(|| "–".to_owned())}</bdi></td>
        </tr>
    }
    .into_any()
}

/// A mark, with what it was before the first change in the room.
fn cell(l: Locale, card: &PanelCard, key: &str) -> AnyView {
    let now = card.scores.iter().find(|score| score.criterion == key).map(|score| mark(l, score)).unwrap_or_default();
    let first = card.revisions.iter().flat_map(|revision| &revision.changes).find(|(criterion, ..)| criterion == key);
    let was = first.map(|(_, old, _)| {
        let old = mark(l, old);
        view! { <br/> <span class="small muted">{td_string!(l, deliberation.was, old = old).to_string()}</span> }
    });
    view! { <td class="number"><span>{now}{was}</span></td> }.into_any()
}

/// What a judge wrote: to the panel, to the team, and why marks were changed.
fn written(l: Locale, room: &EntryRoom, card: &PanelCard, zone: &str) -> AnyView {
    let label = |key: &str| {
        let line = room.criteria.iter().find(|line| line.key == key);
        line.map_or_else(|| key.to_owned(), |line| line.label.clone())
    };
    let comments: Vec<_> = card
        .scores
        .iter()
        .filter(|score| !score.comment.is_empty())
        .map(|score| view! { <li><bdi>{label(&score.criterion)}</bdi> {prose(&score.comment)}</li> })
        .collect();
    let note = (!card.note.is_empty()).then(|| {
        view! { <h4>{td_string!(l, deliberation.to_panel)}</h4> {prose(&card.note)} }
    });
    let nothing = (comments.is_empty() && card.note.is_empty() && card.revisions.is_empty())
        .then(|| view! { <p class="muted small">{td_string!(l, deliberation.nothing_said)}</p> });
    let comments = (!comments.is_empty()).then(|| {
        view! { <h4>{td_string!(l, deliberation.to_team)}</h4> <ul class="plain stack-tight card card-quiet">{comments}</ul> }
    });
    let revisions: Vec<_> = card.revisions.iter().map(|revision| revised(l, revision, &label, zone)).collect();
    let revisions = (!revisions.is_empty()).then(|| {
        view! { <h4>{td_string!(l, deliberation.revisions)}</h4> <ul class="plain stack-tight">{revisions}</ul> }
    });
    view! { <li class="card stack-tight"><h3>{judge(l, card)}</h3> {note} {comments} {revisions} {nothing}</li> }
        .into_any()
}

fn revised(l: Locale, revision: &Revision, label: &dyn Fn(&str) -> String, zone: &str) -> AnyView {
    let changes: Vec<_> = revision
        .changes
        .iter()
        .map(|(key, old, new)| {
            let (criterion, old, new) = (label(key), mark(l, old), mark(l, new));
            view! { <li>{td_string!(l, deliberation.from_to, criterion = criterion, old = old, new = new).to_string()}</li> }
        })
        .collect();
    view! {
        <li>
            <ul class="plain">{changes}</ul>
            {prose(&revision.reason)}
            <p class="small muted">{moment_text(l, revision.at, zone)}</p>
        </li>
    }
    .into_any()
}
