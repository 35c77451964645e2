//! Links that a team sends to people: to guardians, to its own members, to whoever shall write with it.

use super::words;
use crate::{
    competition::model::CompetitionState,
    entries::{
        api::{AskConsent, Invite, StopInvitation},
        model::{Member, PublicationConsent},
        views::{Desk, lacks_consent},
    },
    i18n::td_string,
    services::Page,
    ui::{Hidden, PostForm, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A link for each guardian who has not agreed yet.
pub(super) fn consent_links(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let waiting: Vec<_> = desk
        .entry
        .team
        .members
        .iter()
        .filter(|member| {
            let first = lacks_consent(member) && desk.may_ask_consent;
            let second = member.publication == Some(PublicationConsent::Pending);
            first || (second && desk.competition.state != CompetitionState::Published)
        })
        .map(|member| consent_link(page, desk, member))
        .collect();
    (!waiting.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="guardians">
                <h2 id="guardians">{td_string!(l, entries.consent_links)}</h2>
                <p>{td_string!(l, entries.consent_link_note)}</p>
                <ul class="plain stack">{waiting}</ul>
            </section>
        }
        .into_any()
    })
}

fn consent_link(page: &Page, desk: &Desk, member: &Member) -> AnyView {
    let l = page.locale;
    let guardian = desk.guardians.iter().find(|(id, _)| *id == member.id).map(|(_, name)| name.clone());
    let who = td_string!(
        l,
        entries.consent_link_for,
        guardian = guardian.unwrap_or_default(),
        member = member.public_name.clone()
    )
    .to_string();
    let link = desk.consent_links.iter().find(|(id, _)| *id == member.id).map(|(_, token)| {
        let address = format!("{}{}", desk.origin, page.link(&format!("/consent/{token}")));
        view! { <code class="code-box" dir="ltr">{address}</code> }.into_any()
    });
    let link =
        link.unwrap_or_else(|| view! { <p class="muted">{td_string!(l, entries.consent_link_over)}</p> }.into_any());
    let (entry, id) = (desk.entry.id.to_string(), member.id.to_string());
    let asked = (member.publication == Some(PublicationConsent::Pending))
        .then(|| view! { <p>{td_string!(l, entries.publication_pending)}</p> });
    let renew = (lacks_consent(member) && desk.may_ask_consent).then(|| {
        let field = format!("email-{id}");
        view! {
                <PostForm action=AskConsent::url() class="inline-form" only_if=("member", id.clone())>
                    <Hidden name="entry" value=entry/>
                    <Hidden name="member" value=id/>
                    <label class="visually-hidden" for=field.clone()>{td_string!(l, messages.guardian_email)}</label>
                    <input class="input input-medium" id=field type="email" name="email" dir="ltr"/>
                    <button class="button button-small">{td_string!(l, entries.new_consent_link)}</button>
                </PostForm>
        }
    });
    view! {
        <li class="card stack">
            <p><strong>{who}</strong></p>
            {asked}
            {link}
            {renew}
        </li>
    }
    .into_any()
}

/// The link by which anybody who has it may join.
pub(super) fn invitation(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let entry = desk.entry.id.to_string();
    let address =
        desk.invitation.as_ref().map(|token| format!("{}{}", desk.origin, page.link(&format!("/join/{token}"))));
    let word = match address {
        Some(_) => td_string!(l, entries.another_invitation),
        None => td_string!(l, entries.make_invitation),
    };
    let stop = address.is_some().then(|| {
        let entry = entry.clone();
        view! {
            <PostForm action=StopInvitation::url() class="inline-form">
                <Hidden name="entry" value=entry/>
                <button class="button button-small button-quiet">{td_string!(l, entries.stop_invitation)}</button>
            </PostForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="invitation">
            <h2 id="invitation">{td_string!(l, entries.invitation)}</h2>
            <p>{td_string!(l, entries.invitation_note)}</p>
            {address.map(|address| view! { <code class="code-box" dir="ltr">{address}</code> })}
            <div class="button-row">
                <PostForm action=Invite::url() class="form">
                    <Hidden name="entry" value=entry/>
                    <TextField name="email" label=td_string!(l, messages.optional_email) hint=td_string!(l, messages.invitation_email_hint)
                        kind="email" required=false dir="ltr" size="input-medium"/>
                    <button class="button button-small">{word}</button>
                </PostForm>
                {stop}
            </div>
        </section>
    }
    .into_any()
}

/// A link for each member who was asked to take over what was written of them.
pub(super) fn personal_links(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let links: Vec<_> = desk
        .personal_links
        .iter()
        .filter_map(|(id, token)| {
            let member = desk.entry.team.members.iter().find(|member| member.id == *id)?;
            let address = format!("{}{}", desk.origin, page.link(&format!("/join/{token}")));
            Some(view! {
                <li class="card stack">
                    <p><strong><bdi>{words::member_name(l, member)}</bdi></strong></p>
                    <code class="code-box" dir="ltr">{address}</code>
                </li>
            })
        })
        .collect();
    (!links.is_empty() && desk.may_write.is_ok()).then(|| {
        view! {
            <section class="section" aria-labelledby="personal">
                <h2 id="personal">{td_string!(l, entries.personal_links)}</h2>
                <p>{td_string!(l, entries.personal_link_note)}</p>
                <ul class="plain stack">{links}</ul>
            </section>
        }
        .into_any()
    })
}
