//! Where a one-time link leads: it sends its holder to the page of its purpose.

use crate::{
    accounts::{api::SetPassword, model::LinkPurpose},
    i18n::td_string,
    services::services,
    ui::{Hidden, PostForm, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Sets a password, or shows the way to what the link is for.
#[component]
pub fn LinkPage() -> impl IntoView {
    let services = services();
    let token = param::<String>("token");
    load(async move {
        let token = token?;
        let purpose = services.accounts.link_purpose(token.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let next = match purpose {
            LinkPurpose::Password => {
                return Ok(layout::narrow(
                    td_string!(l, accounts.set_password),
                    Vec::new(),
                    view! {
                        <PostForm action=SetPassword::url() class="card form">
                            <Hidden name="token" value=token/>
                            <TextField name="password" label=td_string!(l, accounts.new_password) hint=td_string!(l, accounts.password_hint)
                                kind="password" autocomplete="new-password" dir="ltr"/>
                            <div class="button-row"><button class="button button-primary">{td_string!(l, accounts.set_password)}</button></div>
                        </PostForm>
                    },
                ));
            }
            LinkPurpose::JudgeInvitation => format!("/invitations/{token}"),
            LinkPurpose::TeamInvitation | LinkPurpose::MemberInvitation => format!("/join/{token}"),
            LinkPurpose::OrganiserInvitation => format!("/organisers/{token}"),
            LinkPurpose::GuardianConsent => format!("/consent/{token}"),
        };
        Ok(layout::narrow(
            td_string!(l, accounts.link_title),
            Vec::new(),
            view! { <p><a class="button button-primary" href=page.link(&next)>{td_string!(l, accounts.link_go_on)}</a></p> },
        ))
    })
}
