//! The translations of an entry for judges: which there are, and the way to each.

use super::{competition_crumbs, words};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    entries::{
        model::{Translation, Translator},
        rules::translation::{originals, reach},
        views::{Review, Translated},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{Badge, Crumb, DateTime, Language, Tone, layout, load, named_languages, param},
};
use leptos::prelude::*;

/// Where the translations of an entry are.
fn path(slug: &str, entry: impl std::fmt::Display) -> String {
    format!("/c/{slug}/organise/entries/{entry}/translations")
}

/// The way here from an entry of which something is judged.
pub fn link(page: &Page, review: &Review) -> Option<AnyView> {
    review.entry.judged.as_ref().map(|_| {
        let href = page.link(&path(&review.competition.slug, review.entry.id));
        view! { <p><a href=href>{td_string!(page.locale, translations.title)}</a></p> }.into_any()
    })
}

/// The way to these pages.
pub fn crumbs(l: Locale, translated: &Translated) -> Vec<Crumb> {
    let entries = format!("/c/{}/organise/entries", translated.competition.slug);
    let mut crumbs = competition_crumbs(&translated.competition);
    crumbs.push(Crumb::new(td_string!(l, entries.queue_title), entries.clone()));
    crumbs.push(Crumb::new(words::title(l, &translated.judged.title), format!("{entries}/{}", translated.entry)));
    crumbs
}

/// The way to the list from the page of a language.
pub fn list_crumb(l: Locale, translated: &Translated) -> Crumb {
    Crumb::new(td_string!(l, translations.title), path(&translated.competition.slug, translated.entry))
}

/// Who translated, in a word.
pub fn translator(l: Locale, translator: Translator) -> &'static str {
    match translator {
        Translator::Person => td_string!(l, translations.person),
        Translator::Machine => td_string!(l, translations.machine),
    }
}

/// A table of the languages there are, and the way to others.
#[component]
pub fn TranslationsPage() -> impl IntoView {
    let services = services();
    let (slug, entry) = (param::<String>("slug"), param("entry"));
    load(async move {
        let slug = slug?;
        let translated = services.translations.translated(slug.clone(), entry?).await?;
        let page = services.page;
        let l = page.locale;
        let there: Vec<&Translation> =
            translated.translations.iter().filter(|translation| !translation.texts.is_empty()).collect();
        let list = if there.is_empty() {
            view! { <div class="empty-state"><h2>{td_string!(l, translations.none)}</h2></div> }.into_any()
        } else {
            table(&page, &translated, &there)
        };
        Ok(layout::wide(
            td_string!(l, translations.title),
            crumbs(l, &translated),
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Entries)}
                <p class="lead">{td_string!(l, translations.lead)}</p>
                {list}
                {others(&page, &translated, &there)}
            },
        ))
    })
}

fn table(page: &Page, translated: &Translated, there: &[&Translation]) -> AnyView {
    let l = page.locale;
    let rows: Vec<_> = there.iter().map(|translation| row(page, translated, translation)).collect();
    view! {
        <table class="table table-stacked" role="table">
            <caption>{td_string!(l, translations.caption)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{td_string!(l, translations.language)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, translations.translator)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, translations.saved_at)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, translations.texts)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, translations.outdated)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(page: &Page, translated: &Translated, translation: &Translation) -> AnyView {
    let l = page.locale;
    let originals = originals(&translated.judged, &translated.questions);
    let reach = reach(translation, &originals);
    let count = td_string!(l, translations.texts_of, count = reach.current, all = originals.len()).to_string();
    let outdated = if reach.outdated == 0 {
        td_string!(l, translations.outdated_none).into_any()
    } else {
        let text = td_string!(l, translations.outdated_count, count = reach.outdated).to_string();
        view! { <Badge tone=Tone::Warning text=text/> }.into_any()
    };
    let zone = translated.competition.time_zone.clone();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" data-label=td_string!(l, translations.language)>{to(page, translated, &translation.language)}</th>
            <td role="cell" data-label=td_string!(l, translations.translator)>{translator(l, translation.translator)}</td>
            <td role="cell" data-label=td_string!(l, translations.saved_at)><DateTime at=translation.saved_at zone=zone/></td>
            <td role="cell" data-label=td_string!(l, translations.texts)>{count}</td>
            <td role="cell" data-label=td_string!(l, translations.outdated)>{outdated}</td>
        </tr>
    }
    .into_any()
}

/// A language, and the way to its page.
fn to(page: &Page, translated: &Translated, tag: &str) -> AnyView {
    let href = page.link(&format!("{}/{tag}", path(&translated.competition.slug, translated.entry)));
    view! { <a href=href><Language tag=tag/></a> }.into_any()
}

/// Languages into which nothing is translated yet: those of the competition, then others.
fn others(page: &Page, translated: &Translated, there: &[&Translation]) -> Option<AnyView> {
    let l = page.locale;
    if !page.may(Rights::Editor) || translated.may_translate.is_err() {
        return None;
    }
    let of_competition = &translated.competition.languages;
    let links = |tags: Vec<&str>| -> Vec<AnyView> {
        tags.into_iter()
            .filter(|tag| !there.iter().any(|translation| translation.language == **tag))
            .map(|tag| view! { <li>{to(page, translated, tag)}</li> }.into_any())
            .collect()
    };
    let first = links(of_competition.iter().map(String::as_str).collect());
    let more = links(named_languages().filter(|tag| !of_competition.iter().any(|known| known == tag)).collect());
    let view = view! {
        <section class="section" aria-labelledby="others">
            <h2 id="others">{td_string!(l, translations.add)}</h2>
            <ul class="plain cluster">{first}</ul>
            <details class="disclosure">
                <summary>{td_string!(l, translations.more)}</summary>
                <ul class="plain cluster">{more}</ul>
            </details>
        </section>
    };
    Some(view.into_any())
}
