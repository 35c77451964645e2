//! The pages of this stage, drawn on the server only.

mod answer;
mod closes;
mod consent;
mod content;
mod counts;
mod desk;
mod edit;
mod enter;
mod exception;
mod fields;
mod files;
mod files_view;
mod fix;
mod join;
mod keys;
mod lights;
mod mine;
mod pending;
mod queue;
mod queue_filter;
mod review;
mod screening;
mod team;
mod team_links;
mod team_people;
mod timeline;
mod track;
mod translate;
mod translations;
mod words;

pub use closes::ClosesPage;
pub use consent::ConsentPage;
pub use counts::CountsPage;
pub use desk::EntryPage;
pub use edit::EditPage;
pub use enter::EnterPage;
pub use files::FilesPage;
pub use files_view::files_view;
pub use join::JoinPage;
pub use keys::KeysPage;
pub use mine::MyEntriesPage;
pub use pending::PendingConsentsPage;
pub use queue::QueuePage;
pub use review::ReviewPage;
pub use screening::kind as finding_text;
pub use team::TeamPage;
pub use track::TrackChangePage;
pub use translate::TranslatePage;
pub use translations::TranslationsPage;
pub use words::{comma, consent_terms, kind, platform, reason as check_reason_text, warnings};

use crate::{
    competition::model::Competition,
    entries::model::Entry,
    i18n::{Locale, td_string},
    services::Page,
    ui::Crumb,
};
use leptos::prelude::*;

/// Where the rules of a competition are.
fn rules_path(slug: &str) -> String {
    format!("/c/{slug}/rules")
}

/// Where the version of the rules is that somebody accepted, whatever holds today.
fn accepted_rules_path(slug: &str, version: i64) -> String {
    format!("/c/{slug}/rules?version={version}")
}

/// The way to a page about a competition.
fn competition_crumbs(competition: &Competition) -> Vec<Crumb> {
    vec![Crumb::new(competition.name.clone(), format!("/c/{}", competition.slug))]
}

/// The way to a page about one of the team's entries.
fn entry_crumbs(l: Locale, competition: &Competition) -> Vec<Crumb> {
    let mut crumbs = competition_crumbs(competition);
    crumbs.push(Crumb::new(td_string!(l, entries.mine_title), format!("/c/{}/mine", competition.slug)));
    crumbs
}

/// The way to a page below one of the team's entries.
fn below_entry_crumbs(l: Locale, competition: &Competition, entry: &Entry) -> Vec<Crumb> {
    let mut crumbs = entry_crumbs(l, competition);
    crumbs.push(Crumb::new(words::title(l, &entry.content.title), format!("/entries/{}", entry.id)));
    crumbs
}

/// What somebody who is not signed in does first; they come back to this page.
fn sign_in_first(page: &Page) -> AnyView {
    let l = page.locale;
    let next: String = url::form_urlencoded::byte_serialize(page.path.as_bytes()).collect();
    view! {
        <div class="card stack">
            <p>{td_string!(l, entries.enter_signed_out)}</p>
            <div class="button-row">
                <a class="button button-primary" href=page.link(&format!("/sign-in?next={next}"))>{td_string!(l, accounts.sign_in)}</a>
                <a class="button" href=page.link(&format!("/sign-up?next={next}"))>{td_string!(l, accounts.sign_up)}</a>
            </div>
        </div>
    }
    .into_any()
}
