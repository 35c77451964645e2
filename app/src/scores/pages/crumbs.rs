//! The way to pages below the organisers' board of scores.

use crate::{
    competition::{model::Competition, pages::organiser_crumbs},
    i18n::{Locale, td_string},
    ui::Crumb,
};

/// The call, its overview, the board.
pub fn board_crumbs(l: Locale, competition: &Competition) -> Vec<Crumb> {
    let mut crumbs = organiser_crumbs(l, competition);
    crumbs.push(Crumb::new(td_string!(l, scores.progress_title), format!("/c/{}/organise/scores", competition.slug)));
    crumbs
}
