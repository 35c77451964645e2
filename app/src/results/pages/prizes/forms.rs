//! What organisers do about one winning entry.

use crate::{
    i18n::{Locale, td_string},
    results::{
        api::{CheckPrize, DeliverPrize, ReopenCheck, WithholdPrize},
        model::{CheckDone, Delivery, PrizeCheck, PrizeDesk, PrizeRecord, Winner, WonPrize},
        pages::words_field::words_field,
        rules::prize_name,
    },
    services::services,
    ui::{Hidden, PostForm, error_text, form::FormState},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Ticking a check, or taking the tick back.
pub(super) fn check(
    l: Locale,
    desk: &PrizeDesk,
    winner: &Winner,
    check: PrizeCheck,
    done: Option<&CheckDone>,
) -> AnyView {
    let of = format!("{}:{}", winner.name.entry, check.as_str());
    let slug = desk.competition.slug.clone();
    if done.is_some() {
        let (only, hidden) = (of.clone(), of);
        return view! {
            <PostForm action=ReopenCheck::url() class="inline-form" only_if=("of", only)>
                <Hidden name="slug" value=slug/>
                <Hidden name="of" value=hidden/>
                <button class="button button-small">{td_string!(l, prizes.reopen)}</button>
            </PostForm>
        }
        .into_any();
    }
    let seen = if check == PrizeCheck::Conflicts { winner.compared.digest.clone() } else { String::new() };
    let hint = match check {
        PrizeCheck::Diligence => td_string!(l, prizes.note_diligence),
        PrizeCheck::Conflicts => td_string!(l, prizes.note_conflicts),
        PrizeCheck::Guardians => td_string!(l, prizes.note_guardians),
    };
    let open = services().page.came_back(CheckPrize::url(), &[("of", of.as_str())]);
    let (only, hidden) = (of.clone(), of.clone());
    view! {
        <details class="disclosure" open=open>
            <summary>{td_string!(l, prizes.tick)} <span class="visually-hidden">" – " {super::check_text(l, check)} " – " <bdi>{winner.name.title.clone()}</bdi></span></summary>
            <PostForm action=CheckPrize::url() only_if=("of", only)>
                <Hidden name="slug" value=slug/>
                <Hidden name="of" value=hidden/>
                <Hidden name="seen" value=seen/>
                {words_field("note", &of, td_string!(l, prizes.note), hint, "", true)}
                <div class="form-actions"><button class="button">{td_string!(l, prizes.tick)}</button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

fn delivery_text(l: Locale, delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::ToDo => td_string!(l, prizes.delivery_to_do),
        Delivery::UnderWay => td_string!(l, prizes.delivery_under_way),
        Delivery::Delivered => td_string!(l, prizes.delivery_delivered),
    }
}

/// How far a prize has got. The note is for those who may write it.
pub(super) fn delivery_state(l: Locale, record: Option<&PrizeRecord>, whole: bool) -> AnyView {
    let delivery = record.map_or(Delivery::ToDo, |record| record.delivery);
    let note = record.filter(|record| whole && !record.delivery_note.is_empty()).map(|record| {
        view! { " – " <bdi>{record.delivery_note.clone()}</bdi> }
    });
    view! { <p class="small">{td_string!(l, prizes.delivery)} ": " {delivery_text(l, delivery)} {note}</p> }.into_any()
}

/// Delivery, and not giving it.
pub(super) fn prize(l: Locale, desk: &PrizeDesk, winner: &Winner, prize: &WonPrize) -> AnyView {
    view! { {deliver(l, desk, winner, prize)} {withhold(l, desk, winner, prize)} }.into_any()
}

fn deliver(l: Locale, desk: &PrizeDesk, winner: &Winner, prize: &WonPrize) -> AnyView {
    let named = prize_name(prize.award, winner.name.entry);
    let slug = desk.competition.slug.clone();
    let record = prize.record.as_ref();
    let now = record.map_or(Delivery::ToDo, |record| record.delivery);
    let note = record.map(|record| record.delivery_note.clone()).unwrap_or_default();
    let open = services().page.came_back(DeliverPrize::url(), &[("prize", named.as_str())]);
    let (only, hidden) = (named.clone(), named.clone());
    view! {
        <details class="disclosure" open=open>
            <summary>{td_string!(l, prizes.deliver)} <span class="visually-hidden">" – " <bdi>{prize.given.name.clone()}</bdi> " – " <bdi>{winner.name.title.clone()}</bdi></span></summary>
            <PostForm action=DeliverPrize::url() only_if=("prize", only)>
                <Hidden name="slug" value=slug/>
                <Hidden name="prize" value=hidden/>
                {states(l, &named, now)}
                {words_field("delivery_note", &named, td_string!(l, prizes.delivery_note), td_string!(l, prizes.delivery_hint), &note, false)}
                <div class="form-actions"><button class="button">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

fn states(l: Locale, of: &str, now: Delivery) -> AnyView {
    let state = FormState::here();
    state.name_field("delivery", td_string!(l, prizes.delivery));
    let id = if state.returned { "delivery".to_owned() } else { format!("delivery-{}", of.replace(':', "-")) };
    let chosen = state.typed("delivery").unwrap_or_else(|| now.as_str().to_owned());
    let error = state.error("delivery").map(|error| {
        view! { <p class="field-error">{error_text::problem_text(l, &error.problem)}</p> }
    });
    let options: Vec<_> = Delivery::ALL
        .iter()
        .map(|delivery| {
            let (value, selected) = (delivery.as_str(), delivery.as_str() == chosen);
            view! { <option value=value selected=selected>{delivery_text(l, *delivery)}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{td_string!(l, prizes.delivery)}</label>
            <select class="select" id=id name="delivery">{options}</select>
            {error}
        </div>
    }
    .into_any()
}

fn withhold(l: Locale, desk: &PrizeDesk, winner: &Winner, prize: &WonPrize) -> AnyView {
    let named = prize_name(prize.award, winner.name.entry);
    let slug = desk.competition.slug.clone();
    let open = services().page.came_back(WithholdPrize::url(), &[("prize", named.as_str())]);
    let (only, hidden) = (named.clone(), named.clone());
    let what = if prize.given.by_place {
        td_string!(l, prizes.withhold_place)
    } else {
        td_string!(l, prizes.withhold_distinction)
    };
    view! {
        <details class="disclosure" open=open>
            <summary>{td_string!(l, prizes.withhold)} <span class="visually-hidden">" – " <bdi>{prize.given.name.clone()}</bdi> " – " <bdi>{winner.name.title.clone()}</bdi></span></summary>
            <p>{what}</p>
            <PostForm action=WithholdPrize::url() only_if=("prize", only)>
                <Hidden name="slug" value=slug/>
                <Hidden name="prize" value=hidden/>
                {words_field("reason", &named, td_string!(l, prizes.withhold_reason), td_string!(l, prizes.reason_hint), "", true)}
                <div class="form-actions"><button class="button button-danger">{td_string!(l, prizes.withhold)}</button></div>
            </PostForm>
        </details>
    }
    .into_any()
}
