//! What somebody who is invited to organise sees.

use crate::{
    competition::{
        api::JoinOrganisers,
        rights_text::{rights_name, rights_what},
    },
    i18n::td_string,
    services::{Page, services},
    ui::{Hidden, PostForm, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// An invitation, for whoever holds its link.
#[component]
pub fn OrganiserInvitationPage() -> impl IntoView {
    let services = services();
    let token = param::<String>("token");
    load(async move {
        let token = token?;
        let invitation = services.organisers.organiser_invitation(token.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let answer = if invitation.signed_in {
            view! {
                <PostForm action=JoinOrganisers::url() class="form">
                    <Hidden name="token" value=token/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, organisers.accept)}</button></div>
                </PostForm>
            }
            .into_any()
        } else {
            sign_in(&page, &token)
        };
        Ok(layout::narrow(
            td_string!(l, organisers.invitation_title),
            Vec::new(),
            view! {
                <div class="stack">
                    <p class="lead">{td_string!(l, organisers.invitation_lead)}</p>
                    <p class="muted">{td_string!(l, organisers.invitation_for)} " " <bdi>{invitation.name}</bdi></p>
                </div>
                <section class="card stack" aria-labelledby="what">
                    <h2 id="what"><bdi>{invitation.competition}</bdi></h2>
                    <p><bdi>{invitation.theme}</bdi></p>
                    <dl class="facts facts-wide">
                        <div><dt>{rights_name(l, invitation.rights)}</dt><dd>{rights_what(l, invitation.rights)}</dd></div>
                    </dl>
                    {answer}
                </section>
            },
        ))
    })
}

fn sign_in(page: &Page, token: &str) -> AnyView {
    let l = page.locale;
    let path = format!("/organisers/{token}");
    let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    view! {
        <p>{td_string!(l, organisers.accept_sign_in)}</p>
        <div class="button-row">
            <a class="button button-primary" href=page.link(&format!("/sign-up?next={next}"))>{td_string!(l, accounts.sign_up)}</a>
            <a class="button" href=page.link(&format!("/sign-in?next={next}"))>{td_string!(l, accounts.sign_in)}</a>
        </div>
    }
    .into_any()
}
