//! What the islands of a judge's pages are given: places, and words in the reader's language.

use super::reasons::reasons;
use crate::{
    i18n::{Locale, td_string},
    scores::{
        api::{ReportUnsent, Save},
        islands::{
            DeskItem, DeskKeeper, DeskPlace, DeskWords, KeeperPlace, KeeperWords, RefusalWords, ScorecardKeeper,
        },
        keeping::{Fields, Stored},
        model::{Desk, Sheet},
        rules,
    },
    services::Page,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The island that keeps the form with this id. Without scripts there is nothing of it to see.
pub fn keeper(page: &Page, sheet: &Sheet, form: &str, returned: bool) -> AnyView {
    let l = page.locale;
    let mut labels = Fields::new();
    for criterion in &sheet.criteria {
        let comment = format!("{}, {}", criterion.label, td_string!(l, scores.comment));
        labels.insert(rules::mark_field(&criterion.key), criterion.label.clone());
        labels.insert(rules::comment_field(&criterion.key), comment);
    }
    labels.insert("note".to_owned(), td_string!(l, scores.note).to_owned());
    let place = KeeperPlace {
        form: form.to_owned(),
        save: Save::url().to_owned(),
        report: ReportUnsent::url().to_owned(),
        account: account(page),
        entry: sheet.entry.to_string(),
        round: sheet.round.to_string(),
        slug: sheet.slug.clone(),
        language: l.to_string(),
        labels,
        returned,
    };
    let words = KeeperWords {
        idle: td_string!(l, scores.keep_idle).to_owned(),
        here: td_string!(l, scores.keep_here).to_owned(),
        unhanded: td_string!(l, scores.keep_unhanded).to_owned(),
        sent: td_string!(l, scores.keep_sent).to_owned(),
        trying: td_string!(l, scores.keep_trying).to_owned(),
        signed_out: td_string!(l, scores.keep_signed_out).to_owned(),
        refused: refusal_words(l, &sheet.slug),
        late: td_string!(l, scores.keep_late).to_owned(),
        clash: td_string!(l, scores.keep_clash).to_owned(),
        joined: td_string!(l, scores.keep_joined).to_owned(),
        full: td_string!(l, scores.keep_full).to_owned(),
        mine: td_string!(l, scores.keep_mine).to_owned(),
        theirs: td_string!(l, scores.keep_theirs).to_owned(),
        keep_mine: td_string!(l, scores.keep_keep_mine).to_owned(),
        take_theirs: td_string!(l, scores.keep_take_theirs).to_owned(),
        empty: td_string!(l, scores.keep_empty).to_owned(),
        could_not_assess: td_string!(l, scores.could_not_assess).to_owned(),
    };
    view! { <ScorecardKeeper place=place stored=Stored::of(sheet.card.as_ref()) words=words/> }.into_any()
}

/// The island that keeps the pages of a desk.
pub fn desk_keeper(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let item = |entry: &crate::scores::model::DeskEntry| DeskItem {
        entry: entry.entry.to_string(),
        title: entry.title.clone(),
        page: page.link(&format!("/judge/entries/{}", entry.entry)),
    };
    let place = DeskPlace {
        desk: page.link(&format!("/c/{}/judge", desk.slug)),
        save: Save::url().to_owned(),
        report: ReportUnsent::url().to_owned(),
        account: account(page),
        slug: desk.slug.clone(),
        items: desk.entries.iter().map(item).collect(),
    };
    let words = DeskWords {
        kept: td_string!(l, scores.keep_desk_kept).to_owned(),
        unavailable: td_string!(l, scores.keep_desk_unavailable).to_owned(),
        unsent: td_string!(l, scores.keep_desk_unsent).to_owned(),
        here: td_string!(l, scores.keep_desk_here).to_owned(),
        refused: refusal_words(l, &desk.slug),
    };
    view! { <DeskKeeper place=place words=words/> }.into_any()
}

fn account(page: &Page) -> String {
    page.viewer.as_ref().map(|viewer| viewer.account.to_string()).unwrap_or_default()
}

fn refusal_words(l: Locale, slug: &str) -> RefusalWords {
    RefusalWords {
        refused: td_string!(l, scores.keep_refused).to_owned(),
        reasons: reasons(l, slug),
        see_why: td_string!(l, scorecards.see_why).to_owned(),
    }
}
