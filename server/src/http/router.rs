//! Every address of the server.

use super::{
    State, api, assets, conflicts, deliberation, events, files, headers, health, links, live::Live, page, prizes,
    published, receipt, site::PAGES, statistics, upload, worker,
};
use crate::{clock::Ambient, config::Config, db::Db};
use any_spawner::Executor;
use axum::{Router, middleware, routing::get};
use std::{sync::Arc, time::Duration};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel},
    csrf::CsrfLayer,
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
};

/// The most a request may carry before it is read: above the limit of forms, so that those get their own page.
const HARD_LIMIT: usize = 16 * 1024 * 1024;

/// The operations that can be posted.
pub fn operations() -> Vec<String> {
    let mut paths: Vec<String> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    paths.sort_unstable();
    paths
}

/// The whole site on a database.
pub fn build(db: Db, ambient: Ambient, config: Config) -> Router {
    build_live(db, ambient, config, Live::default())
}

/// The same with listeners that somebody else can end.
pub fn build_live(db: Db, ambient: Ambient, config: Config, live: Live) -> Router {
    let state =
        State { db, ambient, config, assets: Arc::new(assets::Assets::load()), live, published: <_>::default() };
    // Leptos draws by it; a second site in the same process finds it there already.
    let _ = Executor::init_tokio();
    tracing::info!(pages = PAGES.len(), operations = operations().len(), "built");
    let mut site = Router::new()
        .route("/api/{*operation}", axum::routing::post(api::post))
        .route("/c/{slug}/method.json", get(crate::competition::files::method))
        .route("/c/{slug}/results/{version}/results.json", get(crate::results::files::json_of))
        .route("/c/{slug}/results.json", get(crate::results::files::json))
        .route("/c/{slug}/results/pack.json", get(crate::results::pack_files::newest))
        .route("/c/{slug}/results/{version}/pack.json", get(crate::results::pack_files::one))
        .route("/c/{slug}/checkpoints.txt", get(crate::results::pack_files::checkpoints))
        .route("/c/{slug}/results.csv", get(crate::results::files::csv))
        .route("/c/{slug}/results.atom", get(crate::results::files::feed::atom))
        .route("/c/{slug}/entries.json", get(crate::results::files::gallery::json))
        .route("/c/{slug}/entries.csv", get(crate::results::files::gallery::csv))
        .route("/c/{slug}/entries/{key}/entry.json", get(crate::results::files::gallery::entry))
        .route("/c/{slug}/entries/{key}/badge.svg", get(crate::results::files::badge::svg))
        .route("/c/{slug}/closes/{file}", get(crate::competition::files::list))
        .route("/c/{slug}/statistics.csv", get(statistics::public))
        .route("/c/{slug}/organise/conflicts.csv", get(conflicts::table))
        .route("/c/{slug}/organise/deliberation.json", get(deliberation::document))
        .route("/c/{slug}/organise/deliberation.csv", get(deliberation::posts))
        .route("/c/{slug}/organise/prizes.csv", get(prizes::table))
        .route("/c/{slug}/organise/statistics.csv", get(statistics::organisers))
        .route("/judge/entries/{entry}/card.json", get(crate::scores::files::card))
        .route("/judge/entries/{entry}/receipt.tlog-proof", get(receipt::get))
        .route("/account/data.json", get(crate::accounts::files::own_data))
        .route("/judge/entries/{entry}/links/{question}", get(links::follow))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(get(page::other));
    for page in PAGES {
        site = site.route(&format!("/{{lang}}{}", page.path), page::route(page.draw));
    }
    let site = site.layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    // What is the same for everybody needs no more than its headers.
    let assets = Router::new()
        .route("/pkg/{name}", get(assets::get))
        .route("/service-worker.js", get(worker::get))
        .layer(middleware::from_fn(headers::add));
    let site =
        site.layer(ServiceBuilder::new().layer(RequestBodyLimitLayer::new(HARD_LIMIT)).layer(
            TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(15)),
        ));
    // Files are large and slow, and packed already: their handlers have bounds of their own.
    let files = Router::new()
        .route("/api/entries/add_file", axum::routing::post(upload::add_file))
        .route("/c/{slug}/entries/{key}/pictures/{number}", get(crate::results::files::picture::get))
        .route("/files/{attachment}", get(files::get));
    // Streams have no end to wait for, and a packed one would be held back.
    let streams = Router::new().route("/c/{slug}/organise/scores/events", get(events::scores));
    let site = site.merge(files).merge(streams).layer(
        ServiceBuilder::new()
            .layer(middleware::from_fn_with_state(state.clone(), published::serve))
            .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
            .layer(PropagateRequestIdLayer::x_request_id())
            .layer(middleware::from_fn(headers::add))
            .layer(CsrfLayer::new())
            .layer(middleware::from_fn(headers::require_origin))
            .layer(CatchPanicLayer::new()),
    );
    site.merge(assets).with_state(state)
}
