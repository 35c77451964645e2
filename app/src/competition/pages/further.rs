//! Further reviews where the result is uncertain: announced in the settings, read in the call.

use crate::{
    competition::{
        api::AnnounceFurther,
        model::{Competition, FurtherRule},
        rules::may_announce,
    },
    i18n::{Locale, td_string},
    services::Page,
    ui::{Hidden, PostForm, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What everybody may know of the rule, in words and as a formula.
pub fn further_rule(l: Locale, rule: &FurtherRule) -> impl IntoView + use<> {
    let words = td_string!(l, further.rule, budget = rule.budget, batch = FurtherRule::BATCH).to_string();
    let formula = format!("p × (1 − p) ÷ (n + {})", rule.damping);
    let stop = td_string!(l, further.rule_stop, least = format!("0.0{}", FurtherRule::LEAST_HUNDREDTHS)).to_string();
    view! {
        <p>{words}</p>
        <p><code dir="ltr">{formula}</code></p>
        <p class="small muted">{td_string!(l, further.rule_terms)} " " {stop}</p>
    }
}

/// The part of the call that tells of it; nothing where there are none.
pub fn call_part(l: Locale, rule: Option<FurtherRule>) -> Option<impl IntoView + use<>> {
    rule.filter(|rule| rule.budget > 0).map(|rule| {
        view! {
            <details class="disclosure">
                <summary>{td_string!(l, further.title)}</summary>
                <div class="stack">{further_rule(l, &rule)}</div>
            </details>
        }
    })
}

/// The part of the settings that announces it, while it can be changed; what holds, afterwards.
pub fn settings_part(page: &Page, competition: &Competition, rule: Option<FurtherRule>) -> impl IntoView + use<> {
    let l = page.locale;
    let held = rule.filter(|rule| rule.budget > 0);
    let body = if may_announce(competition.state).is_ok() {
        let (budget, damping) = rule.map_or_else(
            || ("0".to_owned(), "1".to_owned()),
            |rule| (rule.budget.to_string(), rule.damping.to_string()),
        );
        let slug = competition.slug.clone();
        view! {
            <p>{td_string!(l, further.settings_lead)}</p>
            <PostForm action=AnnounceFurther::url()>
                <Hidden name="slug" value=slug/>
                <div class="field-pair">
                    <TextField name="further_budget" label=td_string!(l, further.budget) hint=td_string!(l, further.budget_hint)
                        value=budget kind="number" dir="ltr" size="input-short"/>
                    <TextField name="further_damping" label=td_string!(l, further.damping) hint=td_string!(l, further.damping_hint)
                        value=damping dir="ltr" size="input-short"/>
                </div>
                <div class="button-row"><button class="button">{td_string!(l, common.save)}</button></div>
            </PostForm>
        }
        .into_any()
    } else if let Some(rule) = held {
        view! { <div class="stack">{further_rule(l, &rule)} <p class="small muted">{td_string!(l, further.fixed)}</p></div> }
            .into_any()
    } else {
        view! { <p class="muted">{td_string!(l, further.none)}</p> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="further">
            <h2 id="further">{td_string!(l, further.title)}</h2>
            {body}
        </section>
    }
}
