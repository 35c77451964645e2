//! What a request may use: the ports of the stages, already bound to the person who asks, and the facts of the page.
//! The server makes a [`Services`] for each request and provides it as context; nothing here can forget to
//! authenticate, because nothing here knows a caller.

use crate::{
    accounts::{
        api::Accounts,
        model::{Rights, Viewer},
    },
    competition::api::{Competitions, Editions, Guide, Inquiries, Messages, Methods, Organisers, Reopenings},
    entries::api::{Deadlines, Entries, Keys, Screening, Translations},
    error::AppError,
    i18n::Locale,
    next::Done,
    panel::api::{Assigning, Conflicts, Judges, Jury, OwnConflicts, Panel},
    results::api::{Analyses, Appeals, Deliberation, Feedback, Gallery, Prizes, Results, Rounds, Statistics, Votes},
    scores::api::{Calibration, FurtherReviews, Keeping, OwnKeys, Reminding, Reports, Scores},
    time::Moment,
};
use leptos::prelude::use_context;
use std::sync::Arc;

/// The ports of one request.
#[derive(Clone)]
pub struct Services {
    /// People.
    pub accounts: Arc<dyn Accounts>,
    /// Editions.
    pub competitions: Arc<dyn Competitions>,
    /// What people read before they enter.
    pub guide: Arc<dyn Guide>,
    /// How entries are ranked.
    pub methods: Arc<dyn Methods>,
    /// Phases that are opened again.
    pub reopenings: Arc<dyn Reopenings>,
    /// What people ask before they enter.
    pub inquiries: Arc<dyn Inquiries>,
    /// What people are told.
    pub messages: Arc<dyn Messages>,
    /// Who organises.
    pub organisers: Arc<dyn Organisers>,
    /// Editions made from others.
    pub editions: Arc<dyn Editions>,
    /// Teams and what they enter.
    pub entries: Arc<dyn Entries>,
    /// Later deadlines, closes and changes of track.
    pub deadlines: Arc<dyn Deadlines>,
    /// Keys by which judges get into entries, for those who keep them.
    pub keys: Arc<dyn Keys>,
    /// What organisers find out about entries.
    pub screening: Arc<dyn Screening>,
    /// Texts of entries in other languages.
    pub translations: Arc<dyn Translations>,
    /// Who judges what: planned, drawn, changed by hand, repaired.
    pub assigning: Arc<dyn Assigning>,
    /// Conflicts of interest as organisers see them.
    pub conflicts: Arc<dyn Conflicts>,
    /// Judges themselves, and how organisers keep a panel.
    pub judges: Arc<dyn Judges>,
    /// The jury as everybody sees it.
    pub jury: Arc<dyn Jury>,
    /// Organisers' own conflicts of interest.
    pub own_conflicts: Arc<dyn OwnConflicts>,
    /// The jury.
    pub panel: Arc<dyn Panel>,
    /// Sample entries, and how far judges agree.
    pub calibration: Arc<dyn Calibration>,
    /// Scorecards that came after their round had closed.
    pub keeping: Arc<dyn Keeping>,
    /// Scorecards.
    pub scores: Arc<dyn Scores>,
    /// Further reviews where the result is uncertain.
    pub further: Arc<dyn FurtherReviews>,
    /// Judges' own keys.
    pub own_keys: Arc<dyn OwnKeys>,
    /// Reminders to judges who are behind.
    pub reminding: Arc<dyn Reminding>,
    /// What judges tell organisers of an entry.
    pub reports: Arc<dyn Reports>,
    /// Rankings and publication.
    pub results: Arc<dyn Results>,
    /// What organisers see of the panel and the order.
    pub analyses: Arc<dyn Analyses>,
    /// What teams read of how they were judged.
    pub feedback: Arc<dyn Feedback>,
    /// What teams say is wrong in their results.
    pub appeals: Arc<dyn Appeals>,
    /// What becomes of prizes.
    pub prizes: Arc<dyn Prizes>,
    /// Further rounds of judging.
    pub rounds: Arc<dyn Rounds>,
    /// The panel's room.
    pub deliberation: Arc<dyn Deliberation>,
    /// What the panel votes on.
    pub votes: Arc<dyn Votes>,
    /// Published entries, one by one.
    pub gallery: Arc<dyn Gallery>,
    /// Numbers that say nothing of single people.
    pub statistics: Arc<dyn Statistics>,
    /// The page itself.
    pub page: Arc<Page>,
}

