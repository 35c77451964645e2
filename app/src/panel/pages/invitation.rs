//! What somebody who was invited sees: what it takes, what is asked, and the answer.

use crate::{
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    panel::{
        api::{AcceptInvitation, DeclineInvitation},
        model::{InvitationStanding, InvitationView},
        rules::half_hours,
    },
    services::{Page, services},
    time::Moment,
    ui::{
        AreaField, DateTime, Hidden, PageBody, PostForm, TextField, error_text, form::FormState, layout, load, param,
        prose,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// An invitation to a panel, for whoever holds its link.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let services = services();
    let token = param::<String>("token");
    load(async move {
        let token = token?;
        let invitation = services.panel.invitation(token.clone()).await?;
        let page = services.page;
        let l = page.locale;
        if invitation.standing == InvitationStanding::Expired {
            page.reply.status(AppError::from(Refusal::LinkExpired).status());
            return Ok(expired(&page, &invitation));
        }
        let declined = invitation.standing == InvitationStanding::Declined;
        let thanks = declined.then(|| {
            view! {
                <div class="notice"><p class="notice-title">{td_string!(l, judges.declined_title)}</p><p>{td_string!(l, judges.declined)}</p></div>
            }
        });
        let ends = invitation.expires_at.map(|at| {
            view! { <p class="small muted">{td_string!(l, judges.ends)} " " <DateTime at=at zone=invitation.time_zone.clone()/></p> }
        });
        let decline = (!declined).then(|| decline_form(&page, token.clone()));
        let reserve = invitation.reserve.then(|| view! { <p class="notice">{td_string!(l, judges.reserve_what)}</p> });
        let answer = if invitation.signed_in {
            accept_form(l, token.clone(), &invitation).into_any()
        } else {
            sign_in(&page, &token).into_any()
        };
        Ok(layout::narrow(
            td_string!(l, panel.invitation_title),
            Vec::new(),
            view! {
                {thanks}
                <div class="stack">
                    <p class="lead">{td_string!(l, panel.invitation_lead)}</p>
                    <p class="muted">{td_string!(l, panel.invitation_for)} " " <bdi>{invitation.name.clone()}</bdi></p>
                    {ends}
                </div>
                {reserve}
                {workload(l, &invitation)}
                <section class="section" aria-labelledby="asked">
                    <h2 id="asked">{td_string!(l, panel.invitation_asked)}</h2>
                    <div class="prose"><ol>
                        <li>{td_string!(l, panel.asked_conflicts)}</li>
                        <li>{td_string!(l, panel.asked_rubric)}</li>
                        <li>{td_string!(l, panel.asked_fair)}</li>
                        <li>{td_string!(l, panel.asked_confidential)}</li>
                    </ol></div>
                </section>
                {answer}
                {decline}
            },
        ))
    })
}

/// A link that is too old: says so, and whom to ask.
fn expired(page: &Page, invitation: &InvitationView) -> PageBody {
    let l = page.locale;
    let by = (!invitation.invited_by.is_empty())
        .then(|| view! { <p>{td_string!(l, judges.expired_ask)} " " <bdi>{invitation.invited_by.clone()}</bdi></p> });
    let ended = invitation.expires_at.map(|at| {
        view! { <p>{td_string!(l, judges.expired_at)} " " <DateTime at=at zone=invitation.time_zone.clone()/></p> }
    });
    let ask = page.link(&format!("/c/{}/questions", invitation.slug));
    let ask =
        invitation.public.then(|| view! { <p><a class="button" href=ask>{td_string!(l, call.questions)}</a></p> });
    layout::narrow(
        td_string!(l, judges.expired_title),
        Vec::new(),
        view! {
            <p class="lead"><bdi>{invitation.competition.clone()}</bdi></p>
            {ended}
            <p>{td_string!(l, judges.expired)}</p>
            {by}
            {ask}
        },
    )
}

/// `3.5`, of half hours.
fn hours(halves: u32) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

fn workload(l: Locale, invitation: &InvitationView) -> impl IntoView + use<> {
    let zone = invitation.time_zone.clone();
    let date = |at: Option<Moment>| match at {
        Some(at) => view! { <DateTime at=at zone=zone.clone()/> }.into_any(),
        None => td_string!(l, panel.not_set).into_any(),
    };
    let entries = if invitation.entries > 0 {
        invitation.entries.to_string()
    } else {
        td_string!(l, panel.invitation_entries_unknown).to_owned()
    };
    let load = invitation.expected_load.map(|load| {
        let hours = hours(half_hours(load, invitation.minutes_per_entry));
        view! {
            <div><dt>{td_string!(l, panel.invitation_load)}</dt><dd>{load}</dd></div>
            <div><dt>{td_string!(l, judges.in_all)}</dt><dd>{td_string!(l, judges.hours, hours = hours).to_string()}</dd></div>
        }
    });
    view! {
        <section class="card" aria-labelledby="workload">
            <h2 id="workload">{td_string!(l, panel.invitation_workload)}</h2>
            <dl class="facts facts-wide">
                <div><dt>{td_string!(l, panel.invitation_competition)}</dt><dd>
                    <strong><bdi>{invitation.competition.clone()}</bdi></strong>
                    <p class="small muted"><bdi>{invitation.theme.clone()}</bdi></p>
                </dd></div>
                <div><dt>{td_string!(l, panel.invitation_entries)}</dt><dd>{entries}</dd></div>
                <div><dt>{td_string!(l, panel.invitation_reviews)}</dt><dd>{invitation.reviews_per_entry}</dd></div>
                <div><dt>{td_string!(l, judges.time_per_entry)}</dt><dd>{td_string!(l, judges.minutes_each, count = invitation.minutes_per_entry).to_string()}</dd></div>
                {load}
                <div><dt>{td_string!(l, judges.judging_from)}</dt><dd>{date(invitation.judging_opens_at)}</dd></div>
                <div><dt>{td_string!(l, panel.invitation_until)}</dt><dd>{date(invitation.judging_closes_at)}</dd></div>
                <div><dt>{td_string!(l, panel.invitation_results)}</dt><dd>{date(invitation.results_at)}</dd></div>
            </dl>
        </section>
    }
}

fn accept_form(l: Locale, token: String, invitation: &InvitationView) -> impl IntoView + use<> {
    let languages = invitation.languages.join(", ");
    let conduct = invitation.conduct.clone();
    let most = invitation.max_load.map(|most| most.to_string()).unwrap_or_default();
    view! {
        <section class="section" aria-labelledby="accept">
            <h2 id="accept">{td_string!(l, panel.accept_title)}</h2>
            <PostForm action=AcceptInvitation::url() class="card form">
                <Hidden name="token" value=token/>
                <TextField name="languages" label=td_string!(l, panel.languages) hint=td_string!(l, panel.own_languages_hint)
                    value=languages dir="ltr" size="input-medium"/>
                <TextField name="max_load" label=td_string!(l, panel.max_load) hint=td_string!(l, panel.own_max_load_hint)
                    value=most required=false dir="ltr" size="input-short" inputmode="numeric"/>
                <div class="prose" dir="auto">{prose(&conduct.text)}</div>
                <TickOne version=conduct.version/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, panel.accept)}</button></div>
            </PostForm>
        </section>
    }
}

