//! An entry as its team sees it.

use super::{
    content::content_view, entry_crumbs, files_view, fix, lights::lights_view, timeline::timeline, track::track_link,
    words,
};
use crate::{
    competition::model::{Audience, CompetitionState},
    entries::{
        api::Withdraw,
        model::{EligibilityCheck, EntryState, Member},
        rules,
        views::{Desk, lacks_consent},
    },
    i18n::td_string,
    services::{Page, services},
    ui::{DateTime, Hidden, PostForm, layout, load, moment_text, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Where the entry stands, what to do next, and what judges see.
#[component]
pub fn EntryPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let desk = services.entries.desk(entry?).await?;
        let page = services.page;
        let l = page.locale;
        let title = words::title(l, &desk.entry.content.title);
        let crumbs = entry_crumbs(l, &desk.competition);
        let head = head(&page, &desk);
        Ok(layout::with_state(
            title,
            crumbs,
            head,
            view! {
                {notice(&page, &desk)}
                {fix::later_deadline(l, &desk)}
                {consent_notice(&page, &desk)}
                <div class="with-sidebar">
                    <div class="stack-wide">{lights_view(&page, &desk)}{written(&page, &desk)}{checks(&page, &desk)}</div>
                    <aside class="stack-wide">{beside(&page, &desk)}</aside>
                </div>
            },
        ))
    })
}

fn head(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let edit = page.link(&format!("/entries/{}/edit", desk.entry.id));
    let action = desk.may_write.is_ok().then(|| {
        let word = match desk.entry.state {
            EntryState::Draft => td_string!(l, entries.write_on),
            EntryState::FixNeeded => td_string!(l, entries.fix),
            _ => td_string!(l, entries.change),
        };
        let files = page.link(&format!("/entries/{}/files", desk.entry.id));
        view! {
            <div class="page-actions">
                {track_link(page, desk)}
                <a class="button" href=files>{td_string!(l, entries.files_manage)}</a>
                <a class="button button-primary" href=edit>{word}</a>
            </div>
        }
    });
    view! {
        <div class="page-state">
            {words::state_badge(l, desk.entry.state)}
            <span><bdi>{desk.track.name.clone()}</bdi></span>
        </div>
        {action}
    }
    .into_any()
}

/// What the state asks for.
fn notice(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let when = |at| moment_text(l, at, &desk.competition.time_zone);
    let close = desk.entry.closes_at(&desk.competition).map(when);
    let notice = match (desk.entry.state, desk.may_write.is_ok()) {
        (EntryState::Draft, true) => {
            let by = close.map_or_else(
                || td_string!(l, entries.draft_notice_open).to_owned(),
                |when| td_string!(l, entries.draft_notice, when = when).to_string(),
            );
            view! { <div class="notice"><p class="notice-title">{td_string!(l, entries.draft_notice_title)}</p><p>{by}</p></div> }.into_any()
        }
        (EntryState::Draft, false) => view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, entries.draft_late_title)}</p>
                <p>{td_string!(l, entries.draft_late)}</p>
            </div>
        }
        .into_any(),
        (EntryState::Submitted, true) => {
            let until = td_string!(l, entries.submitted_notice, when = close?).to_string();
            view! { <div class="notice"><p>{until}</p></div> }.into_any()
        }
        (EntryState::FixNeeded, open) => {
            let until = desk.entry.cure_until.map(|until| {
                if open {
                    td_string!(l, entries.fix_until, when = when(until)).to_string()
                } else {
                    td_string!(l, entries.fix_over, when = when(until)).to_string()
                }
            });
            let check = desk.entry.checks.first().map(|check| what_to_do(page, check));
            view! {
                <div class="notice notice-warning">
                    <p class="notice-title">{td_string!(l, entries.fix_notice_title)}</p>
                    {check}
                    {until.map(|until| view! { <p><strong>{until}</strong></p> })}
                    {fix::open_parts(l, desk)}
                </div>
            }
            .into_any()
        }
        (EntryState::Rejected, _) => {
            let check = desk.entry.checks.first().map(|check| what_to_do(page, check));
            view! {
                <div class="notice notice-error">
                    <p class="notice-title">{td_string!(l, entries.rejected_notice_title)}</p>
                    {check}
                </div>
            }
            .into_any()
        }
        (EntryState::Withdrawn, _) => {
            view! { <div class="notice"><p>{td_string!(l, entries.withdrawn_notice)}</p></div> }.into_any()
        }
        (EntryState::Submitted | EntryState::Eligible, _) => return None,
    };
    Some(notice)
}

fn what_to_do(page: &Page, check: &EligibilityCheck) -> AnyView {
    let l = page.locale;
    // A check without words was made by a guardian's missing consent.
    let text = if check.text.is_empty() { td_string!(l, entries.fix_consent).to_owned() } else { check.text.clone() };
    view! { <p>{words::reason(l, check.reason)}</p> {prose(&text)} }.into_any()
}

fn consent_notice(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let missing = desk.entry.team.members.iter().any(lacks_consent) && desk.may_ask_consent;
    let team = page.link(&format!("/entries/{}/team", desk.entry.id));
    missing.then(|| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, entries.consent_needed_title)}</p>
                <p>{td_string!(l, entries.consent_needed)} " " <a href=team>{td_string!(l, entries.manage_team)}</a></p>
            </div>
        }
        .into_any()
    })
}

