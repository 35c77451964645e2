//! The results, for everybody.

use super::{
    document::document_view,
    share::{Share, feed_path, share},
};
use crate::{
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    results::model::{Published, ResultsDocument},
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
        let page = services.page;
        let drawn = services.results.published(slug.clone()).await.map(|published| published_page(&page, published));
        unless_out(&page, &slug, drawn)
    })
}

/// What was drawn of published results; where they are not out the same page for everybody, whatever was asked for.
pub(super) fn unless_out(page: &Page, slug: &str, drawn: Result<PageBody, AppError>) -> Result<PageBody, AppError> {
    match drawn {
        Err(AppError::Refused(Refusal::NotYet)) => {
            page.reply.status(AppError::Refused(Refusal::NotYet).status());
            Ok(not_yet(page, slug))
        }
        drawn => drawn,
    }
}

fn published_page(page: &Page, published: Published) -> PageBody {
    let l = page.locale;
    let Published { slug, at, digest, document } = published;
    let (json, csv) = (format!("/c/{slug}/results.json"), format!("/c/{slug}/results.csv"));
    let numbers = page.link(&format!("/c/{slug}/statistics"));
    let zone = document.time_zone.clone();
    let title = td_string!(l, results.title_of, name = document.competition.clone()).to_string();
    let tags = share(
        page,
        Share {
            title: title.clone(),
            description: winners(l, &document),
            path: format!("/c/{slug}/results"),
            picture: None,
            slug: slug.clone(),
        },
    );
    let entries = page.link(&format!("/c/{slug}/entries"));
    let feed = feed_path(l, &slug);
    layout::with_state(
        title,
        vec![Crumb::new(document.competition.clone(), format!("/c/{slug}"))],
        view! {
            <div class="page-state">
                <span class="badge badge-positive">{td_string!(l, results.published)}</span>
                <span><DateTime at=at zone=zone/></span>
            </div>
            <div class="page-actions">
                <a class="button button-primary" href=entries.clone()>{td_string!(l, public.see_entries)}</a>
                <a class="button" href=json download>{td_string!(l, results.download_json)}</a>
                <a class="button" href=numbers>{td_string!(l, organisers.statistics_link)}</a>
                <a class="button" href=csv download>{td_string!(l, results.download_csv)}</a>
            </div>
        },
        view! {
            {tags}
            {markup::plain(document_view(l, &document, &entries))}
            <section class="section" aria-labelledby="check">
                <h2 id="check">{td_string!(l, results.check)}</h2>
                <p>{td_string!(l, results.check_text)}</p>
                <code class="code-box" dir="ltr">{digest}</code>
                <p class="cluster">
                    <a href=page.link(&format!("/c/{slug}/jury"))>{td_string!(l, public.jury)}</a>
                    <a href=page.link(&format!("/c/{slug}/rules"))>{td_string!(l, public.rules)}</a>
                </p>
                <p><a href=feed>{td_string!(l, public.feed)}</a> " – " {td_string!(l, public.feed_what)}</p>
            </section>
        },
    )
}

/// Who won something, in a line; what it was about, where nobody did.
fn winners(l: Locale, document: &ResultsDocument) -> String {
    let placements = document.tracks.iter().flat_map(|track| &track.placements);
    let titles: Vec<&str> = placements.filter(|at| !at.awards.is_empty()).map(|at| at.title.as_str()).collect();
    if titles.is_empty() {
        return document.theme.clone();
    }
    td_string!(l, public.winners, titles = titles.join(td_string!(l, results.comma))).to_string()
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
