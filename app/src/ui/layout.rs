//! The frame of every page: header, breadcrumb, heading, footer.

use super::page::PageBody;
use crate::{
    accounts::api::SignOut,
    i18n::{Locale, td_string},
    next::Done,
    services::{Page, services},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// One step of the way to a page.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What it is called.
    pub text: String,
    /// Where it is, without the language.
    pub to: String,
}

impl Crumb {
    /// A step.
    pub fn new(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self { text: text.into(), to: to.into() }
    }
}

/// The languages of the site, in the order of the United Nations' language bar.
pub const LANGUAGES: [(Locale, &str); 2] = [(Locale::ar, "العربية"), (Locale::en, "English")];

/// `rtl` or `ltr`.
pub const fn direction(locale: Locale) -> &'static str {
    match locale {
        Locale::ar => "rtl",
        Locale::en => "ltr",
    }
}

/// A page of full width.
pub fn wide(title: impl Into<String>, crumbs: Vec<Crumb>, body: impl IntoView + 'static) -> PageBody {
    frame("page", title.into(), ().into_any(), crumbs, body.into_any())
}

/// A page of one column: a form, a text.
pub fn narrow(title: impl Into<String>, crumbs: Vec<Crumb>, body: impl IntoView + 'static) -> PageBody {
    frame("page-narrow", title.into(), ().into_any(), crumbs, body.into_any())
}

/// A page of full width with a state under its heading and an action beside it. `beside` holds
/// `<div class="page-state">` and `<div class="page-actions">`, as needed.
pub fn with_state(
    title: impl Into<String>,
    crumbs: Vec<Crumb>,
    state: impl IntoView + 'static,
    body: impl IntoView + 'static,
) -> PageBody {
    frame("page", title.into(), state.into_any(), crumbs, body.into_any())
}

/// A page that begins with a hero of full width, which holds the page's `h1`.
pub fn with_hero(title: impl Into<String>, hero: impl IntoView + 'static, body: impl IntoView + 'static) -> PageBody {
    let page = services().page;
    let (hero, body) = (hero.into_any(), body.into_any());
    let done = page.done.map(|done| {
        view! { <div class="notice notice-success" role="status"><p>{done_text(page.locale, done)}</p></div> }
    });
    view! {
        <Title text=format!("{} – PEACEapp", escaped(&title.into()))/>
        <main id="main" tabindex="-1">
            <div class="hero"><div class="page stack-wide">{hero}</div></div>
            <div class="page">{done}{body}</div>
        </main>
    }
    .into_any()
}

fn frame(class: &'static str, title: String, state: AnyView, crumbs: Vec<Crumb>, body: AnyView) -> PageBody {
    let page = services().page;
    let locale = page.locale;
    let trail = (!crumbs.is_empty()).then(|| {
        let steps: Vec<_> = crumbs
            .into_iter()
            .map(|crumb| view! { <li><a href=page.link(&crumb.to)><bdi>{crumb.text}</bdi></a></li> })
            .collect();
        view! { <nav class="breadcrumb page" aria-label=td_string!(locale, common.breadcrumb)><ol class="plain">{steps}</ol></nav> }
    });
    let done = page.done.map(|done| {
        view! { <div class="notice notice-success" role="status"><p>{done_text(locale, done)}</p></div> }
    });
    view! {
        <Title text=format!("{} – PEACEapp", escaped(&title))/>
        {trail}
        <main id="main" tabindex="-1" class=class>
            <header class="page-heading">
                <div class="page-heading-text"><h1><bdi>{title}</bdi></h1></div>
                {state}
            </header>
            {done}
            {body}
        </main>
    }
    .into_any()
}

