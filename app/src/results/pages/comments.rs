//! Comments of judges, read by organisers before teams do.

mod one;
mod own;
mod words;

pub use one::ReviewCommentPage;
pub use own::OwnCommentsPage;

use crate::{
    accounts::model::Rights,
    competition::{
        model::CompetitionState,
        pages::{OrganiseTab, organise_tabs},
    },
    i18n::{Locale, td_string},
    results::{
        api::{ReleaseFeedback, ReleaseUnnoticed, ReviewComment, SetFeedback},
        model::{COMMENT_PAGE, Comment, CommentFilter, FeedbackDesk, FeedbackShows},
    },
    services::{Page, services},
    text::digest,
    ui::{CheckField, ChoiceField, Crumb, DateTime, Hidden, Options, PostForm, layout, load, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};
use words::{filter_text, notices, shows_text, state};

/// The comments of a competition.
#[component]
pub fn FeedbackPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let page = services.page;
        let asked = |name| page.address.query(name).unwrap_or_default().to_owned();
        let number = asked("page").parse().unwrap_or(1);
        let desk = services.feedback.desk(slug?, asked("show"), number).await?;
        let l = page.locale;
        let slug = desk.competition.slug.clone();
        Ok(layout::with_state(
            td_string!(l, feedback.title),
            crumbs(l, &slug, &desk.competition.name),
            None::<()>,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Results)}
                <p>{td_string!(l, feedback.lead)}</p>
                {release(&page, &desk)}
                {list(&page, &desk)}
                {settings(&page, &desk)}
            },
        ))
    })
}

fn crumbs(l: Locale, slug: &str, name: &str) -> Vec<Crumb> {
    vec![
        Crumb::new(name, format!("/c/{slug}")),
        Crumb::new(td_string!(l, results.organise), format!("/c/{slug}/organise")),
        Crumb::new(td_string!(l, results.title), format!("/c/{slug}/organise/results")),
    ]
}

/// Where the release stands, and its button.
fn release(page: &Page, desk: &FeedbackDesk) -> AnyView {
    let l = page.locale;
    if let Some(at) = desk.released_at {
        let zone = desk.competition.time_zone.clone();
        return view! {
            <div class="notice notice-success">
                <p class="notice-title">{td_string!(l, feedback.released)} ": " <DateTime at zone/></p>
                <p>{td_string!(l, feedback.released_text)}</p>
            </div>
        }
        .into_any();
    }
    let waiting = desk.count(CommentFilter::Waiting);
    let text = if waiting > 0 {
        td_string!(l, feedback.to_read, number = waiting).to_string()
    } else if desk.competition.state != CompetitionState::Published {
        td_string!(l, feedback.before_publication).to_string()
    } else {
        td_string!(l, feedback.all_read).to_string()
    };
    let may = waiting == 0 && desk.competition.state == CompetitionState::Published;
    let button = may.then(|| {
        let slug = desk.competition.slug.clone();
        view! {
            <PostForm action=ReleaseFeedback::url()>
                <Hidden name="slug" value=slug/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, feedback.release)}</button></div>
            </PostForm>
        }
    });
    view! { <div class="notice"><p>{text}</p>{button}</div> }.into_any()
}

