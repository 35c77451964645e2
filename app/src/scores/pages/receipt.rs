//! A judge's receipt: where the scorecard is in the log, and a file by which it can be checked later without this site.

use crate::{
    i18n::{Locale, td_string},
    ids::EntryId,
    scores::model::Receipt,
    services::services,
    ui::{Badge, Crumb, Tone, layout, load, moment_text, param},
};
use leptos::prelude::*;

/// The receipt of one scorecard.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let services = services();
    let entry = param::<EntryId>("entry");
    load(async move {
        let receipt = services.scores.receipt(entry?).await?;
        let l = services.page.locale;
        let (name, slug) = &receipt.competition;
        Ok(layout::narrow(
            td_string!(l, receipt.title),
            vec![
                Crumb::new(name.clone(), format!("/c/{slug}")),
                Crumb::new(td_string!(l, scores.desk_title), format!("/c/{slug}/judge")),
                Crumb::new(receipt.title.clone(), format!("/judge/entries/{}", receipt.entry)),
            ],
            body(l, &receipt),
        ))
    })
}

fn body(l: Locale, receipt: &Receipt) -> impl IntoView + use<> {
    let state = if receipt.counts {
        view! { <Badge tone=Tone::Positive text=td_string!(l, receipt.counts)/> }.into_any()
    } else {
        view! { <Badge tone=Tone::Warning text=td_string!(l, receipt.counts_not)/> }.into_any()
    };
    let marks: Vec<_> = receipt
        .stated
        .marks
        .iter()
        .map(|(criterion, mark)| {
            let mark = mark.map_or_else(|| td_string!(l, receipt.not_assessed).to_owned(), |mark| mark.to_string());
            view! { <div><dt><bdi>{criterion.clone()}</bdi></dt><dd><bdi>{mark}</bdi></dd></div> }
        })
        .collect();
    let file = receipt.place.map(|(index, size)| {
        let place = td_string!(l, receipt.place, index = index + 1, size = size).to_string();
        let href = format!("/judge/entries/{}/receipt.tlog-proof", receipt.entry);
        view! {
            <p>{place}</p>
            <p><a class="button button-primary" href=href download="">{td_string!(l, receipt.download)}</a></p>
        }
    });
    let soon = receipt.place.is_none().then(|| view! { <p>{td_string!(l, receipt.soon)}</p> });
    view! {
        <p class="cluster">{state} <span class="small muted">{moment_text(l, receipt.at, &receipt.time_zone)}</span></p>
        <p>{td_string!(l, receipt.lead)}</p>
        {file}
        {soon}
        <details class="disclosure">
            <summary>{td_string!(l, receipt.details)}</summary>
            <dl class="facts facts-wide">{marks}</dl>
            <dl class="facts facts-wide">
                <div><dt>{td_string!(l, receipt.judge)}</dt><dd><code dir="ltr">{receipt.stated.judge.clone()}</code></dd></div>
                <div><dt>{td_string!(l, receipt.version)}</dt><dd><bdi>{receipt.stated.version.to_string()}</bdi></dd></div>
                <div><dt>{td_string!(l, receipt.leaf)}</dt><dd><code class="code-box" dir="ltr">{receipt.leaf.clone()}</code></dd></div>
                <div><dt>{td_string!(l, receipt.key)}</dt><dd><code class="code-box" dir="ltr">{receipt.key.clone()}</code></dd></div>
            </dl>
            <p class="small">{td_string!(l, receipt.check)}</p>
            <pre class="code-box" dir="ltr"><code>{td_string!(l, receipt.command)}</code></pre>
        </details>
    }
}
