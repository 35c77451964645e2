//! A person's entries in a competition.

use super::{competition_crumbs, words};
use crate::{
    entries::{
        model::{Entry, EntryState},
        rules::{self, Asked},
        views::MyEntries,
    },
    i18n::td_string,
    services::{Page, services},
    ui::{layout, load, moment_text, param},
};
use leptos::prelude::*;

/// One card for each entry.
#[component]
pub fn MyEntriesPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let mine = services.entries.mine(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = competition_crumbs(&mine.competition);
        let enter = page.link(&format!("/c/{}/enter", mine.competition.slug));
        let body = if mine.entries.is_empty() {
            let enter = mine.may_enter.is_ok().then(|| {
                view! { <a class="button button-primary" href=enter.clone()>{td_string!(l, entries.enter)}</a> }
            });
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, entries.mine_empty_title)}</h2>
                    <p>{td_string!(l, entries.mine_empty)}</p>
                    {enter}
                </div>
            }
            .into_any()
        } else {
            let cards: Vec<_> = mine.entries.iter().map(|entry| card(&page, &mine, entry)).collect();
            view! { <div class="grid">{cards}</div> }.into_any()
        };
        let another = (mine.may_enter.is_ok() && !mine.entries.is_empty()).then(|| {
            view! { <div class="page-actions"><a class="button" href=enter>{td_string!(l, entries.enter_another)}</a></div> }
        });
        Ok(layout::with_state(td_string!(l, entries.mine_title), crumbs, another, body))
    })
}

fn card(page: &Page, mine: &MyEntries, entry: &Entry) -> AnyView {
    let l = page.locale;
    let competition = &mine.competition;
    let href = page.link(&format!("/entries/{}", entry.id));
    let track = mine.tracks.iter().find(|track| track.id == entry.track).map(|track| track.name.clone());
    let when = |at| moment_text(l, at, &competition.time_zone);
    let next = match entry.state {
        EntryState::Draft => {
            let of_track = mine.questions.iter().filter(|(track, _)| *track == entry.track);
            let questions: Vec<_> = of_track.map(|(_, question)| question.clone()).collect();
            let asked = Asked { questions: &questions, languages: &competition.languages };
            let list = rules::checklist(&entry.content, asked);
            let done = list.iter().filter(|(_, there)| *there).count();
            Some(td_string!(l, entries.parts_there, done = done, all = list.len()).to_string())
        }
        EntryState::FixNeeded => {
            entry.cure_until.map(|until| td_string!(l, entries.fix_until, when = when(until)).to_string())
        }
        _ => None,
    };
    view! {
        <section class="card stack">
            <div class="cluster-spread">
                <h2><a href=href><bdi>{words::title(l, &entry.content.title)}</bdi></a></h2>
                {words::state_badge(l, entry.state)}
            </div>
            <p class="small muted"><bdi>{track}</bdi> " · " <bdi>{entry.team.name.clone()}</bdi></p>
            {next.map(|next| view! { <p>{next}</p> })}
        </section>
    }
    .into_any()
}
