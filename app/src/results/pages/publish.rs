//! The last step: publishing what the page shows.

use crate::{
    accounts::model::Rights,
    competition::model::CompetitionState,
    i18n::{Locale, td_string},
    results::{api::Publish, model::Preview},
    ui::{Hidden, PostForm},
};
use leptos::{either::EitherOf4, prelude::*, server_fn::ServerFn};

/// Publishes the previewed document, by its digest; or says what has to come first.
pub(super) fn publish_form(l: Locale, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let body = if preview.competition.state != CompetitionState::Deliberation {
        EitherOf4::A(view! { <p class="muted">{td_string!(l, results.publish_later)}</p> })
    } else if preview.document.entries_judged == 0 {
        EitherOf4::B(view! { <p class="muted">{td_string!(l, results.publish_empty)}</p> })
    } else if preview.digest.is_empty() {
        EitherOf4::C(view! { <p class="muted">{td_string!(l, own_conflicts.publish)}</p> })
    } else {
        let (slug, digest) = (slug.to_owned(), preview.digest.clone());
        EitherOf4::D(view! {
            <PostForm action=Publish::url() needs=Rights::Owner>
                <Hidden name="slug" value=slug/>
                <Hidden name="digest" value=digest.clone()/>
                <details class="confirm">
                    <summary class="button button-primary">{td_string!(l, results.publish)}</summary>
                    <div class="confirm-panel">
                        <p>{td_string!(l, results.publish_what)}</p>
                        <p>{td_string!(l, results.publish_digest)}</p>
                        <code class="code-box" dir="ltr">{digest}</code>
                        <button class="button button-danger button-primary">{td_string!(l, results.publish)}</button>
                    </div>
                </details>
            </PostForm>
        })
    };
    view! {
        <section class="section" aria-labelledby="organise-publish">
            <h2 id="organise-publish">{td_string!(l, results.publish_title)}</h2>
            {body}
        </section>
    }
}
