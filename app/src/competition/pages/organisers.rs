//! Those who run a competition: who they are, what each may do, and who is invited.

use super::{OrganiseTab, organise_tabs, organiser_crumbs};
use crate::{
    accounts::model::Rights,
    competition::{
        api::{HandOver, InviteOrganiser, LeaveOrganisers, RemoveOrganiser, RenewOrganiser, SetRights, StopOrganiser},
        model::{OpenInvitation, Organiser, Organisers},
        rights_text::{rights_name, rights_what},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{Badge, DateTime, Hidden, Options, PostForm, SelectField, TextField, Tone, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The list, for all organisers; what changes it, for owners.
#[component]
pub fn OrganisersPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let view = services.organisers.organisers(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = view.competition.slug.clone();
        let cards: Vec<_> = view.organisers.iter().map(|organiser| card(&page, &view, organiser)).collect();
        let invite = page.may(Rights::Owner).then(|| invite_form(l, &slug));
        Ok(layout::wide(
            td_string!(l, organisers.title),
            organiser_crumbs(l, &view.competition),
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Organisers)}
                {rights_list(l)}
                <section class="section" aria-labelledby="organisers">
                    <div class="section-heading">
                        <h2 id="organisers">{td_string!(l, organisers.people)}</h2>
                        <p class="small muted">{td_string!(l, organisers.hosts)}</p>
                    </div>
                    <ul class="plain stack">{cards}</ul>
                </section>
                {invitations(&page, &view)}
                {invite}
            },
        ))
    })
}

/// What each may do.
fn rights_list(l: Locale) -> AnyView {
    let items: Vec<_> = Rights::ALL
        .into_iter()
        .rev()
        .map(|rights| view! { <div><dt>{rights_name(l, rights)}</dt><dd>{rights_what(l, rights)}</dd></div> })
        .collect();
    view! {
        <details class="disclosure">
            <summary>{td_string!(l, organisers.who_may)}</summary>
            <dl class="facts facts-wide">{items}</dl>
        </details>
    }
    .into_any()
}

fn options(l: Locale) -> Options {
    Rights::ALL.into_iter().map(|rights| (rights.as_str().to_owned(), rights_name(l, rights).to_owned())).collect()
}

fn address(email: &str) -> Option<AnyView> {
    let email = email.to_owned();
    (!email.is_empty()).then(|| view! { " " <bdi class="small muted" dir="ltr">{email}</bdi> }.into_any())
}

fn card(page: &Page, view: &Organisers, organiser: &Organiser) -> AnyView {
    let l = page.locale;
    let own = view.reader == Some(organiser.account);
    let you = own.then(|| view! { " " <Badge tone=Tone::Information text=td_string!(l, organisers.you)/> });
    let zone = view.competition.time_zone.clone();
    let conflicts = own.then(|| {
        let href = page.link(&format!("/c/{}/organise/conflicts/own", view.competition.slug));
        view! { <p class="small"><a href=href>{td_string!(l, own_conflicts.title)}</a></p> }
    });
    let change = if view.is_last_owner(organiser) {
        page.may(Rights::Owner)
            .then(|| view! { <p class="small muted">{td_string!(l, organisers.last_owner)}</p> }.into_any())
    } else if page.may(Rights::Owner) {
        Some(changes(page, view, organiser, own))
    } else {
        own.then(|| leave(l, &view.competition.slug))
    };
    view! {
        <li class="card stack">
            <p class="cluster-spread">
                <span><strong><bdi>{organiser.name.clone()}</bdi></strong>{address(&organiser.email)}{you}</span>
                <Badge tone=Tone::Neutral text=rights_name(l, organiser.rights)/>
            </p>
            <p class="small muted">{td_string!(l, organisers.since)} " " <DateTime at=organiser.since zone=zone/></p>
            {conflicts}
            {change}
        </li>
    }
    .into_any()
}

fn changes(page: &Page, view: &Organisers, organiser: &Organiser, own: bool) -> AnyView {
    let l = page.locale;
    let (slug, account, name) = (view.competition.slug.clone(), organiser.account.to_string(), organiser.name.clone());
    let owner_already = organiser.rights == Rights::Owner;
    let hand = (!own && !owner_already).then(|| {
        confirmed(
            (td_string!(l, organisers.hand_over), td_string!(l, organisers.hand_over_what)),
            HandOver::url(),
            (&slug, &account, &name),
        )
    });
    let go = if own {
        leave(l, &slug)
    } else {
        confirmed(
            (td_string!(l, organisers.remove), td_string!(l, organisers.remove_what)),
            RemoveOrganiser::url(),
            (&slug, &account, &name),
        )
    };
    let title = td_string!(l, organisers.rights_of, name = name).to_string();
    let others: Vec<_> = Rights::ALL
        .into_iter()
        .filter(|rights| *rights != organiser.rights)
        .map(|rights| {
            view! { <button class="button button-small" name="rights" value=rights.as_str()>{rights_name(l, rights)}</button> }
        })
        .collect();
    view! {
        <PostForm action=SetRights::url() class="inline-form" needs=Rights::Owner only_if=("account", account.clone())>
            <Hidden name="slug" value=slug/>
            <Hidden name="account" value=account/>
            <fieldset class="field-group">
                <legend class="small muted">{title}</legend>
                <div class="button-row">{others}</div>
            </fieldset>
        </PostForm>
        <div class="button-row">{hand}{go}</div>
    }
    .into_any()
}

