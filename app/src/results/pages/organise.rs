//! The organisers' view of results: ranking, decisions, the public page as it would be, and publication.

use super::{
    consents::consents,
    decisions::{distinctions, votes},
    document::document_view,
    publish::publish_part,
    ranking_table::ranking,
    tasks::tasks,
    ways::ways,
};
use crate::{
    accounts::model::Rights,
    competition::{
        model::CompetitionState,
        pages::{OrganiseTab, organise_tabs},
    },
    error::{AppError, Refusal},
    i18n::td_string,
    results::{model::Preview, rules::may_decide},
    services::{Page, services},
    ui::{Badge, Crumb, DateTime, PageBody, Tone, layout, load, markup, param},
};
use leptos::prelude::*;

/// Everything an organiser needs to decide and publish.
#[component]
pub fn OrganiseResultsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        match services.results.preview(slug.clone()).await {
            Ok(preview) => Ok(preview_page(&services.page, &slug, preview)),
            Err(AppError::Refused(Refusal::WrongState)) => Ok(too_early(&services.page, &slug)),
            Err(error) => Err(error),
        }
    })
}

fn crumbs(page: &Page, slug: &str, name: &str) -> Vec<Crumb> {
    let organise = Crumb::new(td_string!(page.locale, results.organise), format!("/c/{slug}/organise"));
    vec![Crumb::new(name, format!("/c/{slug}")), organise]
}

fn too_early(page: &Page, slug: &str) -> PageBody {
    let l = page.locale;
    layout::wide(
        td_string!(l, results.title),
        crumbs(page, slug, slug),
        view! {
            {organise_tabs(page, slug, OrganiseTab::Results)}
            <div class="empty-state">
                <h2>{td_string!(l, results.early_title)}</h2>
                <p>{td_string!(l, results.early)}</p>
            </div>
        },
    )
}

fn preview_page(page: &Page, slug: &str, preview: Preview) -> PageBody {
    let l = page.locale;
    let state = preview.competition.state;
    // After publication what is decided comes out with the next version.
    let deciding = may_decide(state).is_ok();
    let (tone, word) = match state {
        CompetitionState::Published => (Tone::Positive, td_string!(l, results.published)),
        CompetitionState::Deliberation => (Tone::Information, td_string!(l, results.deciding)),
        _ => (Tone::Neutral, td_string!(l, results.draft)),
    };
    let tables: Vec<_> =
        preview.tracks.iter().map(|track| ranking(page, &preview.competition, track).into_any()).collect();
    let change = page.may(Rights::Editor);
    let votes = (deciding && change).then(|| votes(l, slug, &preview));
    let distinctions = deciding.then(|| distinctions(l, slug, &preview, change));
    let consents = if deciding { consents(l, slug, &preview, change) } else { None };
    let last = page.may(Rights::Editor);
    let publish = last.then(|| publish_part(l, slug, &preview).into_any());
    let hint = if state == CompetitionState::Published {
        td_string!(l, results.public_hint_out)
    } else {
        td_string!(l, results.public_hint)
    };
    let to_publish = (deciding && last).then(|| {
        view! { <div class="page-actions"><a class="button" href="#organise-publish">{td_string!(l, results.to_publish)}</a></div> }
    });
    layout::with_state(
        td_string!(l, results.title),
        crumbs(page, slug, &preview.competition.name),
        view! { <div class="page-state"><Badge tone=tone text=word/></div> {to_publish} },
        view! {
            {organise_tabs(page, slug, OrganiseTab::Results).into_any()}
            {notice(page, slug, &preview).into_any()}
            {preview.digest.is_empty().then(|| view! { <p class="notice notice-warning">{td_string!(l, own_conflicts.places)}</p> })}
            {tasks(page, slug, &preview).into_any()}
            {ways(page, slug, deciding)}
            {tables}
            {votes}
            {distinctions}
            {consents}
            <section class="section" aria-labelledby="organise-public">
                <div class="section-heading">
                    <h2 id="organise-public">{td_string!(l, results.public_page)}</h2>
                    <p class="small muted">{hint}</p>
                </div>
                <div class="card">{markup::plain(document_view(l, &preview.document, &page.link(&format!("/c/{slug}/entries"))))}</div>
            </section>
            {publish}
        },
    )
}

/// What the state of the competition means for this page.
fn notice(page: &Page, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let l = page.locale;
    let judging = (preview.competition.state == CompetitionState::Judging).then(|| {
        view! { <div class="notice"><p>{td_string!(l, results.judging_note)}</p></div> }
    });
    let out = preview.publications.first().map(|publication| {
        let whole = !preview.digest.is_empty();
        let changed = (whole && publication.digest != preview.digest).then(|| {
            view! { <div class="notice notice-warning"><p>{td_string!(l, results.changed_note)}</p></div> }
        });
        let href = page.link(&format!("/c/{slug}/results"));
        let zone = preview.competition.time_zone.clone();
        view! {
            <div class="notice notice-success">
                <p class="notice-title">{td_string!(l, results.published_note, version = publication.version).to_string()}</p>
                <p><DateTime at=publication.at zone=zone/> " · " <a href=href>{td_string!(l, results.published_link)}</a></p>
                <code class="code-box" dir="ltr">{publication.digest.clone()}</code>
            </div>
            {changed}
        }
    });
    view! { {judging} {out} }
}
