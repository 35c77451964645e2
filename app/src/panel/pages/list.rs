//! Judges by list: given, looked at, brought in.

use super::words::{device, expertise_word, region, tags};
use crate::{
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    panel::{
        api::{BringInList, ReadList},
        model::{DEVICES, JudgeList, LineProblem, ListProblem, ListedJudge, REGIONS},
        rules::LIST_MOST,
    },
    services::services,
    ui::{AreaField, Hidden, PostForm, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form, and what would be made of what was given.
#[component]
pub fn JudgeListPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let list = services.judges.list(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = list.competition.slug.clone();
        let text = list.text.clone().unwrap_or_default();
        let (outcome, columns) = (outcome(l, &list), columns(l, &list));
        let crumbs = organiser_crumbs(l, &list.competition);
        let tabs = organise_tabs(&page, &slug, OrganiseTab::Panel);
        Ok(layout::wide(
            td_string!(l, judges.list),
            crumbs,
            view! {
                {tabs}
                <p class="lead">{td_string!(l, judges.list_lead, most = LIST_MOST)}</p>
                {outcome}
                <PostForm action=ReadList::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    <AreaField name="text" label=td_string!(l, judges.list_text) hint=td_string!(l, judges.list_text_hint)
                        value=text rows=10/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, judges.list_look)}</button></div>
                </PostForm>
                {columns}
            },
        ))
    })
}

fn columns(l: Locale, list: &JudgeList) -> AnyView {
    let row = |column: &'static str, what: String| {
        view! { <div><dt><code dir="ltr">{column}</code></dt><dd>{what}</dd></div> }
    };
    view! {
        <section class="section" aria-labelledby="columns">
            <h2 id="columns">{td_string!(l, judges.columns)}</h2>
            <p><code dir="ltr" translate="no">"name,email,languages,organisation,reserve"</code></p>
            <dl class="facts facts-wide">
                {row("name, email", td_string!(l, judges.column_needed).to_owned())}
                {row("languages", td_string!(l, judges.column_languages).to_owned())}
                {row("devices", DEVICES.join("; "))}
                {row("expertise", list.expertise.join("; "))}
                {row("region", REGIONS.join("; "))}
                {row("organisation, field", td_string!(l, judges.column_words).to_owned())}
                {row("load_limit", td_string!(l, judges.column_load).to_owned())}
                {row("reserve", td_string!(l, judges.column_reserve).to_owned())}
            </dl>
        </section>
    }
    .into_any()
}

fn outcome(l: Locale, list: &JudgeList) -> Option<AnyView> {
    if !list.problems.is_empty() {
        let lines: Vec<_> = list.problems.iter().map(|problem| line(l, problem)).collect();
        return Some(
            view! {
                <section class="error-summary" aria-labelledby="wrong">
                    <h2 class="error-summary-title" id="wrong">{td_string!(l, judges.list_wrong)}</h2>
                    <ul>{lines}</ul>
                </section>
            }
            .into_any(),
        );
    }
    if list.judges.is_empty() {
        return None;
    }
    let rows: Vec<_> = list.judges.iter().map(|judge| judge_row(l, judge)).collect();
    let count = list.judges.len();
    let (slug, digest) = (list.competition.slug.clone(), list.digest.clone());
    Some(
        view! {
            <section class="section" aria-labelledby="made">
                <h2 id="made">{td_string!(l, judges.list_made, count = count)}</h2>
                <table class="table table-stacked" role="table">
                    <caption>{td_string!(l, judges.list_nothing_yet)}</caption>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader">{td_string!(l, panel.name)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, panel.affiliation)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, panel.field)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, panel.languages)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, judges.list_more)}</th>
                        <th scope="col" role="columnheader" class="number">{td_string!(l, panel.max_load)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
                <PostForm action=BringInList::url() class="inline-form">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="digest" value=digest/>
                    <button class="button button-primary">{td_string!(l, judges.list_invite, count = count)}</button>
                </PostForm>
            </section>
        }
        .into_any(),
    )
}

fn judge_row(l: Locale, judge: &ListedJudge) -> AnyView {
    let mut more: Vec<String> = judge.devices.iter().map(|word| device(l, word)).collect();
    more.extend(judge.expertise.iter().map(|word| expertise_word(l, word)));
    if !judge.region.is_empty() {
        more.push(region(l, &judge.region));
    }
    if judge.reserve {
        more.push(td_string!(l, judges.state_reserve).to_owned());
    }
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <bdi>{judge.name.clone()}</bdi>
                <p class="small muted"><bdi dir="ltr">{judge.email.clone()}</bdi></p>
            </th>
            <td role="cell" data-label=td_string!(l, panel.affiliation)><bdi>{judge.organisation.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, panel.field)><bdi>{judge.field.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, panel.languages)>{tags(&judge.languages)}</td>
            <td role="cell" data-label=td_string!(l, judges.list_more)><bdi>{more.join(" · ")}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, panel.max_load)>{judge.max_load.map(|most| most.to_string())}</td>
        </tr>
    }
    .into_any()
}

fn line(l: Locale, found: &LineProblem) -> AnyView {
    let what = match &found.problem {
        ListProblem::Empty => td_string!(l, judges.wrong_empty).to_owned(),
        ListProblem::MissingColumn => td_string!(l, judges.wrong_missing_column).to_owned(),
        ListProblem::UnknownColumn => td_string!(l, judges.wrong_unknown_column).to_owned(),
        ListProblem::RepeatedColumn => td_string!(l, judges.wrong_repeated_column).to_owned(),
        ListProblem::Cells { found, expected } => {
            td_string!(l, judges.wrong_cells, found = *found, expected = *expected).to_string()
        }
        ListProblem::OpenQuote => td_string!(l, judges.wrong_quote).to_owned(),
        ListProblem::NotUtf8 | ListProblem::Text => td_string!(l, judges.wrong_text).to_owned(),
        ListProblem::Required => td_string!(l, judges.wrong_required).to_owned(),
        ListProblem::Repeated { line } => td_string!(l, judges.wrong_repeated, line = *line).to_string(),
        ListProblem::OnPanel => td_string!(l, judges.wrong_on_panel).to_owned(),
        ListProblem::Address => td_string!(l, judges.wrong_address).to_owned(),
        ListProblem::Number => td_string!(l, judges.wrong_number).to_owned(),
        ListProblem::Language => td_string!(l, judges.wrong_language).to_owned(),
        ListProblem::Choice { allowed } => td_string!(l, judges.wrong_choice, allowed = allowed.as_str()).to_string(),
        ListProblem::TooMany { most } => td_string!(l, judges.wrong_too_many, most = *most).to_string(),
    };
    let column = (!found.column.is_empty()).then(|| view! { " " <code dir="ltr">{found.column.clone()}</code> });
    let value = (!found.value.is_empty()).then(|| view! { " " <q><bdi>{found.value.clone()}</bdi></q> });
    view! { <li><strong>{td_string!(l, judges.line, line = found.line)}</strong> {column} {value} ": " {what}</li> }
        .into_any()
}