/// Something about one organiser that is said again before it is done.
fn confirmed(
    (text, what): (&'static str, &'static str),
    action: &'static str,
    (slug, account, name): (&str, &str, &str),
) -> AnyView {
    let (slug, account, name) = (slug.to_owned(), account.to_owned(), name.to_owned());
    view! {
        <details class="confirm">
            <summary class="button button-small button-quiet">{text} <span class="visually-hidden"><bdi>{name.clone()}</bdi></span></summary>
            <div class="confirm-panel">
                <p>{what}</p>
                <PostForm action=action class="inline-form" needs=Rights::Owner only_if=("account", account.clone())>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="account" value=account/>
                    <button class="button button-danger">{text} ": " <bdi>{name}</bdi></button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn leave(l: Locale, slug: &str) -> AnyView {
    let slug = slug.to_owned();
    view! {
        <details class="confirm">
            <summary class="button button-small button-quiet">{td_string!(l, organisers.leave)}</summary>
            <div class="confirm-panel">
                <p>{td_string!(l, organisers.leave_what)}</p>
                <PostForm action=LeaveOrganisers::url() class="inline-form" needs=Rights::Observer>
                    <Hidden name="slug" value=slug/>
                    <button class="button button-danger">{td_string!(l, organisers.leave)}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn invitations(page: &Page, view: &Organisers) -> Option<AnyView> {
    let l = page.locale;
    let cards: Vec<_> = view.invitations.iter().map(|invitation| invitation_card(page, view, invitation)).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="invitations">
                <h2 id="invitations">{td_string!(l, organisers.invitations)}</h2>
                <ul class="plain stack">{cards}</ul>
            </section>
        }
        .into_any()
    })
}

fn invitation_card(page: &Page, view: &Organisers, invitation: &OpenInvitation) -> AnyView {
    let l = page.locale;
    let (slug, id) = (view.competition.slug.clone(), invitation.id.to_string());
    let owner = page.may(Rights::Owner);
    let link = owner.then(|| match &invitation.token {
        Some(token) => {
            let address = format!("{}{}", view.origin, page.link(&format!("/organisers/{token}")));
            view! { <code class="code-box" dir="ltr">{address}</code> }.into_any()
        }
        None => view! { <p class="field-error">{td_string!(l, organisers.link_over)}</p> }.into_any(),
    });
    let button = |action: &'static str, text: &'static str| {
        let (slug, id, name) = (slug.clone(), id.clone(), invitation.name.clone());
        view! {
            <PostForm action=action class="inline-form" needs=Rights::Owner only_if=("invitation", id.clone())>
                <Hidden name="slug" value=slug/>
                <Hidden name="invitation" value=id/>
                <button class="button button-small">{text} <span class="visually-hidden"><bdi>{name}</bdi></span></button>
            </PostForm>
        }
    };
    let buttons = owner.then(|| {
        view! {
            <div class="button-row">
                {button(RenewOrganiser::url(), td_string!(l, organisers.new_link))}
                {button(StopOrganiser::url(), td_string!(l, organisers.withdraw))}
            </div>
        }
    });
    view! {
        <li class="card stack">
            <p class="cluster-spread">
                <span><strong><bdi>{invitation.name.clone()}</bdi></strong>{address(&invitation.email)}</span>
                <Badge tone=Tone::Neutral text=rights_name(l, invitation.rights)/>
            </p>
            {link}
            {buttons}
        </li>
    }
    .into_any()
}

fn invite_form(l: Locale, slug: &str) -> AnyView {
    let slug = slug.to_owned();
    view! {
        <section class="section" aria-labelledby="invite">
            <h2 id="invite">{td_string!(l, organisers.invite_title)}</h2>
            <PostForm action=InviteOrganiser::url() class="card form" needs=Rights::Owner>
                <Hidden name="slug" value=slug/>
                <div class="field-pair">
                    <TextField name="name" label=td_string!(l, organisers.name)/>
                    <TextField name="email" label=td_string!(l, organisers.email) hint=td_string!(l, organisers.email_hint) kind="email" dir="ltr"/>
                </div>
                <SelectField name="rights" label=td_string!(l, organisers.rights) options=options(l) value=Rights::Observer.as_str()/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, organisers.invite)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}
