//! The results, for everybody.

use super::document::document_view;
use crate::{
    error::{AppError, Refusal},
    i18n::td_string,
    results::model::Published,
    services::{Page, services},
    ui::{Crumb, DateTime, PageBody, layout, load, markup, param},
};
use leptos::prelude::*;

/// What was published, and where to check it; before publication the same page for everybody.
#[component]
pub fn ResultsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        match services.results.published(slug.clone()).await {
            Ok(published) => Ok(published_page(&services.page, published)),
            Err(AppError::Refused(Refusal::NotYet)) => {
                services.page.reply.status(AppError::Refused(Refusal::NotYet).status());
                Ok(not_yet(&services.page, &slug))
            }
            Err(error) => Err(error),
        }
    })
}

fn published_page(page: &Page, published: Published) -> PageBody {
    let l = page.locale;
    let Published { slug, at, digest, document } = published;
    let (json, csv) = (format!("/c/{slug}/results.json"), format!("/c/{slug}/results.csv"));
    let numbers = page.link(&format!("/c/{slug}/statistics"));
    let zone = document.time_zone.clone();
    layout::with_state(
        td_string!(l, results.title_of, name = document.competition.clone()).to_string(),
        vec![Crumb::new(document.competition.clone(), format!("/c/{slug}"))],
        view! {
            <div class="page-state">
                <span class="badge badge-positive">{td_string!(l, results.published)}</span>
                <span><DateTime at=at zone=zone/></span>
            </div>
            <div class="page-actions">
                <a class="button" href=json download>{td_string!(l, results.download_json)}</a>
                <a class="button" href=numbers>{td_string!(l, organisers.statistics_link)}</a>
                <a class="button" href=csv download>{td_string!(l, results.download_csv)}</a>
            </div>
        },
        view! {
            {markup::plain(document_view(l, &document))}
            <section class="section" aria-labelledby="check">
                <h2 id="check">{td_string!(l, results.check)}</h2>
                <p>{td_string!(l, results.check_text)}</p>
                <code class="code-box" dir="ltr">{digest}</code>
            </section>
        },
    )
}

/// The same for everybody, whatever is stored: nothing of the competition or the reader is in it.
fn not_yet(page: &Page, slug: &str) -> PageBody {
    let l = page.locale;
    layout::narrow(
        td_string!(l, results.not_yet_title),
        Vec::new(),
        view! {
            <div class="stack">
                <p>{td_string!(l, results.not_yet)}</p>
                <p><a class="button" href=page.link(&format!("/c/{slug}"))>{td_string!(l, results.about)}</a></p>
            </div>
        },
    )
}