/// Signs the version that is shown.
#[component]
fn TickOne(
    /// The version.
    version: i64,
) -> impl IntoView {
    let state = FormState::here();
    let l = services().page.locale;
    state.name_field("conduct", td_string!(l, judges.agree));
    let error = state.error("conduct").map(|error| error_text::problem_text(l, &error.problem));
    let described = error.is_some().then_some("conduct-error");
    view! {
        <div class="field">
            <label class="choice">
                <input type="checkbox" id="conduct" name="conduct" value=version.to_string() aria-invalid=described.map(|_| "true") aria-describedby=described/>
                <span>{td_string!(l, judges.agree)}</span>
            </label>
            {error.map(|text| view! { <p class="field-error" id="conduct-error">{text}</p> })}
        </div>
    }
}

fn sign_in(page: &Page, token: &str) -> impl IntoView + use<> {
    let l = page.locale;
    let path = format!("/invitations/{token}");
    let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    view! {
        <section class="card" aria-labelledby="accept">
            <h2 id="accept">{td_string!(l, panel.accept_title)}</h2>
            <p>{td_string!(l, panel.accept_sign_in)}</p>
            <div class="button-row">
                <a class="button button-primary" href=page.link(&format!("/sign-up?next={next}"))>{td_string!(l, accounts.sign_up)}</a>
                <a class="button" href=page.link(&format!("/sign-in?next={next}"))>{td_string!(l, accounts.sign_in)}</a>
            </div>
        </section>
    }
}

fn decline_form(page: &Page, token: String) -> impl IntoView + use<> {
    let l = page.locale;
    let open = page.came_back(DeclineInvitation::url(), &[]);
    view! {
        <details class="confirm" open=open>
            <summary class="button button-quiet">{td_string!(l, panel.decline)}</summary>
            <div class="confirm-panel">
                <p>{td_string!(l, panel.decline_what)}</p>
                <PostForm action=DeclineInvitation::url()>
                    <Hidden name="token" value=token/>
                    <AreaField name="reason" label=td_string!(l, panel.decline_reason) required=false rows=2/>
                    <div class="button-row"><button class="button button-danger">{td_string!(l, panel.decline_send)}</button></div>
                </PostForm>
            </div>
        </details>
    }
}
