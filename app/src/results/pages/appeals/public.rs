//! How to appeal, until when, and what became of appeals: for everybody.

use super::words::stated;
use crate::{
    i18n::td_string,
    services::services,
    ui::{Crumb, layout, load, moment_text, param},
};
use leptos::prelude::*;

/// The rule on appeals, and how many there were.
#[component]
pub fn PublicAppealsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.appeals.public(slug?).await?;
        let l = services.page.locale;
        let window = shown.window.map(|window| {
            let until = moment_text(l, window.until, &shown.competition.time_zone);
            view! { <p class="notice">{td_string!(l, appeals.open_until, time = until).to_string()}</p> }
        });
        let counts = (shown.received > 0).then(|| {
            view! {
                <section class="section" aria-labelledby="counts">
                    <h2 id="counts">{td_string!(l, appeals.counts)}</h2>
                    <dl class="facts">
                        <div><dt>{td_string!(l, appeals.received)}</dt><dd>{shown.received}</dd></div>
                        <div><dt>{td_string!(l, appeals.upheld)}</dt><dd>{shown.upheld}</dd></div>
                        <div><dt>{td_string!(l, appeals.rejected)}</dt><dd>{shown.rejected}</dd></div>
                    </dl>
                </section>
            }
        });
        Ok(layout::narrow(
            td_string!(l, appeals.title),
            vec![Crumb::new(shown.competition.name.clone(), format!("/c/{}", shown.competition.slug))],
            view! {
                <p>{td_string!(l, appeals.lead)}</p>
                {window}
                <section class="section" aria-labelledby="rule">
                    <h2 id="rule">{td_string!(l, appeals.rule)}</h2>
                    {stated(l, shown.settings)}
                </section>
                {counts}
            },
        ))
    })
}
