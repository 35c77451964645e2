//! Who speaks for a team, and how one leaves it.

use super::words;
use crate::{
    entries::{
        api::{Leave, SetContacts},
        views::Desk,
    },
    i18n::td_string,
    services::Page,
    ui::{Hidden, Options, PostForm, SelectField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// For the contact: handing over, and naming the second one. Others see who it is in the list of members.
pub(super) fn contacts(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let team = &desk.entry.team;
    if desk.own.is_none() || desk.own != team.contact {
        return None;
    }
    let named: Options = team
        .members
        .iter()
        .filter(|member| member.has_account)
        .map(|member| (member.id.to_string(), words::member_name(l, member)))
        .collect();
    if named.len() < 2 {
        return Some(
            view! {
                <section class="section" aria-labelledby="contacts">
                    <h2 id="contacts">{td_string!(l, entries.contacts)}</h2>
                    <p>{td_string!(l, entries.contacts_note)}</p>
                    <p class="muted">{td_string!(l, entries.contacts_alone)}</p>
                </section>
            }
            .into_any(),
        );
    }
    let mut seconds = named.clone();
    seconds.insert(0, (String::new(), td_string!(l, entries.no_second_contact).to_owned()));
    let (contact, chosen) = (team.contact.map(|id| id.to_string()), team.second_contact.map(|id| id.to_string()));
    let entry = desk.entry.id.to_string();
    Some(
        view! {
            <section class="section" aria-labelledby="contacts">
                <h2 id="contacts">{td_string!(l, entries.contacts)}</h2>
                <p>{td_string!(l, entries.contacts_note)}</p>
                <PostForm action=SetContacts::url() class="card form" only_if=("entry", entry.clone())>
                    <Hidden name="entry" value=entry/>
                    <SelectField name="contact" label=td_string!(l, entries.contact) options=named value=contact.unwrap_or_default()/>
                    <SelectField name="second" label=td_string!(l, entries.second_contact) hint=td_string!(l, entries.second_contact_hint)
                        options=seconds value=chosen.unwrap_or_default()/>
                    <div class="form-actions"><button class="button">{td_string!(l, common.save)}</button></div>
                </PostForm>
            </section>
        }
        .into_any(),
    )
}

/// Leaving, at any time.
pub(super) fn leave(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    desk.own?;
    let entry = desk.entry.id.to_string();
    Some(
        view! {
            <section class="section" aria-labelledby="leave-title">
                <h2 id="leave-title">{td_string!(l, entries.leave)}</h2>
                <details class="confirm">
                    <summary class="button button-danger">{td_string!(l, entries.leave)}</summary>
                    <div class="confirm-panel">
                        <p>{td_string!(l, entries.leave_what)}</p>
                        <PostForm action=Leave::url() class="inline-form" only_if=("entry", entry.clone())>
                            <Hidden name="entry" value=entry/>
                            <button class="button button-danger button-primary">{td_string!(l, entries.leave)}</button>
                        </PostForm>
                    </div>
                </details>
            </section>
        }
        .into_any(),
    )
}
