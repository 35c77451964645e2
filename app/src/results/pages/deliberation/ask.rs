//! An organiser puts a question to the vote: one form for each kind, chosen by the address.

use super::{frame, words};
use crate::{
    i18n::{Locale, td_string},
    results::{
        api::OpenVote,
        model::deliberation::{TieDecider, VoteForms, VoteKind},
        rules::deliberation::{MOST_OPTIONS, entry_field},
    },
    services::{Page, services},
    ui::{
        AreaField, CheckField, ChoiceField, Hidden, Options, PageBody, PostForm, SelectField, TextField, layout, load,
        param, query,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form of a question.
#[component]
pub fn AskPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let kind = query("kind").and_then(|kind| VoteKind::parse(&kind)).unwrap_or(VoteKind::Award);
    load(async move {
        let forms = services.votes.askable(slug?).await?;
        Ok(body(&services.page, &forms, kind))
    })
}

fn body(page: &Page, forms: &VoteForms, kind: VoteKind) -> PageBody {
    let l = page.locale;
    let here = format!("{}/votes", forms.frame.side.room(&forms.frame.competition.slug));
    let kinds: Vec<_> = VoteKind::ALL
        .iter()
        .map(|of| {
            let href = page.link(&format!("{here}?kind={}", of.as_str()));
            let current = (*of == kind).then_some("page");
            view! { <li><a href=href aria-current=current>{words::kind(l, *of)}</a></li> }
        })
        .collect();
    let form = match kind {
        _ if !forms.frame.is_open => {
            view! { <p class="notice">{td_string!(l, deliberation.room_closed)}</p> }.into_any()
        }
        VoteKind::Tie if forms.ties.is_empty() => {
            view! { <p class="muted">{td_string!(l, deliberation.no_ties)}</p> }.into_any()
        }
        VoteKind::Award if forms.awards.is_empty() => {
            view! { <p class="muted">{td_string!(l, deliberation.no_awards)}</p> }.into_any()
        }
        _ => form(page, forms, kind),
    };
    layout::narrow(
        td_string!(l, deliberation.open_vote),
        frame::crumbs(page, &forms.frame, true),
        view! {
            {frame::tabs(page, &forms.frame)}
            <nav class="tabs" aria-label=td_string!(l, deliberation.question)><ul>{kinds}</ul></nav>
            {form}
        },
    )
}

fn form(page: &Page, forms: &VoteForms, kind: VoteKind) -> AnyView {
    let l = page.locale;
    let subject = match kind {
        VoteKind::Tie => tie(l, forms),
        VoteKind::Award => award(l, forms),
        VoteKind::Free => ().into_any(),
    };
    let options = (kind != VoteKind::Tie).then(|| options(l, forms, kind));
    let deciders = deciders(l, forms);
    let slug = forms.frame.competition.slug.clone();
    let zone = forms.frame.competition.time_zone.clone();
    view! {
        <PostForm action=OpenVote::url() class="card form" only_if=("kind", kind.as_str().to_owned())>
            <Hidden name="slug" value=slug/>
            <Hidden name="kind" value=kind.as_str()/>
            {subject}
            <TextField name="question" label=td_string!(l, deliberation.question) hint=td_string!(l, deliberation.question_hint)/>
            {options}
            <TextField name="quorum" label=td_string!(l, deliberation.quorum) hint=td_string!(l, deliberation.quorum_hint)
                required=false size="input-short" dir="ltr" inputmode="numeric"/>
            {deciders}
            <TextField name="closes_at" label=td_string!(l, deliberation.closes) kind="datetime-local"
                hint=td_string!(l, deliberation.closes_hint, zone = zone).to_string() required=false size="input-medium" dir="ltr"/>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, deliberation.ask)}</button></div>
        </PostForm>
    }
    .into_any()
}

fn tie(l: Locale, forms: &VoteForms) -> AnyView {
    let ties: Options = forms
        .ties
        .iter()
        .map(|(first, track, titles)| (first.to_string(), format!("{track}: {}", titles.join(" / "))))
        .collect();
    let only = if let [(first, _)] = ties.as_slice() { first.clone() } else { String::new() };
    view! { <ChoiceField name="tie" label=td_string!(l, deliberation.tie) options=ties value=only/> }.into_any()
}

fn award(l: Locale, forms: &VoteForms) -> AnyView {
    let first = (String::new(), td_string!(l, deliberation.choose).to_owned());
    let awards = forms.awards.iter().map(|(award, name)| (award.to_string(), name.clone()));
    let awards: Options = std::iter::once(first).chain(awards).collect();
    view! { <SelectField name="award" label=td_string!(l, deliberation.award) options=awards/> }.into_any()
}

/// Entries to tick, and for free questions words. The text of free questions has the id that errors lead to.
fn options(l: Locale, forms: &VoteForms, kind: VoteKind) -> AnyView {
    let entries: Vec<_> = forms
        .entries
        .iter()
        .map(|(entry, track, title)| {
            let label = format!("{title} ({track})");
            view! { <CheckField name=entry_field(*entry) label=label/> }
        })
        .collect();
    let words = (kind == VoteKind::Free).then(|| {
        view! {
            <AreaField name="options" label=td_string!(l, deliberation.options_words)
                hint=td_string!(l, deliberation.options_hint, max = MOST_OPTIONS).to_string() required=false rows=4/>
        }
    });
    let id = (kind == VoteKind::Award).then_some("options");
    view! {
        {words}
        <fieldset class="field-group" id=id>
            <legend class="field-label">{td_string!(l, deliberation.options_entries)}</legend>
            {entries}
        </fieldset>
        <CheckField name="none_option" label=td_string!(l, deliberation.none_option) checked=true/>
    }
    .into_any()
}

fn deciders(l: Locale, forms: &VoteForms) -> AnyView {
    let organisers =
        (TieDecider::Organisers.as_str().to_owned(), td_string!(l, deliberation.organisers_decide).to_owned());
    let chair = (TieDecider::Chair.as_str().to_owned(), td_string!(l, deliberation.chair_decides).to_owned());
    let (options, value, hint): (Options, _, _) = if forms.chair {
        (vec![chair, organisers], TieDecider::Chair, "")
    } else {
        (vec![organisers], TieDecider::Organisers, td_string!(l, deliberation.chair_none))
    };
    view! {
        <ChoiceField name="tie_decider" label=td_string!(l, deliberation.tie_decider) options=options value=value.as_str() hint=hint/>
    }
    .into_any()
}
