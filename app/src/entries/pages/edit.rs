//! Writing an entry.

use super::{answer::answer, below_entry_crumbs, content::content_view, fields::counter, fix, rules_path, words};
use crate::{
    competition::model::{Audience, Question, Rules, known},
    entries::{
        api::{SaveDraft, Submit},
        islands::Unit,
        model::{CurePart, EntryKind, EntryState, WARNINGS},
        rules::{self, Asked},
        views::Writing,
    },
    error::AppError,
    i18n::{Locale, td_string},
    services::{KeptForm, Page, services},
    ui::{
        Autosave, AutosaveWords, CheckField, ChoiceField, DateTime, Hidden, Options, PostForm, TextField, TickField,
        form::FormState, language_name, layout, load, param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::sync::Arc;

/// The id of the form.
const FORM: &str = "entry-form";

/// The form, with what it still needs beside it.
#[component]
pub fn EditPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let writing = services.entries.writing(entry?).await?;
        let page = services.page;
        let l = page.locale;
        let kept = kept(&page, &writing);
        if let (Err(refusal), None) = (&writing.may_write, &kept) {
            return Err(AppError::Refused(refusal.clone()));
        }
        let stale = kept.as_ref().is_some_and(|kept| kept.error == AppError::Stale);
        let crumbs = below_entry_crumbs(l, &writing.competition, &writing.entry);
        let about = [
            (writing.may_write.is_err(), td_string!(l, entries.late_note)),
            (writing.entry.state == EntryState::Submitted, td_string!(l, entries.save_submitted_note)),
            (writing.entry.fix().is_some(), td_string!(l, deadline.fix_closed_note)),
        ];
        let about: Vec<_> = about
            .into_iter()
            .filter(|(shown, _)| *shown)
            .map(|(_, text)| view! { <div class="notice"><p>{text}</p></div> })
            .collect();
        Ok(layout::wide(
            td_string!(l, entries.edit_title),
            crumbs,
            view! {
                {about}
                {stale.then(|| stored(l, &writing))}
                <div class="with-sidebar">
                    <div>{form(&page, &writing, based_on(kept.as_deref(), &writing))}</div>
                    <aside class="stack-wide">{needs(&page, &writing)}</aside>
                </div>
            },
        ))
    })
}

/// The form of this entry, if it was refused just before.
fn kept(page: &Page, writing: &Writing) -> Option<Arc<KeptForm>> {
    let id = writing.entry.id.to_string();
    let of_entry = |kept: &KeptForm, action| kept.matches(action, &[("entry", &id)]);
    page.kept.clone().filter(|kept| of_entry(kept, SaveDraft::url()) || of_entry(kept, Submit::url()))
}

/// The version that the form is based on. One that comes back because of its fields is still based on what its writer
/// saw; only who has been shown a newer version writes over it.
fn based_on(kept: Option<&KeptForm>, writing: &Writing) -> String {
    kept.filter(|kept| kept.error != AppError::Stale)
        .and_then(|kept| kept.fields.iter().find(|(name, _)| name == "version"))
        .map_or_else(|| writing.entry.version.to_string(), |(_, version)| version.clone())
}

/// What is stored, beside what was typed.
fn stored(l: Locale, writing: &Writing) -> AnyView {
    let content = &writing.entry.content;
    let title = words::title(l, &content.title);
    view! {
        <section class="card stack" aria-labelledby="stored">
            <h2 id="stored">{td_string!(l, entries.stored_version)}</h2>
            <p>{td_string!(l, entries.stored_version_note)}</p>
            <details class="disclosure" open>
                <summary><bdi>{title}</bdi></summary>
                <div class="stack">{content_view(l, content, &writing.questions)}</div>
            </details>
        </section>
    }
    .into_any()
}

fn form(page: &Page, writing: &Writing, version: String) -> AnyView {
    let id = writing.entry.id.to_string();
    let (page, writing) = (page.clone(), writing.clone());
    view! {
        <PostForm id=FORM action=SaveDraft::url() also=Submit::url() only_if=("entry", id.clone())>
            <Hidden name="entry" value=id/>
            <Hidden name="version" value=version/>
            {work(page.locale, &writing)}
            {answers(page.locale, &writing, Audience::Public)}
            {access(page.locale, &writing)}
            {answers(page.locale, &writing, Audience::Judges)}
            {answers(page.locale, &writing, Audience::Organisers)}
            {hand_in(&page, &writing)}
        </PostForm>
    }
    .into_any()
}

/// The questions these people read the answers to.
fn answers(l: Locale, writing: &Writing, reader: Audience) -> Option<AnyView> {
    let asked = writing.questions.iter().filter(|question| question.audience == reader);
    let (builds, others): (Vec<&Question>, Vec<&Question>) =
        asked.partition(|question| known::build_for(&question.key).is_some());
    let fields: Vec<_> = others.into_iter().map(|question| answer_field(l, writing, question)).collect();
    let heading = match reader {
        Audience::Public => td_string!(l, entries.section_answers),
        Audience::Judges => td_string!(l, entries.section_judges),
        Audience::Organisers => td_string!(l, entries.section_organisers),
    };
    let builds = builds_of(l, writing, &builds);
    (!fields.is_empty() || builds.is_some())
        .then(|| view! { <div class="form-section"><h2>{heading}</h2>{fields}{builds}</div> }.into_any())
}