/// The facts of the page that is being drawn.
#[derive(Clone)]
pub struct Page {
    /// The reader's language.
    pub locale: Locale,
    /// Who reads, if somebody is signed in.
    pub viewer: Option<Viewer>,
    /// What the reader may do on this page, if it is one of organisers of a competition that the reader organises.
    pub rights: Option<Rights>,
    /// How many entries of that competition are kept from the reader, who has a conflict of interest with them.
    pub withheld: usize,
    /// The path without the language, with the query: where a language switch leads.
    pub path: String,
    /// The values in the address.
    pub address: Arc<Address>,
    /// When it is.
    pub now: Moment,
    /// What was done just before.
    pub done: Option<Done>,
    /// A form that was refused just before, to be shown again with every word.
    pub kept: Option<Arc<KeptForm>>,
    /// Where the site is, for addresses that leave it: never taken from a request.
    pub origin: Arc<str>,
    /// The address of the site's picture, for links that are shared.
    pub picture: Arc<str>,
    /// The address of the style sheet.
    pub stylesheet: Arc<str>,
    /// Where the check of result packs is; nothing where the browser part was not built.
    pub checker: Option<Checker>,
    /// The address of the site's mark.
    pub icon: Arc<str>,
    /// The number of the request, for error pages.
    pub request_id: Arc<str>,
    /// What a page may ask of the reply that carries it.
    pub reply: Arc<dyn Reply>,
}

/// The addresses of the check of result packs in the browser.
#[derive(Clone, Debug)]
pub struct Checker {
    /// The script of its page.
    pub page: Arc<str>,
    /// The script that loads what checks.
    pub module: Arc<str>,
    /// What checks.
    pub wasm: Arc<str>,
}

/// The values in the address of a page, decoded.
#[derive(Clone, Debug, Default)]
pub struct Address {
    /// The parts of the path that differ, by the name they have in the site map.
    pub params: Vec<(String, String)>,
    /// The query.
    pub query: Vec<(String, String)>,
}

impl Address {
    /// A part of the path.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        value(&self.params, name)
    }

    /// A value of the query; the first, if there are several.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        value(&self.query, name)
    }
}

fn value<'a>(values: &'a [(String, String)], name: &str) -> Option<&'a str> {
    values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// A refused form.
#[derive(Clone, Debug)]
pub struct KeptForm {
    /// The address it was posted to.
    pub action: String,
    /// What was typed, without passwords.
    pub fields: Vec<(String, String)>,
    /// Why it was refused.
    pub error: AppError,
}

impl KeptForm {
    /// Whether it is the form of this action with these fields, among several that a page may have.
    pub fn matches(&self, action: &str, fields: &[(&str, &str)]) -> bool {
        let typed =
            |(name, value): &(&str, &str)| self.fields.iter().any(|(field, typed)| field == name && typed == value);
        self.action == action && fields.iter().all(typed)
    }
}

/// What a page may ask of the reply that carries it.
pub trait Reply: Send + Sync {
    /// Sets the status of the page.
    fn status(&self, status: u16);
    /// Asks the browser to load the page again after so many seconds.
    fn refresh(&self, seconds: u32);
    /// A fresh key for a form, so that sending it twice does it once.
    fn form_key(&self) -> String;
}

impl Page {
    /// Whether the reader may, as organiser. It decides what is shown; whether it is done, the server asks again.
    pub fn may(&self, needed: Rights) -> bool {
        self.rights.is_some_and(|rights| rights >= needed)
    }

    /// Whether this form was refused just before: what it is folded into is open then.
    pub fn came_back(&self, action: &str, fields: &[(&str, &str)]) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.matches(action, fields))
    }

    /// A path of this site in the reader's language.
    pub fn link(&self, path: &str) -> String {
        format!("/{}{}", self.locale, path.trim_end_matches('/'))
    }
}

/// The services of this request.
///
/// # Panics
/// Outside a request: a mistake of the server's, which every test of a page would show.
pub fn services() -> Services {
    match use_context::<Services>() {
        Some(services) => services,
        None => panic!("services() was called outside a request"),
    }
}
