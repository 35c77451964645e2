//! What organisers found out about an entry: look-alikes and ties, concerns, links. Parts of its review page.

use super::words;
use crate::{
    accounts::model::Rights,
    entries::{
        api::{CheckLinks, RaiseConcern, SetAside, SettleConcern},
        model::{CheckedLink, Concern, ConcernKind, FindingKind, LinkOutcome, Settled},
        views::{FoundHere, Review},
    },
    i18n::{Locale, td_string},
    services::Page,
    ui::{AreaField, Badge, Hidden, Options, PostForm, ReasonField, SelectField, Tone, moment_text, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// All of it, for those who check entries.
pub(super) fn screening(page: &Page, review: &Review) -> AnyView {
    if !page.may(Rights::Checker) {
        return ().into_any();
    }
    view! { {findings(page, review)} {concerns(page, review)} {links(page, review)} }.into_any()
}

/// A kind of look-alike or tie.
pub fn kind(l: Locale, kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Title => td_string!(l, screening.found_title),
        FindingKind::Link => td_string!(l, screening.found_link),
        FindingKind::File => td_string!(l, screening.found_file),
        FindingKind::Account => td_string!(l, screening.found_account),
        FindingKind::Mail => td_string!(l, screening.found_mail),
        FindingKind::Person => td_string!(l, screening.found_person),
        FindingKind::Earlier => td_string!(l, screening.found_earlier),
        FindingKind::Decides => td_string!(l, screening.found_decides),
        FindingKind::Domain => td_string!(l, screening.found_domain),
        FindingKind::Organisation => td_string!(l, screening.found_organisation),
        FindingKind::Declared => td_string!(l, screening.found_declared),
        FindingKind::Together => td_string!(l, screening.found_together),
    }
}

fn concern_kind(l: Locale, kind: ConcernKind) -> &'static str {
    match kind {
        ConcernKind::Content => td_string!(l, screening.concern_content),
        ConcernKind::Tone => td_string!(l, screening.concern_tone),
        ConcernKind::Harm => td_string!(l, screening.concern_harm),
        ConcernKind::Safety => td_string!(l, screening.concern_safety),
        ConcernKind::Rights => td_string!(l, screening.concern_rights),
    }
}

fn findings(page: &Page, review: &Review) -> AnyView {
    let l = page.locale;
    let zone = &review.competition.time_zone;
    let list: Vec<_> = review.screening.findings.iter().map(|found| finding(page, review, found)).collect();
    let when = match review.screening.compared_at {
        Some(at) => td_string!(l, screening.compared_at, when = moment_text(l, at, zone)).to_string(),
        None => td_string!(l, screening.compared_never).to_owned(),
    };
    let none = (list.is_empty() && review.screening.compared_at.is_some())
        .then(|| view! { <p class="muted">{td_string!(l, screening.found_none)}</p> });
    view! {
        <section class="section" aria-labelledby="findings">
            <div class="section-heading">
                <h2 id="findings">{td_string!(l, screening.findings)}</h2>
                <p class="small muted">{when}</p>
            </div>
            {none}
            <ul class="plain stack">{list}</ul>
        </section>
    }
    .into_any()
}

