//! Checking results without trusting the site: what there is to download, the commands, and where scripts run the same check
//! in the browser.

use super::public::unless_out;
use crate::{
    i18n::{Locale, td_string},
    results::{
        model::{Published, ResultsDocument},
        pack::StepName,
    },
    services::{Checker, Page, services},
    ui::{Crumb, PageBody, layout, load, param},
};
use leptos::prelude::*;

/// The page of checking; before publication the same page for everybody.
#[component]
pub fn CheckPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let published = services.results.published(slug.clone(), None).await;
        unless_out(&services.page, &slug, published.map(|published| page_of(&services.page, &published)))
    })
}

/// Whether there is a pack: scores are published, and every ranked entry is.
pub(super) fn has_pack(document: &ResultsDocument) -> bool {
    document.tracks.iter().all(|track| {
        let all = usize::try_from(track.ranked).is_ok_and(|ranked| ranked == track.placements.len());
        all && track.placements.iter().all(|placement| placement.score.is_some())
    })
}

fn page_of(page: &Page, published: &Published) -> PageBody {
    let l = page.locale;
    let Published { slug, document, .. } = published;
    let crumbs = vec![
        Crumb::new(document.competition.clone(), format!("/c/{slug}")),
        Crumb::new(td_string!(l, results.title).to_string(), format!("/c/{slug}/results")),
    ];
    let checkpoints = format!("/c/{slug}/checkpoints.txt");
    let keep = view! {
        <section class="section" aria-labelledby="keep">
            <h2 id="keep">{td_string!(l, pack.keep_title)}</h2>
            <p>{td_string!(l, pack.keep_text)}</p>
            <p><a class="button" href=checkpoints download>{td_string!(l, pack.checkpoints)}</a></p>
        </section>
    };
    if !has_pack(document) {
        return layout::narrow(
            td_string!(l, pack.title),
            crumbs,
            view! { <div class="stack"><p>{td_string!(l, errors.no_pack)}</p>{keep}</div> },
        );
    }
    let pack = format!("/c/{slug}/results/pack.json");
    layout::narrow(
        td_string!(l, pack.title),
        crumbs,
        view! {
            <div class="stack">
                <p>{td_string!(l, pack.lead)}</p>
                <p><a class="button button-primary" href=pack download>{td_string!(l, pack.download)}</a></p>
                {page.checker.clone().map(|checker| in_browser(l, &checker))}
                <section class="section" aria-labelledby="command">
                    <h2 id="command">{td_string!(l, pack.command_title)}</h2>
                    <p>{td_string!(l, pack.command_text)}</p>
                    <code class="code-box" dir="ltr">{td_string!(l, pack.command)}</code>
                    <code class="code-box" dir="ltr">{td_string!(l, pack.command_python)}</code>
                    <p>{td_string!(l, pack.key_text)}</p>
                </section>
                {keep}
                <section class="section" aria-labelledby="limits">
                    <h2 id="limits">{td_string!(l, pack.limits_title)}</h2>
                    <p>{td_string!(l, pack.limits_text)}</p>
                </section>
            </div>
        },
    )
}

/// Shown by its script only: without it there would be nothing that reads the file.
fn in_browser(l: Locale, checker: &Checker) -> impl IntoView + use<> {
    let steps: Vec<_> = StepName::ALL.iter().map(|name| step(l, *name)).collect();
    view! {
        <section
            class="section" id="checker" aria-labelledby="here" hidden
            data-module=checker.module.to_string() data-wasm=checker.wasm.to_string()
            data-passed=td_string!(l, pack.passed) data-noted=td_string!(l, pack.noted) data-failed=td_string!(l, pack.failed)
            data-working=td_string!(l, pack.working) data-broken=td_string!(l, pack.broken)
            data-verified=td_string!(l, pack.verified) data-refused=td_string!(l, pack.refused)
        >
            <h2 id="here">{td_string!(l, pack.here_title)}</h2>
            <p>{td_string!(l, pack.here_text)}</p>
            <div class="field">
                <label for="pack-file">{td_string!(l, pack.file)}</label>
                <input id="pack-file" type="file" accept=".json,application/json"/>
            </div>
            <div class="field">
                <label for="pack-key">{td_string!(l, pack.key)}</label>
                <input id="pack-key" type="text" dir="ltr" autocomplete="off" spellcheck="false"/>
            </div>
            <div class="field">
                <label for="pack-receipt">{td_string!(l, pack.receipt)}</label>
                <input id="pack-receipt" type="file" accept=".tlog-proof"/>
            </div>
            <p role="status" id="pack-verdict"></p>
            <ol id="pack-steps" hidden>{steps}</ol>
        </section>
        <script type="module" src=checker.page.to_string()></script>
    }
}

/// A step with the words for it, and room for what came of it.
fn step(l: Locale, name: StepName) -> impl IntoView + use<> {
    let words = match name {
        StepName::Format => td_string!(l, pack.step_format),
        StepName::Key => td_string!(l, pack.step_key),
        StepName::Signatures => td_string!(l, pack.step_signatures),
        StepName::Consistency => td_string!(l, pack.step_consistency),
        StepName::Leaves => td_string!(l, pack.step_leaves),
        StepName::Statement => td_string!(l, pack.step_statement),
        StepName::Method => td_string!(l, pack.step_method),
        StepName::Scorecards => td_string!(l, pack.step_scorecards),
        StepName::Rubric => td_string!(l, pack.step_rubric),
        StepName::Ranking => td_string!(l, pack.step_ranking),
        StepName::Ties => td_string!(l, pack.step_ties),
        StepName::Awards => td_string!(l, pack.step_awards),
        StepName::Counts => td_string!(l, pack.step_counts),
        StepName::Doubt => td_string!(l, pack.step_doubt),
        StepName::Outside => td_string!(l, pack.step_outside),
    };
    view! {
        <li data-step=name.as_str()>
            {words} " " <strong class="badge" hidden></strong>
            <code class="code-box" dir="ltr" lang="en" hidden></code>
        </li>
    }
}
