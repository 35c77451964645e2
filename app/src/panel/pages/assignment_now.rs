//! The assignments as they are, by judge and by entry, and the form that adds one.

use super::words::{ratio, tags};
use crate::{
    i18n::{Locale, td_string},
    panel::{
        api::{AssignByHand, Unassign},
        model::{AssignedJudge, AssignmentBoard, BoardEntry, BoardJudge, Work},
    },
    ui::{Badge, Hidden, Options, PostForm, SelectField, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Loads of judges.
pub fn by_judge(l: Locale, board: &AssignmentBoard) -> impl IntoView + use<> {
    let row = |judge: &BoardJudge| {
        let not_ready =
            (!judge.ready).then(|| view! { " " <Badge tone=Tone::Neutral text=td_string!(l, panel.not_ready)/> });
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><bdi>{judge.name.clone()}</bdi>{not_ready}</th>
                <td role="cell" data-label=td_string!(l, panel.languages)>{tags(&judge.languages)}</td>
                <td role="cell" class="number" data-label=td_string!(l, panel.load)>{ratio(judge.load, judge.max_load)}</td>
                <td role="cell" class="number" data-label=td_string!(l, panel.handed_in)>{ratio(judge.submitted, Some(judge.load))}</td>
            </tr>
        }
    };
    let rows: Vec<_> = board.judges.iter().map(row).collect();
    view! {
        <section class="section" aria-labelledby="by-judge">
            <h2 id="by-judge">{td_string!(l, panel.by_judge)}</h2>
            <table class="table table-stacked" role="table">
                <caption>{td_string!(l, panel.by_judge_caption)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, panel.judge)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.languages)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, panel.load)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, panel.handed_in)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
}

/// Entries and their judges. One form around the table: the button that is pressed says which assignment goes.
pub fn by_entry(l: Locale, board: &AssignmentBoard, change: bool) -> impl IntoView + use<> {
    let promised = board.competition.reviews_per_entry;
    let rows: Vec<_> = board.entries.iter().map(|entry| entry_row(l, entry, promised, change && board.open)).collect();
    let slug = board.competition.slug.clone();
    let table = view! {
        <table class="table table-stacked" role="table">
            <caption>{td_string!(l, panel.by_entry_caption)}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, panel.entry)}</th>
                <th scope="col" role="columnheader">{td_string!(l, panel.languages)}</th>
                <th scope="col" role="columnheader">{td_string!(l, panel.judges)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    };
    let table = if change {
        view! { <PostForm action=Unassign::url() class="stack"><Hidden name="slug" value=slug/>{table}</PostForm> }
            .into_any()
    } else {
        table.into_any()
    };
    view! {
        <section class="section" aria-labelledby="by-entry">
            <h2 id="by-entry">{td_string!(l, panel.by_entry)}</h2>
            {table}
        </section>
    }
}

fn entry_row(l: Locale, entry: &BoardEntry, promised: u32, open: bool) -> impl IntoView + use<> {
    let judges: Vec<_> = entry.judges.iter().map(|judge| assigned(l, entry, judge, open)).collect();
    let missing = promised.saturating_sub(u32::try_from(entry.judges.len()).unwrap_or(u32::MAX));
    let note = if entry.consent_missing {
        Some((Tone::Warning, td_string!(l, panel.consent_missing).to_owned()))
    } else if !entry.assignable {
        Some((Tone::Danger, td_string!(l, panel.not_assignable).to_owned()))
    } else {
        (missing > 0).then(|| (Tone::Warning, td_string!(l, panel.reviews_short, count = missing).to_string()))
    };
    let note = note.map(|(tone, text)| view! { <p><Badge tone=tone text=text/></p> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{entry.title.clone()}</bdi>{note}</th>
            <td role="cell" data-label=td_string!(l, panel.languages)>{tags(&entry.languages)}</td>
            <td role="cell" data-label=td_string!(l, panel.judges)><ul class="plain stack-tight">{judges}</ul></td>
        </tr>
    }
}

fn assigned(l: Locale, entry: &BoardEntry, judge: &AssignedJudge, open: bool) -> impl IntoView + use<> {
    let mut notes: Vec<&'static str> = Vec::new();
    if judge.by_hand {
        notes.push(td_string!(l, panel.by_hand));
    }
    if !judge.language {
        notes.push(td_string!(l, panel.no_language));
    }
    if judge.soft_conflict {
        notes.push(td_string!(l, panel.soft_conflict));
    }
    match judge.work {
        Work::None => {}
        Work::Begun => notes.push(td_string!(l, panel.work_begun)),
        Work::Submitted => notes.push(td_string!(l, panel.work_submitted)),
    }
    let remove = (open && judge.work != Work::Submitted).then(|| {
        let (name, title) = (judge.name.clone(), entry.title.clone());
        view! {
            <button class="button button-small button-quiet" name="assignment" value=judge.assignment.to_string()>
                {td_string!(l, panel.unassign)}
                <span class="visually-hidden"><bdi>{name}</bdi> " – " <bdi>{title}</bdi></span>
            </button>
        }
    });
    view! {
        <li class="cluster-spread">
            <span><bdi>{judge.name.clone()}</bdi> " " <span class="small muted">{notes.join(" · ")}</span></span>
            {remove}
        </li>
    }
}

/// Any ready judge to any entry that may be judged.
pub fn assign_form(l: Locale, board: &AssignmentBoard) -> impl IntoView + use<> {
    let judges: Options = board
        .judges
        .iter()
        .filter(|judge| judge.ready)
        .map(|judge| {
            let limit =
                judge.max_load.map(|most| format!(" {} {most}", td_string!(l, panel.up_to))).unwrap_or_default();
            (judge.id.to_string(), format!("{} ({}{limit})", judge.name, judge.load))
        })
        .collect();
    let entries: Options = board
        .entries
        .iter()
        .filter(|entry| entry.assignable)
        .map(|entry| (entry.id.to_string(), entry.title.clone()))
        .collect();
    let slug = board.competition.slug.clone();
    view! {
        <section class="section" aria-labelledby="by-hand">
            <div class="section-heading">
                <h2 id="by-hand">{td_string!(l, panel.assign_title)}</h2>
                <p class="small muted">{td_string!(l, panel.assign_hint)}</p>
            </div>
            <PostForm action=AssignByHand::url() class="card form">
                <Hidden name="slug" value=slug/>
                <div class="field-pair">
                    <SelectField name="judge" label=td_string!(l, panel.judge) options=judges/>
                    <SelectField name="entry" label=td_string!(l, panel.entry) options=entries/>
                </div>
                <div class="button-row"><button class="button">{td_string!(l, panel.assign)}</button></div>
            </PostForm>
        </section>
    }
}
