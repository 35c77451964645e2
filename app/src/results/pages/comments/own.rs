//! What teams read of a judge's own comments, for that judge: what was changed in one's words is not kept from one.

use super::words::{edited, state};
use crate::{
    i18n::{Locale, td_string},
    results::model::{CommentDecision, OwnComment},
    services::services,
    ui::{Crumb, DateTime, empty_state, layout, load, param, prose},
};
use leptos::prelude::*;

/// A judge's comments, and what became of each.
#[component]
pub fn OwnCommentsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let own = services.feedback.own(slug?).await?;
        let l = services.page.locale;
        let home = format!("/c/{}", own.competition.slug);
        let crumbs = vec![
            Crumb::new(own.competition.name.clone(), home.clone()),
            Crumb::new(td_string!(l, scores.desk_title), format!("{home}/judge")),
        ];
        let body = match own.released_at {
            None => empty_state(td_string!(l, feedback.own_later_title), td_string!(l, feedback.own_later)),
            Some(_) if own.comments.is_empty() => {
                empty_state(td_string!(l, feedback.own_none_title), td_string!(l, feedback.own_none))
            }
            Some(at) => {
                let entries = own.comments.chunk_by(|one, next| one.title == next.title);
                let entries: Vec<_> = entries.map(|comments| entry(l, comments)).collect();
                let zone = own.competition.time_zone.clone();
                view! {
                    <p>{td_string!(l, feedback.own_lead)}</p>
                    <p class="small muted">{td_string!(l, feedback.released)} ": " <DateTime at zone/></p>
                    {entries}
                }
                .into_any()
            }
        };
        Ok(layout::narrow(td_string!(l, feedback.own_title), crumbs, body))
    })
}

fn entry(l: Locale, comments: &[OwnComment]) -> AnyView {
    let title = comments.first().map(|comment| comment.title.clone());
    let comments: Vec<_> = comments.iter().map(|comment| item(l, comment)).collect();
    view! { <section class="card stack"><h2><bdi>{title}</bdi></h2>{comments}</section> }.into_any()
}

fn item(l: Locale, comment: &OwnComment) -> AnyView {
    let shown = (comment.decision == Some(CommentDecision::Edited)).then(|| edited(l, &comment.edited));
    view! {
        <div class="stack-tight">
            <div class="cluster-spread">
                <h3><bdi>{comment.label.clone()}</bdi></h3>
                {state(l, comment.decision)}
            </div>
            <div dir="auto">{prose(&comment.text)}</div>
            {shown}
        </div>
    }
    .into_any()
}
