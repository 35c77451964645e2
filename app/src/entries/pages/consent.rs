//! Where a guardian answers, without an account.

use crate::{
    entries::{api::AnswerConsent, model::ConsentState, views::ConsentRequest},
    i18n::{Locale, td_string},
    services::services,
    ui::{ChoiceField, Hidden, Options, PostForm, TextField, layout, load, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What is agreed to, then the answer.
#[component]
pub fn ConsentPage() -> impl IntoView {
    let services = services();
    let token = param::<String>("token");
    load(async move {
        let token = token?;
        let request = services.entries.consent_request(token.clone()).await?;
        let l = services.page.locale;
        let answers: Options = vec![
            (ConsentState::Given.as_str().to_owned(), td_string!(l, entries.consent_yes).to_owned()),
            (ConsentState::Refused.as_str().to_owned(), td_string!(l, entries.consent_no).to_owned()),
        ];
        let guardian = request.guardian.clone();
        Ok(layout::narrow(
            td_string!(l, entries.consent_title),
            Vec::new(),
            view! {
                {agreed(l, request)}
                <PostForm action=AnswerConsent::url() class="card form" only_if=("token", token.clone())>
                    <Hidden name="token" value=token/>
                    <ChoiceField name="answer" label=td_string!(l, entries.consent_answer) options=answers/>
                    <TextField name="name" label=td_string!(l, entries.consent_name) hint=td_string!(l, entries.consent_name_hint)
                        value=guardian autocomplete="name"/>
                    <p class="small muted">{td_string!(l, entries.consent_change)}</p>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.consent_send)}</button></div>
                </PostForm>
            },
        ))
    })
}

fn agreed(l: Locale, request: ConsentRequest) -> AnyView {
    let lead = td_string!(
        l,
        entries.consent_lead,
        member = request.member.clone(),
        competition = request.competition.name.clone(),
        team = request.team
    )
    .to_string();
    let points = [
        td_string!(l, entries.consent_point_rules).to_owned(),
        td_string!(l, entries.consent_point_name, name = request.member.clone()).to_string(),
        td_string!(l, entries.consent_point_judged).to_owned(),
        td_string!(l, entries.consent_point_no, member = request.member).to_string(),
    ];
    let points: Vec<_> = points.into_iter().map(|point| view! { <li>{point}</li> }).collect();
    let works: Vec<_> = request.titles.into_iter().map(|title| view! { <dd><bdi>{title}</bdi></dd> }).collect();
    let works = (!works.is_empty())
        .then(|| view! { <dl class="facts"><div><dt>{td_string!(l, entries.consent_works)}</dt>{works}</div></dl> });
    let rules = request.rules.map(|rules| {
        let summary = td_string!(l, entries.consent_rules, version = rules.version).to_string();
        view! { <details class="disclosure" open><summary>{summary}</summary>{prose(&rules.text)}</details> }
    });
    view! {
        <p class="lead">{lead}</p>
        {works}
        <section class="section" aria-labelledby="agreed">
            <h2 id="agreed">{td_string!(l, entries.consent_to_what)}</h2>
            <div class="prose"><ul>{points}</ul></div>
            {rules}
        </section>
    }
    .into_any()
}
