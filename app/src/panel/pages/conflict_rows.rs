//! The lines of the page of conflicts.

use super::{conflict_overview::address, words::category_word};
use crate::{
    accounts::model::Rights,
    entries::model::FindingKind,
    i18n::{Locale, td_string},
    panel::{
        api::{SetConflictAside, WeighTie},
        model::{
            ClaimRow, ClaimState, ConflictFilter, ConflictKind, ConflictList, ConflictSource, ConflictsOverview,
            ConflictsView, Ended, EntryConflicts, FoundTie, JudgeConflicts,
        },
    },
    services::Page,
    ui::{Badge, Hidden, PostForm, ReasonField, Tone, moment_text},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Who says so, in a word.
pub(super) fn source_word(l: Locale, source: ConflictSource) -> &'static str {
    match source {
        ConflictSource::Declared => td_string!(l, conflicts.declared),
        ConflictSource::Detected => td_string!(l, conflicts.detected),
        ConflictSource::Organiser => td_string!(l, conflicts.organiser),
    }
}

fn weight(l: Locale, kind: ConflictKind) -> impl IntoView {
    match kind {
        ConflictKind::Hard => view! { <Badge tone=Tone::Danger text=td_string!(l, conflicts.hard)/> },
        ConflictKind::Soft => view! { <Badge tone=Tone::Warning text=td_string!(l, conflicts.soft)/> },
    }
}

fn found_word(l: Locale, kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Domain => td_string!(l, conflicts.found_domain),
        FindingKind::Organisation => td_string!(l, conflicts.found_organisation),
        FindingKind::Declared => td_string!(l, conflicts.found_declared),
        FindingKind::Together => td_string!(l, conflicts.found_together),
        _ => td_string!(l, conflicts.found_same),
    }
}

fn nothing(l: Locale, board: &ConflictsOverview) -> AnyView {
    let text = match &board.list {
        ConflictList::Found(_) if board.compared_at.is_none() => {
            td_string!(l, conflicts.not_compared)
        }
        ConflictList::Found(_) => td_string!(l, conflicts.none_found),
        _ => td_string!(l, conflicts.none),
    };
    view! { <div class="empty-state"><p>{text}</p></div> }.into_any()
}