fn list(page: &Page, desk: &FeedbackDesk) -> AnyView {
    let l = page.locale;
    let here = format!("/c/{}/organise/feedback", desk.competition.slug);
    let filters: Vec<_> = CommentFilter::ALL
        .into_iter()
        .map(|filter| {
            let href = page.link(&format!("{here}?show={}", filter.as_str()));
            let current = (filter == desk.filter).then_some("page");
            view! { <li><a href=href aria-current=current>{filter_text(l, filter)} " (" {desk.count(filter)} ")"</a></li> }
        })
        .collect();
    let comments: Vec<_> = desk.comments.iter().map(|comment| item(page, &desk.competition.slug, comment)).collect();
    let none = comments.is_empty().then(|| view! { <p class="muted">{td_string!(l, feedback.none)}</p> });
    let unnoticed = desk.count(CommentFilter::Waiting) - desk.count(CommentFilter::Noticed);
    let all = (unnoticed > 0 && desk.filter == CommentFilter::Waiting).then(|| {
        let slug = desk.competition.slug.clone();
        view! {
            <PostForm action=ReleaseUnnoticed::url() needs=Rights::Checker>
                <Hidden name="slug" value=slug/>
                <p>{td_string!(l, feedback.unnoticed, number = unnoticed).to_string()}</p>
                <div class="form-actions"><button class="button">{td_string!(l, feedback.release_unnoticed)}</button></div>
            </PostForm>
        }
    });
    let more = (desk.count(desk.filter) > desk.page * COMMENT_PAGE).then(|| {
        let href = page.link(&format!("{here}?show={}&page={}", desk.filter.as_str(), desk.page + 1));
        view! { <p><a class="button" href=href rel="next">{td_string!(l, feedback.more)}</a></p> }
    });
    view! {
        <section class="section" aria-labelledby="comments">
            <h2 id="comments">{td_string!(l, feedback.comments)}</h2>
            <nav class="tabs" aria-label=td_string!(l, feedback.filters)><ul>{filters}</ul></nav>
            {all}
            {none}
            <ul class="plain stack">{comments}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn item(page: &Page, slug: &str, comment: &Comment) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{slug}/organise/feedback/{}/{}", comment.scorecard, comment.criterion));
    let release = comment.review.is_none().then(|| {
        let original = digest(&comment.text);
        let (slug, card, line) = (slug.to_owned(), comment.scorecard.to_string(), comment.criterion.to_string());
        view! {
            <PostForm action=ReviewComment::url() needs=Rights::Checker class="cluster" only_if=("original", original.clone())>
                <Hidden name="slug" value=slug/>
                <Hidden name="scorecard" value=card/>
                <Hidden name="criterion" value=line/>
                <Hidden name="original" value=original/>
                <Hidden name="decision" value="released"/>
                <button class="button button-small">{td_string!(l, feedback.release_one)}</button>
            </PostForm>
        }
    });
    let action =
        if comment.review.is_some() { td_string!(l, feedback.decide_anew) } else { td_string!(l, feedback.decide) };
    let about = format!("{}, {}", comment.title, comment.label);
    let decide = page.may(Rights::Checker).then(|| {
        view! { <a class="button button-small" href=href>{action} <span class="visually-hidden">" " <bdi>{about}</bdi></span></a> }
    });
    view! {
        <li class="card stack-tight">
            <div class="cluster-spread">
                <h3><bdi>{comment.title.clone()}</bdi> " · " <bdi>{comment.label.clone()}</bdi></h3>
                {state(l, comment.decision())}
            </div>
            <div dir="auto">{prose(&comment.text)}</div>
            {notices(l, comment)}
            <div class="cluster">{release}{decide}</div>
        </li>
    }
    .into_any()
}

fn settings(page: &Page, desk: &FeedbackDesk) -> Option<AnyView> {
    let l = page.locale;
    let options: Options = FeedbackShows::ALL
        .into_iter()
        .map(|shows| (shows.as_str().to_owned(), shows_text(l, shows).to_owned()))
        .collect();
    let (slug, settings) = (desk.competition.slug.clone(), desk.settings);
    page.may(Rights::Editor).then(|| {
        view! {
            <section class="section" aria-labelledby="settings">
                <h2 id="settings">{td_string!(l, feedback.settings)}</h2>
                <PostForm action=SetFeedback::url()>
                    <Hidden name="slug" value=slug/>
                    <ChoiceField name="shows" label=td_string!(l, feedback.shows) options value=settings.shows.as_str()
                        hint=td_string!(l, feedback.shows_hint)/>
                    <CheckField name="with_publication" label=td_string!(l, feedback.with_publication) checked=settings.with_publication/>
                    <div class="form-actions"><button class="button">{td_string!(l, feedback.save)}</button></div>
                </PostForm>
            </section>
        }
        .into_any()
    })
}
