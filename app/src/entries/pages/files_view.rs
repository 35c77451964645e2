//! The files of an entry, to be looked at: by its team, by organisers, by judges.

use super::words;
use crate::{
    entries::model::{EntryFile, FileKind},
    i18n::{Locale, td_string},
};
use leptos::prelude::*;

/// Where a file is. Who may see it is asked there.
fn path(file: &EntryFile) -> String {
    format!("/files/{}", file.id)
}

/// Pictures with their words, then what can be fetched; nothing when there are no files.
pub fn files_view(l: Locale, files: &[EntryFile]) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let (pictures, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.kind == FileKind::Screenshot);
    let pictures: Vec<_> = pictures.into_iter().map(|file| view! { <li>{picture(l, file)}</li> }.into_any()).collect();
    let others: Vec<_> = others.into_iter().map(|file| view! { <li>{link(l, file)}</li> }.into_any()).collect();
    let pictures = (!pictures.is_empty()).then(|| view! { <ul class="plain grid">{pictures}</ul> });
    let others = (!others.is_empty()).then(|| view! { <ul class="plain stack-tight">{others}</ul> });
    Some(
        view! {
            <section class="section" aria-labelledby="files">
                <h2 id="files">{td_string!(l, entries.files)}</h2>
                {pictures}
                {others}
            </section>
        }
        .into_any(),
    )
}

/// A picture with what it shows under it, for those who do not see it and for those who do.
pub(super) fn picture(l: Locale, file: &EntryFile) -> AnyView {
    let (from, to) = (path(file), path(file));
    let (alt, shown) = (file.alt.clone(), file.alt.clone());
    let whole = td_string!(l, entries.file_whole);
    view! {
        <figure class="stack-tight">
            <a href=to class="media"><img src=from alt=alt loading="lazy" decoding="async"/><span class="visually-hidden">{whole}</span></a>
            <figcaption class="small" dir="auto">{shown}</figcaption>
        </figure>
    }
    .into_any()
}

/// A file to be fetched: its name, what it is, how large.
pub(super) fn link(l: Locale, file: &EntryFile) -> AnyView {
    let (to, name) = (path(file), file.name.clone());
    view! {
        <span class="cluster">
            <a href=to download="" rel="nofollow"><bdi>{name}</bdi></a>
            <span class="small muted">{words::file_kind(l, file.kind)} " · " <bdi>{words::size(l, file.size)}</bdi></span>
        </span>
    }
    .into_any()
}