fn table(caption: String, heads: Vec<&'static str>, rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<_> =
        heads.into_iter().map(|head| view! { <th scope="col" role="columnheader">{head}</th> }).collect();
    view! {
        <table class="table table-stacked" role="table"><caption>{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Ties that were found, each with its evidence and three answers.
pub(super) fn found(page: &Page, board: &ConflictsOverview, list: &[FoundTie]) -> AnyView {
    let l = page.locale;
    if list.is_empty() {
        return nothing(l, board);
    }
    let row = |tie: &FoundTie| {
        let member = tie.member.clone().filter(|name| !name.is_empty()).map(|name| {
            view! { <p class="small"><span class="muted">{td_string!(l, conflicts.member)}</span> " " <bdi>{name}</bdi></p> }
        });
        let detail = (!tie.detail.is_empty()).then(|| view! { <p class="small" dir="auto">{tie.detail.clone()}</p> });
        let form = (board.open && page.may(Rights::Editor)).then(|| weigh_form(page, board, tie));
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><bdi>{tie.title.clone()}</bdi> <p class="small muted"><bdi>{tie.team.clone()}</bdi></p></th>
                <td role="cell" data-label=td_string!(l, panel.judge)><bdi>{tie.name.clone()}</bdi></td>
                <td role="cell" data-label=td_string!(l, conflicts.evidence)>{found_word(l, tie.kind)} {member} {detail}</td>
                <td role="cell" data-label=td_string!(l, conflicts.answer)>{form}</td>
            </tr>
        }
        .into_any()
    };
    let heads = vec![
        td_string!(l, panel.entry),
        td_string!(l, panel.judge),
        td_string!(l, conflicts.evidence),
        td_string!(l, conflicts.answer),
    ];
    let caption = td_string!(l, conflicts.found_caption, count = board.lines).to_string();
    table(caption, heads, list.iter().map(row).collect())
}

/// What says which tie a form is about; `of` tells the two forms of a tie apart.
fn about(board: &ConflictsOverview, tie: &FoundTie, of: &str) -> AnyView {
    view! {
        <Hidden name="slug" value=board.competition.slug.clone()/>
        <Hidden name="judge" value=tie.judge.to_string()/>
        <Hidden name="entry" value=tie.entry.to_string()/>
        <Hidden name="finding" value=tie.finding.clone()/>
        <Hidden name="of" value=of/>
    }
    .into_any()
}

fn weigh_form(page: &Page, board: &ConflictsOverview, tie: &FoundTie) -> AnyView {
    let l = page.locale;
    let aside = format!("{}/{}", tie.judge, tie.finding);
    let conflict = format!("{aside}/conflict");
    let open = page.came_back(WeighTie::url(), &[("of", &aside)]);
    let label = || view! { <span class="visually-hidden"><bdi>{format!("{}, {}", tie.name, tie.title)}</bdi></span> };
    let (hard, soft, none) = (label(), label(), label());
    let (of_conflict, of_aside) = (about(board, tie, &conflict), about(board, tie, &aside));
    let field = format!("{}-{}", tie.judge, tie.finding);
    view! {
        <PostForm action=WeighTie::url() class="inline-form" only_if=("of", conflict)>
            {of_conflict}
            <div class="button-row">
                <button class="button button-small" name="answer" value="hard">{td_string!(l, conflicts.hard)} " " {hard}</button>
                <button class="button button-small" name="answer" value="soft">{td_string!(l, conflicts.soft)} " " {soft}</button>
            </div>
        </PostForm>
        <details class="disclosure" open=open>
            <summary>{td_string!(l, conflicts.no_conflict)} " " {none}</summary>
            <PostForm action=WeighTie::url() class="stack" only_if=("of", aside)>
                {of_aside}
                <Hidden name="answer" value="aside"/>
                <ReasonField name="reason" of=field required=false label=td_string!(l, panel.reason)/>
                <div class="button-row"><button class="button button-small">{td_string!(l, conflicts.set_aside)}</button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

/// Claims: who says what of whom, since when, and what became of it.
pub(super) fn claims(page: &Page, board: &ConflictsOverview, list: &[ClaimRow]) -> AnyView {
    let l = page.locale;
    if list.is_empty() {
        return nothing(l, board);
    }
    let heads = vec![
        td_string!(l, panel.entry),
        td_string!(l, panel.judge),
        td_string!(l, conflicts.category),
        td_string!(l, conflicts.source),
        td_string!(l, panel.state),
    ];
    let caption = td_string!(l, conflicts.claims_caption, count = board.lines).to_string();
    table(caption, heads, list.iter().map(|row| claim(page, board, row)).collect())
}

fn claim(page: &Page, board: &ConflictsOverview, row: &ClaimRow) -> AnyView {
    let (l, of) = (page.locale, &row.claim);
    let zone = &board.competition.time_zone;
    let by = of.made_by.clone().map(|name| view! { " · " <bdi>{name}</bdi> });
    let ended = match of.ended {
        _ if of.kind == ConflictKind::Soft => None,
        Ended::Nothing => None,
        Ended::Draft => Some(td_string!(l, conflicts.ended_draft)),
        Ended::Scorecard => Some(td_string!(l, conflicts.ended_scorecard)),
    };
    let ended = ended.map(|text| view! { <p class="small">{text}</p> });
    let standing = match of.state {
        ClaimState::Counts => ().into_any(),
        ClaimState::Leaving => view! { <Badge tone=Tone::Warning text=td_string!(l, conflicts.leaving)/> }.into_any(),
        ClaimState::Aside => view! { <Badge tone=Tone::Neutral text=td_string!(l, conflicts.aside)/> }.into_any(),
    };
    let why = (of.state != ClaimState::Counts).then(|| {
        let names: Vec<String> = [of.aside_by.clone(), of.seconded_by.clone()].into_iter().flatten().collect();
        view! { <p class="small"><bdi>{of.aside_reason.clone()}</bdi> " " <span class="muted"><bdi>{names.join(", ")}</bdi></span></p> }
    });
    let form =
        (board.open && page.may(Rights::Editor) && of.state != ClaimState::Aside).then(|| aside_form(page, board, row));
    let entry =
        ConflictFilter { view: Some(ConflictsView::Claims), entry: Some(of.entry), ..ConflictFilter::default() };
    let judge =
        ConflictFilter { view: Some(ConflictsView::Claims), judge: Some(of.judge), ..ConflictFilter::default() };
    let slug = &board.competition.slug;
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><a href=address(page, slug, &entry)><bdi>{row.title.clone()}</bdi></a> <p class="small muted"><bdi>{row.team.clone()}</bdi></p></th>
            <td role="cell" data-label=td_string!(l, panel.judge)><a href=address(page, slug, &judge)><bdi>{row.judge.clone()}</bdi></a> <p class="small muted"><bdi>{row.affiliation.clone()}</bdi></p></td>
            <td role="cell" data-label=td_string!(l, conflicts.category)>{weight(l, of.kind)} <p class="small">{category_word(l, of.category)}</p> <p class="small muted"><bdi>{of.reason.clone()}</bdi></p></td>
            <td role="cell" data-label=td_string!(l, conflicts.source)>{source_word(l, of.source)} {by} <p class="small muted">{moment_text(l, of.at, zone)}</p></td>
            <td role="cell" data-label=td_string!(l, panel.state)>{standing} {ended} {why} {form}</td>
        </tr>
    }
    .into_any()
}

/// One organiser proposes and another agrees where a scorecard would count again; else one is enough.
fn aside_form(page: &Page, board: &ConflictsOverview, row: &ClaimRow) -> AnyView {
    let (l, of) = (page.locale, &row.claim);
    if of.state == ClaimState::Leaving && of.aside_own {
        return view! { <p class="small muted">{td_string!(l, conflicts.needs_second)}</p> }.into_any();
    }
    let (judge, entry, source) = (of.judge.to_string(), of.entry.to_string(), of.source.as_str());
    let this = format!("{judge}/{entry}/{source}");
    let open = page.came_back(SetConflictAside::url(), &[("of", &this)]);
    let (text, what, field) = if of.state == ClaimState::Leaving {
        (td_string!(l, conflicts.agree), td_string!(l, conflicts.agree_what), ().into_any())
    } else {
        let what = match (of.kind, of.ended) {
            (ConflictKind::Hard, Ended::Scorecard) => td_string!(l, conflicts.aside_two),
            (ConflictKind::Hard, _) => td_string!(l, conflicts.aside_hard),
            _ => td_string!(l, conflicts.aside_soft),
        };
        let of = format!("{judge}-{entry}-{source}");
        let reason = view! { <ReasonField name="aside" of=of required=false label=td_string!(l, panel.reason)/> };
        (td_string!(l, conflicts.set_aside), what, reason.into_any())
    };
    let label = format!("{}, {}", row.judge, row.title);
    let slug = board.competition.slug.clone();
    view! {
        <details class="disclosure" open=open>
            <summary>{text} <span class="visually-hidden"><bdi>{label}</bdi></span></summary>
            <p class="small">{what}</p>
            <PostForm action=SetConflictAside::url() class="stack" only_if=("of", this.clone())>
                <Hidden name="slug" value=slug/>
                <Hidden name="judge" value=judge/>
                <Hidden name="entry" value=entry/>
                <Hidden name="source" value=source/>
                <Hidden name="of" value=this/>
                {field}
                <div class="button-row"><button class="button button-small">{text}</button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

/// Entries with their conflicts, and who may still judge them.
pub(super) fn entries(page: &Page, board: &ConflictsOverview, list: &[EntryConflicts]) -> AnyView {
    let l = page.locale;
    if list.is_empty() {
        return nothing(l, board);
    }
    let row = |entry: &EntryConflicts| {
        let to =
            ConflictFilter { view: Some(ConflictsView::Claims), entry: Some(entry.entry), ..ConflictFilter::default() };
        let few = entry.few.then(|| view! { <Badge tone=Tone::Warning text=td_string!(l, conflicts.few)/> });
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><a href=address(page, &board.competition.slug, &to)><bdi>{entry.title.clone()}</bdi></a> <p class="small muted"><bdi>{entry.team.clone()}</bdi></p></th>
                <td role="cell" data-label=td_string!(l, conflicts.hard)>{entry.hard}</td>
                <td role="cell" data-label=td_string!(l, conflicts.soft)>{entry.soft}</td>
                <td role="cell" data-label=td_string!(l, conflicts.able)>{entry.able} " " {few}</td>
            </tr>
        }
        .into_any()
    };
    let heads = vec![
        td_string!(l, panel.entry),
        td_string!(l, conflicts.hard),
        td_string!(l, conflicts.soft),
        td_string!(l, conflicts.able),
    ];
    let needed = board.competition.reviews_per_entry + 1;
    let caption = td_string!(l, conflicts.entries_caption, count = board.lines, needed = needed).to_string();
    table(caption, heads, list.iter().map(row).collect())
}

/// Judges with their conflicts, and what they are yet to say.
pub(super) fn judges(page: &Page, board: &ConflictsOverview, list: &[JudgeConflicts]) -> AnyView {
    let l = page.locale;
    if list.is_empty() {
        return nothing(l, board);
    }
    let row = |judge: &JudgeConflicts| {
        let to =
            ConflictFilter { view: Some(ConflictsView::Claims), judge: Some(judge.judge), ..ConflictFilter::default() };
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><a href=address(page, &board.competition.slug, &to)><bdi>{judge.name.clone()}</bdi></a></th>
                <td role="cell" data-label=td_string!(l, panel.affiliation)><bdi>{judge.affiliation.clone()}</bdi></td>
                <td role="cell" data-label=td_string!(l, conflicts.hard)>{judge.hard}</td>
                <td role="cell" data-label=td_string!(l, conflicts.soft)>{judge.soft}</td>
                <td role="cell" data-label=td_string!(l, conflicts.unanswered)>{judge.unanswered}</td>
            </tr>
        }
        .into_any()
    };
    let heads = vec![
        td_string!(l, panel.judge),
        td_string!(l, panel.affiliation),
        td_string!(l, conflicts.hard),
        td_string!(l, conflicts.soft),
        td_string!(l, conflicts.unanswered),
    ];
    let caption = td_string!(l, conflicts.judges_caption, count = board.lines).to_string();
    table(caption, heads, list.iter().map(row).collect())
}
