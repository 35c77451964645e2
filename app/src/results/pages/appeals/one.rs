//! One appeal, to be decided by organisers.

use super::{
    desk::crumbs,
    words::{clock, exchange, outcome_text, state},
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::{Locale, td_string},
    ids::AppealId,
    results::{
        api::{AskAboutAppeal, DecideAppeal},
        model::{Appeal, AppealOutcome},
        rules::APPEAL_WORDS,
    },
    services::services,
    ui::{AreaField, ChoiceField, Crumb, Hidden, Options, PostForm, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// An appeal, what was said of it, and the forms to ask back and to decide.
#[component]
pub fn AppealDecisionPage() -> impl IntoView {
    let services = services();
    let place = param::<String>("slug").and_then(|slug| Ok((slug, param::<AppealId>("appeal")?)));
    load(async move {
        let (slug, appeal) = place?;
        let shown = services.appeals.appeal(slug, appeal).await?;
        let page = services.page;
        let l = page.locale;
        let (slug, zone) = (&shown.competition.slug, &shown.competition.time_zone);
        let appeal = &shown.line.appeal;
        let mut crumbs = crumbs(l, slug, &shown.competition.name);
        crumbs.push(Crumb::new(td_string!(l, appeals.title), format!("/c/{slug}/organise/appeals")));
        let review = page.link(&format!("/c/{slug}/organise/entries/{}", appeal.entry));
        let results = page.link(&format!("/c/{slug}/organise/results"));
        Ok(layout::narrow(
            td_string!(l, appeals.own_title, title = shown.line.title.clone()).to_string(),
            crumbs,
            view! {
                {organise_tabs(&page, slug, OrganiseTab::Results)}
                <section class="card stack">
                    <div class="cluster-spread">
                        <h2><bdi>{shown.line.team.clone()}</bdi></h2>
                        {state(l, appeal, page.now)}
                    </div>
                    {clock(l, appeal, zone, page.now)}
                    {exchange(&page, slug, appeal, zone)}
                    <p class="cluster">
                        <a href=review>{td_string!(l, appeals.to_entry)}</a>
                        <a href=results>{td_string!(l, appeals.to_results)}</a>
                    </p>
                </section>
                {(appeal.answer.is_none() && page.may(Rights::Editor)).then(|| forms(l, appeal))}
            },
        ))
    })
}

fn forms(l: Locale, appeal: &Appeal) -> AnyView {
    let (id, again) = (appeal.id.to_string(), appeal.id.to_string());
    let hint = td_string!(l, appeals.words, words = APPEAL_WORDS).to_string();
    let reason_hint = format!("{} {hint}", td_string!(l, appeals.reason_hint));
    let ask = appeal.question.is_none().then(|| {
        view! {
            <section class="section" aria-labelledby="ask">
                <h2 id="ask">{td_string!(l, appeals.ask)}</h2>
                <p>{td_string!(l, appeals.ask_text)}</p>
                <PostForm action=AskAboutAppeal::url()>
                    <Hidden name="appeal" value=again/>
                    <AreaField name="question" label=td_string!(l, appeals.question) hint=hint/>
                    <div class="form-actions"><button class="button">{td_string!(l, appeals.send_question)}</button></div>
                </PostForm>
            </section>
        }
    });
    let options: Options = AppealOutcome::ALL
        .into_iter()
        .map(|outcome| (outcome.as_str().to_owned(), outcome_text(l, outcome).to_owned()))
        .collect();
    view! {
        <section class="section" aria-labelledby="decide">
            <h2 id="decide">{td_string!(l, appeals.decide)}</h2>
            <p>{td_string!(l, appeals.decide_text)}</p>
            <PostForm action=DecideAppeal::url()>
                <Hidden name="appeal" value=id/>
                <ChoiceField name="outcome" label=td_string!(l, appeals.decision) options/>
                <AreaField name="reason" label=td_string!(l, appeals.reason) hint=reason_hint rows=6/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, appeals.send_decision)}</button></div>
            </PostForm>
        </section>
        {ask}
    }
    .into_any()
}
