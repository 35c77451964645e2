//! The site map: every page and its address. All begin with the reader's language.

use crate::{
    accounts::pages::{LinkPage, SignInPage, SignUpPage, WorkPage},
    error::AppError,
    results::pages::{EntryResultPage, OrganiseResultsPage, ResultsPage},
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
    let page = services().page;
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.to_string() dir=direction(page.locale)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=page.stylesheet.to_string()/>
                <MetaTags/>
            </head>
            <body><App/></body>
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
                <Route path=path!("/:lang/c/:slug/results") view=ResultsPage/>
                <Route path=path!("/:lang/c/:slug/organise/results") view=OrganiseResultsPage/>
                <Route path=path!("/:lang/entries/:entry/result") view=EntryResultPage/>
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

/// The document of an error that arose before a page could be asked.
pub fn error_shell(error: AppError) -> impl IntoView {
    let page = services().page;
    provide_meta_context();
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.to_string() dir=direction(page.locale)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=page.stylesheet.to_string()/>
                <MetaTags/>
            </head>
            <body>
                <Header/>
                {error_page(&page, &error)}
                <Footer/>
            </body>
        </html>
    }
}
