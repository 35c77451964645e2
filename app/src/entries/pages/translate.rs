//! The texts of an entry in one language: the originals, and what judges are shown beside them.

use super::translations::{crumbs, list_crumb, translator};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, question_label},
    entries::{
        api::Translate,
        model::{TranslatedText, Translation, Translator},
        rules::translation::{self as rules, Length, Original, TITLE},
        views::Translated,
    },
    error::AppError,
    i18n::{Locale, td_string},
    services::{KeptForm, Page, services},
    ui::{
        AreaField, Badge, CheckField, ChoiceField, Hidden, Options, PostForm, TextField, Tone,
        error_text::refusal_text, language_name, layout, load, param, prose,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::sync::Arc;

/// A form for who may write, and what there is for all others.
#[component]
pub fn TranslatePage() -> impl IntoView {
    let services = services();
    let (slug, entry, language) = (param::<String>("slug"), param("entry"), param::<String>("language"));
    load(async move {
        let slug = slug?;
        let translated = services.translations.translated(slug.clone(), entry?).await?;
        let tag = language?;
        let language = rules::language(&tag).filter(|known| *known == tag).ok_or(AppError::NotFound)?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = crumbs(l, &translated);
        crumbs.push(list_crumb(l, &translated));
        let one = OneLanguage {
            stored: translated.translations.iter().find(|translation| translation.language == language).cloned(),
            translated,
            language,
        };
        let kept = kept(&page, &one);
        let closed = one.translated.may_translate.as_ref().err();
        // What was typed is shown even when it cannot be saved any more.
        let body = if page.may(Rights::Editor) && (closed.is_none() || kept.is_some()) {
            form(l, &one, kept.as_deref())
        } else {
            let closed = closed.map(|refusal| view! { <div class="notice"><p>{refusal_text(l, refusal)}</p></div> });
            view! { {closed} {stored(l, &one)} }.into_any()
        };
        Ok(layout::wide(
            td_string!(l, translations.heading, language = language_name(&one.language)).to_string(),
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Entries)}
                {body}
            },
        ))
    })
}

/// What the page is about.
#[derive(Clone)]
struct OneLanguage {
    translated: Translated,
    language: String,
    stored: Option<Translation>,
}

impl OneLanguage {
    fn originals(&self) -> Vec<Original<'_>> {
        rules::originals(&self.translated.judged, &self.translated.questions)
    }

    fn text(&self, original: &Original<'_>) -> Option<&TranslatedText> {
        self.stored.as_ref().and_then(|stored| stored.texts.get(original.name))
    }

    /// Whether what is stored was made of another original.
    fn outdated(&self, original: &Original<'_>) -> bool {
        self.text(original).is_some_and(|text| !rules::is_current(text, original))
    }
}

/// The form of this language, if it was refused just before.
fn kept(page: &Page, one: &OneLanguage) -> Option<Arc<KeptForm>> {
    let entry = one.translated.entry.to_string();
    let fields = [("entry", entry.as_str()), ("language", one.language.as_str())];
    page.kept.clone().filter(|kept| kept.matches(Translate::url(), &fields))
}

/// What a form is based on. One that comes back because of its fields is still based on what its writer saw; only who has been
/// shown what is newer writes over it.
fn based_on(kept: Option<&KeptForm>, field: &str, now: String) -> String {
    kept.filter(|kept| kept.error != AppError::Stale)
        .and_then(|kept| kept.fields.iter().find(|(name, _)| name == field))
        .map_or(now, |(_, before)| before.clone())
}

