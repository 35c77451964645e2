//! Where a guardian answers, without an account, and comes back to: what was agreed to, and the way to take it back.

use super::words;
use crate::{
    entries::{
        api::{AnswerConsent, AnswerPublication},
        model::{ConsentState, PublicationConsent},
        views::ConsentRequest,
    },
    i18n::{Locale, td_string},
    services::services,
    ui::{CheckField, ChoiceField, Hidden, Options, PostForm, TextField, layout, load, moment_text, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What was answered, what is agreed to, then the answer.
#[component]
pub fn ConsentPage() -> impl IntoView {
    let services = services();
    let token = param::<String>("token");
    load(async move {
        let token = token?;
        let request = services.entries.consent_request(token.clone()).await?;
        let l = services.page.locale;
        let answer = request.open.then(|| answer_form(l, &token, &request));
        let publication = publication(l, &token, &request);
        Ok(layout::narrow(
            td_string!(l, entries.consent_title),
            Vec::new(),
            view! { {standing(l, &request)} {publication} {agreed(l, request)} {answer} },
        ))
    })
}

/// What the guardian said last, and until when it can be changed.
fn standing(l: Locale, request: &ConsentRequest) -> AnyView {
    let (class, title) = match request.state {
        ConsentState::Pending => return ().into_any(),
        ConsentState::Given => ("notice notice-success", td_string!(l, entries.consent_stands_given)),
        ConsentState::Refused => ("notice notice-warning", td_string!(l, entries.consent_stands_refused)),
        ConsentState::Withdrawn => ("notice notice-warning", td_string!(l, entries.consent_stands_withdrawn)),
    };
    let when = request.answered.map(|(at, version)| {
        let when = moment_text(l, at, &request.competition.time_zone);
        match version {
            Some(version) => td_string!(l, entries.consent_when, when = when, version = version).to_string(),
            None => when,
        }
    });
    let until =
        if request.open { td_string!(l, entries.consent_change) } else { td_string!(l, entries.consent_closed) };
    view! { <div class=class><p class="notice-title">{title}</p><p>{when}</p><p>{until}</p></div> }.into_any()
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
    let points = words::consent_points(l, &request.member);
    let points: Vec<_> = points.into_iter().map(|point| view! { <li>{point}</li> }).collect();
    let works: Vec<_> = request.titles.into_iter().map(|title| view! { <dd><bdi>{title}</bdi></dd> }).collect();
    let works = (!works.is_empty())
        .then(|| view! { <dl class="facts"><div><dt>{td_string!(l, entries.consent_works)}</dt>{works}</div></dl> });
    let rules = request.rules.map(|rules| {
        let summary = td_string!(l, entries.consent_rules, version = rules.version).to_string();
        let alone = format!("/{l}{}", super::accepted_rules_path(&request.competition.slug, rules.version));
        view! {
            <details class="disclosure" open><summary>{summary}</summary>{prose(&rules.text)}</details>
            <p class="small"><a href=alone>{td_string!(l, call.rules_accepted)}</a></p>
        }
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

/// The answers that fit what was said before.
fn answer_form(l: Locale, token: &str, request: &ConsentRequest) -> AnyView {
    let option = |state: ConsentState, text: &str| (state.as_str().to_owned(), text.to_owned());
    let given = request.state == ConsentState::Given;
    let asked: AnyView = if given {
        // There is one thing to say.
        view! {
            <h2 id="answer-again">{td_string!(l, entries.consent_take_back)}</h2>
            <p>{td_string!(l, entries.consent_take_back_what)}</p>
            <Hidden name="answer" value=ConsentState::Withdrawn.as_str()/>
        }
        .into_any()
    } else {
        let no = if request.state == ConsentState::Withdrawn { ConsentState::Withdrawn } else { ConsentState::Refused };
        let answers: Options = vec![
            option(ConsentState::Given, td_string!(l, entries.consent_yes)),
            option(no, td_string!(l, entries.consent_no)),
        ];
        view! { <ChoiceField name="answer" label=td_string!(l, entries.consent_answer) options=answers/> }.into_any()
    };
    let (class, send) = if given {
        ("button button-danger", td_string!(l, entries.consent_take_back))
    } else {
        ("button button-primary", td_string!(l, entries.consent_send))
    };
    let remove = td_string!(l, entries.consent_remove, member = request.member.clone()).to_string();
    let later = (request.state == ConsentState::Pending)
        .then(|| view! { <p class="small muted">{td_string!(l, entries.consent_change)}</p> });
    let (guardian, token) = (request.guardian.clone(), token.to_owned());
    view! {
        <PostForm action=AnswerConsent::url() class="card form" only_if=("token", token.clone())>
            <Hidden name="token" value=token/>
            {asked}
            <TextField name="name" label=td_string!(l, entries.consent_name) hint=td_string!(l, entries.consent_name_hint)
                value=guardian autocomplete="name"/>
            <CheckField name="remove" label=remove/>
            <p class="small muted">{td_string!(l, entries.consent_remove_what)}</p>
            {later}
            <div class="form-actions"><button class=class>{send}</button></div>
        </PostForm>
    }
    .into_any()
}

/// The second question, once it is asked: about what is published.
fn publication(l: Locale, token: &str, request: &ConsentRequest) -> Option<AnyView> {
    let (said, at) = request.publication?;
    let answers: Options = vec![
        (PublicationConsent::Given.as_str().to_owned(), td_string!(l, entries.publication_yes).to_owned()),
        (PublicationConsent::Refused.as_str().to_owned(), td_string!(l, entries.publication_no).to_owned()),
    ];
    let answered = match said {
        PublicationConsent::Pending => None,
        PublicationConsent::Given => Some(td_string!(l, entries.publication_stands_given)),
        PublicationConsent::Refused => Some(td_string!(l, entries.publication_stands_refused)),
    };
    let answered = answered.map(|text| {
        let when = at.map(|at| moment_text(l, at, &request.competition.time_zone));
        view! { <div class="notice"><p class="notice-title">{text}</p><p>{when}</p></div> }
    });
    let chosen = if said == PublicationConsent::Pending { "" } else { said.as_str() };
    let what = td_string!(
        l,
        entries.publication_what,
        team = request.team.clone(),
        competition = request.competition.name.clone()
    )
    .to_string();
    let token = token.to_owned();
    let form = request.open.then(|| {
        view! {
            <PostForm action=AnswerPublication::url() class="form" only_if=("token", token.clone())>
                <Hidden name="token" value=token/>
                <ChoiceField name="publication" label=td_string!(l, entries.publication_question) options=answers value=chosen/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.consent_send)}</button></div>
            </PostForm>
        }
    });
    Some(
        view! {
            <section class="card stack" aria-labelledby="publication-title">
                <h2 id="publication-title">{td_string!(l, entries.publication_title)}</h2>
                <p>{what}</p>
                {answered}
                {form}
            </section>
        }
        .into_any(),
    )
}
