//! Keys by which judges get into an entry: how many are left, which did not work, and a form for more.

use super::{competition_crumbs, entry_crumbs, words};
use crate::{
    entries::{
        api::{AddKeys, TakeKeysBack},
        rules::KEYS,
        views::KeyVault,
    },
    i18n::{Locale, td_string},
    services::services,
    ui::{AreaField, Crumb, Hidden, PostForm, error_text::refusal_text, layout, load, moment_text, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// For the team, and for organisers who check entries.
#[component]
pub fn KeysPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let vault = services.keys.vault(entry?).await?;
        let l = services.page.locale;
        let title = words::title(l, &vault.title);
        let crumbs = if vault.own {
            let mut crumbs = entry_crumbs(l, &vault.competition);
            crumbs.push(Crumb::new(title, format!("/entries/{}", vault.entry)));
            crumbs
        } else {
            let organise = format!("/c/{}/organise/entries", vault.competition.slug);
            let mut crumbs = competition_crumbs(&vault.competition);
            crumbs.push(Crumb::new(td_string!(l, entries.queue_title), organise.clone()));
            crumbs.push(Crumb::new(title, format!("{organise}/{}", vault.entry)));
            crumbs
        };
        Ok(layout::narrow(
            td_string!(l, keys.title),
            crumbs,
            view! {
                <p class="lead">{td_string!(l, keys.lead)}</p>
                {counts(l, &vault)}
                {form(l, &vault)}
                {broken(l, &vault)}
            },
        ))
    })
}

fn counts(l: Locale, vault: &KeyVault) -> impl IntoView + use<> {
    let (free, handed) = (vault.counts.free.to_string(), vault.counts.handed.to_string());
    let entry = vault.entry.to_string();
    let take_back = (vault.may_change.is_ok() && vault.counts.free > 0).then(|| {
        view! {
            <PostForm action=TakeKeysBack::url() class="inline-form">
                <Hidden name="entry" value=entry/>
                <button class="button button-small">{td_string!(l, keys.take_back)}</button>
            </PostForm>
        }
    });
    view! {
        <dl class="facts">
            <div><dt>{td_string!(l, keys.free)}</dt><dd><bdi>{free}</bdi></dd></div>
            <div><dt>{td_string!(l, keys.handed)}</dt><dd><bdi>{handed}</bdi></dd></div>
        </dl>
        {take_back}
    }
}

fn form(l: Locale, vault: &KeyVault) -> AnyView {
    if let Err(refusal) = &vault.may_change {
        return view! { <div class="notice"><p>{refusal_text(l, refusal)}</p></div> }.into_any();
    }
    let entry = vault.entry.to_string();
    view! {
        <PostForm action=AddKeys::url() only_if=("entry", entry.clone())>
            <Hidden name="entry" value=entry/>
            <AreaField name="keys" label=td_string!(l, keys.add_label) rows=5
                hint=td_string!(l, keys.add_hint, max = KEYS).to_string()/>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, keys.add)}</button></div>
        </PostForm>
    }
    .into_any()
}

fn broken(l: Locale, vault: &KeyVault) -> Option<AnyView> {
    let zone = &vault.competition.time_zone;
    let list: Vec<_> = vault
        .broken
        .iter()
        .map(|key| {
            let ending = (!key.ending.is_empty()).then(
                || view! { <h3>{td_string!(l, keys.ends_with)} " " <bdi dir="ltr">{key.ending.clone()}</bdi></h3> },
            );
            view! {
                <li class="card stack-tight">
                    {ending}
                    {prose(&key.words)}
                    <p class="small muted">{moment_text(l, key.at, zone)}</p>
                </li>
            }
        })
        .collect();
    (!list.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="broken">
                <h2 id="broken">{td_string!(l, keys.broken)}</h2>
                <ul class="plain stack">{list}</ul>
            </section>
        }
        .into_any()
    })
}