fn answer_field(l: Locale, writing: &Writing, question: &Question) -> AnyView {
    let part = CurePart::Answer(question.key.clone());
    field(l, writing, &part, || answer(l, question, writing.entry.content.answer(&question.key)))
}

/// Links for single platforms, folded away: most entries need none, and some all.
fn builds_of(l: Locale, writing: &Writing, builds: &[&Question]) -> Option<AnyView> {
    let state = FormState::here();
    let said = |question: &&Question| {
        let name = rules::answer_field(&question.key);
        !writing.entry.content.answer(&question.key).is_empty()
            || state.typed(&name).is_some_and(|typed| !typed.is_empty())
    };
    let open = builds.iter().any(said);
    let fields: Vec<_> = builds.iter().map(|question| answer_field(l, writing, question)).collect();
    (!fields.is_empty()).then(|| {
        view! {
            <details class="disclosure" open=open>
                <summary>{td_string!(l, entries.builds)}</summary>
                {fields}
            </details>
        }
        .into_any()
    })
}

/// The field of a part, or what stands in its place while a fix is about others.
fn field(l: Locale, writing: &Writing, part: &CurePart, open: impl FnOnce() -> AnyView) -> AnyView {
    if rules::may_touch(writing.entry.fix(), part).is_ok() {
        return open();
    }
    let content = &writing.entry.content;
    let text = match part {
        CurePart::Kind => words::kind(l, content.kind).to_owned(),
        CurePart::Warnings => words::warnings(l, &content.warnings),
        part => fix::worded(l, part, &rules::says(content, part), &writing.questions),
    };
    fix::closed_field(l, &part.word(), &fix::part(l, part, &writing.questions), &text)
}

fn work(l: Locale, writing: &Writing) -> AnyView {
    let content = &writing.entry.content;
    let kinds: Options =
        EntryKind::ALL.into_iter().map(|kind| (kind.as_str().to_owned(), words::kind(l, kind).to_owned())).collect();
    let title = || {
        let counter = counter(l, "title", Unit::Characters, rules::TITLE_CHARACTERS, &content.title);
        view! { <TextField name="title" label=td_string!(l, entries.field_title) value=content.title.clone() counter=counter/> }
            .into_any()
    };
    let pitch = || {
        let counter = counter(l, "pitch", Unit::Characters, rules::PITCH_CHARACTERS, &content.pitch);
        view! { <TextField name="pitch" label=td_string!(l, entries.field_pitch) hint=td_string!(l, entries.pitch_hint) value=content.pitch.clone() counter=counter/> }
            .into_any()
    };
    let kind = || {
        view! { <ChoiceField name="kind" label=td_string!(l, entries.field_kind) options=kinds value=content.kind.as_str()/> }
            .into_any()
    };
    view! {
        <div class="form-section">
            <h2>{td_string!(l, entries.section_work)}</h2>
            {field(l, writing, &CurePart::Title, title)}
            {field(l, writing, &CurePart::Pitch, pitch)}
            {field(l, writing, &CurePart::Kind, kind)}
        </div>
    }
    .into_any()
}

fn access(l: Locale, writing: &Writing) -> AnyView {
    let (content, accepted) = (&writing.entry.content, &writing.competition.languages);
    let others: Vec<String> = content.languages.iter().filter(|tag| !accepted.contains(tag)).cloned().collect();
    let languages: Options = accepted.iter().map(|tag| (tag.clone(), language_name(tag))).collect();
    let platforms: Options =
        rules::PLATFORMS.into_iter().map(|word| (word.to_owned(), words::platform(l, word))).collect();
    let other_platforms: Vec<String> =
        content.platforms.iter().filter(|name| !rules::PLATFORMS.contains(&name.as_str())).cloned().collect();
    let languages = || {
        view! {
            <TickField name="languages" label=td_string!(l, entries.field_languages) hint=td_string!(l, entries.languages_hint)
                options=languages chosen=content.languages.clone()/>
            <TextField name="more_languages" label=td_string!(l, entries.field_more_languages) hint=td_string!(l, entries.more_languages_hint)
                value=others.join(", ") required=false dir="ltr" size="input-medium"/>
        }
        .into_any()
    };
    let platforms = || {
        view! {
            <TickField name="platforms" label=td_string!(l, entries.field_platforms) hint=td_string!(l, entries.platforms_hint)
                options=platforms chosen=content.platforms.clone()/>
            <TextField name="more_platforms" label=td_string!(l, entries.field_more_platforms) hint=td_string!(l, entries.more_platforms_hint)
                value=other_platforms.join(", ") required=false/>
        }
        .into_any()
    };
    let options: Options = WARNINGS.map(|word| (word.to_owned(), words::warning(l, word).to_owned())).into();
    let warnings = || {
        view! {
            <TickField name="warnings" label=td_string!(l, entries.warnings) hint=td_string!(l, entries.warnings_hint)
                options=options chosen=content.warnings.clone()/>
        }
        .into_any()
    };
    view! {
        <div class="form-section">
            <h2>{td_string!(l, entries.section_access)}</h2>
            {field(l, writing, &CurePart::Languages, languages)}
            {field(l, writing, &CurePart::Platforms, platforms)}
            {field(l, writing, &CurePart::Warnings, warnings)}
        </div>
    }
    .into_any()
}

