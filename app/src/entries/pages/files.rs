//! Files of an entry: what is there, and a form to add one more.

use super::{
    below_entry_crumbs,
    files_view::{link, picture},
    words,
};
use crate::{
    entries::{
        api::{AddFile, DescribeFile, RemoveFile},
        model::{EntryFile, EntryState, FileKind},
        rules,
        views::FilesView,
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{FileField, Hidden, PostForm, TextField, error_text::refusal_text, layout, load, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The files, and the one form that was chosen: every form has fields of the same names, and so their ids differ.
#[component]
pub fn FilesPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let view = services.entries.files(entry?).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = below_entry_crumbs(l, &view.competition, &view.entry);
        let form = match (&view.may_write, chosen(&view)) {
            (Err(refusal), _) => view! {
                <div class="notice">
                    <p class="notice-title">{td_string!(l, entries.files_closed)}</p>
                    <p>{refusal_text(l, refusal)}</p>
                </div>
            }
            .into_any(),
            (Ok(()), Some(file)) => describe(&page, &view, file),
            (Ok(()), None) => add(&page, &view),
        };
        let submitted = (view.entry.state == EntryState::Submitted && view.may_write.is_ok())
            .then(|| view! { <div class="notice"><p>{td_string!(l, entries.files_submitted_note)}</p></div> });
        Ok(layout::wide(
            td_string!(l, entries.files_title),
            crumbs,
            view! {
                <p class="lead">{td_string!(l, entries.files_lead)}</p>
                {submitted}
                {list(&page, &view)}
                {form}
            },
        ))
    })
}

/// The picture that is being described.
fn chosen(view: &FilesView) -> Option<&EntryFile> {
    let id = query("describe")?;
    view.files.iter().find(|file| file.kind == FileKind::Screenshot && file.id.to_string() == id)
}

fn list(page: &Page, view: &FilesView) -> AnyView {
    let l = page.locale;
    if view.files.is_empty() {
        return view! { <p class="muted">{td_string!(l, entries.files_none)}</p> }.into_any();
    }
    let items: Vec<_> = view.files.iter().map(|file| item(page, view, file)).collect();
    let used: u64 = view.files.iter().map(|file| file.size).sum();
    let used = td_string!(
        l,
        entries.files_used,
        count = view.files.len(),
        most = rules::FILES,
        used = words::size(l, used),
        all = words::size(l, rules::most_together(view.build_mebibytes) * rules::MEBIBYTE)
    )
    .to_string();
    view! {
        <section class="section" aria-labelledby="there">
            <div class="section-heading"><h2 id="there">{td_string!(l, entries.files)}</h2><p class="small muted">{used}</p></div>
            <ul class="plain grid">{items}</ul>
        </section>
    }
    .into_any()
}

fn item(page: &Page, view: &FilesView, file: &EntryFile) -> AnyView {
    let l = page.locale;
    let shown = match file.kind {
        FileKind::Screenshot => view! { {picture(l, file)} <p class="small">{link(l, file)}</p> }.into_any(),
        FileKind::Document | FileKind::Build => view! { <p>{link(l, file)}</p> }.into_any(),
    };
    let actions = view.may_write.is_ok().then(|| actions(page, view, file));
    view! { <li class="card stack">{shown}<div class="button-row">{actions}</div></li> }.into_any()
}

fn actions(page: &Page, view: &FilesView, file: &EntryFile) -> AnyView {
    let l = page.locale;
    let (entry, id) = (view.entry.id.to_string(), file.id.to_string());
    let what = td_string!(l, entries.file_remove_what, name = file.name.clone()).to_string();
    let describe = page.link(&format!("/entries/{entry}/files?describe={id}#change"));
    let describe = (file.kind == FileKind::Screenshot).then(|| {
        let name = file.name.clone();
        view! { <a class="button button-small" href=describe>{td_string!(l, entries.file_describe)} " " <span class="visually-hidden"><bdi>{name}</bdi></span></a> }
    });
    let name = file.name.clone();
    view! {
        {describe}
        <details class="confirm">
            <summary class="button button-small button-danger">{td_string!(l, entries.file_remove)} " " <span class="visually-hidden"><bdi>{name}</bdi></span></summary>
            <div class="confirm-panel">
                <p>{what}</p>
                <PostForm action=RemoveFile::url() class="inline-form" only_if=("file", id.clone())>
                    <Hidden name="entry" value=entry/>
                    <Hidden name="file" value=id/>
                    <button class="button button-small button-danger button-primary">{td_string!(l, entries.file_remove)}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn describe(page: &Page, view: &FilesView, file: &EntryFile) -> AnyView {
    let l = page.locale;
    let (entry, id, alt) = (view.entry.id.to_string(), file.id.to_string(), file.alt.clone());
    let back = page.link(&format!("/entries/{entry}/files"));
    view! {
        <section class="section" aria-labelledby="change">
            <h2 id="change">{td_string!(l, entries.file_describe)}": "<bdi>{file.name.clone()}</bdi></h2>
            <PostForm action=DescribeFile::url() class="card form" only_if=("file", id.clone())>
                <Hidden name="entry" value=entry/>
                <Hidden name="file" value=id/>
                {alt_field(l, alt)}
                <div class="form-actions">
                    <a class="button" href=back>{td_string!(l, entries.file_back)}</a>
                    <button class="button button-primary">{td_string!(l, common.save)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn alt_field(l: Locale, value: String) -> AnyView {
    let hint = td_string!(l, entries.file_alt_hint, max = rules::ALT_CHARACTERS).to_string();
    view! { <TextField name="alt" label=td_string!(l, entries.file_alt) hint=hint value=value/> }.into_any()
}

/// The form of one kind, with ways to those of the others.
fn add(page: &Page, view: &FilesView) -> AnyView {
    let l = page.locale;
    if view.files.len() >= rules::FILES {
        return view! { <p class="muted">{td_string!(l, errors.too_many_files, max = rules::FILES).to_string()}</p> }
            .into_any();
    }
    let kind = query("add").and_then(|word| FileKind::parse(&word)).unwrap_or(FileKind::Screenshot);
    let entry = view.entry.id.to_string();
    let others: Vec<_> = FileKind::ALL
        .into_iter()
        .map(|other| {
            let href = page.link(&format!("/entries/{entry}/files?add={}#add", other.as_str()));
            let current = (other == kind).then_some("true");
            view! { <li><a class="button button-small" href=href aria-current=current>{words::file_kind(l, other)}</a></li> }
        })
        .collect();
    let mebibytes = rules::most(kind, view.build_mebibytes);
    let hint = words::file_hint(l, kind, mebibytes);
    view! {
        <section class="section" aria-labelledby="add">
            <h2 id="add">{td_string!(l, entries.file_add)}</h2>
            <ul class="plain cluster">{others}</ul>
            <PostForm action=AddFile::url() class="card form" enctype="multipart/form-data" only_if=("kind", kind.as_str().to_owned())>
                <Hidden name="entry" value=entry/>
                <Hidden name="kind" value=kind.as_str()/>
                {(kind == FileKind::Screenshot).then(|| alt_field(l, String::new()))}
                <FileField name="file" label=words::file_kind(l, kind) hint=hint accept=accept(kind)/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.file_send)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// What a browser offers to choose from.
const fn accept(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Screenshot => ".png,.jpg,.jpeg,.webp",
        FileKind::Document => ".pdf",
        FileKind::Build => ".zip",
    }
}
