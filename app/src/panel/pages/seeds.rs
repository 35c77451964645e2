//! The numbers that settled ties between assignments, for whoever wants to check them.

use crate::{i18n::td_string, panel::model::CommittedSeed, services::Page, ui::DateTime};
use leptos::prelude::*;

/// Digests that are fixed, and the numbers behind them once they were used.
pub fn seeds_section(page: &Page, zone: &str, seeds: &[CommittedSeed]) -> Option<impl IntoView + use<>> {
    let l = page.locale;
    let rows: Vec<_> = seeds
        .iter()
        .map(|seed| {
            let shown = match &seed.revealed {
                Some((number, at)) => {
                    let (number, at) = (number.clone(), *at);
                    view! {
                        <p>{td_string!(l, assigning.seed_shown)} " " <DateTime at=at zone=zone.to_owned()/></p>
                        <p><code dir="ltr">{number}</code></p>
                    }
                    .into_any()
                }
                None => view! { <p class="muted">{td_string!(l, assigning.seed_hidden)}</p> }.into_any(),
            };
            view! {
                <li class="card stack-tight">
                    <p>{td_string!(l, assigning.seed_fixed)} " " <DateTime at=seed.at zone=zone.to_owned()/></p>
                    <p><code dir="ltr">{seed.digest.clone()}</code></p>
                    {shown}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="draw">
                <h2 id="draw">{td_string!(l, assigning.seeds)}</h2>
                <p>{td_string!(l, assigning.seeds_lead)}</p>
                <ul class="plain stack digests">{rows}</ul>
            </section>
        }
    })
}
