//! One assignment: why it is, and what an organiser can do about it by hand.

use super::words::ratio;
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    ids::AssignmentId,
    panel::{
        api::{PinAssignment, SwapAssignments, Unassign},
        model::{PairFacts, PairPage as Shown, Work},
    },
    services::{Page, services},
    ui::{Crumb, Hidden, Options, PostForm, SelectField, TextField, language_name, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The pair, its reasons, and the three changes.
#[component]
pub fn PairPage() -> impl IntoView {
    let services = services();
    let (slug, assignment) = (param::<String>("slug"), param::<AssignmentId>("assignment"));
    load(async move {
        let shown = services.assigning.pair(slug?, assignment?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = shown.competition.slug.clone();
        let mut crumbs = organiser_crumbs(l, &shown.competition);
        crumbs.push(Crumb::new(td_string!(l, panel.assignment), format!("/c/{slug}/organise/assignment")));
        let changes = (shown.open && page.may(Rights::Editor)).then(|| changes(l, &slug, &shown));
        let heading = format!("{} – {}", shown.pair.name, shown.pair.title);
        Ok(layout::narrow(
            heading,
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Assignment)}
                {reasons(&page, &shown.pair)}
                {changes}
            },
        ))
    })
}

/// The reasons that the pair has, and what speaks against it.
fn reasons(page: &Page, pair: &PairFacts) -> impl IntoView + use<> {
    let l = page.locale;
    let row = |label: &'static str, value: AnyView| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
    let languages: Vec<String> = pair.shared_languages.iter().map(|tag| language_name(tag)).collect();
    let languages = match (pair.language, languages.is_empty()) {
        (true, true) => td_string!(l, assigning.any_language).to_owned(),
        (true, false) => languages.join(", "),
        (false, _) => td_string!(l, panel.no_language).to_owned(),
    };
    let field = if pair.field.is_empty() { "–".to_owned() } else { pair.field.clone() };
    let decided =
        if pair.pinned { td_string!(l, assigning.decided_by_hand) } else { td_string!(l, assigning.decided_by_run) };
    let tie =
        pair.soft_conflict.then(|| view! { <p class="notice notice-warning">{td_string!(l, panel.soft_conflict)}</p> });
    let comfort =
        pair.comfort.then(|| view! { <p class="notice notice-warning">{td_string!(l, assigning.match_comfort)}</p> });
    let work = match pair.work {
        Work::None => td_string!(l, assigning.work_none),
        Work::Begun => td_string!(l, panel.work_begun),
        Work::Submitted => td_string!(l, panel.work_submitted),
    };
    view! {
        <section class="section" aria-labelledby="why">
            <h2 id="why">{td_string!(l, assigning.why)}</h2>
            <dl class="facts">
                {row(td_string!(l, assigning.reads), view! { <bdi>{languages}</bdi> }.into_any())}
                {row(td_string!(l, panel.field), view! { <bdi>{field}</bdi> }.into_any())}
                {row(td_string!(l, panel.load), ratio(pair.load, pair.max_load).into_any())}
                {row(td_string!(l, assigning.eligible), pair.eligible.into_any())}
                {row(td_string!(l, assigning.decided), decided.into_any())}
                {row(td_string!(l, assigning.review), work.into_any())}
            </dl>
            {tie}
            {comfort}
        </section>
    }
}

fn changes(l: Locale, slug: &str, shown: &Shown) -> AnyView {
    let pair = &shown.pair;
    // A form's fields are a closure of their own.
    let ids = || (slug.to_owned(), pair.assignment.to_string());
    let pin = {
        let (hint, button) = if pair.pinned {
            (td_string!(l, assigning.unpin_hint), td_string!(l, assigning.unpin))
        } else {
            (td_string!(l, assigning.pin_hint), td_string!(l, assigning.pin))
        };
        let (slug, id) = ids();
        let pinned = (!pair.pinned).then(|| view! { <Hidden name="pinned" value="on"/> });
        view! {
            <section class="section" aria-labelledby="keep">
                <h2 id="keep">{td_string!(l, assigning.keep)}</h2>
                <p class="small muted">{hint}</p>
                <PostForm action=PinAssignment::url() class="inline-form">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="assignment" value=id/>
                    {pinned}
                    <button class="button">{button}</button>
                </PostForm>
            </section>
        }
    };
    if pair.work == Work::Submitted {
        return view! { {pin} <p class="notice notice-information">{td_string!(l, errors.has_scorecard)}</p> }
            .into_any();
    }
    let others: Options =
        shown.swaps.iter().map(|(other, title, judge)| (other.to_string(), format!("{title} – {judge}"))).collect();
    let swap = if others.is_empty() {
        view! { <p class="muted">{td_string!(l, assigning.swap_none)}</p> }.into_any()
    } else {
        let (slug, id) = ids();
        view! {
            <PostForm action=SwapAssignments::url() class="form">
                <Hidden name="slug" value=slug/>
                <Hidden name="assignment" value=id/>
                <SelectField name="other" label=td_string!(l, assigning.swap_with) options=others/>
                <div class="button-row"><button class="button">{td_string!(l, assigning.swap)}</button></div>
            </PostForm>
        }
        .into_any()
    };
    let (slug, id) = ids();
    view! {
        {pin}
        <section class="section" aria-labelledby="swap">
            <h2 id="swap">{td_string!(l, assigning.swap)}</h2>
            <p class="small muted">{td_string!(l, assigning.swap_hint)}</p>
            {swap}
        </section>
        <section class="section" aria-labelledby="remove">
            <h2 id="remove">{td_string!(l, panel.unassign)}</h2>
            <PostForm action=Unassign::url() class="form">
                <Hidden name="slug" value=slug/>
                <Hidden name="assignment" value=id/>
                <TextField name="reason" label=td_string!(l, panel.reason) hint=td_string!(l, assigning.reason_hint)/>
                <div class="button-row"><button class="button button-danger">{td_string!(l, assigning.remove)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}
