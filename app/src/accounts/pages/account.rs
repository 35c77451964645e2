//! A person's own account: what it says, where it is open, taking everything along, and deleting it.

use crate::{
    accounts::{
        api::{ChangePassword, Delete, EndSessions, SaveProfile},
        model::OwnAccount,
    },
    i18n::{Locale, td_string},
    services::services,
    ui::{ChoiceField, DateTime, Options, PostForm, SelectField, TextField, layout, load},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Where dates of no competition are told.
const ZONE: &str = "UTC";

/// The account and what can be done with it, the gravest last.
#[component]
pub fn AccountPage() -> impl IntoView {
    let services = services();
    load(async move {
        let own = services.accounts.account().await?;
        let l = services.page.locale;
        Ok(layout::narrow(
            td_string!(l, accounts.own_title),
            Vec::new(),
            view! { {profile(l, &own)} {password(l)} {sessions(l, &own)} {data(l)} {delete(l, &own)} },
        ))
    })
}

fn profile(l: Locale, own: &OwnAccount) -> AnyView {
    let languages: Options =
        layout::LANGUAGES.into_iter().map(|(language, name)| (language.to_string(), name.to_owned())).collect();
    let OwnAccount { name, email, locale, .. } = own.clone();
    view! {
        <section class="section" aria-labelledby="profile">
            <h2 id="profile">{td_string!(l, accounts.profile)}</h2>
            <p>{td_string!(l, accounts.email)} ": " <bdi dir="ltr">{email}</bdi></p>
            <PostForm action=SaveProfile::url() class="card form">
                <TextField name="name" label=td_string!(l, accounts.name) hint=td_string!(l, accounts.name_hint) value=name
                    autocomplete="name"/>
                <SelectField name="locale" label=td_string!(l, accounts.language) hint=td_string!(l, accounts.language_hint)
                    options=languages value=locale/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn password(l: Locale) -> AnyView {
    view! {
        <section class="section" aria-labelledby="password-title">
            <h2 id="password-title">{td_string!(l, accounts.change_password)}</h2>
            <PostForm action=ChangePassword::url() class="card form">
                <TextField name="old_password" label=td_string!(l, accounts.old_password) kind="password" autocomplete="current-password" dir="ltr"/>
                <TextField name="new_password" label=td_string!(l, accounts.new_password) hint=td_string!(l, accounts.password_hint)
                    kind="password" autocomplete="new-password" dir="ltr"/>
                <p class="small muted">{td_string!(l, accounts.change_password_what)}</p>
                <div class="form-actions"><button class="button">{td_string!(l, accounts.change_password)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn sessions(l: Locale, own: &OwnAccount) -> AnyView {
    let rows: Vec<_> = own
        .sessions
        .iter()
        .map(|session| {
            let here = session.here.then(|| view! { <span class="muted">"(" {td_string!(l, accounts.session_here)} ")"</span> });
            view! {
                <li class="card stack-tight">
                    <p>{td_string!(l, accounts.session_begun)} " " <DateTime at=session.begun zone=ZONE/> " " {here}</p>
                    <p class="small muted">{td_string!(l, accounts.session_seen)} " " <DateTime at=session.seen zone=ZONE/></p>
                </li>
            }
        })
        .collect();
    let others = (own.sessions.len() > 1).then(|| {
        view! {
            <PostForm action=EndSessions::url() class="inline-form">
                <button class="button">{td_string!(l, accounts.end_sessions)}</button>
            </PostForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="sessions">
            <h2 id="sessions">{td_string!(l, accounts.sessions)}</h2>
            <ul class="plain stack">{rows}</ul>
            {others}
        </section>
    }
    .into_any()
}

fn data(l: Locale) -> AnyView {
    view! {
        <section class="section" aria-labelledby="data">
            <h2 id="data">{td_string!(l, accounts.data)}</h2>
            <p>{td_string!(l, accounts.data_what)}</p>
            <p><a class="button" href="/account/data.json" download="peaceapp-data.json">{td_string!(l, accounts.data_download)}</a></p>
        </section>
    }
    .into_any()
}

fn delete(l: Locale, own: &OwnAccount) -> AnyView {
    let effects = [
        td_string!(l, accounts.delete_sessions),
        td_string!(l, accounts.delete_drafts),
        td_string!(l, accounts.delete_entries),
        td_string!(l, accounts.delete_scores),
        td_string!(l, accounts.delete_log),
    ];
    let effects: Vec<_> = effects.into_iter().map(|effect| view! { <li>{effect}</li> }).collect();
    let form = if own.organises_alone.is_empty() { delete_form(l, own) } else { organises_alone(l, own) };
    view! {
        <section class="section" aria-labelledby="delete-title">
            <h2 id="delete-title">{td_string!(l, accounts.delete)}</h2>
            <div class="prose"><ul>{effects}</ul></div>
            {form}
        </section>
    }
    .into_any()
}

fn organises_alone(l: Locale, own: &OwnAccount) -> AnyView {
    let names: Vec<_> = own.organises_alone.iter().map(|name| view! { <li><bdi>{name.clone()}</bdi></li> }).collect();
    view! {
        <div class="notice notice-warning">
            <p class="notice-title">{td_string!(l, errors.last_organiser)}</p>
            <ul>{names}</ul>
        </div>
    }
    .into_any()
}

fn delete_form(l: Locale, own: &OwnAccount) -> AnyView {
    let names: Options = vec![
        ("keep".to_owned(), td_string!(l, accounts.public_name_keep).to_owned()),
        ("remove".to_owned(), td_string!(l, accounts.public_name_remove).to_owned()),
    ];
    let typed = td_string!(l, accounts.confirmation, email = own.email.clone()).to_string();
    view! {
        <PostForm action=Delete::url() class="card form">
            <ChoiceField name="public_name" label=td_string!(l, accounts.public_name) options=names/>
            <TextField name="confirmation" label=td_string!(l, accounts.confirmation_label) hint=typed dir="ltr" autocomplete="off"/>
            <TextField name="password" label=td_string!(l, accounts.password) kind="password" autocomplete="current-password" dir="ltr"/>
            <div class="form-actions"><button class="button button-danger button-primary">{td_string!(l, accounts.delete)}</button></div>
        </PostForm>
    }
    .into_any()
}
