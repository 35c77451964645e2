//! The prizes of an entry, for its team: accepting, declining, who travels.

use super::{prizes::state_badge, words_field::words_field};
use crate::{
    i18n::td_string,
    results::{
        api::AnswerPrize,
        model::{EntryPrizes, OwnPrize, PrizeState},
    },
    services::{Page, services},
    ui::{Crumb, Hidden, PageBody, PostForm, empty_state, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What a team is asked about its prizes.
#[component]
pub fn OwnPrizesPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let own = services.prizes.of_team(entry?).await?;
        Ok(own_page(&services.page, &own))
    })
}

fn own_page(page: &Page, own: &EntryPrizes) -> PageBody {
    let l = page.locale;
    let prizes: Vec<_> = own.prizes.iter().map(|prize| card(page, own, prize)).collect();
    let none =
        prizes.is_empty().then(|| empty_state(td_string!(l, prizes.own_none_title), td_string!(l, prizes.own_none)));
    let contact = (!own.contact && !prizes.is_empty())
        .then(|| view! { <p class="notice">{td_string!(l, prizes.own_contact)}</p> });
    layout::wide(
        td_string!(l, prizes.own_title),
        vec![
            Crumb::new(own.competition.name.clone(), format!("/c/{}", own.competition.slug)),
            Crumb::new(own.title.clone(), format!("/entries/{}", own.entry)),
        ],
        view! {
            <p class="lead">{td_string!(l, prizes.own_lead)}</p>
            {contact}
            {none}
            <div class="stack-wide">{prizes}</div>
        },
    )
}

fn card(page: &Page, own: &EntryPrizes, prize: &OwnPrize) -> AnyView {
    let l = page.locale;
    let award = prize.record.award.to_string();
    let id = format!("prize-{award}");
    let what = (!prize.prize.is_empty()).then(|| view! { <p><bdi>{prize.prize.clone()}</bdi></p> });
    let state = prize.record.state;
    let (asked, accepted) = (state == PrizeState::Asked, state == PrizeState::Accepted);
    let told = match state {
        PrizeState::Declined => Some(td_string!(l, prizes.own_declined)),
        PrizeState::NotGiven => Some(td_string!(l, prizes.own_not_given)),
        PrizeState::Lapsed => Some(td_string!(l, prizes.own_lapsed)),
        PrizeState::Accepted => Some(td_string!(l, prizes.own_accepted)),
        PrizeState::Open | PrizeState::Asked => None,
    };
    let told = told.map(|told| view! { <p>{told}</p> });
    let forms =
        (own.contact && (asked || accepted)).then(|| view! { {accept(page, own, prize)} {decline(page, own, prize)} });
    let said = (!own.contact && accepted).then(|| {
        view! { <p dir="auto">{prize.record.travels.clone()}</p> <p dir="auto">{prize.record.needs.clone()}</p> }
    });
    view! {
        <section class="card stack" aria-labelledby=id.clone()>
            <div class="cluster-spread"><h2 id=id.clone()><bdi>{prize.name.clone()}</bdi></h2>{state_badge(l, state)}</div>
            {what}
            {told}
            {said}
            {forms}
        </section>
    }
    .into_any()
}

fn accept(page: &Page, own: &EntryPrizes, prize: &OwnPrize) -> AnyView {
    let l = page.locale;
    let award = prize.record.award.to_string();
    let (entry, only, hidden) = (own.entry.to_string(), award.clone(), award.clone());
    let (travels, needs) = (prize.record.travels.clone(), prize.record.needs.clone());
    let button = if prize.record.state == PrizeState::Accepted {
        td_string!(l, common.save)
    } else {
        td_string!(l, prizes.accept)
    };
    view! {
        <PostForm action=AnswerPrize::url() only_if=("award", only)>
            <Hidden name="entry" value=entry/>
            <Hidden name="award" value=hidden/>
            <Hidden name="answer" value="accepted"/>
            {words_field("travels", &award, td_string!(l, prizes.travels), td_string!(l, prizes.travels_hint), &travels, false)}
            {words_field("needs", &award, td_string!(l, prizes.needs), td_string!(l, prizes.needs_hint), &needs, false)}
            <div class="form-actions"><button class="button button-primary">{button}</button></div>
        </PostForm>
    }
    .into_any()
}

fn decline(page: &Page, own: &EntryPrizes, prize: &OwnPrize) -> AnyView {
    let l = page.locale;
    let (entry, award) = (own.entry.to_string(), prize.record.award.to_string());
    view! {
        <details class="confirm">
            <summary class="button button-danger">{td_string!(l, prizes.decline)} <span class="visually-hidden">" – " <bdi>{prize.name.clone()}</bdi></span></summary>
            <div class="confirm-panel">
                <p>{td_string!(l, prizes.decline_what)}</p>
                <PostForm action=AnswerPrize::url() class="inline-form" only_if=("answer", "none".to_owned())>
                    <Hidden name="entry" value=entry/>
                    <Hidden name="award" value=award/>
                    <Hidden name="answer" value="declined"/>
                    <button class="button button-danger button-primary">{td_string!(l, prizes.decline)}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
