//! One comment, to be decided on.

use super::{
    crumbs,
    words::{decision_text, notices, state},
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::{Locale, td_string},
    ids::{CriterionId, ScorecardId},
    results::{
        api::ReviewComment,
        model::{CommentDecision, CommentPage},
        rules::{EDITED_WORDS, HELD_WORDS},
    },
    services::services,
    text::digest,
    ui::{AreaField, ChoiceField, Crumb, Hidden, Options, PostForm, layout, load, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A comment and the form that decides on it.
#[component]
pub fn ReviewCommentPage() -> impl IntoView {
    let services = services();
    let place = param::<String>("slug")
        .and_then(|slug| Ok((slug, param::<ScorecardId>("scorecard")?, param::<CriterionId>("criterion")?)));
    load(async move {
        let (slug, scorecard, criterion) = place?;
        let shown = services.feedback.comment(slug, scorecard, criterion).await?;
        let page = services.page;
        let l = page.locale;
        let slug = &shown.competition.slug;
        let mut crumbs = crumbs(l, slug, &shown.competition.name);
        crumbs.push(Crumb::new(td_string!(l, feedback.title), format!("/c/{slug}/organise/feedback")));
        Ok(layout::narrow(
            td_string!(l, feedback.one_title),
            crumbs,
            view! {
                {organise_tabs(&page, slug, OrganiseTab::Results)}
                <section class="card stack-tight" aria-labelledby="comment">
                    <div class="cluster-spread">
                        <h2 id="comment"><bdi>{shown.comment.title.clone()}</bdi> " · " <bdi>{shown.comment.label.clone()}</bdi></h2>
                        {state(l, shown.comment.decision())}
                    </div>
                    <div dir="auto">{prose(&shown.comment.text)}</div>
                    {notices(l, &shown.comment)}
                </section>
                {form(l, &shown)}
            },
        ))
    })
}

fn form(l: Locale, shown: &CommentPage) -> AnyView {
    let comment = &shown.comment;
    let options: Options = CommentDecision::ALL
        .into_iter()
        .map(|decision| (decision.as_str().to_owned(), decision_text(l, decision).to_owned()))
        .collect();
    let review = comment.review.clone();
    let chosen = review.as_ref().map_or("", |review| review.decision.as_str());
    let edited = review.as_ref().filter(|review| review.decision == CommentDecision::Edited);
    let edited = edited.map_or_else(|| comment.text.clone(), |review| review.text.clone());
    let reason = review.map(|review| review.reason).unwrap_or_default();
    let (slug, card, line) =
        (shown.competition.slug.clone(), comment.scorecard.to_string(), comment.criterion.to_string());
    let original = digest(&comment.text);
    let edited_hint = td_string!(l, feedback.edited_hint, words = EDITED_WORDS).to_string();
    let reason_hint = td_string!(l, feedback.reason_hint, words = HELD_WORDS).to_string();
    view! {
        <PostForm action=ReviewComment::url() needs=Rights::Checker>
            <Hidden name="slug" value=slug/>
            <Hidden name="scorecard" value=card/>
            <Hidden name="criterion" value=line/>
            <Hidden name="original" value=original/>
            <ChoiceField name="decision" label=td_string!(l, feedback.decision) options value=chosen/>
            <AreaField name="edited" label=td_string!(l, feedback.edited_field) hint=edited_hint value=edited required=false rows=6/>
            <AreaField name="held_reason" label=td_string!(l, feedback.held_reason) hint=reason_hint value=reason required=false rows=2/>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, feedback.save)}</button></div>
        </PostForm>
    }
    .into_any()
}
