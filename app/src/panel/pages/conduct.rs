//! Conduct and confidentiality: read and signed before anything else.

use super::words::judge_crumbs;
use crate::{
    i18n::td_string,
    panel::api::SignConduct,
    services::services,
    ui::{CheckField, DateTime, Hidden, PostForm, layout, load, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The text, and the form that signs it.
#[component]
pub fn ConductPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.judges.conduct(slug?).await?;
        let l = services.page.locale;
        let competition = desk.competition.clone();
        let slug = competition.slug.clone();
        let zone = competition.time_zone.clone();
        let version = desk.conduct.version;
        let signed = desk.signed.filter(|signed| signed.version == version);
        let answer = match signed {
            Some(signed) => view! {
                <p class="notice notice-success">
                    {td_string!(l, judges.signed_at)} " " <DateTime at=signed.at zone=zone/>
                </p>
            }
            .into_any(),
            None => view! {
                <PostForm action=SignConduct::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="version" value=version.to_string()/>
                    <CheckField name="agreed" label=td_string!(l, judges.agree)/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, judges.sign)}</button></div>
                </PostForm>
            }
            .into_any(),
        };
        Ok(layout::narrow(
            td_string!(l, judges.conduct),
            judge_crumbs(l, &competition),
            view! {
                <p class="lead">{td_string!(l, judges.conduct_lead)}</p>
                <h2>{td_string!(l, judges.version)} " " {version}</h2>
                <div class="card prose" dir="auto">{prose(&desk.conduct.text)}</div>
                {answer}
            },
        ))
    })
}
