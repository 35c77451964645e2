//! The tabs that all pages of an organiser share.

use crate::{
    accounts::model::Rights,
    i18n::{Locale, td_string},
    services::Page,
};
use leptos::prelude::*;

/// A page of an organiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganiseTab {
    /// Where the competition stands and what is next.
    Overview,
    /// Its words, dates, rubric, awards and rules.
    Settings,
    /// Entries and their eligibility.
    Entries,
    /// The jury.
    Panel,
    /// Who judges what.
    Assignment,
    /// Scorecards as they come in.
    Scores,
    /// Ranking, decisions and publication.
    Results,
    /// What people ask.
    Questions,
    /// What people were told.
    Messages,
    /// Numbers that say nothing of single people.
    Statistics,
    /// Who organises.
    Organisers,
    /// Who did what.
    Log,
}

impl OrganiseTab {
    const ALL: [Self; 12] = [
        Self::Overview,
        Self::Settings,
        Self::Entries,
        Self::Panel,
        Self::Assignment,
        Self::Scores,
        Self::Results,
        Self::Questions,
        Self::Messages,
        Self::Statistics,
        Self::Organisers,
        Self::Log,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Settings => "/settings",
            Self::Entries => "/entries",
            Self::Panel => "/panel",
            Self::Assignment => "/assignment",
            Self::Scores => "/scores",
            Self::Results => "/results",
            Self::Questions => "/questions",
            Self::Messages => "/messages",
            Self::Statistics => "/statistics",
            Self::Organisers => "/organisers",
            Self::Log => "/log",
        }
    }

    /// The rights that its page takes.
    const fn needs(self) -> Rights {
        match self {
            Self::Settings => Rights::Editor,
            Self::Messages | Self::Questions => Rights::Checker,
            _ => Rights::Observer,
        }
    }

    fn text(self, l: Locale) -> &'static str {
        match self {
            Self::Overview => td_string!(l, competition.tab_overview),
            Self::Settings => td_string!(l, competition.tab_settings),
            Self::Entries => td_string!(l, competition.tab_entries),
            Self::Panel => td_string!(l, competition.tab_panel),
            Self::Assignment => td_string!(l, competition.tab_assignment),
            Self::Scores => td_string!(l, competition.tab_scores),
            Self::Results => td_string!(l, competition.tab_results),
            Self::Questions => td_string!(l, call.questions),
            Self::Messages => td_string!(l, competition.tab_messages),
            Self::Statistics => td_string!(l, organisers.tab_statistics),
            Self::Organisers => td_string!(l, organisers.tab),
            Self::Log => td_string!(l, competition.tab_log),
        }
    }
}

/// The tabs, with the current page marked. Put them first in the body of an organiser's page.
pub fn organise_tabs(page: &Page, slug: &str, current: OrganiseTab) -> impl IntoView + use<> {
    let l = page.locale;
    let tabs: Vec<_> = OrganiseTab::ALL
        .into_iter()
        .filter(|tab| page.may(tab.needs()))
        .map(|tab| {
            let href = page.link(&format!("/c/{slug}/organise{}", tab.path()));
            let here = (tab == current).then_some("page");
            view! { <li><a href=href aria-current=here>{tab.text(l)}</a></li> }
        })
        .collect();
    // Every page of organisers has the tabs: each says that what it lists and counts is without what is kept.
    let withheld = (page.withheld > 0).then(|| {
        let text = td_string!(l, own_conflicts.withheld, count = page.withheld).to_string();
        let own = page.link(&format!("/c/{slug}/organise/conflicts/own"));
        view! { <p class="notice small">{text} " " <a href=own>{td_string!(l, own_conflicts.title)}</a></p> }
    });
    view! {
        <nav class="tabs" aria-label=td_string!(l, competition.tabs)><ul>{tabs}</ul></nav>
        {withheld}
    }
}
