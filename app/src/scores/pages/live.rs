//! How the page of scores stays up to date: by itself where there are scripts, by a link or at the reader's wish where there
//! are none.

use crate::{
    i18n::td_string,
    scores::{islands::LiveBoard, model::Progress},
    services::Page,
    ui::{moment::time_text, query},
};
use leptos::prelude::*;

/// Seconds after which a browser that was asked to loads the page again.
const REFRESH: u32 = 60;

/// When the page was made, and what renews it.
pub fn live(page: &Page, progress: &Progress) -> AnyView {
    let l = page.locale;
    let home = format!("/c/{}/organise/scores", progress.slug);
    let plain = page.link(&home);
    let by_itself = format!("{plain}?refresh={REFRESH}");
    let time = time_text(progress.pace.now, &progress.time_zone);
    let updated = view! {
        <span id="board-time" role="status" data-live="">{td_string!(l, live.updated, time = time).to_string()}</span>
    };
    // Only where it was asked for: a page that reloads itself takes the place away from whoever reads it.
    if query("refresh").is_some_and(|wish| wish == REFRESH.to_string()) {
        page.reply.refresh(REFRESH);
        return view! {
            <p class="small muted cluster">{updated} <a href=plain>{td_string!(l, live.refresh_stop)}</a></p>
        }
        .into_any();
    }
    view! {
        <div class="stack-tight">
            <p class="small muted cluster">
                {updated}
                <a href=plain.clone()>{td_string!(l, live.refresh)}</a>
                <a href=by_itself>{td_string!(l, live.refresh_each)}</a>
            </p>
            <p class="notice notice-warning" id="board-ended" role="status" hidden>{td_string!(l, live.ended)}</p>
            <LiveBoard events=format!("{home}/events") page=plain/>
        </div>
    }
    .into_any()
}
