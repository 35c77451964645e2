//! Asking guardians again, before anything about a minor is published.

use crate::{
    i18n::{Locale, td_string},
    results::{api::AskPublication, model::Preview},
    ui::{Badge, Hidden, PostForm, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The ranked entries with minors who may not be shown yet, and the way to ask their guardians.
pub(super) fn consents(l: Locale, slug: &str, preview: &Preview, change: bool) -> Option<AnyView> {
    let waiting: Vec<_> =
        preview.tracks.iter().flat_map(|track| &track.ranked).filter(|at| at.minors.withheld()).collect();
    if waiting.is_empty() {
        return None;
    }
    let unasked = change && waiting.iter().any(|at| at.minors.unasked > 0);
    let rows: Vec<_> = waiting
        .iter()
        .map(|at| {
            let (minors, title) = (at.minors, at.name.title.clone());
            let badge =
                |many: u32, tone: Tone, text: &'static str| (many > 0).then(|| view! { <Badge tone=tone text=text/> });
            view! {
                <li class="cluster">
                    <bdi>{title}</bdi>
                    {badge(minors.unasked, Tone::Warning, td_string!(l, results.consent_unasked))}
                    {badge(minors.pending, Tone::Information, td_string!(l, results.consent_pending))}
                    {badge(minors.refused, Tone::Neutral, td_string!(l, results.consent_refused))}
                </li>
            }
        })
        .collect();
    let slug = slug.to_owned();
    let ask = unasked.then(|| {
        view! {
            <PostForm action=AskPublication::url() class="inline-form">
                <Hidden name="slug" value=slug/>
                <button class="button">{td_string!(l, results.ask_publication)}</button>
            </PostForm>
        }
    });
    Some(
        view! {
            <section class="section" aria-labelledby="organise-consents">
                <div class="section-heading">
                    <h2 id="organise-consents">{td_string!(l, results.consents_title)}</h2>
                    <p class="small muted">{td_string!(l, results.consents_hint)}</p>
                </div>
                <ul class="plain stack-tight">{rows}</ul>
                {ask}
            </section>
        }
        .into_any(),
    )
}
