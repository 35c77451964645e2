//! A certificate of a published entry: one sheet of A4 that says what was published and nothing else, with a code that
//! leads whoever holds it to what it stands for.

use super::{
    document::award_text,
    entry::{crumbs, path},
    gallery::card::by,
    public::unless_out,
    quick_response::quick_response,
    share::whole,
};
use crate::{
    i18n::td_string,
    results::{model::ShownEntry, rules::certificate_code},
    services::{Page, services},
    ui::{Crumb, PageBody, layout, load, markup, moment::day_text, param},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// The certificate of an entry.
#[component]
pub fn CertificatePage() -> impl IntoView {
    let services = services();
    let (slug, key) = (param::<String>("slug"), param::<String>("key"));
    load(async move {
        let (slug, key) = (slug?, key?);
        let page = services.page;
        let drawn = services.gallery.entry(slug.clone(), key).await.map(|entry| certificate_page(&page, &entry));
        unless_out(&page, &slug, drawn)
    })
}

fn certificate_page(page: &Page, entry: &ShownEntry) -> PageBody {
    let l = page.locale;
    let here = page.link(&format!("{}/certificate", path(entry)));
    // Who won nothing may want to show that the work was judged, and not in which place.
    let choice = entry.placement.awards.is_empty();
    let plain = choice && page.address.query("says") == Some("judged");
    let (other, text) = if plain {
        (here, td_string!(l, public.with_place))
    } else {
        (format!("{here}?says=judged"), td_string!(l, public.without_place))
    };
    let mut crumbs = crumbs(l, entry);
    crumbs.push(Crumb::new(entry.placement.title.clone(), path(entry)));
    layout::with_state(
        td_string!(l, public.certificate_of, title = entry.placement.title.clone()).to_string(),
        crumbs,
        choice.then(|| view! { <div class="page-actions"><a class="button" href=other>{text}</a></div> }),
        view! {
            <p class="certificate-hint">{td_string!(l, public.print_hint)}</p>
            {markup::plain(sheet(page, entry, plain))}
        },
    )
}

/// The sheet. `plain`: without the place.
fn sheet(page: &Page, entry: &ShownEntry, plain: bool) -> Markup {
    let (l, at) = (page.locale, &entry.placement);
    let code = certificate_code(&entry.digest, &at.key);
    let check = whole(page, &page.link(&format!("/c/{}/certificates/{code}", entry.slug)));
    let place = td_string!(l, public.place_in, place = at.place, ranked = entry.ranked).to_string();
    html! {
        article class="certificate" aria-labelledby="certificate" {
            header class="certificate-head" {
                p class="certificate-mark" { bdi { (entry.competition) } }
                p class="certificate-kind" { (td_string!(l, public.certificate)) }
            }
            div class="certificate-body" {
                p class="muted" { (if at.awards.is_empty() { td_string!(l, public.certifies) } else { td_string!(l, public.awarded_to) }) }
                h2 id="certificate" class="certificate-title" { bdi { (at.title) } }
                p class="certificate-by" { (by(l, at)) }
                @for given in &at.awards {
                    p class="certificate-award" { bdi { (award_text(l, given)) } }
                    @if !given.reason.is_empty() { p class="certificate-reason" dir="auto" { (given.reason) } }
                }
                @if plain {
                    p { (td_string!(l, public.was_judged)) " – " bdi { (entry.track) } }
                } @else {
                    p {
                        (place) " – " bdi { (entry.track) }
                        @if at.shared { " (" (td_string!(l, results.shared_place)) ")" }
                    }
                }
            }
            footer class="certificate-foot" {
                div class="certificate-facts" {
                    p { (td_string!(l, public.published_on, day = day_text(l, entry.at, &entry.time_zone)).to_string()) }
                    p { (td_string!(l, public.check_at)) br; a class="address" href=(check) dir="ltr" { (check) } }
                }
                (quick_response(&check, td_string!(l, public.code_for)))
            }
        }
    }
}