/// The entry as its readers see it; before anything is handed in, as it is written now.
fn written(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let reader = page.address.query("as").and_then(Audience::parse);
    let (shown, files) = match &desk.judged {
        Some(judged) => (&judged.content, &judged.files),
        None => (&desk.entry.content, &desk.files),
    };
    let seen = match reader {
        None => shown.clone(),
        Some(reader) => shown.clone().read_by(reader, &desk.questions),
    };
    let changed =
        desk.judged.as_ref().is_some_and(|judged| judged.content != desk.entry.content || judged.files != desk.files);
    let changed =
        changed.then(|| view! { <div class="notice"><p>{td_string!(l, entries.unsubmitted_changes)}</p></div> });
    let whole =
        if desk.judged.is_some() { td_string!(l, entries.handed_in) } else { td_string!(l, entries.as_written) };
    let readers = [
        (None, whole),
        (Some(Audience::Judges), td_string!(l, entries.as_judges_see)),
        (Some(Audience::Public), td_string!(l, entries.as_public_sees)),
    ];
    let tabs: Vec<_> = readers
        .into_iter()
        .map(|(tab, text)| {
            let query = tab.map(|tab| format!("?as={}", tab.as_str())).unwrap_or_default();
            let href = format!("{}{query}#content", page.link(&format!("/entries/{}", desk.entry.id)));
            let here = (tab == reader).then_some("true");
            view! { <li><a href=href aria-current=here>{text}</a></li> }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="content">
            <h2 id="content">{td_string!(l, entries.content)}</h2>
            <nav class="tabs" aria-label=td_string!(l, entries.content_readers)><ul>{tabs}</ul></nav>
            {changed}
            {content_view(l, &seen, &desk.questions)}
        </section>
        {files_view(l, files)}
    }
    .into_any()
}

fn checks(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let zone = &desk.competition.time_zone;
    let list: Vec<_> = desk.entry.checks.iter().map(|check| check_item(page, check, zone)).collect();
    (!list.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="checks">
                <h2 id="checks">{td_string!(l, entries.checks)}</h2>
                <ul class="plain stack">{list}</ul>
            </section>
        }
        .into_any()
    })
}

/// One check in a list.
pub(super) fn check_item(page: &Page, check: &EligibilityCheck, zone: &str) -> AnyView {
    let l = page.locale;
    view! {
        <li class="card stack-tight">
            <p class="cluster">
                {words::outcome_badge(l, check.outcome)}
                <span>{words::reason(l, check.reason)}</span>
                <span class="small muted"><DateTime at=check.at zone=zone/></span>
            </p>
            {(!check.text.is_empty()).then(|| prose(&check.text))}
        </li>
    }
    .into_any()
}

fn beside(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let zone = desk.competition.time_zone.clone();
    let receipt = desk.entry.receipt.clone().map(|receipt| {
        let version = td_string!(l, entries.receipt_version, version = receipt.rules_version).to_string();
        let accepted = super::accepted_rules_path(&desk.competition.slug, receipt.rules_version);
        let accepted = page.link(&accepted);
        view! {
            <section class="card stack" aria-labelledby="receipt">
                <h2 id="receipt">{td_string!(l, entries.receipt)}</h2>
                <dl class="facts">
                    <div><dt>{td_string!(l, entries.receipt_at)}</dt><dd><DateTime at=receipt.at zone=zone/></dd></div>
                    <div><dt>{td_string!(l, entries.receipt_rules)}</dt><dd><a href=accepted>{version}</a></dd></div>
                    <div><dt>{td_string!(l, entries.receipt_hash)}</dt><dd><code class="code-box" dir="ltr">{receipt.content_hash}</code></dd></div>
                </dl>
            </section>
        }
    });
    let members: Vec<_> = desk.entry.team.members.iter().map(|member| member_item(page, member)).collect();
    let team = page.link(&format!("/entries/{}/team", desk.entry.id));
    let keys = rules::may_keep_keys(desk.entry.state, desk.competition.state).is_ok().then(|| {
        let href = page.link(&format!("/entries/{}/keys", desk.entry.id));
        view! { <p><a href=href>{td_string!(l, keys.link)}</a></p> }
    });
    let won = (desk.entry.state == EntryState::Eligible && desk.competition.state >= CompetitionState::Deliberation)
        .then(|| {
            let href = page.link(&format!("/entries/{}/prizes", desk.entry.id));
            view! { <p><a href=href>{td_string!(l, prizes.own_title)}</a></p> }
        });
    view! {
        <section class="card stack" aria-labelledby="timeline">
            <h2 id="timeline">{td_string!(l, entries.timeline)}</h2>
            {timeline(l, desk)}
        </section>
        {receipt}
        {won}
        {keys}
        <section class="card stack" aria-labelledby="team">
            <h2 id="team">{td_string!(l, entries.team)} ": " <bdi>{desk.entry.team.name.clone()}</bdi></h2>
            <ul class="plain stack-tight">{members}</ul>
            <p><a class="button button-small" href=team>{td_string!(l, entries.manage_team)}</a></p>
        </section>
        {withdraw(page, desk)}
    }
    .into_any()
}

fn member_item(page: &Page, member: &Member) -> AnyView {
    let l = page.locale;
    let consent = member.consent.map(|consent| words::consent_badge(l, consent));
    let country = crate::country::name(l, &member.country);
    view! { <li class="cluster"><bdi>{words::member_name(l, member)}</bdi> <span class="small muted">{country}</span> {consent}</li> }.into_any()
}

fn withdraw(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let id = desk.entry.id.to_string();
    desk.may_withdraw.then(|| {
        view! {
            <details class="confirm">
                <summary class="button button-danger">{td_string!(l, entries.withdraw)}</summary>
                <div class="confirm-panel">
                    <p>{td_string!(l, entries.withdraw_what)}</p>
                    <PostForm action=Withdraw::url() class="inline-form">
                        <Hidden name="entry" value=id/>
                        <button class="button button-danger button-primary">{td_string!(l, entries.withdraw)}</button>
                    </PostForm>
                </div>
            </details>
        }
        .into_any()
    })
}
