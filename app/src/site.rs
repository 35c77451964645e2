//! The site map: every page and its address. All begin with the reader's language.

use crate::view;
use crate::{
    accounts::pages::{LinkPage, SignInPage, SignUpPage, WorkPage},
    competition::pages::{CallPage, HomePage, LogPage, NewPage, OverviewPage, SettingsPage, TrackPage},
    entries::pages::{
        ConsentPage, EditPage, EnterPage, EntryPage, JoinPage, MyEntriesPage, QueuePage, ReviewPage, TeamPage,
    },
    error::AppError,
    panel::pages::{AssignmentPage, ConflictsPage, InvitationPage, JudgeProfilePage, PanelPage},
    results::pages::{EntryResultPage, OrganiseResultsPage, ResultsPage},
    scores::pages::{JudgeDeskPage, ScorecardPage, ScoresPage},
    services::services,
    ui::{
        layout::{Footer, Header, direction},
        page::error_page,
    },
};
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// The document around every page.
pub fn shell() -> impl IntoView {
    document(|| view! { <App/> }.into_any())
}

/// The document of an error that arose before a page could be asked.
pub fn error_shell(error: AppError) -> impl IntoView {
    provide_meta_context();
    document(move || {
        let page = services().page;
        view! {
            <Header/>
            {error_page(&page, &error)}
            <Footer/>
        }
        .into_any()
    })
}

fn document(body: impl FnOnce() -> AnyView) -> impl IntoView {
    let page = services().page;
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.to_string() dir=direction(page.locale)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" type="image/svg+xml" href=page.icon.to_string()/>
                <link rel="stylesheet" href=page.stylesheet.to_string()/>
                <MetaTags/>
            </head>
            <body>{body()}</body>
        </html>
    }
}

/// The pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Header/>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/:lang/sign-in") view=SignInPage/>
                <Route path=path!("/:lang/sign-up") view=SignUpPage/>
                <Route path=path!("/:lang/work") view=WorkPage/>
                <Route path=path!("/:lang/links/:token") view=LinkPage/>
                <Route path=path!("/:lang/c/:slug/judge") view=JudgeDeskPage/>
                <Route path=path!("/:lang/judge/entries/:entry") view=ScorecardPage/>
                <Route path=path!("/:lang/c/:slug/organise/scores") view=ScoresPage/>
                <Route path=path!("/:lang/invitations/:token") view=InvitationPage/>
                <Route path=path!("/:lang/c/:slug/judge/profile") view=JudgeProfilePage/>
                <Route path=path!("/:lang/c/:slug/judge/conflicts") view=ConflictsPage/>
                <Route path=path!("/:lang/c/:slug/organise/panel") view=PanelPage/>
                <Route path=path!("/:lang/c/:slug/organise/assignment") view=AssignmentPage/>
                <Route path=path!("/:lang/c/:slug/results") view=ResultsPage/>
                <Route path=path!("/:lang/c/:slug/organise/results") view=OrganiseResultsPage/>
                <Route path=path!("/:lang/entries/:entry/result") view=EntryResultPage/>
                <Route path=path!("/:lang") view=HomePage/>
                <Route path=path!("/:lang/new") view=NewPage/>
                <Route path=path!("/:lang/c/:slug") view=CallPage/>
                <Route path=path!("/:lang/c/:slug/organise") view=OverviewPage/>
                <Route path=path!("/:lang/c/:slug/organise/settings") view=SettingsPage/>
                <Route path=path!("/:lang/c/:slug/organise/tracks/:track") view=TrackPage/>
                <Route path=path!("/:lang/c/:slug/organise/log") view=LogPage/>
                <Route path=path!("/:lang/c/:slug/enter") view=EnterPage/>
                <Route path=path!("/:lang/c/:slug/entries") view=MyEntriesPage/>
                <Route path=path!("/:lang/entries/:entry") view=EntryPage/>
                <Route path=path!("/:lang/entries/:entry/edit") view=EditPage/>
                <Route path=path!("/:lang/entries/:entry/team") view=TeamPage/>
                <Route path=path!("/:lang/consent/:token") view=ConsentPage/>
                <Route path=path!("/:lang/join/:token") view=JoinPage/>
                <Route path=path!("/:lang/c/:slug/organise/entries") view=QueuePage/>
                <Route path=path!("/:lang/c/:slug/organise/entries/:entry") view=ReviewPage/>
            </Routes>
        </Router>
        <Footer/>
    }
}

/// What does not exist, and what is not yours: the same page.
#[component]
pub fn NotFound() -> impl IntoView {
    let page = services().page;
    page.reply.status(404);
    error_page(&page, &AppError::NotFound)
}
