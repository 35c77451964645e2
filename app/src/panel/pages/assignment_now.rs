//! The assignments as they are, by judge and by entry, and the form that adds one.

use super::words::{ratio, tags};
use crate::{
    i18n::{Locale, td_string},
    panel::{
        api::{AssignByHand, ProposeRepair},
        model::{AssignedJudge, AssignmentBoard, BoardEntry, BoardJudge, Work},
    },
    services::Page,
    ui::{Badge, Hidden, Options, PostForm, SelectField, Tone, query},
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

/// Entries that have fewer reviews than promised, and the way to the least change that helps. Nothing is short before
/// assignments were made at all.
pub fn short_section(l: Locale, board: &AssignmentBoard, change: bool) -> Option<impl IntoView + use<>> {
    let promised = board.competition.reviews_per_entry;
    let has = |entry: &BoardEntry| u32::try_from(entry.judges.len()).unwrap_or(u32::MAX);
    let made = board.entries.iter().any(|entry| !entry.judges.is_empty());
    let short = board.entries.iter().filter(|entry| entry.assignable && has(entry) < promised);
    let tasks: Vec<_> = short
        .map(|entry| {
            let text = td_string!(l, panel.reviews_short, count = promised - has(entry)).to_string();
            view! { <li class="task task-urgent"><p><strong><bdi>{entry.title.clone()}</bdi></strong></p><p class="small muted">{text}</p></li> }
        })
        .collect();
    let repair = (change && board.open).then(|| {
        let slug = board.competition.slug.clone();
        view! {
            <p class="small muted">{td_string!(l, assigning.repair_hint)}</p>
            <PostForm action=ProposeRepair::url() class="inline-form">
                <Hidden name="slug" value=slug/>
                <button class="button">{td_string!(l, assigning.repair)}</button>
            </PostForm>
        }
    });
    (made && !tasks.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="short">
                <h2 id="short">{td_string!(l, assigning.short)}</h2>
                <ul class="tasks">{tasks}</ul>
                {repair}
            </section>
        }
    })
}

/// Entries and their judges. Each pair has a page of its own, where it is explained and changed.
pub fn by_entry(page: &Page, board: &AssignmentBoard, change: bool) -> impl IntoView + use<> {
    let l = page.locale;
    let promised = board.competition.reviews_per_entry;
    let pairs = page.link(&format!("/c/{}/organise/assignment", board.competition.slug));
    let rows: Vec<_> =
        board.entries.iter().map(|entry| entry_row(l, entry, promised, &pairs, change && board.open)).collect();
    view! {
        <section class="section" aria-labelledby="by-entry">
            <h2 id="by-entry">{td_string!(l, panel.by_entry)}</h2>
            <table class="table table-stacked" role="table">
                <caption>{td_string!(l, panel.by_entry_caption)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, panel.entry)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.languages)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.judges)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
}

fn entry_row(l: Locale, entry: &BoardEntry, promised: u32, pairs: &str, open: bool) -> impl IntoView + use<> {
    let judges: Vec<_> = entry.judges.iter().map(|judge| assigned(l, entry, judge, pairs, open)).collect();
    let missing = promised.saturating_sub(u32::try_from(entry.judges.len()).unwrap_or(u32::MAX));
    let withheld = entry.withheld.map(|count| {
        let text = td_string!(l, own_conflicts.judges, count = count).to_string();
        view! { <li>{text}</li> }
    });
    let note = if entry.withheld.is_some() {
        Some((Tone::Neutral, td_string!(l, own_conflicts.kept).to_owned()))
    } else if entry.consent_missing {
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
            <td role="cell" data-label=td_string!(l, panel.judges)><ul class="plain stack-tight">{judges}{withheld}</ul></td>
        </tr>
    }
}

fn assigned(l: Locale, entry: &BoardEntry, judge: &AssignedJudge, pairs: &str, open: bool) -> impl IntoView + use<> {
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
    let href = format!("{pairs}/{}", judge.assignment);
    let text = if open { td_string!(l, assigning.change) } else { td_string!(l, assigning.why) };
    let (name, title) = (judge.name.clone(), entry.title.clone());
    view! {
        <li class="cluster-spread">
            <span><bdi>{judge.name.clone()}</bdi> " " <span class="small muted">{notes.join(" · ")}</span></span>
            <a class="small" href=href>{text} <span class="visually-hidden">" " <bdi>{name}</bdi> " – " <bdi>{title}</bdi></span></a>
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
    let chosen = query("entry").unwrap_or_default();
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
                    <SelectField name="entry" label=td_string!(l, panel.entry) options=entries value=chosen/>
                </div>
                <div class="button-row"><button class="button">{td_string!(l, panel.assign)}</button></div>
            </PostForm>
        </section>
    }
}
