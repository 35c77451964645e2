//! Making an account.

use super::next_path;
use crate::{
    accounts::api::SignUp,
    i18n::td_string,
    services::services,
    ui::{Hidden, PostForm, TextField, layout},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks for a name, e-mail and password.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let page = services().page;
    let l = page.locale;
    layout::narrow(
        td_string!(l, accounts.sign_up),
        Vec::new(),
        view! {
            <PostForm action=SignUp::url() class="card form">
                <Hidden name="next" value=next_path()/>
                <TextField name="name" label=td_string!(l, accounts.name) hint=td_string!(l, accounts.name_hint) autocomplete="name"/>
                <TextField name="email" label=td_string!(l, accounts.email) kind="email" autocomplete="username" dir="ltr"/>
                <TextField name="password" label=td_string!(l, accounts.password) hint=td_string!(l, accounts.password_hint)
                    kind="password" autocomplete="new-password" dir="ltr"/>
                <div class="button-row"><button class="button button-primary">{td_string!(l, accounts.sign_up)}</button></div>
            </PostForm>
            <p>{td_string!(l, accounts.have_account)} " " <a href=page.link("/sign-in")>{td_string!(l, accounts.sign_in)}</a></p>
        },
    )
}
