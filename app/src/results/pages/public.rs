//! The results, for everybody.

use super::{
    check::has_pack,
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

/// What was published, and where to check it; `/c/{slug}/results/2` for an older version. Before publication the same page for
/// everybody.
#[component]
pub fn ResultsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let version =
        services.page.address.param("version").map(|word| word.parse().map_err(|_| AppError::NotFound)).transpose();
    load(async move {
        let slug = slug?;
        let page = services.page;
        let drawn =
            services.results.published(slug.clone(), version?).await.map(|published| published_page(&page, published));
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
    let history = history(page, &published);
    let notice = notice(page, &published);
    let Published { slug, facts, versions, document } = published;
    let newest = versions.first().is_none_or(|newest| newest.version == facts.version);
    let json = if newest {
        format!("/c/{slug}/results.json")
    } else {
        format!("/c/{slug}/results/{}/results.json", facts.version)
    };
    let csv = newest.then(|| {
        view! { <a class="button" href=format!("/c/{slug}/results.csv") download>{td_string!(l, results.download_csv)}</a> }
    });
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
    let check = has_pack(&document).then(|| {
        let href = page.link(&format!("/c/{slug}/results/check"));
        view! { <p><a class="button" href=href>{td_string!(l, pack.link)}</a></p> }
    });
    let feed = feed_path(l, &slug);
    layout::with_state(
        title,
        vec![Crumb::new(document.competition.clone(), format!("/c/{slug}"))],
        view! {
            <div class="page-state">
                <span class="badge badge-positive">{td_string!(l, results.published)}</span>
                <span><DateTime at=facts.at zone=zone/></span>
            </div>
            <div class="page-actions">
                <a class="button button-primary" href=entries.clone()>{td_string!(l, public.see_entries)}</a>
                <a class="button" href=json download>{td_string!(l, results.download_json)}</a>
                <a class="button" href=numbers>{td_string!(l, organisers.statistics_link)}</a>
                {csv}
            </div>
        },
        view! {
            {notice}
            {tags}
            {markup::plain(document_view(l, &document, &entries))}
            <section class="section" aria-labelledby="check">
                <h2 id="check">{td_string!(l, results.check)}</h2>
                <p>{td_string!(l, results.check_text)}</p>
                <code class="code-box" dir="ltr">{facts.digest}</code>
                {check}
                {seal(page, &slug, &document)}
                <p class="cluster">
                    <a href=page.link(&format!("/c/{slug}/jury"))>{td_string!(l, public.jury)}</a>
                    <a href=page.link(&format!("/c/{slug}/rules"))>{td_string!(l, public.rules)}</a>
                    <a href=page.link(&format!("/c/{slug}/appeals"))>{td_string!(l, appeals.title)}</a>
                </p>
                <p><a href=feed>{td_string!(l, public.feed)}</a> " – " {td_string!(l, public.feed_what)}</p>
            </section>
            {history}
        },
    )
}

/// What the method's seal says.
fn seal(page: &Page, slug: &str, document: &ResultsDocument) -> Option<impl IntoView + use<>> {
    let l = page.locale;
    document.seal.as_ref().map(|seal| {
        let href = page.link(&format!("/c/{slug}/method"));
        view! {
            <p>{td_string!(l, publication.seal_text)} " " <a href=href>{td_string!(l, publication.seal_link)}</a></p>
            <code class="code-box" dir="ltr">{seal.digest.clone()}</code>
        }
    })
}

/// That this is not the first version, or not the newest.
fn notice(page: &Page, published: &Published) -> Option<AnyView> {
    let l = page.locale;
    let Published { slug, facts, versions, document } = published;
    if versions.first().is_some_and(|newest| newest.version > facts.version) {
        let href = page.link(&format!("/c/{slug}/results"));
        let view = view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, publication.older)}</p>
                <p><a href=href>{td_string!(l, publication.newest)}</a></p>
            </div>
        };
        return Some(view.into_any());
    }
    (facts.version > 1).then(|| {
        let zone = document.time_zone.clone();
        view! {
            <div class="notice">
                <p class="notice-title">{td_string!(l, publication.corrected)} ": " <DateTime at=facts.at zone=zone/></p>
                <p dir="auto">{facts.note.clone()}</p>
            </div>
        }
        .into_any()
    })
}

/// All versions, when there are several.
fn history(page: &Page, published: &Published) -> Option<AnyView> {
    let l = page.locale;
    let Published { slug, facts, versions, document } = published;
    if versions.len() < 2 {
        return None;
    }
    let items: Vec<_> = versions
        .iter()
        .map(|one| {
            let href = page.link(&format!("/c/{slug}/results/{}", one.version));
            let here = (one.version == facts.version).then_some("page");
            let text = td_string!(l, publication.version, version = one.version).to_string();
            let note = if one.note.is_empty() { td_string!(l, publication.first).to_owned() } else { one.note.clone() };
            let zone = document.time_zone.clone();
            view! { <li><a href=href aria-current=here>{text}</a> " · " <DateTime at=one.at zone=zone/> <br/> <bdi class="small muted">{note}</bdi></li> }
        })
        .collect();
    let view = view! {
        <section class="section" aria-labelledby="versions">
            <h2 id="versions">{td_string!(l, publication.versions)}</h2>
            <ul>{items}</ul>
        </section>
    };
    Some(view.into_any())
}

/// Who won something, in a line; what it was about, where nobody did.
fn winners(l: Locale, document: &ResultsDocument) -> String {
    let awarded = document.placements().filter(|(_, at)| !at.awards.is_empty());
    let titles: Vec<&str> = awarded.map(|(_, at)| at.title.as_str()).collect();
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