fn finding(page: &Page, review: &Review, found: &FoundHere) -> AnyView {
    let l = page.locale;
    let of = &found.finding;
    let likeness =
        (of.kind == FindingKind::Title).then(|| td_string!(l, screening.likeness, percent = of.likeness).to_string());
    // The title of the other entry stands beside it anyhow.
    let detail = (!of.detail.is_empty() && of.kind != FindingKind::Title)
        .then(|| view! { <p class="small" dir="auto">{of.detail.clone()}</p> });
    let other = of.other.zip(found.other.clone()).map(|(id, (title, team))| {
        let href = page.link(&format!("/c/{}/organise/entries/{id}", review.competition.slug));
        view! { <p><a href=href><bdi>{words::title(l, &title)}</bdi></a> " · " <bdi>{team}</bdi></p> }
    });
    let fact = |label: &'static str, name: Option<&String>| {
        name.map(|name| view! { <p class="small"><span class="muted">{label}</span> " " <bdi>{name.clone()}</bdi></p> })
    };
    let (entry, digest) = (review.entry.id.to_string(), of.digest.clone());
    let standing = match &found.aside {
        Some(aside) => settled(l, td_string!(l, screening.aside), aside, &review.competition.time_zone),
        None => view! { <Badge tone=Tone::Warning text=td_string!(l, screening.to_look_at)/> }.into_any(),
    };
    let open = page.came_back(SetAside::url(), &[("finding", &digest)]);
    let form = (found.aside.is_none() && review.screening.may_screen).then(|| {
        view! {
            <details class="disclosure" open=open>
                <summary>{td_string!(l, screening.set_aside)}</summary>
                <PostForm action=SetAside::url() needs=Rights::Checker only_if=("finding", digest.clone())>
                    <Hidden name="entry" value=entry/>
                    <Hidden name="finding" value=digest.clone()/>
                    <ReasonField name="aside" of=digest required=true label=td_string!(l, screening.aside_why)/>
                    <div class="form-actions"><button class="button">{td_string!(l, screening.set_aside)}</button></div>
                </PostForm>
            </details>
        }
    });
    view! {
        <li class="card stack">
            <div class="cluster-spread"><h3>{kind(l, of.kind)} " " {likeness}</h3>{standing}</div>
            {other}
            {fact(td_string!(l, entries.member), found.member.as_ref())}
            {fact(td_string!(l, screening.party), found.party.as_ref())}
            {detail}
            {form}
        </li>
    }
    .into_any()
}

/// How something was settled: by whom, when and why.
fn settled(l: Locale, word: &'static str, settled: &Settled, zone: &str) -> AnyView {
    let by = settled.by.clone().unwrap_or_else(|| td_string!(l, screening.somebody).to_owned());
    let when = moment_text(l, settled.at, zone);
    view! {
        <div class="stack-tight">
            <Badge tone=Tone::Positive text=word/>
            <p class="small" dir="auto">{settled.reason.clone()}</p>
            <p class="small muted"><bdi>{by}</bdi> " · " {when}</p>
        </div>
    }
    .into_any()
}

fn concerns(page: &Page, review: &Review) -> AnyView {
    let l = page.locale;
    let zone = &review.competition.time_zone;
    let list: Vec<_> =
        review.screening.concerns.iter().map(|known| concern(l, known, zone, review.screening.may_screen)).collect();
    let none = list.is_empty().then(|| view! { <p class="muted">{td_string!(l, screening.concerns_none)}</p> });
    let kinds: Options =
        ConcernKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), concern_kind(l, *kind).to_owned())).collect();
    let entry = review.entry.id.to_string();
    let open = page.came_back(RaiseConcern::url(), &[("entry", &entry)]);
    // Who has seen nothing of an entry has nothing to worry about.
    let form = (review.screening.may_screen && review.entry.judged.is_some()).then(|| {
        view! {
            <details class="disclosure" open=open>
                <summary>{td_string!(l, screening.raise)}</summary>
                <PostForm action=RaiseConcern::url() needs=Rights::Checker only_if=("entry", entry.clone())>
                    <Hidden name="entry" value=entry/>
                    <SelectField name="concern_kind" label=td_string!(l, screening.concern_kind) options=kinds/>
                    <AreaField name="concern_text" label=td_string!(l, screening.concern_text) hint=td_string!(l, screening.concern_hint)/>
                    <div class="form-actions"><button class="button">{td_string!(l, screening.raise_send)}</button></div>
                </PostForm>
            </details>
        }
    });
    view! {
        <section class="section" aria-labelledby="concerns">
            <h2 id="concerns">{td_string!(l, screening.concerns)}</h2>
            {none}
            <ul class="plain stack">{list}</ul>
            {form}
        </section>
    }
    .into_any()
}

