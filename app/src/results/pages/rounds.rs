//! Further rounds of judging: those there are, and the form of the next.

use super::round_weights::weights_part;
use crate::{
    competition::{
        model::{EarlierShown, RoundRule, Track},
        pages::{OrganiseTab, organise_tabs, rounds_list},
    },
    i18n::{Locale, td_string},
    ids::JudgeId,
    results::{
        api::AddRound,
        model::{Candidate, NextRound, RoundsPage as Shown},
        rules::{going_on_field, sitting_field},
    },
    scores::pages::board_crumbs,
    services::{Page, services},
    ui::{
        ChoiceField, DateTime, Hidden, Options, PostForm, TextField, error_text, form::FormState, layout, load, param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The rounds of a competition.
#[component]
pub fn RoundsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.rounds.rounds(slug?).await?;
        let page = services.page;
        let l = page.locale;
        Ok(layout::with_state(
            td_string!(l, rounds.title),
            board_crumbs(l, &shown.competition),
            None::<()>,
            view! {
                {organise_tabs(&page, &shown.competition.slug, OrganiseTab::Scores)}
                {present(l, &shown)}
                {next(&page, &shown)}
            },
        ))
    })
}

fn present(l: Locale, shown: &Shown) -> AnyView {
    let zone = shown.competition.time_zone.clone();
    let first = shown.first_closes_at.map(|at| {
        view! { <p>{td_string!(l, rounds.first_closes)} " " <DateTime at=at zone=zone.clone()/></p> }
    });
    let further = (!shown.rounds.is_empty()).then(|| rounds_list(l, &shown.rounds, &zone, &shown.tracks));
    view! {
        <section class="section" aria-labelledby="present">
            <h2 id="present">{td_string!(l, rounds.present)}</h2>
            {first}
            {further}
        </section>
    }
    .into_any()
}

fn next(page: &Page, shown: &Shown) -> AnyView {
    let l = page.locale;
    let text = match &shown.next {
        NextRound::Open { tracks, judges } => return form(page, shown, tracks, judges),
        NextRound::Judges => td_string!(l, rounds.judges_here).to_owned(),
        NextRound::Kept => td_string!(l, own_conflicts.refused).to_owned(),
        NextRound::NotNow(refusal) => error_text::refusal_text(l, refusal),
    };
    view! {
        <div class="empty-state">
            <h2>{td_string!(l, rounds.not_now)}</h2>
            <p>{text}</p>
            <p class="small muted">{td_string!(l, rounds.when)}</p>
        </div>
    }
    .into_any()
}

fn form(page: &Page, shown: &Shown, tracks: &[(String, Vec<Candidate>)], judges: &[(JudgeId, String)]) -> AnyView {
    let l = page.locale;
    let (slug, zone) = (shown.competition.slug.clone(), shown.competition.time_zone.clone());
    let rules: Options = RoundRule::ALL.iter().map(|rule| (rule.as_str().to_owned(), rule_text(l, *rule))).collect();
    let shows: Options =
        EarlierShown::ALL.iter().map(|shows| (shows.as_str().to_owned(), shows_text(l, *shows))).collect();
    let (tracks, judges) = (tracks.to_vec(), judges.to_vec());
    let going_on = |track: &&Track| tracks.iter().any(|(name, _)| *name == track.name);
    let rubrics: Vec<Track> = shown.tracks.iter().filter(going_on).cloned().collect();
    view! {
        <section class="section" aria-labelledby="add">
            <h2 id="add">{td_string!(l, rounds.add)}</h2>
            <p>{td_string!(l, rounds.lead)}</p>
            <PostForm action=AddRound::url() class="card form">
                <Hidden name="slug" value=slug/>
                <TextField name="name" label=td_string!(l, rounds.name) hint=td_string!(l, rounds.name_hint) size="input-medium"/>
                <TextField name="closes_at" label=td_string!(l, rounds.closes_at) kind="datetime-local"
                    hint=td_string!(l, rounds.closes_hint, zone = zone).to_string() size="input-medium" dir="ltr"/>
                <Ticks name="entries" label=td_string!(l, rounds.entries) hint=td_string!(l, rounds.entries_hint)>
                    {tracks.iter().map(|(track, list)| candidates(l, track, list)).collect::<Vec<_>>()}
                </Ticks>
                <Ticks name="judges" label=td_string!(l, rounds.judges) hint=td_string!(l, rounds.judges_hint)>
                    {judges.iter().map(|(judge, name)| tick(sitting_field(*judge), name, None, true)).collect::<Vec<_>>()}
                </Ticks>
                {weights_part(l, &rubrics)}
                <ChoiceField name="rule" label=td_string!(l, rounds.rule) options=rules hint=td_string!(l, rounds.rule_hint)/>
                <ChoiceField name="shows" label=td_string!(l, rounds.shows) options=shows value=EarlierShown::Nothing.as_str()/>
                <p class="small muted">{td_string!(l, rounds.consequences)}</p>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, rounds.begin)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn rule_text(l: Locale, rule: RoundRule) -> String {
    crate::competition::pages::round_rule(l, rule).to_owned()
}

fn shows_text(l: Locale, shows: EarlierShown) -> String {
    match shows {
        EarlierShown::Nothing => td_string!(l, rounds.shows_nothing),
        EarlierShown::Own => td_string!(l, rounds.shows_own),
    }
    .to_owned()
}

/// Boxes to tick under one name, to which the list of errors leads.
#[component]
fn Ticks(name: &'static str, label: &'static str, hint: &'static str, children: Children) -> impl IntoView {
    let state = FormState::here();
    state.name_field(name, label);
    let l = services().page.locale;
    let error = state.error(name).map(|error| {
        view! { <p class="field-error">{error_text::problem_text(l, &error.problem)}</p> }
    });
    view! {
        <fieldset class="field-group" id=name tabindex="-1">
            <legend class="field-label">{label}</legend>
            <p class="field-hint">{hint}</p>
            {error}
            {children()}
        </fieldset>
    }
}

fn candidates(l: Locale, track: &str, list: &[Candidate]) -> AnyView {
    let rows: Vec<_> = list
        .iter()
        .map(|candidate| {
            let standing = match &candidate.standing {
                Some((place, score)) => view! { <bdi dir="ltr">{format!("{place}. – {score}")}</bdi> }.into_any(),
                None => td_string!(l, rounds.unscored).into_any(),
            };
            let near = candidate.near_next.then(|| view! { " – " <em>{td_string!(l, rounds.near)}</em> });
            let about = view! { {standing} {near} }.into_any();
            tick(going_on_field(candidate.entry), &candidate.title, Some(about), false)
        })
        .collect();
    view! { <p><strong><bdi>{track.to_owned()}</bdi></strong></p> {rows} }.into_any()
}

/// A box with somebody's words beside it; what was ticked comes back after a refusal.
fn tick(field: String, words: &str, about: Option<AnyView>, checked: bool) -> AnyView {
    let state = FormState::here();
    let checked = if state.returned { state.typed(&field).is_some() } else { checked };
    let about = about.map(|about| view! { " " <span class="small muted">{about}</span> });
    view! {
        <label class="choice">
            <input type="checkbox" name=field value="on" checked=checked/>
            <span><bdi>{words.to_owned()}</bdi> {about}</span>
        </label>
    }
    .into_any()
}
