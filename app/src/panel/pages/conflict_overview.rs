//! Conflicts of interest as organisers see them: what was found, what was said, by entry, by judge.

use super::{
    conflict_rows::{claims, entries, found, judges},
    words::{category_options, tile},
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::td_string,
    panel::{
        api::RecordConflict,
        model::{ConflictFilter, ConflictKind, ConflictList, ConflictSource, ConflictsOverview, ConflictsView},
        rules::CONFLICTS_PER_PAGE,
    },
    services::{Page, services},
    text,
    ui::{ChoiceField, Hidden, Options, PostForm, SelectField, TextField, layout, load, moment_text, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The longest words that are looked for.
const SEARCH_CHARACTERS: usize = 100;

/// The filter in the address. What does not parse filters nothing.
fn filter() -> ConflictFilter {
    ConflictFilter {
        view: query("view").and_then(|word| ConflictsView::parse(&word)),
        kind: query("kind").and_then(|word| ConflictKind::parse(&word)),
        source: query("source").and_then(|word| ConflictSource::parse(&word)),
        judge: query("judge").and_then(|id| id.parse().ok()),
        entry: query("entry").and_then(|id| id.parse().ok()),
        few: query("few").is_some_and(|word| word == "on"),
        text: query("text").and_then(|typed| text::line(&typed, SEARCH_CHARACTERS).ok()).unwrap_or_default(),
        page: query("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
    }
}

/// Where a filter leads.
pub(super) fn address(page: &Page, slug: &str, filter: &ConflictFilter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    };
    say("view", filter.view.map_or("", ConflictsView::as_str));
    say("kind", filter.kind.map_or("", ConflictKind::as_str));
    say("source", filter.source.map_or("", ConflictSource::as_str));
    say("judge", &filter.judge.map(|judge| judge.to_string()).unwrap_or_default());
    say("entry", &filter.entry.map(|entry| entry.to_string()).unwrap_or_default());
    say("few", if filter.few { "on" } else { "" });
    say("text", &filter.text);
    say("page", &if filter.page > 1 { filter.page.to_string() } else { String::new() });
    let path = page.link(&format!("/c/{slug}/organise/conflicts"));
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// Every conflict, and what is done about it.
#[component]
pub fn ConflictOverviewPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let filter = filter();
    load(async move {
        let board = services.conflicts.overview(slug?, filter.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let slug = board.competition.slug.clone();
        let list = match &board.list {
            ConflictList::Found(list) => found(&page, &board, list),
            ConflictList::Claims(list) => claims(&page, &board, list),
            ConflictList::Entries(list) => entries(&page, &board, list),
            ConflictList::Judges(list) => judges(&page, &board, list),
        };
        Ok(layout::wide(
            td_string!(l, conflicts.title),
            organiser_crumbs(l, &board.competition),
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Panel)}
                {tiles(&page, &board)}
                {views(&page, &board)}
                {filters(&page, &board, &filter)}
                {list}
                {pagination(&page, &board, &filter)}
                {add(&page, &board)}
                {foot(&page, &board)}
            },
        ))
    })
}

fn view_of(board: &ConflictsOverview) -> ConflictsView {
    match board.list {
        ConflictList::Found(_) => ConflictsView::Found,
        ConflictList::Claims(_) => ConflictsView::Claims,
        ConflictList::Entries(_) => ConflictsView::Entries,
        ConflictList::Judges(_) => ConflictsView::Judges,
    }
}

fn tiles(page: &Page, board: &ConflictsOverview) -> impl IntoView + use<> {
    let (l, counts) = (page.locale, board.counts);
    let second = (counts.leaving > 0).then(|| {
        let text = td_string!(l, conflicts.leaving_notice, count = counts.leaving).to_string();
        view! { <p class="notice notice-warning">{text}</p> }
    });
    view! {
        <dl class="tiles">
            {tile(td_string!(l, conflicts.tile_found), counts.found)}
            {tile(td_string!(l, conflicts.tile_hard), counts.hard)}
            {tile(td_string!(l, conflicts.tile_soft), counts.soft)}
            {tile(td_string!(l, conflicts.tile_few), counts.few)}
        </dl>
        {second}
    }
}

