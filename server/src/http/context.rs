//! The services of one request, bound to its caller.

use super::{State, cookies, kept, locale};
use crate::{
    accounts::service::AccountsService,
    auth::{
        Caller,
        permits::{self, Observer},
        session,
    },
    competition::{self, service::CompetitionService},
    entries::service::EntriesService,
    files::Received,
    panel::service::PanelService,
    request::{IdempotencyKey, Request},
    results::service::ResultsService,
    scores::service::{ScoresService, further::FurtherService},
};
use app::{
    accounts::model::{Rights, UNSENT_COOKIE},
    error::AppError,
    i18n::Locale,
    next::Done,
    results::rules::Crossed,
    services::{Address, KeptForm, Page, Reply, Services},
    time::Moment,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use std::sync::Arc;
use uuid::Uuid;

/// What was found out about a request before its page or operation runs.
#[derive(Clone)]
pub struct Prepared {
    state: State,
    pub(super) request: Request,
    locale: Locale,
    path: String,
    address: Arc<Address>,
    rights: Option<Rights>,
    withheld: usize,
    done: Option<Done>,
    pub(super) kept: Option<Arc<KeptForm>>,
    request_id: Arc<str>,
}

/// Whether a browser fetches ahead: by the header of the Fetch standard, or the one that scripts may set.
fn ahead(headers: &HeaderMap) -> bool {
    let says =
        |name| headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("prefetch"));
    says("sec-purpose") || says("purpose")
}

/// Whose session the cookies name.
pub async fn caller(state: &State, headers: &HeaderMap) -> Result<Option<Caller>, AppError> {
    match cookies::get(headers, session::COOKIE) {
        Some(token) => Ok(session::caller(&state.db, &state.ambient, token).await?),
        None => Ok(None),
    }
}

impl Prepared {
    /// Reads cookies and asks the database who it is.
    pub async fn from(
        state: &State,
        uri: &Uri,
        headers: &HeaderMap,
        key: Option<IdempotencyKey>,
    ) -> Result<Self, AppError> {
        let caller = caller(state, headers).await?.map(Arc::new);
        let kept = match cookies::get(headers, kept::COOKIE).and_then(|id| Uuid::parse_str(id).ok()) {
            Some(id) => kept::find(&mut state.db.read().await?, id).await?.map(Arc::new),
            None => None,
        };
        Ok(Self::new(state, uri, headers, caller, kept, key))
    }

    /// For a page that must not ask the database: routes being listed, errors.
    pub fn anonymous(state: &State, uri: &Uri, headers: &HeaderMap) -> Self {
        Self::new(state, uri, headers, None, None, None)
    }

