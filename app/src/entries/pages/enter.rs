//! Beginning an entry.

use super::{
    competition_crumbs,
    fields::{MemberFields, TrackField},
    rules_path, sign_in_first,
};
use crate::{
    entries::{api::Create, views::Start},
    i18n::{Locale, td_string},
    ids::TeamId,
    services::{Page, services},
    ui::{DateTime, Hidden, Options, PostForm, SelectField, TextField, error_text, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Which track, which team, who you are.
#[component]
pub fn EnterPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let start = services.entries.start(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let title = td_string!(l, entries.enter_title, name = start.competition.name.clone()).to_string();
        let crumbs = competition_crumbs(&start.competition);
        let facts = facts(&page, &start);
        let body = match (&start.may_enter, &page.viewer) {
            (Err(refusal), _) => {
                let text = error_text::refusal_text(l, refusal);
                view! { <div class="notice notice-warning"><p>{text}</p></div> }.into_any()
            }
            (Ok(()), None) => sign_in_first(&page).into_any(),
            (Ok(()), Some(_)) => form(&page, start).into_any(),
        };
        Ok(layout::narrow(
            title,
            crumbs,
            view! {
                <p class="lead">{td_string!(l, entries.enter_lead)}</p>
                {facts}
                {body}
            },
        ))
    })
}

fn facts(page: &Page, start: &Start) -> AnyView {
    let l = page.locale;
    let zone = start.competition.time_zone.clone();
    let deadline = match start.competition.entries_close_at {
        Some(at) => view! { <DateTime at=at zone=zone/> }.into_any(),
        None => td_string!(l, entries.no_deadline).into_any(),
    };
    let rules = page.link(&rules_path(&start.competition.slug));
    view! {
        <dl class="facts">
            <div><dt>{td_string!(l, entries.deadline)}</dt><dd>{deadline}</dd></div>
        </dl>
        <p><a href=rules>{td_string!(l, entries.rules_link)}</a></p>
    }
    .into_any()
}

fn form(page: &Page, start: Start) -> AnyView {
    let l = page.locale;
    let slug = start.competition.slug;
    view! {
        <PostForm action=Create::url() class="card form" only_if=("slug", slug.clone())>
            <Hidden name="slug" value=slug/>
            <div class="form-section">
                <h2>{td_string!(l, entries.what_to_enter)}</h2>
                <TrackField tracks=start.tracks/>
                <TextField name="title" label=td_string!(l, entries.title_now) hint=td_string!(l, entries.title_now_hint) required=false/>
            </div>
            <div class="form-section">
                <h2>{td_string!(l, entries.your_team)}</h2>
                {which_team(l, start.teams)}
                <TextField name="team_name" label=td_string!(l, entries.team_name) hint=td_string!(l, entries.team_name_hint)/>
                <TextField name="organisation" label=td_string!(l, entries.organisation) hint=td_string!(l, entries.organisation_hint) required=false/>
            </div>
            <div class="form-section">
                <h2>{td_string!(l, entries.yourself)}</h2>
                <MemberFields own=true/>
            </div>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.start_draft)}</button></div>
        </PostForm>
    }
    .into_any()
}

/// Only for who has a team there already.
fn which_team(l: Locale, teams: Vec<(TeamId, String)>) -> Option<AnyView> {
    let first = teams.first().map(|(id, _)| id.to_string())?;
    let teams: Options = teams
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .chain([(String::new(), td_string!(l, entries.new_team).to_owned())])
        .collect();
    let field = view! { <SelectField name="team" label=td_string!(l, entries.which_team) options=teams value=first/> };
    Some(field.into_any())
}