fn views(page: &Page, board: &ConflictsOverview) -> impl IntoView + use<> {
    let l = page.locale;
    let current = view_of(board);
    let tab = |view: &ConflictsView| {
        let text = match view {
            ConflictsView::Found => td_string!(l, conflicts.view_found),
            ConflictsView::Claims => td_string!(l, conflicts.view_claims),
            ConflictsView::Entries => td_string!(l, conflicts.view_entries),
            ConflictsView::Judges => td_string!(l, conflicts.view_judges),
        };
        let filter = ConflictFilter { view: Some(*view), ..ConflictFilter::default() };
        let href = address(page, &board.competition.slug, &filter);
        let here = (*view == current).then_some("page");
        view! { <li><a href=href aria-current=here>{text}</a></li> }
    };
    let tabs: Vec<_> = ConflictsView::ALL.iter().map(tab).collect();
    view! { <nav class="tabs" aria-label=td_string!(l, conflicts.views)><ul>{tabs}</ul></nav> }
}

fn select(name: &'static str, label: &'static str, options: Options, chosen: &str) -> impl IntoView + use<> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <select class="select" id=name name=name>{options}</select>
        </div>
    }
}

fn filters(page: &Page, board: &ConflictsOverview, filter: &ConflictFilter) -> impl IntoView + use<> {
    let l = page.locale;
    let current = view_of(board);
    let action = page.link(&format!("/c/{}/organise/conflicts", board.competition.slug));
    let everything = || (String::new(), td_string!(l, conflicts.all).to_owned());
    let kinds: Options = vec![
        everything(),
        (ConflictKind::Hard.as_str().to_owned(), td_string!(l, conflicts.hard).to_owned()),
        (ConflictKind::Soft.as_str().to_owned(), td_string!(l, conflicts.soft).to_owned()),
    ];
    let sources: Options = std::iter::once(everything())
        .chain(
            ConflictSource::ALL
                .iter()
                .map(|source| (source.as_str().to_owned(), super::conflict_rows::source_word(l, *source).to_owned())),
        )
        .collect();
    let of_claims = (current == ConflictsView::Claims).then(|| {
        view! {
            {select("kind", td_string!(l, conflicts.weight), kinds, filter.kind.map_or("", ConflictKind::as_str))}
            {select("source", td_string!(l, conflicts.source), sources, filter.source.map_or("", ConflictSource::as_str))}
        }
    });
    let few = (current == ConflictsView::Entries).then(|| {
        view! { <label class="choice"><input type="checkbox" name="few" value="on" checked=filter.few/><span>{td_string!(l, conflicts.only_few)}</span></label> }
    });
    let reset =
        (*filter != ConflictFilter { view: filter.view, page: filter.page, ..ConflictFilter::default() }).then(|| {
            let all = address(
                page,
                &board.competition.slug,
                &ConflictFilter { view: Some(current), ..ConflictFilter::default() },
            );
            view! { <a class="button button-quiet" href=all>{td_string!(l, conflicts.show_all)}</a> }
        });
    let keep =
        |name: &'static str, id: Option<String>| id.map(|id| view! { <input type="hidden" name=name value=id/> });
    view! {
        <form method="get" action=action class="stack" role="search">
            <input type="hidden" name="view" value=current.as_str()/>
            {keep("entry", filter.entry.map(|id| id.to_string()))}
            {keep("judge", filter.judge.map(|id| id.to_string()))}
            <div class="filter-bar">
                <div class="field">
                    <label class="field-label" for="text">{td_string!(l, conflicts.search_names)}</label>
                    <input class="input" id="text" name="text" type="search" dir="auto" value=filter.text.clone()/>
                </div>
                {of_claims}
            </div>
            {few}
            <div class="button-row"><button class="button">{td_string!(l, conflicts.find)}</button>{reset}</div>
        </form>
    }
}