/// Text as HTML. `leptos_meta` writes a title as it is, so `</title>` in an entry's title would end it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The header of every page.
#[component]
pub fn Header() -> impl IntoView {
    let page = services().page;
    let locale = page.locale;
    let languages: Vec<_> = LANGUAGES
        .into_iter()
        .map(|(language, name)| {
            let tag = language.to_string();
            let href = format!("/{tag}{}", page.path);
            let current = (language == locale).then_some("true");
            view! { <li><a lang=tag.clone() hreflang=tag.clone() href=href aria-current=current>{name}</a></li> }
        })
        .collect();
    view! {
        <a class="skip-link" href="#main">{td_string!(locale, common.skip)}</a>
        <header class="site-header">
            <div class="site-bar"><div class="page">
                <nav class="language-switcher" aria-label=td_string!(locale, common.language)><ul class="plain">{languages}</ul></nav>
            </div></div>
            <div class="page site-header-row">
                <a class="site-name" href=page.link("/") translate="no">"PEACEapp"</a>
                <nav class="main-navigation" aria-label=td_string!(locale, common.navigation)>
                    <ul class="plain">
                        <li><a href=page.link("/")>{td_string!(locale, common.competitions)}</a></li>
                        {page.viewer.is_some().then(|| view! { <li><a href=page.link("/work")>{td_string!(locale, common.your_work)}</a></li> })}
                    </ul>
                </nav>
                {account_menu(&page)}
            </div>
        </header>
    }
}

fn account_menu(page: &Page) -> AnyView {
    let locale = page.locale;
    match &page.viewer {
        None => view! { <a class="button button-small account-menu" href=page.link("/sign-in")>{td_string!(locale, accounts.sign_in)}</a> }.into_any(),
        Some(viewer) => view! {
            <details class="menu account-menu">
                <summary><bdi>{viewer.name.clone()}</bdi></summary>
                <ul class="menu-list">
                    <li><a href=page.link("/work")>{td_string!(locale, common.your_work)}</a></li>
                    <li><a href=page.link("/account")>{td_string!(locale, accounts.own_title)}</a></li>
                    <li><form method="post" action=SignOut::url()><button>{td_string!(locale, accounts.sign_out)}</button></form></li>
                </ul>
            </details>
        }
        .into_any(),
    }
}

/// The footer of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let locale = services().page.locale;
    view! { <footer class="site-footer"><div class="page"><p>{td_string!(locale, common.footer)}</p></div></footer> }
}

