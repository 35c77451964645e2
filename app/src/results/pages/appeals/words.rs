//! Appeals in words.

use crate::{
    i18n::{Locale, td_string},
    results::model::{Appeal, AppealAbout, AppealOutcome, AppealSettings},
    services::Page,
    time::Moment,
    ui::{Badge, DateTime, Tone, left_text, moment_text, prose},
};
use leptos::prelude::*;

/// What organisers decided.
pub fn outcome_text(l: Locale, outcome: AppealOutcome) -> &'static str {
    match outcome {
        AppealOutcome::Upheld => td_string!(l, appeals.upheld),
        AppealOutcome::Rejected => td_string!(l, appeals.rejected),
    }
}

pub(super) fn about_text(l: Locale, about: AppealAbout) -> &'static str {
    match about {
        AppealAbout::Fact => td_string!(l, appeals.about_fact),
        AppealAbout::Rule => td_string!(l, appeals.about_rule),
    }
}

/// Where an appeal stands.
pub(super) fn state(l: Locale, appeal: &Appeal, now: Moment) -> AnyView {
    let (tone, text) = match &appeal.answer {
        Some(answer) if answer.outcome == AppealOutcome::Upheld => (Tone::Positive, td_string!(l, appeals.upheld)),
        Some(_) => (Tone::Neutral, td_string!(l, appeals.rejected)),
        None if appeal.answer_by.has_passed(now) => (Tone::Danger, td_string!(l, appeals.overdue)),
        None if appeal.question.is_some() && appeal.reply.is_none() => {
            (Tone::Information, td_string!(l, appeals.state_asked))
        }
        None => (Tone::Warning, td_string!(l, appeals.state_waiting)),
    };
    view! { <Badge tone text/> }.into_any()
}

/// Until when it is answered, while it waits.
pub(super) fn clock(l: Locale, appeal: &Appeal, zone: &str, now: Moment) -> Option<AnyView> {
    if appeal.answer.is_some() {
        return None;
    }
    let text = td_string!(l, appeals.answered_by, time = moment_text(l, appeal.answer_by, zone)).to_string();
    let left = left_text(l, appeal.answer_by, now).map(|left| format!(" ({left})"));
    Some(view! { <p class="strong">{text} {left}</p> }.into_any())
}

fn part(title: &'static str, text: &str, at: Moment, zone: &str) -> AnyView {
    let zone = zone.to_owned();
    view! {
        <div class="stack-tight">
            <h3>{title}</h3>
            <div dir="auto">{prose(text)}</div>
            <p class="small muted"><DateTime at zone/></p>
        </div>
    }
    .into_any()
}

/// Everything that was said, in the order it was.
pub(super) fn exchange(page: &Page, slug: &str, appeal: &Appeal, zone: &str) -> AnyView {
    let l = page.locale;
    let question = appeal.question.as_ref().map(|(text, at)| part(td_string!(l, appeals.question), text, *at, zone));
    let reply = appeal.reply.as_ref().map(|(text, at)| part(td_string!(l, appeals.reply), text, *at, zone));
    let answer = appeal.answer.as_ref().map(|answer| {
        let corrected = match (answer.outcome, answer.corrected) {
            (AppealOutcome::Rejected, _) => None,
            (AppealOutcome::Upheld, Some(version)) => {
                let href = page.link(&format!("/c/{slug}/results/{version}"));
                let text = td_string!(l, appeals.corrected, version = version).to_string();
                Some(view! { <p><a href=href>{text}</a></p> }.into_any())
            }
            (AppealOutcome::Upheld, None) => {
                Some(view! { <p>{td_string!(l, appeals.correction_to_come)}</p> }.into_any())
            }
        };
        view! { {part(td_string!(l, appeals.decision), &answer.reason, answer.at, zone)} {corrected} }
    });
    view! {
        <p class="strong">{about_text(l, appeal.about)}</p>
        {part(td_string!(l, appeals.text), &appeal.text, appeal.at, zone)}
        {question}
        {reply}
        {answer}
    }
    .into_any()
}

/// What a competition states about appeals.
pub(super) fn stated(l: Locale, settings: AppealSettings) -> AnyView {
    if settings.days == 0 {
        return view! { <p>{td_string!(l, appeals.none_here)}</p> }.into_any();
    }
    let within = td_string!(l, appeals.within, days = settings.days, answer_days = settings.answer_days).to_string();
    view! {
        <ul>
            <li>{within}</li>
            <li>{td_string!(l, appeals.what_about)}</li>
            <li>{td_string!(l, appeals.who_decides)}</li>
            <li>{td_string!(l, appeals.what_follows)}</li>
            <li>{td_string!(l, appeals.finality)}</li>
        </ul>
    }
    .into_any()
}
