//! Signing in.

use super::next_path;
use crate::{
    accounts::api::SignIn,
    i18n::td_string,
    services::services,
    ui::{Hidden, PostForm, TextField, layout},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks for e-mail and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let page = services().page;
    let l = page.locale;
    let next = next_path();
    let sign_up = if next.is_empty() { page.link("/sign-up") } else { page.link(&format!("/sign-up?next={next}")) };
    layout::narrow(
        td_string!(l, accounts.sign_in),
        Vec::new(),
        view! {
            <PostForm action=SignIn::url() class="card form">
                <Hidden name="next" value=next/>
                <TextField name="email" label=td_string!(l, accounts.email) kind="email" autocomplete="username" dir="ltr"/>
                <TextField name="password" label=td_string!(l, accounts.password) kind="password" autocomplete="current-password" dir="ltr"/>
                <div class="button-row"><button class="button button-primary">{td_string!(l, accounts.sign_in)}</button></div>
            </PostForm>
            <p>{td_string!(l, accounts.new_here)} " " <a href=sign_up>{td_string!(l, accounts.sign_up)}</a></p>
            <p class="small muted">{td_string!(l, accounts.forgot)}</p>
        },
    )
}