fn form(l: Locale, one: &OneLanguage, kept: Option<&KeptForm>) -> AnyView {
    let stale = kept.is_some_and(|kept| kept.error == AppError::Stale);
    let version = one.stored.as_ref().map_or(0, |stored| stored.version);
    let version = based_on(kept, "version", version.to_string());
    let snapshot = based_on(kept, "snapshot", one.translated.snapshot.to_string());
    let entry = one.translated.entry.to_string();
    let translators: Options =
        Translator::ALL.into_iter().map(|known| (known.as_str().to_owned(), translator(l, known).to_owned())).collect();
    let chosen = one.stored.as_ref().map_or("", |stored| stored.translator.as_str());
    let one = one.clone();
    view! {
        <p class="lead">{td_string!(l, translations.form_lead)}</p>
        <PostForm action=Translate::url() only_if=("language", one.language.clone())>
            <Hidden name="entry" value=entry/>
            <Hidden name="language" value=one.language.clone()/>
            <Hidden name="snapshot" value=snapshot/>
            <Hidden name="version" value=version/>
            <ChoiceField name="translator" label=td_string!(l, translations.by) hint=td_string!(l, translations.by_hint)
                options=translators value=chosen/>
            {one.originals().iter().map(|original| fields(l, &one, original, stale)).collect::<Vec<_>>()}
            <div class="form-actions"><button class="button button-primary">{td_string!(l, translations.save)}</button></div>
        </PostForm>
    }
    .into_any()
}

/// An original with the field of its translation.
fn fields(l: Locale, one: &OneLanguage, original: &Original<'_>, stale: bool) -> AnyView {
    let (name, label) = (rules::field(original.name), label(l, original));
    let field_label = td_string!(l, translations.of_text, text = label.clone()).to_string();
    let value = one.text(original).map_or("", |text| text.text.as_str());
    let lang = one.language.clone();
    let field = match original.length {
        Length::Line(_) => {
            view! { <TextField name=name label=field_label value=value required=false lang=lang/> }.into_any()
        }
        Length::Words(_) => {
            view! { <AreaField name=name label=field_label value=value required=false rows=8 lang=lang/> }.into_any()
        }
    };
    let stored = one.text(original).filter(|_| stale).map(|text| {
        view! {
            <details class="disclosure" open=true>
                <summary>{td_string!(l, translations.stored)}</summary>
                {shown(original, &text.text, Some(one.language.clone()))}
            </details>
        }
    });
    let outdated = one.outdated(original).then(|| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, translations.outdated)}</p>
                <p>{td_string!(l, translations.outdated_note)}</p>
                <CheckField name=rules::fits_field(original.name) label=td_string!(l, translations.fits)/>
            </div>
        }
    });
    view! {
        <div class="form-section">
            <h2><bdi>{label}</bdi></h2>
            {shown(original, original.text, None)}
            {outdated}
            {stored}
            {field}
        </div>
    }
    .into_any()
}

/// What is stored, to be read.
fn stored(l: Locale, one: &OneLanguage) -> Vec<AnyView> {
    let by = one.stored.as_ref().filter(|stored| !stored.texts.is_empty()).map(|stored| {
        view! { <p>{td_string!(l, translations.translator)} ": " {translator(l, stored.translator)}</p> }.into_any()
    });
    let text = |original: &Original<'_>| {
        let translation = match one.text(original) {
            Some(text) => shown(original, &text.text, Some(one.language.clone())),
            None => view! { <p class="muted">{td_string!(l, translations.not_translated)}</p> }.into_any(),
        };
        let outdated = one
            .outdated(original)
            .then(|| view! { <p><Badge tone=Tone::Warning text=td_string!(l, translations.outdated)/></p> });
        view! {
            <section class="section">
                <h2><bdi>{label(l, original)}</bdi></h2>
                {shown(original, original.text, None)}
                <h3>{td_string!(l, translations.translation)}</h3>
                {outdated}
                {translation}
            </section>
        }
        .into_any()
    };
    by.into_iter().chain(one.originals().iter().map(text)).collect()
}

/// What a text is called.
fn label(l: Locale, original: &Original<'_>) -> String {
    match original.question {
        Some(question) => question_label(l, question),
        None if original.name == TITLE => td_string!(l, entries.field_title).to_owned(),
        None => td_string!(l, entries.field_pitch).to_owned(),
    }
}

/// An original or its translation, as judges read it.
fn shown(original: &Original<'_>, text: &str, lang: Option<String>) -> AnyView {
    let text = match original.question {
        None => view! { <p dir="auto">{text.to_owned()}</p> }.into_any(),
        Some(_) => prose(text).into_any(),
    };
    view! { <div lang=lang>{text}</div> }.into_any()
}
