//! A judge's own key to an entry, on the page of its scorecard.

use crate::{
    i18n::{Locale, td_string},
    scores::{
        api::{KeyBroken, TakeKey},
        model::{OwnKey, Sheet},
        rules::REPORT_WORDS,
    },
    ui::{AreaField, Hidden, PostForm},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The key, or the way to one; nothing where nobody gave any. `open`: whether the round is.
pub fn own_key(l: Locale, sheet: &Sheet, open: bool) -> Option<AnyView> {
    let entry = sheet.entry.to_string();
    let body = match (&sheet.key, open) {
        (OwnKey::None, _) | (OwnKey::Waiting | OwnKey::Gone, false) => return None,
        (OwnKey::Waiting, true) => view! {
            <PostForm action=TakeKey::url() class="inline-form">
                <Hidden name="entry" value=entry/>
                <button class="button">{td_string!(l, keys.take)}</button>
            </PostForm>
            <p class="small muted">{td_string!(l, keys.take_hint)}</p>
        }
        .into_any(),
        (OwnKey::Gone, true) => view! { <p>{td_string!(l, keys.gone)}</p> }.into_any(),
        (OwnKey::Held(key), _) => {
            let broken = open.then(|| {
                view! {
                    <details class="disclosure">
                        <summary>{td_string!(l, keys.does_not_work)}</summary>
                        <PostForm action=KeyBroken::url() only_if=("entry", entry.clone())>
                            <Hidden name="entry" value=entry.clone()/>
                            <AreaField name="key_words" label=td_string!(l, keys.broken_words) rows=2
                                hint=td_string!(l, keys.broken_hint, max = REPORT_WORDS).to_string()/>
                            <div class="form-actions"><button class="button">{td_string!(l, keys.send_broken)}</button></div>
                        </PostForm>
                    </details>
                }
            });
            view! { <code class="code-box" dir="ltr">{key.clone()}</code> {broken} }.into_any()
        }
    };
    Some(
        view! {
            <section class="section" aria-labelledby="own-key">
                <h2 id="own-key">{td_string!(l, keys.own)}</h2>
                {body}
            </section>
        }
        .into_any(),
    )
}