/// What was done, in words.
fn done_text(l: Locale, done: Done) -> String {
    match done {
        Done::Saved => td_string!(l, common.done.saved),
        Done::SignedIn => td_string!(l, common.done.signed_in),
        Done::SignedOut => td_string!(l, common.done.signed_out),
        Done::AccountCreated => td_string!(l, common.done.account_created),
        Done::PasswordSet => td_string!(l, common.done.password_set),
        Done::CompetitionCreated => td_string!(l, common.done.competition_created),
        Done::RoundAdded => td_string!(l, rounds.added),
        Done::PublicationProposed => td_string!(l, common.done.publication_proposed),
        Done::PublicationScheduled => td_string!(l, common.done.publication_scheduled),
        Done::ProposalWithdrawn => td_string!(l, common.done.proposal_withdrawn),
        Done::MethodProposed => td_string!(l, common.done.method_proposed),
        Done::MethodChanged => td_string!(l, common.done.method_changed),
        Done::MethodSealed => td_string!(l, common.done.method_sealed),
        Done::StateChanged => td_string!(l, common.done.state_changed),
        Done::CommentsReviewed => td_string!(l, feedback.done_reviewed),
        Done::FeedbackReleased => td_string!(l, feedback.done_released),
        Done::AppealFiled => td_string!(l, appeals.done_filed),
        Done::AppealAsked => td_string!(l, appeals.done_asked),
        Done::AppealReplied => td_string!(l, appeals.done_replied),
        Done::AppealDecided => td_string!(l, appeals.done_decided),
        Done::ReopeningProposed => td_string!(l, common.done.reopening_proposed),
        Done::Reopened => td_string!(l, common.done.reopened),
        Done::EditionCopied => td_string!(l, organisers.done_copied),
        Done::OrganiserInvited => td_string!(l, organisers.done_invited),
        Done::OrganisersChanged => td_string!(l, organisers.done_changed),
        Done::DateMoved => td_string!(l, common.done.date_moved),
        Done::InquiryAsked => td_string!(l, call.done_inquiry_asked),
        Done::InquiryAnswered => td_string!(l, call.done_inquiry_answered),
        Done::DraftCreated => td_string!(l, common.done.draft_created),
        Done::EntrySubmitted => td_string!(l, common.done.entry_submitted),
        Done::TrackChanged => td_string!(l, deadline.done_track),
        Done::EntryWithdrawn => td_string!(l, common.done.entry_withdrawn),
        Done::TeamChanged => td_string!(l, common.done.team_changed),
        Done::FilesChanged => td_string!(l, common.done.files_changed),
        Done::ConsentAnswered => td_string!(l, common.done.consent_answered),
        Done::DataRemoved => td_string!(l, common.done.data_removed),
        Done::PublicationAsked => td_string!(l, common.done.publication_asked),
        Done::TeamLeft => td_string!(l, common.done.team_left),
        Done::SessionsEnded => td_string!(l, common.done.sessions_ended),
        Done::AccountDeleted => td_string!(l, common.done.account_deleted),
        Done::CheckRecorded => td_string!(l, common.done.check_recorded),
        Done::Compared => td_string!(l, common.done.compared),
        Done::ScreeningRecorded => td_string!(l, common.done.screening_recorded),
        Done::KeysAdded => td_string!(l, keys.done_added),
        Done::KeysTakenBack => td_string!(l, keys.done_taken_back),
        Done::KeyGiven => td_string!(l, keys.done_given),
        Done::KeyReplaced => td_string!(l, keys.done_replaced),
        Done::Reported => td_string!(l, judging.done_reported),
        Done::ReportAnswered => td_string!(l, judging.done_answered),
        Done::ConsentChased => td_string!(l, common.done.consent_chased),
        Done::LinksQueued => td_string!(l, common.done.links_queued),
        Done::RejectionProposed => td_string!(l, common.done.rejection_proposed),
        Done::ExceptionGiven => td_string!(l, deadline.done_exception),
        Done::ConductSigned => td_string!(l, judges.done_signed),
        Done::ReserveChanged => td_string!(l, judges.done_reserve),
        Done::SteppedDown => td_string!(l, judges.done_stepped_down),
        Done::ListRead => td_string!(l, judges.done_list_read),
        Done::JudgesInvited => td_string!(l, judges.done_invited),
        Done::JudgeInvited => td_string!(l, common.done.judge_invited),
        Done::JudgeRemoved => td_string!(l, common.done.judge_removed),
        Done::InvitationAccepted => td_string!(l, common.done.invitation_accepted),
        Done::InvitationDeclined => td_string!(l, common.done.invitation_declined),
        Done::ConflictsDeclared => td_string!(l, common.done.conflicts_declared),
        Done::ConflictsPart => td_string!(l, common.done.conflicts_part),
        Done::ConflictWeighed => td_string!(l, common.done.conflict_weighed),
        Done::AsideProposed => td_string!(l, common.done.aside_proposed),
        Done::AssignmentProposed => td_string!(l, common.done.assignment_proposed),
        Done::AssignmentApplied => td_string!(l, common.done.assignment_applied),
        Done::AssignmentChanged => td_string!(l, common.done.assignment_changed),
        Done::ScorecardSaved => td_string!(l, common.done.scorecard_saved),
        Done::ScorecardLate => td_string!(l, scores.late_done_late),
        Done::LateDecided => td_string!(l, scores.late_done_decided),
        Done::ScorecardSubmitted => td_string!(l, common.done.scorecard_submitted),
        Done::PrizeChecked => td_string!(l, prizes.done_checked),
        Done::PrizesAsked => td_string!(l, prizes.done_asked),
        Done::PrizePassed => td_string!(l, prizes.done_passed),
        Done::PrizeAnswered => td_string!(l, prizes.done_answered),
        Done::AwardChanged => td_string!(l, common.done.award_changed),
        Done::VotesRecorded => td_string!(l, common.done.votes_recorded),
        Done::RoomChanged => td_string!(l, deliberation.done_room),
        Done::Said => td_string!(l, deliberation.done_said),
        Done::PostWithdrawn => td_string!(l, deliberation.done_withdrawn),
        Done::ScoreRevised => td_string!(l, deliberation.done_revised),
        Done::VoteOpened => td_string!(l, deliberation.done_vote_opened),
        Done::BallotCast => td_string!(l, deliberation.done_cast),
        Done::VoteChanged => td_string!(l, deliberation.done_vote),
        Done::RemindersWritten => td_string!(l, common.done.reminders_written),
        Done::ResultsPublished => td_string!(l, common.done.results_published),
    }
    .to_string()
}