/// How the form ends. Saving comes first in the document: it is what the Enter key does.
fn hand_in(page: &Page, writing: &Writing) -> AnyView {
    let l = page.locale;
    if writing.entry.state == EntryState::Submitted {
        return view! {
            <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.save_submitted)}</button></div>
        }
        .into_any();
    }
    let again = writing.entry.state == EntryState::FixNeeded;
    let submit = if again { td_string!(l, entries.submit_again) } else { td_string!(l, entries.submit) };
    let accept = writing.rules.as_ref().map(|rules| accept(page, writing, rules).into_any());
    view! {
        {accept}
        <div class="form-actions">
            <button class="button">{td_string!(l, entries.save_draft)}</button>
            <button class="button button-primary" formaction=Submit::url()>{submit}</button>
            {autosave(l)}
        </div>
    }
    .into_any()
}

/// A draft saves itself. What was handed in does not: a save hands it in anew.
fn autosave(l: Locale) -> AnyView {
    let words = AutosaveWords {
        idle: td_string!(l, common.save_idle).to_owned(),
        saving: td_string!(l, common.saving).to_owned(),
        saved: td_string!(l, common.saved_at, time = "{time}").to_string(),
        retrying: td_string!(l, common.save_retrying).to_owned(),
        signed_out: td_string!(l, common.save_signed_out).to_owned(),
        refused: td_string!(l, common.save_refused).to_owned(),
    };
    view! { <Autosave form=FORM.to_owned() action=SaveDraft::url().to_owned() words=words/> }.into_any()
}

fn accept(page: &Page, writing: &Writing, rules: &Rules) -> AnyView {
    let l = page.locale;
    let version = rules.version;
    let label = td_string!(l, entries.accept_rules, version = version).to_string();
    let link = page.link(&rules_path(&writing.competition.slug));
    view! {
        <div class="form-section">
            <h2>{td_string!(l, entries.section_submit)}</h2>
            <p><a href=link>{td_string!(l, entries.rules_link)}</a></p>
            <Hidden name="rules_version" value=version.to_string()/>
            <CheckField name="accept_rules" label=label/>
        </div>
    }
    .into_any()
}

/// What a submission needs, as last saved, and until when.
fn needs(page: &Page, writing: &Writing) -> AnyView {
    let l = page.locale;
    let list = rules::checklist(
        &writing.entry.content,
        Asked { questions: &writing.questions, languages: &writing.competition.languages },
    );
    let done = list.iter().filter(|(_, there)| *there).count();
    let all = list.len();
    let items: Vec<_> = list
        .into_iter()
        .map(|(part, there)| {
            let (class, word) = if there {
                ("task task-done", td_string!(l, entries.there))
            } else {
                ("task", td_string!(l, entries.missing))
            };
            let href = format!("#{}", part.field());
            view! { <li class=class><a href=href>{words::part(l, part)}</a><span class="small muted">{word}</span></li> }
        })
        .collect();
    let zone = writing.competition.time_zone.clone();
    let until = match writing.entry.state {
        EntryState::FixNeeded => writing.entry.cure_until,
        _ => writing.entry.closes_at(&writing.competition),
    };
    let label = if writing.entry.state == EntryState::FixNeeded {
        td_string!(l, entries.fix_notice_title)
    } else {
        td_string!(l, entries.deadline)
    };
    let until = until
        .map(|at| view! { <dl class="facts"><div><dt>{label}</dt><dd><DateTime at=at zone=zone/></dd></div></dl> });
    let count = td_string!(l, entries.parts_there, done = done, all = all).to_string();
    let files = page.link(&format!("/entries/{}/files", writing.entry.id));
    view! {
        <section class="card stack" aria-labelledby="needs">
            <h2 id="needs">{td_string!(l, entries.completeness)}</h2>
            <div class="progress-block">
                <div class="progress-words"><label for="parts">{count}</label><span class="muted">{td_string!(l, entries.completeness_note)}</span></div>
                <progress class="progress" id="parts" value=done max=all></progress>
            </div>
            <ul class="tasks">{items}</ul>
            {until}
            <p><a href=files>{td_string!(l, entries.files_manage)}</a></p>
        </section>
    }
    .into_any()
}
