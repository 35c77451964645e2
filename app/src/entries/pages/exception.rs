//! A later deadline of one entry, for organisers.

use crate::{
    entries::{api::GiveException, views::Review},
    i18n::{Locale, td_string},
    ui::{DateTime, Hidden, PostForm, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The one it has, or a form to give it one.
pub fn exception_view(l: Locale, review: &Review) -> Option<AnyView> {
    let zone = review.competition.time_zone.clone();
    let body = match (&review.deadline.exception, review.deadline.may_give) {
        (Some(exception), _) => {
            let (until, at, reason) = (exception.until, exception.at, exception.reason.clone());
            view! {
                <dl class="facts">
                    <div><dt>{td_string!(l, deadline.exception_until)}</dt><dd><DateTime at=until zone=zone.clone()/></dd></div>
                    <div><dt>{td_string!(l, deadline.exception_given_at)}</dt><dd><DateTime at=at zone=zone/></dd></div>
                    <div><dt>{td_string!(l, deadline.exception_reason)}</dt><dd dir="auto">{reason}</dd></div>
                </dl>
            }
            .into_any()
        }
        (None, true) => form(l, review),
        (None, false) => return None,
    };
    let view = view! {
        <section class="card stack" aria-labelledby="exception">
            <h2 id="exception">{td_string!(l, deadline.exception)}</h2>
            {body}
        </section>
    };
    Some(view.into_any())
}

fn form(l: Locale, review: &Review) -> AnyView {
    let id = review.entry.id.to_string();
    let hint = td_string!(l, deadline.exception_until_hint, zone = review.competition.time_zone.clone()).to_string();
    view! {
        <p>{td_string!(l, deadline.exception_lead)}</p>
        <PostForm action=GiveException::url() only_if=("entry", id.clone())>
            <Hidden name="entry" value=id/>
            <TextField name="until" label=td_string!(l, deadline.exception_until) hint=hint kind="datetime-local" dir="ltr"/>
            <TextField name="reason" label=td_string!(l, deadline.exception_reason) hint=td_string!(l, deadline.exception_reason_hint)/>
            <div class="form-actions"><button class="button">{td_string!(l, deadline.exception_give)}</button></div>
        </PostForm>
    }
    .into_any()
}
