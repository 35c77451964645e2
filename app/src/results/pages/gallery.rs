//! The published entries, for everybody, without an account: a page to look through them.

pub(super) mod card;
mod filters;

use super::{
    public::unless_out,
    share::{Share, share},
};
use crate::{
    i18n::td_string,
    results::{model::Published, rules::GalleryFilter},
    services::{Page, services},
    ui::{Crumb, PageBody, layout, load, markup, param},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// Entries on a page: each may bring a picture.
const AT_ONCE: usize = 48;

/// The gallery.
#[component]
pub fn GalleryPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let page = services.page;
        let drawn = services.results.published(slug.clone(), None).await.map(|published| gallery(&page, &published));
        unless_out(&page, &slug, drawn)
    })
}

fn gallery(page: &Page, published: &Published) -> PageBody {
    let l = page.locale;
    let Published { slug, document, .. } = published;
    let filter = GalleryFilter::read(document, |name| page.address.query(name));
    let entries = filter.entries(document);
    let last = entries.len().div_ceil(AT_ONCE).max(1);
    let asked = page.address.query("page").and_then(|number| number.parse().ok()).unwrap_or(1);
    let now = asked.clamp(1, last);
    let cards: Vec<_> = entries.iter().skip((now - 1) * AT_ONCE).take(AT_ONCE).collect();
    let pictured = cards.iter().any(|(_, at)| card::has_picture(at));
    let path = format!("/c/{slug}/entries");
    let (json, csv) = (format!("{path}.json"), format!("{path}.csv"));
    let results = page.link(&format!("/c/{slug}/results"));
    let title = td_string!(l, public.gallery_title, name = document.competition.clone()).to_string();
    let tags = share(
        page,
        Share {
            title: title.clone(),
            description: td_string!(l, public.gallery_about, number = entries.len(), theme = document.theme.clone())
                .to_string(),
            path: path.clone(),
            picture: None,
            slug: slug.clone(),
        },
    );
    let body = html! {
        (filters::filters(page, &path, document, &filter))
        p role="status" class="muted" { (td_string!(l, public.shown, number = entries.len()).to_string()) }
        @if cards.is_empty() {
            div class="empty-state" {
                h2 { (td_string!(l, public.no_match_title)) }
                p { (td_string!(l, public.no_match)) }
                p { a class="button" href=(page.link(&path)) { (td_string!(l, public.show_all)) } }
            }
        } @else {
            ul class="plain gallery" { @for (track, at) in cards { (card::card(page, slug, track, at, pictured)) } }
        }
        (pages(page, &path, &filter, now, last))
    };
    layout::with_state(
        title,
        vec![
            Crumb::new(document.competition.clone(), format!("/c/{slug}")),
            Crumb::new(td_string!(l, results.title), format!("/c/{slug}/results")),
        ],
        view! {
            <div class="page-actions">
                <a class="button" href=results>{td_string!(l, results.full_results)}</a>
                <a class="button" href=json download>{td_string!(l, results.download_json)}</a>
                <a class="button" href=csv download>{td_string!(l, results.download_csv)}</a>
            </div>
        },
        view! { {tags} {markup::plain(body)} },
    )
}

/// The ways to the other pages of what is asked for; nothing when there is one.
fn pages(page: &Page, path: &str, filter: &GalleryFilter, now: usize, last: usize) -> Markup {
    let l = page.locale;
    let to = |number: usize| format!("{}?{}", page.link(path), filter.query(number));
    html! {
        @if last > 1 {
            nav class="pagination" aria-label=(td_string!(l, public.pages)) {
                p { (td_string!(l, public.page_of, page = now, last = last).to_string()) }
                ul class="plain" {
                    @if now > 1 { li { a rel="prev" href=(to(now - 1)) { (td_string!(l, public.previous)) } } }
                    @if now < last { li { a rel="next" href=(to(now + 1)) { (td_string!(l, public.next)) } } }
                }
            }
        }
    }
}
