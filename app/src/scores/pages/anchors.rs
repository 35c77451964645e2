//! What organisers would give a sample, and why: on the form of every scorecard.

use super::{
    card_form::{CardForm, FORM},
    sample::sample_text,
    stored::stored_scores,
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::td_string,
    ids::SampleId,
    scores::{api::SaveAnchors, rules},
    services::services,
    ui::{Crumb, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// One sample with the organisers' marks.
#[component]
pub fn AnchorsPage() -> impl IntoView {
    let services = services();
    let sample = param::<SampleId>("sample");
    load(async move {
        let sheet = services.calibration.anchors(sample?).await?;
        let page = services.page;
        let l = page.locale;
        let id = sheet.sample.id.to_string();
        let kept = page.kept.clone().filter(|kept| kept.matches(SaveAnchors::url(), &[("sample", &id)]));
        let open = rules::may_calibrate(sheet.competition.state).is_ok() && page.may(Rights::Editor);
        let side = if open {
            let form = CardForm {
                action: SaveAnchors::url(),
                of: ("sample", id),
                round: None,
                criteria: &sheet.criteria,
                scores: &sheet.anchors,
                note: None,
                version: 0,
                comment: Some(td_string!(l, calibration.reason)),
            };
            form.view(l, kept.as_deref())
        } else {
            let stored = stored_scores(l, &sheet.criteria, (&sheet.anchors, ""));
            view! { <section class="scorecard-side" tabindex="0" aria-label=td_string!(l, calibration.anchors)>{stored}</section> }
                .into_any()
        };
        let save = open.then(|| {
            view! {
                <div class="form-actions">
                    <button class="button button-primary" form=FORM>{td_string!(l, calibration.save)}</button>
                </div>
            }
        });
        let mut crumbs = organiser_crumbs(l, &sheet.competition);
        let samples = format!("/c/{}/organise/scores/calibration", sheet.competition.slug);
        crumbs.push(Crumb::new(td_string!(l, calibration.samples), samples));
        Ok(layout::wide(
            sheet.sample.title.clone(),
            crumbs,
            view! {
                {organise_tabs(&page, &sheet.competition.slug, OrganiseTab::Scores)}
                <p class="lead">{td_string!(l, calibration.anchors_lead)}</p>
                <div class="scorecard">
                    <div class="stack-wide">{sample_text(l, &sheet.sample)}</div>
                    {side}
                </div>
                {save}
            },
        ))
    })
}
