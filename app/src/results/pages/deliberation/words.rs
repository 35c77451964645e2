//! Words of the room.

use crate::{
    i18n::{Locale, td_string},
    results::{
        model::deliberation::{Called, Decider, PanelVote, VoteKind},
        rules::deliberation::winner,
    },
    scores::model::Score,
};

/// How somebody is called.
pub(super) fn called(l: Locale, called: &Called) -> String {
    match called {
        Called::Name(name) => name.clone(),
        Called::Letter(letter) => td_string!(l, deliberation.judge_letter, letter = letter.clone()).to_string(),
        Called::Organiser(Some(name)) => td_string!(l, deliberation.organiser, name = name.clone()).to_string(),
        Called::Organiser(None) => td_string!(l, deliberation.organiser_gone).to_owned(),
        Called::Gone => td_string!(l, deliberation.judge_gone).to_owned(),
    }
}

/// A mark, or that there is none.
pub(super) fn mark(l: Locale, score: &Score) -> String {
    match score.mark {
        Some(mark) => mark.to_string(),
        None if score.could_not_assess => td_string!(l, deliberation.not_assessed).to_owned(),
        None => "–".to_owned(),
    }
}

pub(super) fn kind(l: Locale, kind: VoteKind) -> &'static str {
    match kind {
        VoteKind::Tie => td_string!(l, deliberation.kind_tie),
        VoteKind::Award => td_string!(l, deliberation.kind_award),
        VoteKind::Free => td_string!(l, deliberation.kind_free),
    }
}

/// What was decided and how, as the reason for what follows from it; nothing where nothing was.
pub fn decision_text(l: Locale, vote: &PanelVote) -> Option<String> {
    let (option, by) = winner(vote)?;
    let tally = vote.tally.as_ref()?;
    let votes = tally.counts.iter().find(|counted| counted.option == option)?.votes;
    let cast = tally.cast;
    Some(match by {
        Decider::Votes => td_string!(l, deliberation.decision_by_votes, votes = votes, cast = cast).to_string(),
        Decider::Chair => td_string!(l, deliberation.decision_by_chair, votes = votes, cast = cast).to_string(),
        Decider::Organisers => {
            let reason = vote.reason.clone();
            td_string!(l, deliberation.decision_by_organisers, votes = votes, cast = cast, reason = reason).to_string()
        }
    })
}
