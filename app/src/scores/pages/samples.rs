//! Samples on a judge's desk, and in the way of a real entry.

use super::notices::state_badge;
use crate::{
    i18n::td_string,
    scores::{
        model::{DeskState, SampleLine, SamplesDesk},
        rules,
    },
    services::Page,
    ui::{PageBody, layout},
};
use leptos::prelude::*;

/// The sample that has to come next; `None` when real entries may be scored.
pub fn gate(desk: &SamplesDesk) -> Option<&SampleLine> {
    if desk.required && desk.open { rules::first_open(&desk.samples) } else { None }
}

/// The way to a sample.
pub fn sample_address(page: &Page, sample: &SampleLine) -> String {
    page.link(&format!("/judge/samples/{}", sample.sample))
}

/// The samples, above everything else; nothing where there are none.
pub fn samples_section(page: &Page, desk: &SamplesDesk) -> Option<AnyView> {
    let l = page.locale;
    let seen = |sample: &&SampleLine| desk.open || sample.state == DeskState::Submitted;
    let rows: Vec<_> = desk
        .samples
        .iter()
        .filter(seen)
        .map(|sample| {
            let class = if sample.state == DeskState::Submitted { "task task-done" } else { "task" };
            // What came of it is what there is to see once it is handed in.
            let part = if sample.state == DeskState::Submitted { "#outcome" } else { "" };
            let href = format!("{}{part}", sample_address(page, sample));
            view! {
                <li class=class>
                    <span>
                        <a href=href><bdi>{sample.title.clone()}</bdi></a> " "
                        <span class="small muted"><bdi>{sample.track.clone()}</bdi></span>
                    </span>
                    {state_badge(l, sample.state)}
                </li>
            }
        })
        .collect();
    let text = if gate(desk).is_some() {
        td_string!(l, calibration.desk_required)
    } else if desk.samples.iter().filter(seen).all(|sample| sample.state == DeskState::Submitted) {
        td_string!(l, calibration.desk_done)
    } else {
        td_string!(l, calibration.desk_offered)
    };
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="samples">
                <h2 id="samples">{td_string!(l, calibration.samples)}</h2>
                <p>{text}</p>
                <ul class="tasks">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// In the place of an entry that waits for the samples.
pub fn sample_first(page: &Page, sample: &SampleLine) -> PageBody {
    let l = page.locale;
    let href = sample_address(page, sample);
    layout::narrow(
        td_string!(l, calibration.first_title),
        Vec::new(),
        view! {
            <p class="lead">{td_string!(l, calibration.desk_required)}</p>
            <p><a class="button button-primary" href=href>
                {td_string!(l, calibration.first_action)} " " <bdi>{sample.title.clone()}</bdi>
            </a></p>
        },
    )
}