fn concern(l: Locale, concern: &Concern, zone: &str, may_settle: bool) -> AnyView {
    let by = concern.raised_by.clone().unwrap_or_else(|| td_string!(l, screening.somebody).to_owned());
    let when = moment_text(l, concern.raised_at, zone);
    let (id, again) = (concern.id.to_string(), concern.id.to_string());
    let standing = match &concern.settled {
        Some(how) => settled(l, td_string!(l, screening.settled), how, zone),
        None => view! { <Badge tone=Tone::Warning text=td_string!(l, screening.light_concern)/> }.into_any(),
    };
    let form = (concern.settled.is_none() && may_settle).then(|| {
        view! {
            <PostForm action=SettleConcern::url() needs=Rights::Checker only_if=("concern", id.clone())>
                <Hidden name="concern" value=id/>
                <ReasonField name="reason" of=again required=true label=td_string!(l, screening.settle_why)/>
                <div class="form-actions"><button class="button">{td_string!(l, screening.settle)}</button></div>
            </PostForm>
        }
    });
    view! {
        <li class="card stack">
            <div class="cluster-spread"><h3>{concern_kind(l, concern.kind)}</h3>{standing}</div>
            {prose(&concern.text)}
            <p class="small muted"><bdi>{by}</bdi> " · " {when}</p>
            {form}
        </li>
    }
    .into_any()
}

fn links(page: &Page, review: &Review) -> Option<AnyView> {
    let l = page.locale;
    let links = &review.screening.links;
    if links.is_empty() {
        return None;
    }
    let list: Vec<_> = links.iter().map(|link| one_link(l, link, &review.competition.time_zone)).collect();
    let entry = review.entry.id.to_string();
    let form = review.screening.may_screen.then(|| {
        view! {
            <PostForm action=CheckLinks::url() needs=Rights::Checker class="inline-form" only_if=("entry", entry.clone())>
                <Hidden name="entry" value=entry/>
                <button class="button">{td_string!(l, screening.check_links)}</button>
            </PostForm>
        }
    });
    let view = view! {
        <section class="section" aria-labelledby="links">
            <h2 id="links">{td_string!(l, screening.links)}</h2>
            <p class="small muted">{td_string!(l, screening.links_note)}</p>
            <ul class="plain stack">{list}</ul>
            {form}
        </section>
    };
    Some(view.into_any())
}

fn one_link(l: Locale, link: &CheckedLink, zone: &str) -> AnyView {
    let (href, shown) = (link.address.clone(), link.address.clone());
    let light = link.answer.as_ref().map(|answer| {
        let (tone, text) = match answer.outcome {
            LinkOutcome::Answers => (Tone::Positive, td_string!(l, screening.link_answers)),
            LinkOutcome::Locked => (Tone::Warning, td_string!(l, screening.link_locked)),
            LinkOutcome::Gone => (Tone::Danger, td_string!(l, screening.link_gone)),
            LinkOutcome::Failing => (Tone::Danger, td_string!(l, screening.link_failing)),
            LinkOutcome::Refused => (Tone::Danger, td_string!(l, screening.link_refused)),
            LinkOutcome::Unreachable => (Tone::Danger, td_string!(l, screening.link_unreachable)),
        };
        let mut about: Vec<String> = answer.status.map(|status| status.to_string()).into_iter().collect();
        about.extend((!answer.media_type.is_empty()).then(|| answer.media_type.clone()));
        let about = about.join(" · ");
        let led = (!answer.final_address.is_empty()).then(|| {
            view! { <p class="small"><span class="muted">{td_string!(l, screening.link_led)}</span> " " <bdi dir="ltr">{answer.final_address.clone()}</bdi></p> }
        });
        let when = moment_text(l, answer.at, zone);
        view! {
            <p class="cluster"><Badge tone=tone text=text/> <bdi class="small" dir="ltr">{about}</bdi> <span class="small muted">{when}</span></p>
            {led}
        }
    });
    let waiting =
        link.waiting.then(|| view! { <Badge tone=Tone::Information text=td_string!(l, screening.link_waiting)/> });
    let never = (link.answer.is_none() && !link.waiting)
        .then(|| view! { <p class="small muted">{td_string!(l, screening.link_never)}</p> });
    view! {
        <li class="card stack-tight">
            <p><a href=href rel="noopener noreferrer ugc nofollow" dir="ltr">{shown}</a></p>
            {light}{waiting}{never}
        </li>
    }
    .into_any()
}
