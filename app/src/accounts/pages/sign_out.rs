//! Signing out of a device on which something was not sent.

use crate::{
    accounts::api::SignOut,
    i18n::td_string,
    services::services,
    ui::{Hidden, PostForm, layout},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Says what would be lost, and asks.
#[component]
pub fn SignOutPage() -> impl IntoView {
    let page = services().page;
    let l = page.locale;
    layout::narrow(
        td_string!(l, accounts.sign_out_unsent_title),
        Vec::new(),
        view! {
            <p>{td_string!(l, accounts.sign_out_unsent)}</p>
            <PostForm action=SignOut::url()>
                <Hidden name="anyway" value="on".to_owned()/>
                <div class="button-row">
                    <a class="button button-primary" href=page.link("/work")>{td_string!(l, accounts.sign_out_to_work)}</a>
                    <button class="button">{td_string!(l, accounts.sign_out_anyway)}</button>
                </div>
            </PostForm>
        },
    )
}
