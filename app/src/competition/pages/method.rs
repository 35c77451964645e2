//! How entries are ranked: what is sealed, for everybody, and the forms by which organisers choose and seal it.

use super::{OrganiseTab, organise_tabs, organiser_crumbs};
use crate::{
    accounts::model::Rights,
    competition::{
        api::{ChooseMethod, SealMethod},
        model::{
            Competition, CompetitionState, Disconnected, MethodKind, MethodPage as Shown, PublishDepth, RankingRules,
            SealedMethod,
        },
        rules::{disconnected_word, may_choose_method},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{
        Badge, CheckField, ChoiceField, Crumb, DateTime, Hidden, Options, PostForm, SelectField, Tone, layout, load,
        param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The most decimals that the form offers.
const OFFERED_DECIMALS: u32 = 3;

/// How entries are ranked, for everybody.
#[component]
pub fn MethodPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.methods.public(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &shown.competition;
        Ok(layout::narrow(
            td_string!(l, method.title),
            vec![Crumb::new(&competition.name, format!("/c/{}", competition.slug))],
            view! { {facts(l, &shown)} {seal(l, &shown)} },
        ))
    })
}

/// The same for organisers, with the forms while they may be used.
#[component]
pub fn OrganiseMethodPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.methods.desk(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &shown.competition;
        let open = may_choose_method(competition.state, shown.choice.seal.is_some()).is_ok();
        let body = if open && page.may(Rights::Editor) {
            view! { <p class="lead">{td_string!(l, method.lead)}</p> {choice_form(l, &shown)} {seal_form(&page, &shown)} }.into_any()
        } else {
            let after = (competition.state >= CompetitionState::Deliberation).then(|| {
                let href = page.link(&format!("/c/{}/organise/method/compare", competition.slug));
                view! { <p><a class="button" href=href>{td_string!(l, lab.link)}</a></p> }
            });
            view! { {after} {facts(l, &shown)} {seal(l, &shown)} }.into_any()
        };
        Ok(layout::wide(
            td_string!(l, method.title),
            organiser_crumbs(l, competition),
            view! { {organise_tabs(&page, &competition.slug, OrganiseTab::Settings)} {body} },
        ))
    })
}

/// What a method does, in a sentence or two.
pub fn method_text(l: Locale, kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Mean => td_string!(l, method.mean),
        MethodKind::Trimmed => td_string!(l, method.trimmed),
        MethodKind::Adjusted => td_string!(l, method.adjusted),
    }
}

/// The name of a method.
pub fn method_name(l: Locale, kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Mean => td_string!(l, method.kind_mean),
        MethodKind::Trimmed => td_string!(l, method.kind_trimmed),
        MethodKind::Adjusted => td_string!(l, method.kind_adjusted),
    }
}

/// To how many decimals scores are rounded, in words.
pub fn decimals_text(l: Locale, decimals: Option<u32>) -> String {
    match decimals {
        None => td_string!(l, method.decimals_none).to_owned(),
        Some(number) => td_string!(l, method.decimals_some, count = number).to_string(),
    }
}

fn disconnected_text(l: Locale, disconnected: Disconnected) -> &'static str {
    match disconnected {
        Disconnected::Refuse => td_string!(l, method.refuse),
        Disconnected::RandomAllocation => td_string!(l, method.random_allocation),
    }
}

/// The steps after the criteria of the track, in words.
fn steps(l: Locale, rules: &RankingRules) -> Vec<&'static str> {
    let chosen = [
        (true, td_string!(l, method.track_ties)),
        (rules.judge_preference, td_string!(l, method.judge_preference)),
        (rules.panel_vote, td_string!(l, method.panel_vote)),
        (rules.lottery, td_string!(l, method.lottery)),
        (!rules.lottery, td_string!(l, method.shared)),
    ];
    chosen.into_iter().filter_map(|(chosen, text)| chosen.then_some(text)).collect()
}

fn facts(l: Locale, shown: &Shown) -> impl IntoView + use<> {
    let rules = shown.choice.rules;
    let method = rules.method;
    let adjusted = (method.kind == MethodKind::Adjusted).then(|| {
        let noise = method.judge_noise.then(|| {
            view! { <div><dt>{td_string!(l, method.fact_noise)}</dt><dd>{td_string!(l, method.noise_on)}</dd></div> }
        });
        view! {
            <div><dt>{td_string!(l, method.fact_parts)}</dt><dd>{disconnected_text(l, method.disconnected)}</dd></div>
            {noise}
        }
    });
    let steps: Vec<_> = steps(l, &rules).into_iter().map(|step| view! { <li>{step}</li> }).collect();
    let points = td_string!(l, method.points, number = shown.competition.disparity_points).to_string();
    view! {
        <dl class="facts facts-wide">
            <div><dt>{td_string!(l, method.fact_method)}</dt><dd>{method_text(l, method.kind)}</dd></div>
            <div><dt>{td_string!(l, method.fact_decimals)}</dt><dd>{decimals_text(l, method.decimals)}</dd></div>
            {adjusted}
            <div><dt>{td_string!(l, method.fact_ties)}</dt><dd><ol>{steps}</ol></dd></div>
            <div><dt>{td_string!(l, method.fact_reviews)}</dt><dd><p>{shown.competition.reviews_per_entry}</p><p class="small muted">{td_string!(l, lab.short_rule)}</p></dd></div>
            <div><dt>{td_string!(l, method.fact_disparity)}</dt><dd><p>{points}</p><p class="small muted">{td_string!(l, lab.wide_rule)}</p></dd></div>
            <div><dt>{td_string!(l, lab.depth)}</dt><dd>{depth_text(l, &shown.competition)}</dd></div>
        </dl>
    }
}

