//! Comments in words.

use crate::{
    i18n::{Locale, td_string},
    results::model::{Comment, CommentDecision, CommentFilter, FeedbackShows, NoticeKind},
    ui::{Badge, Tone, prose},
};
use leptos::prelude::*;

pub(super) fn filter_text(l: Locale, filter: CommentFilter) -> &'static str {
    match filter {
        CommentFilter::Waiting => td_string!(l, feedback.filter_waiting),
        CommentFilter::Noticed => td_string!(l, feedback.filter_noticed),
        CommentFilter::Decided => td_string!(l, feedback.filter_decided),
        CommentFilter::Held => td_string!(l, feedback.filter_held),
    }
}

pub(super) fn shows_text(l: Locale, shows: FeedbackShows) -> &'static str {
    match shows {
        FeedbackShows::Comments => td_string!(l, feedback.shows_comments),
        FeedbackShows::Marks => td_string!(l, feedback.shows_marks),
        FeedbackShows::Field => td_string!(l, feedback.shows_field),
    }
}

/// What a decision means.
pub(super) fn decision_text(l: Locale, decision: CommentDecision) -> &'static str {
    match decision {
        CommentDecision::Released => td_string!(l, feedback.choose_released),
        CommentDecision::Edited => td_string!(l, feedback.choose_edited),
        CommentDecision::Held => td_string!(l, feedback.choose_held),
    }
}

fn notice_text(l: Locale, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Judge => td_string!(l, feedback.notice_judge),
        NoticeKind::Organisation => td_string!(l, feedback.notice_organisation),
        NoticeKind::Work => td_string!(l, feedback.notice_work),
        NoticeKind::Email => td_string!(l, feedback.notice_email),
        NoticeKind::Link => td_string!(l, feedback.notice_link),
        NoticeKind::Phone => td_string!(l, feedback.notice_phone),
        NoticeKind::OtherEntry => td_string!(l, feedback.notice_other_entry),
        NoticeKind::Capitals => td_string!(l, feedback.notice_capitals),
    }
}

/// Where a comment stands.
pub(super) fn state(l: Locale, decision: Option<CommentDecision>) -> AnyView {
    let (tone, text) = match decision {
        None => (Tone::Warning, td_string!(l, feedback.state_waiting)),
        Some(CommentDecision::Released) => (Tone::Positive, td_string!(l, feedback.state_released)),
        Some(CommentDecision::Edited) => (Tone::Information, td_string!(l, feedback.state_edited)),
        Some(CommentDecision::Held) => (Tone::Neutral, td_string!(l, feedback.state_held)),
    };
    view! { <Badge tone text/> }.into_any()
}

/// What a team reads of a comment in which words were taken out.
pub(super) fn edited(l: Locale, text: &str) -> AnyView {
    view! { <p class="small strong">{td_string!(l, feedback.edited_label)}</p><div dir="auto">{prose(text)}</div> }
        .into_any()
}

/// What is worth a look in it, and what was decided.
pub(super) fn notices(l: Locale, comment: &Comment) -> AnyView {
    let found: Vec<_> = comment
        .notices
        .iter()
        .map(|notice| view! { <li>{notice_text(l, notice.kind)} ": " <bdi>{notice.words.clone()}</bdi></li> })
        .collect();
    let found = (!found.is_empty() && comment.review.is_none()).then(|| {
        view! {
            <div class="notice notice-warning small">
                <p class="notice-title">{td_string!(l, feedback.worth_a_look)}</p>
                <ul>{found}</ul>
            </div>
        }
    });
    let decided = comment.review.as_ref().map(|review| {
        let shown = (review.decision == CommentDecision::Edited).then(|| edited(l, &review.text));
        let reason =
            (!review.reason.is_empty()).then(|| view! { <p class="small" dir="auto">{review.reason.clone()}</p> });
        let by = review.by.clone().map(|by| view! { <p class="small muted"><bdi>{by}</bdi></p> });
        view! { {shown} {reason} {by} }
    });
    view! { {found} {decided} }.into_any()
}
