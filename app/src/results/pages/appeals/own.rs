//! A team's appeals.

use super::words::{about_text, clock, exchange, state, stated};
use crate::{
    i18n::td_string,
    results::{
        api::{FileAppeal, ReplyToQuestion},
        model::{Appeal, AppealAbout, OwnAppeals},
        rules::APPEAL_WORDS,
    },
    services::{Page, services},
    ui::{AreaField, ChoiceField, Crumb, Hidden, Options, PostForm, layout, load, moment_text, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What a team said is wrong in its results, and the form to say so.
#[component]
pub fn OwnAppealsPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let own = services.appeals.own(entry?).await?;
        let page = services.page;
        let l = page.locale;
        let list: Vec<_> = own.appeals.iter().map(|appeal| one(&page, &own, appeal)).collect();
        Ok(layout::narrow(
            td_string!(l, appeals.own_title, title = own.title.clone()).to_string(),
            vec![
                Crumb::new(own.competition.name.clone(), format!("/c/{}", own.competition.slug)),
                Crumb::new(own.title.clone(), format!("/entries/{}", own.entry)),
                Crumb::new(td_string!(l, results.your_entry), format!("/entries/{}/result", own.entry)),
            ],
            view! {
                <div class="stack">{list}</div>
                {may(&page, &own)}
                <section class="section" aria-labelledby="rule">
                    <h2 id="rule">{td_string!(l, appeals.rule)}</h2>
                    {stated(l, own.settings)}
                </section>
            },
        ))
    })
}

fn one(page: &Page, own: &OwnAppeals, appeal: &Appeal) -> AnyView {
    let l = page.locale;
    let zone = &own.competition.time_zone;
    let version = td_string!(l, appeals.against, version = appeal.version).to_string();
    let waits = own.contact && appeal.answer.is_none() && appeal.question.is_some() && appeal.reply.is_none();
    let reply = waits.then(|| {
        let id = appeal.id.to_string();
        let hint = td_string!(l, appeals.words, words = APPEAL_WORDS).to_string();
        view! {
            <PostForm action=ReplyToQuestion::url()>
                <Hidden name="appeal" value=id/>
                <AreaField name="reply" label=td_string!(l, appeals.your_reply) hint=hint/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, appeals.send_reply)}</button></div>
            </PostForm>
        }
    });
    view! {
        <section class="card stack">
            <div class="cluster-spread"><h2>{version}</h2>{state(l, appeal, page.now)}</div>
            {clock(l, appeal, zone, page.now)}
            {exchange(page, &own.competition.slug, appeal, zone)}
            {reply}
        </section>
    }
    .into_any()
}

/// The form, or why there is none.
fn may(page: &Page, own: &OwnAppeals) -> Option<AnyView> {
    let l = page.locale;
    if own.filed() || own.settings.days == 0 {
        return None;
    }
    let Some(window) = own.window else {
        return Some(view! { <p>{td_string!(l, appeals.over)}</p> }.into_any());
    };
    let until = moment_text(l, window.until, &own.competition.time_zone);
    let until = view! { <p>{td_string!(l, appeals.open_until, time = until).to_string()}</p> };
    if !own.contact {
        return Some(view! { {until} <p>{td_string!(l, errors.not_contact)}</p> }.into_any());
    }
    let options: Options = AppealAbout::ALL
        .into_iter()
        .map(|about| (about.as_str().to_owned(), about_text(l, about).to_owned()))
        .collect();
    let hint = format!("{} {}", td_string!(l, appeals.text_hint), td_string!(l, appeals.words, words = APPEAL_WORDS));
    let entry = own.entry.to_string();
    let view = view! {
        <section class="section" aria-labelledby="file">
            <h2 id="file">{td_string!(l, appeals.file)}</h2>
            {until}
            <p>{td_string!(l, appeals.not_taste)}</p>
            <PostForm action=FileAppeal::url()>
                <Hidden name="entry" value=entry/>
                <ChoiceField name="about" label=td_string!(l, appeals.about) options hint=td_string!(l, appeals.about_hint)/>
                <AreaField name="text" label=td_string!(l, appeals.text) hint=hint rows=8/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, appeals.send)}</button></div>
            </PostForm>
        </section>
    };
    Some(view.into_any())
}