/// What of the ranking will be public.
fn depth_text(l: Locale, competition: &Competition) -> String {
    let depth = match competition.publish_depth {
        PublishDepth::Winners => td_string!(l, lab.depth_winners).to_owned(),
        PublishDepth::Shortlist(places) => td_string!(l, lab.depth_shortlist, places = places).to_string(),
        PublishDepth::All => td_string!(l, lab.depth_all).to_owned(),
    };
    let scores =
        if competition.publish_scores { td_string!(l, lab.with_scores) } else { td_string!(l, lab.without_scores) };
    format!("{depth} {scores}")
}

fn seal(l: Locale, shown: &Shown) -> impl IntoView + use<> {
    let slug = shown.competition.slug.clone();
    let zone = shown.competition.time_zone.clone();
    match &shown.choice.seal {
        None => {
            let late = shown.competition.state >= CompetitionState::Judging;
            let text = if late { td_string!(l, method.unsealed_late) } else { td_string!(l, method.unsealed_text) };
            view! {
                <section class="section" aria-labelledby="seal">
                    <h2 id="seal">{td_string!(l, method.unsealed)}</h2>
                    <p>{text}</p>
                </section>
            }
            .into_any()
        }
        Some(seal) => {
            let lottery = serde_json::from_str::<SealedMethod>(&seal.text).ok().and_then(|sealed| sealed.lottery).map(|digest| {
                view! { <p>{td_string!(l, method.fact_lottery)}</p> <code class="code-box" dir="ltr">{digest}</code> }
            });
            view! {
                <section class="section" aria-labelledby="seal">
                    <h2 id="seal">{td_string!(l, method.sealed)}</h2>
                    <p class="cluster"><Badge tone=Tone::Positive text=td_string!(l, method.sealed)/> <span>{td_string!(l, method.sealed_since)} " " <DateTime at=seal.at zone=zone/></span></p>
                    <p>{td_string!(l, method.sealed_text)}</p>
                    <code class="code-box" dir="ltr">{seal.digest.clone()}</code>
                    {lottery}
                    <p><a class="button" href=format!("/c/{slug}/method.json") download>{td_string!(l, method.file)}</a></p>
                </section>
            }
            .into_any()
        }
    }
}

fn choice_form(l: Locale, shown: &Shown) -> impl IntoView + use<> {
    let (slug, version) = (shown.competition.slug.clone(), shown.competition.version.to_string());
    let rules = shown.choice.rules;
    view! {
        <section class="section" aria-labelledby="choose">
            <h2 id="choose">{td_string!(l, method.choose)}</h2>
            <PostForm action=ChooseMethod::url()>
                <Hidden name="slug" value=slug/>
                <Hidden name="version" value=version/>
                {method_fields(l, &rules, true)}
                <div class="form-actions"><button class="button button-primary">{td_string!(l, method.save)}</button></div>
            </PostForm>
        </section>
    }
}

/// The fields of a choice, in a form. `lottery`: whether one may be chosen, which takes a seed that was fixed before.
pub fn method_fields(l: Locale, rules: &RankingRules, lottery: bool) -> AnyView {
    let kinds: Options =
        MethodKind::ALL.into_iter().map(|kind| (kind.as_str().to_owned(), method_text(l, kind).to_owned())).collect();
    let decimals: Options = std::iter::once((String::new(), td_string!(l, method.decimals_none).to_owned()))
        .chain((0..=OFFERED_DECIMALS).map(|number| (number.to_string(), decimals_text(l, Some(number)))))
        .collect();
    let ways: Options = [Disconnected::Refuse, Disconnected::RandomAllocation]
        .into_iter()
        .map(|way| (disconnected_word(way).to_owned(), disconnected_text(l, way).to_owned()))
        .collect();
    let chosen = rules.method.decimals.map(|number| number.to_string()).unwrap_or_default();
    let drawn = rules.lottery;
    let lottery =
        lottery.then(|| view! { <CheckField name="lottery" label=td_string!(l, method.lottery) checked=drawn/> });
    view! {
        <ChoiceField name="method" label=td_string!(l, method.method) options=kinds value=rules.method.kind.as_str()/>
        <SelectField name="decimals" label=td_string!(l, method.decimals) hint=td_string!(l, method.decimals_hint) options=decimals value=chosen/>
        <ChoiceField name="disconnected" label=td_string!(l, method.disconnected) options=ways value=disconnected_word(rules.method.disconnected)/>
        <CheckField name="judge_noise" label=td_string!(l, method.judge_noise) checked=rules.method.judge_noise/>
        <fieldset class="field-group">
            <legend class="field-label">{td_string!(l, method.ties)}</legend>
            <CheckField name="judge_preference" label=td_string!(l, method.judge_preference) checked=rules.judge_preference/>
            <CheckField name="panel_vote" label=td_string!(l, method.panel_vote) checked=rules.panel_vote/>
            {lottery}
        </fieldset>
    }
    .into_any()
}

fn seal_form(page: &Page, shown: &Shown) -> impl IntoView + use<> {
    let l = page.locale;
    let (slug, version) = (shown.competition.slug.clone(), shown.competition.version.to_string());
    let sealed = facts(l, shown);
    view! {
        <section class="section" aria-labelledby="seal">
            <h2 id="seal">{td_string!(l, method.seal)}</h2>
            <p>{td_string!(l, method.seal_lead)}</p>
            <PostForm action=SealMethod::url() needs=Rights::Owner>
                <Hidden name="slug" value=slug/>
                <Hidden name="version" value=version/>
                <details class="confirm">
                    <summary class="button">{td_string!(l, method.seal)}</summary>
                    <div class="confirm-panel">
                        {sealed}
                        <button class="button button-danger button-primary">{td_string!(l, method.seal_confirm)}</button>
                    </div>
                </details>
            </PostForm>
        </section>
    }
}