    fn new(
        state: &State,
        uri: &Uri,
        headers: &HeaderMap,
        caller: Option<Arc<Caller>>,
        kept: Option<Arc<KeptForm>>,
        key: Option<IdempotencyKey>,
    ) -> Self {
        let (locale, rest) = locale::of_path(uri.path()).unwrap_or_else(|| (locale::wished(headers), uri.path()));
        let query: Vec<(String, String)> = uri
            .query()
            .map(|query| form_urlencoded::parse(query.as_bytes()).into_owned().collect())
            .unwrap_or_default();
        let done = query.iter().find(|(name, _)| name == "done").and_then(|(_, word)| Done::parse(word));
        let rest_of_query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query.iter().filter(|(name, _)| name != "done"))
            .finish();
        let path = if rest_of_query.is_empty() { rest.to_owned() } else { format!("{rest}?{rest_of_query}") };
        let request_id = headers.get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default().into();
        let request = Request {
            db: state.db.clone(),
            ambient: state.ambient.clone(),
            config: state.config.clone(),
            caller,
            locale,
            key: key.map(Arc::new),
            file: None,
            arrived: None,
            ahead: ahead(headers),
            unsent: cookies::get(headers, UNSENT_COOKIE).is_some(),
            reply: None,
        };
        let address = Arc::new(Address { params: Vec::new(), query });
        Self { state: state.clone(), request, locale, path, address, rights: None, withheld: 0, done, kept, request_id }
    }

    /// For a page with parts in its path.
    #[must_use]
    pub fn with(mut self, params: Vec<(String, String)>) -> Self {
        Arc::make_mut(&mut self.address).params = params;
        self
    }

    /// Finds out what the reader may do, for a page of organisers. Whether there is such a page for the reader, its own
    /// service says.
    pub async fn with_rights(mut self) -> Result<Self, AppError> {
        let slug = match self.path.split(['/', '?']).collect::<Vec<_>>().as_slice() {
            ["", "c", slug, "organise", ..] => *slug,
            _ => return Ok(self),
        };
        let mut conn = self.request.read().await?;
        if let Some(competition) = competition::store::read::by_slug(&mut conn, slug).await? {
            let caller = self.request.caller();
            self.rights = match permits::organiser::<Observer>(&mut conn, caller, competition.id).await {
                Ok(by) => {
                    self.withheld = by.kept().len();
                    Some(by.rights())
                }
                Err(AppError::NotFound | AppError::SignIn) => None,
                Err(other) => return Err(other),
            };
        }
        Ok(self)
    }

    /// For a form that came with a file, whole at a moment.
    #[must_use]
    pub fn with_file(mut self, file: Option<Received>, key: Option<IdempotencyKey>, arrived: Moment) -> Self {
        self.request.file = file.map(Arc::new);
        self.request.key = key.map(Arc::new);
        self.request.arrived = Some(arrived);
        self
    }

    /// Puts the services into leptos's context; called inside the request.
    pub fn provide(&self) {
        let options = use_context::<ResponseOptions>();
        let mut request = self.request.clone();
        request.reply.clone_from(&options);
        let viewer = request.viewer();
        let now = request.ambient.now();
        let request = Arc::new(request);
        provide_context(Services {
            accounts: Arc::new(AccountsService(request.clone())),
            competitions: Arc::new(CompetitionService(request.clone())),
            guide: Arc::new(CompetitionService(request.clone())),
            methods: Arc::new(CompetitionService(request.clone())),
            reopenings: Arc::new(CompetitionService(request.clone())),
            inquiries: Arc::new(CompetitionService(request.clone())),
            messages: Arc::new(CompetitionService(request.clone())),
            organisers: Arc::new(CompetitionService(request.clone())),
            editions: Arc::new(CompetitionService(request.clone())),
            entries: Arc::new(EntriesService(request.clone())),
            deadlines: Arc::new(EntriesService(request.clone())),
            keys: Arc::new(EntriesService(request.clone())),
            screening: Arc::new(EntriesService(request.clone())),
            translations: Arc::new(EntriesService(request.clone())),
            assigning: Arc::new(PanelService(request.clone())),
            conflicts: Arc::new(PanelService(request.clone())),
            judges: Arc::new(PanelService(request.clone())),
            jury: Arc::new(PanelService(request.clone())),
            own_conflicts: Arc::new(PanelService(request.clone())),
            panel: Arc::new(PanelService(request.clone())),
            calibration: Arc::new(ScoresService(request.clone())),
            keeping: Arc::new(ScoresService(request.clone())),
            scores: Arc::new(ScoresService(request.clone())),
            further: Arc::new(FurtherService { request: request.clone(), places: &Crossed }),
            own_keys: Arc::new(ScoresService(request.clone())),
            reminding: Arc::new(ScoresService(request.clone())),
            reports: Arc::new(ScoresService(request.clone())),
            results: Arc::new(ResultsService(request.clone())),
            feedback: Arc::new(ResultsService(request.clone())),
            appeals: Arc::new(ResultsService(request.clone())),
            prizes: Arc::new(ResultsService(request.clone())),
            rounds: Arc::new(ResultsService(request.clone())),
            deliberation: Arc::new(ResultsService(request.clone())),
            votes: Arc::new(ResultsService(request.clone())),
            gallery: Arc::new(ResultsService(request.clone())),
            statistics: Arc::new(ResultsService(request.clone())),
            analyses: Arc::new(ResultsService(request.clone())),
            page: Arc::new(Page {
                locale: self.locale,
                viewer,
                rights: self.rights,
                withheld: self.withheld,
                path: self.path.clone(),
                address: self.address.clone(),
                now,
                done: self.done,
                kept: self.kept.clone(),
                origin: self.state.config.origin.clone(),
                picture: self.state.assets.picture.clone(),
                stylesheet: self.state.assets.stylesheet.clone(),
                checker: self.state.assets.checker.clone(),
                icon: self.state.assets.icon.clone(),
                request_id: self.request_id.clone(),
                reply: Arc::new(PageReply { options, ambient: request.ambient.clone() }),
            }),
        });
    }

    /// The reader's language.
    pub const fn locale(&self) -> Locale {
        self.locale
    }
}

struct PageReply {
    options: Option<ResponseOptions>,
    ambient: crate::clock::Ambient,
}

impl Reply for PageReply {
    fn status(&self, status: u16) {
        if let (Some(options), Ok(status)) = (&self.options, StatusCode::from_u16(status)) {
            options.set_status(status);
        }
    }

    fn refresh(&self, seconds: u32) {
        if let Some(options) = &self.options {
            options.insert_header(HeaderName::from_static("refresh"), HeaderValue::from(seconds));
        }
    }

    fn form_key(&self) -> String {
        self.ambient.unguessable().simple().to_string()
    }
}