fn pagination(page: &Page, board: &ConflictsOverview, filter: &ConflictFilter) -> Option<AnyView> {
    let l = page.locale;
    let pages = board.lines.div_ceil(CONFLICTS_PER_PAGE);
    if pages < 2 {
        return None;
    }
    let link = |number: usize, text: &'static str| {
        let to = ConflictFilter { view: Some(view_of(board)), page: number, ..filter.clone() };
        view! { <li><a href=address(page, &board.competition.slug, &to)>{text}</a></li> }
    };
    let previous = (filter.page > 1).then(|| link(filter.page - 1, td_string!(l, conflicts.previous)));
    let next = (filter.page < pages).then(|| link(filter.page + 1, td_string!(l, conflicts.next)));
    let here = format!("{} / {pages}", filter.page);
    Some(
        view! {
            <nav class="pagination" aria-label=td_string!(l, conflicts.pages)>
                <p class="small muted"><bdi dir="ltr">{here}</bdi></p>
                <ul>{previous}{next}</ul>
            </nav>
        }
        .into_any(),
    )
}

/// The form for a conflict that an organiser knows of, on the page of one entry.
fn add(page: &Page, board: &ConflictsOverview) -> Option<AnyView> {
    let l = page.locale;
    let (entry, title) = board.entry.clone()?;
    if !board.open {
        return None;
    }
    let nobody = (String::new(), td_string!(l, conflicts.choose_judge).to_owned());
    let judges: Options =
        std::iter::once(nobody).chain(board.judges.iter().map(|(id, name)| (id.to_string(), name.clone()))).collect();
    let kinds: Options = vec![
        (ConflictKind::Hard.as_str().to_owned(), td_string!(l, conflicts.hard).to_owned()),
        (ConflictKind::Soft.as_str().to_owned(), td_string!(l, conflicts.soft).to_owned()),
    ];
    let slug = board.competition.slug.clone();
    page.may(Rights::Editor).then(|| {
        view! {
            <section class="section" aria-labelledby="add">
                <h2 id="add">{td_string!(l, conflicts.add)} " " <bdi>{title}</bdi></h2>
                <PostForm action=RecordConflict::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="entry" value=entry.to_string()/>
                    <SelectField name="judge" label=td_string!(l, panel.judge) options=judges/>
                    <ChoiceField name="kind" label=td_string!(l, conflicts.weight) options=kinds value="hard"/>
                    <SelectField name="category" label=td_string!(l, conflicts.category) options=category_options(l)/>
                    <TextField name="reason" label=td_string!(l, panel.reason) hint=td_string!(l, conflicts.add_hint) required=false/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, conflicts.add_send)}</button></div>
                </PostForm>
            </section>
        }
        .into_any()
    })
}

/// When ties were looked for, and the whole as a table.
fn foot(page: &Page, board: &ConflictsOverview) -> impl IntoView + use<> {
    let l = page.locale;
    let slug = &board.competition.slug;
    let when = match board.compared_at {
        Some(at) => {
            td_string!(l, screening.compared_at, when = moment_text(l, at, &board.competition.time_zone)).to_string()
        }
        None => td_string!(l, screening.compared_never).to_owned(),
    };
    let table = format!("/c/{slug}/organise/conflicts.csv");
    let own = page.link(&format!("/c/{slug}/organise/conflicts/own"));
    let queue = page.link(&format!("/c/{slug}/organise/entries"));
    view! {
        <p class="small muted">{when} " " <a href=queue>{td_string!(l, conflicts.to_queue)}</a></p>
        <p><a href=table>{td_string!(l, conflicts.table)}</a> " · " <a href=own>{td_string!(l, own_conflicts.title)}</a></p>
    }
}
