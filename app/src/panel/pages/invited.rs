//! How invitations stand, at a glance: counts that filter, and a line for each judge.

use crate::{
    competition::model::message::MailState,
    i18n::{Locale, td_string},
    panel::model::{Invited, JudgeState, PanelBoard, PanelMemberRow},
    services::Page,
    ui::DateTime,
};
use leptos::prelude::*;

/// The words by which judges are filtered, in order.
const FILTERS: [&str; 8] = ["invited", "expired", "accepted", "ready", "reserve", "declined", "stepped_down", "left"];

/// Where a row belongs: its state, with invitations that are too old by themselves.
pub fn standing(page: &Page, row: &PanelMemberRow) -> &'static str {
    match row.judge.state {
        JudgeState::Invited if row.invited.expires_at.is_some_and(|at| at.has_passed(page.now)) => "expired",
        state => state.as_str(),
    }
}

fn name(l: Locale, word: &str) -> &'static str {
    match word {
        "invited" => td_string!(l, panel.state_invited),
        "expired" => td_string!(l, judges.state_expired),
        "accepted" => td_string!(l, panel.state_accepted),
        "ready" => td_string!(l, panel.state_ready),
        "reserve" => td_string!(l, judges.state_reserve),
        "declined" => td_string!(l, panel.state_declined),
        "stepped_down" => td_string!(l, judges.state_stepped_down),
        _ => td_string!(l, panel.state_left),
    }
}

/// Ways to each part of the panel, with how many are in it.
pub fn filters(page: &Page, board: &PanelBoard, chosen: Option<&str>) -> Option<AnyView> {
    let l = page.locale;
    if board.judges.len() < 2 {
        return None;
    }
    let path = page.link(&format!("/c/{}/organise/panel", board.competition.slug));
    let way = |href: String, here: bool, text: &'static str, count: usize| {
        let here = here.then_some("page");
        view! { <li><a href=href aria-current=here>{text} " " <bdi dir="ltr">{count}</bdi></a></li> }
    };
    let mut ways = vec![way(format!("{path}#judges"), chosen.is_none(), td_string!(l, judges.all), board.judges.len())];
    for word in FILTERS {
        let count = board.judges.iter().filter(|row| standing(page, row) == word).count();
        if count > 0 {
            ways.push(way(format!("{path}?state={word}#judges"), chosen == Some(word), name(l, word), count));
        }
    }
    Some(view! { <nav aria-label=td_string!(l, judges.filter)><ul class="plain cluster">{ways}</ul></nav> }.into_any())
}

fn mail_word(l: Locale, mail: Option<MailState>) -> &'static str {
    match mail {
        None => td_string!(l, judges.mail_none),
        Some(MailState::Queued) => td_string!(l, judges.mail_queued),
        Some(MailState::Sent) => td_string!(l, judges.mail_sent),
        Some(MailState::Failed) => td_string!(l, judges.mail_failed),
        Some(MailState::Kept) => td_string!(l, judges.mail_kept),
    }
}

/// What became of one invitation: when, by whom, mail, opened, answered.
pub fn history(l: Locale, zone: &str, row: &PanelMemberRow) -> Option<AnyView> {
    let Invited { at, by, mail, opened_at, answered_at, reason, expires_at, reserve } = row.invited.clone();
    let at = at?;
    let date = |at| view! { <DateTime at=at zone=zone.to_owned()/> };
    let open = row.judge.state == JudgeState::Invited;
    let by = (!by.is_empty()).then(|| view! { ", " <bdi>{by}</bdi> });
    let opened = match opened_at {
        Some(at) => Some(view! { <li>{td_string!(l, judges.opened)} " " {date(at)}</li> }.into_any()),
        None => open.then(|| view! { <li>{td_string!(l, judges.not_opened)}</li> }.into_any()),
    };
    let ends = expires_at.filter(|_| open).map(|at| view! { <li>{td_string!(l, judges.ends)} " " {date(at)}</li> });
    let answered = answered_at.map(|at| view! { <li>{td_string!(l, judges.answered)} " " {date(at)}</li> });
    let reason = (!reason.is_empty()).then(|| view! { <li><q dir="auto">{reason}</q></li> });
    let reserve = (reserve && open).then(|| view! { <li>{td_string!(l, judges.for_reserve)}</li> });
    Some(
        view! {
            <ul class="plain small muted">
                <li>{td_string!(l, judges.invited)} " " {date(at)} {by} " · " {mail_word(l, mail)}</li>
                {reserve}{opened}{ends}{answered}{reason}
            </ul>
        }
        .into_any(),
    )
}

/// Entries that came back and lack judges.
pub fn needs_judges(page: &Page, board: &PanelBoard) -> Option<AnyView> {
    let l = page.locale;
    if board.needs_judges.is_empty() {
        return None;
    }
    let lines: Vec<_> = board
        .needs_judges
        .iter()
        .map(|needs| {
            let by: Vec<_> = needs
                .given_back
                .iter()
                .map(|(name, reason)| {
                    let reason = (!reason.is_empty()).then(|| view! { ": " <q dir="auto">{reason.clone()}</q> });
                    view! { <li><bdi>{name.clone()}</bdi>{reason}</li> }
                })
                .collect();
            view! {
                <li class="task">
                    <p><strong><bdi>{needs.title.clone()}</bdi></strong> " " {td_string!(l, panel.reviews_short, count = needs.missing).to_string()}</p>
                    <ul class="plain small muted">{by}</ul>
                </li>
            }
        })
        .collect();
    let href = page.link(&format!("/c/{}/organise/assignment", board.competition.slug));
    Some(
        view! {
            <section class="section" aria-labelledby="back">
                <h2 id="back">{td_string!(l, judges.needs_judges)}</h2>
                <p>{td_string!(l, judges.needs_judges_what)} " " <a href=href>{td_string!(l, panel.assignment)}</a></p>
                <ul class="tasks">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}
