//! How judging goes.

use super::{by_slug, pace};
use crate::{
    auth::{Caller, permits, permits::Observer},
    competition,
    db::Conn,
    entries, panel,
    request::Request,
    scores::store::{read, reports},
};
use app::{
    competition::model::{Round, Track},
    entries::model::{EntryState, EntrySummary},
    error::AppError,
    ids::{EntryId, JudgeId, RoundId},
    number::Exact,
    panel::model::{Assignment, ConflictKind, Judge},
    scores::{
        model::{EntryProgress, JudgeProgress, JudgeTotal, Progress, RubricLine, Scorecard, ScorecardState, Totals},
        rules,
    },
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

pub(super) async fn progress(request: &Request, slug: &str) -> Result<Progress, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let organiser = permits::organiser::<Observer>(&mut conn, request.caller(), competition.id).await?;
    let rounds = competition::store::read::rounds(&mut conn, competition.id).await?;
    let mut assignments = panel::store::read::assignments(&mut conn, competition.id).await?;
    let round = round(&rounds, &assignments);
    let further = competition::store::rounds::further(&mut conn, competition.id).await?;
    let further = further.into_iter().find(|further| round.is_some_and(|round| round.id == further.round));
    let here = |of: RoundId| round.is_some_and(|round| round.id == of);
    // Nothing of how an entry is judged for whom it is kept from: the numbers of judges are without it too.
    assignments.retain(|assignment| here(assignment.round) && !organiser.kept_from(assignment.entry));
    let mut cards = read::of_competition(&mut conn, competition.id).await?;
    cards.retain(|card| here(card.round) && !organiser.kept_from(card.entry));
    let judges = panel::store::read::judges(&mut conn, competition.id).await?;
    let hidden = hidden_from(&mut conn, request.caller(), &organiser, &assignments, &cards).await?;
    let tracks = competition::store::read::tracks(&mut conn, competition.id).await?;
    let tracks = match &further {
        Some(further) => further.weights.tracks(tracks),
        None => tracks,
    };
    let eligible = entries::store::read::summaries(&mut conn, competition.id, Some(EntryState::Eligible)).await?;
    let waiting = reports::kept_from_playing(&mut conn, competition.id).await?;
    let board = Board { tracks, judges, assignments, cards, hidden, waiting };
    let mut entries: Vec<EntryProgress> = eligible
        .into_iter()
        .filter(|entry| !organiser.kept_from(entry.id))
        .filter(|entry| further.as_ref().is_none_or(|further| further.entries.contains(&entry.id)))
        .map(|entry| board.entry(entry, competition.reviews_per_entry, competition.disparity_points))
        .collect();
    entries.sort_by_key(|entry| (!entry.short, !entry.totals.wide(), Reverse(entry.totals.spread().cloned())));
    let pace = pace::read(&mut conn, &organiser, &competition, round, request.ambient.now()).await?;
    Ok(Progress {
        slug: competition.slug,
        name: competition.name,
        time_zone: competition.time_zone,
        state: competition.state,
        round: further.map(|further| further.name),
        closes_at: round.and_then(|round| round.closes_at),
        reviews_per_entry: competition.reviews_per_entry,
        disparity_points: competition.disparity_points,
        reports: reports::waiting(&mut conn, &organiser).await?,
        judges: board.judges(),
        entries,
        pace,
    })
}

/// The round that is judged: the last one that somebody was assigned in, else the last.
pub(super) fn round<'r>(rounds: &'r [Round], assignments: &[Assignment]) -> Option<&'r Round> {
    let judged = |round: &&Round| assignments.iter().any(|assignment| assignment.round == round.id);
    rounds.iter().rev().find(judged).or(rounds.last())
}

/// Entries whose totals this organiser must not see: those that the same person judges and has not handed in, and those
/// with a conflict of interest. Roles do not keep these apart; this does.
async fn hidden_from(
    conn: &mut Conn,
    caller: Option<&Caller>,
    organiser: &Observer,
    assignments: &[Assignment],
    cards: &[Scorecard],
) -> Result<BTreeSet<EntryId>, AppError> {
    let judge = match permits::seat(conn, caller, organiser.competition()).await {
        Ok(seat) => seat.judge(),
        Err(AppError::NotFound) => return Ok(BTreeSet::new()),
        Err(error) => return Err(error),
    };
    let handed_in: BTreeSet<EntryId> = cards
        .iter()
        .filter(|card| card.judge == judge && card.state == ScorecardState::Submitted)
        .map(|card| card.entry)
        .collect();
    let conflicts = panel::store::read::conflicts(conn, organiser.competition()).await?;
    Ok(assignments
        .iter()
        .filter(|assignment| assignment.judge == judge && !handed_in.contains(&assignment.entry))
        .map(|assignment| assignment.entry)
        .chain(
            conflicts
                .iter()
                .filter(|conflict| conflict.judge == judge && conflict.kind == ConflictKind::Hard)
                .map(|conflict| conflict.entry),
        )
        .collect())
}

struct Board {
    tracks: Vec<Track>,
    judges: Vec<Judge>,
    assignments: Vec<Assignment>,
    cards: Vec<Scorecard>,
    hidden: BTreeSet<EntryId>,
    /// Who cannot run what, and waits for an answer.
    waiting: BTreeSet<(JudgeId, EntryId)>,
}

impl Board {
    fn judges(&self) -> Vec<JudgeProgress> {
        let stored: BTreeMap<(JudgeId, EntryId), ScorecardState> =
            self.cards.iter().map(|card| ((card.judge, card.entry), card.state)).collect();
        let mut list: Vec<JudgeProgress> = self
            .judges
            .iter()
            .map(|judge| {
                let states: Vec<_> = self
                    .assignments
                    .iter()
                    .filter(|assignment| assignment.judge == judge.id)
                    .map(|assignment| stored.get(&(judge.id, assignment.entry)).copied())
                    .collect();
                let handed_in = |entry| stored.get(&(judge.id, entry)) == Some(&ScorecardState::Submitted);
                let waiting = self.assignments.iter().map(|assignment| (assignment.judge, assignment.entry));
                let waiting = waiting.filter(|pair| pair.0 == judge.id && !handed_in(pair.1));
                let count = |state| states.iter().filter(|found| **found == Some(state)).count();
                JudgeProgress {
                    judge: judge.id,
                    name: judge.name.clone(),
                    assigned: states.len(),
                    submitted: count(ScorecardState::Submitted),
                    drafts: count(ScorecardState::Draft),
                    waiting: waiting.filter(|pair| self.waiting.contains(pair)).count(),
                }
            })
            .filter(|judge| judge.assigned > 0)
            .collect();
        list.sort_by_key(|judge| std::cmp::Reverse(judge.left()));
        list
    }

    fn entry(&self, entry: EntrySummary, reviews: u32, disparity: u32) -> EntryProgress {
        let track = self.tracks.iter().find(|track| track.id == entry.track);
        let rubric: Vec<RubricLine> =
            track.map(|track| track.criteria.iter().map(RubricLine::from).collect()).unwrap_or_default();
        let mut totals: Vec<JudgeTotal> = self
            .cards
            .iter()
            .filter(|card| card.entry == entry.id && card.state == ScorecardState::Submitted)
            .map(|card| JudgeTotal { judge: self.name(card.judge), total: rules::total(&rubric, &card.scores).total })
            .collect();
        totals.sort_by(|a, b| a.judge.cmp(&b.judge));
        let known: Vec<Exact> = totals.iter().filter_map(|total| total.total.clone()).collect();
        let standing = rules::standing(totals.len(), &known, reviews, disparity);
        EntryProgress {
            assigned: self.assignments.iter().filter(|assignment| assignment.entry == entry.id).count(),
            submitted: totals.len(),
            short: standing.short,
            totals: if self.hidden.contains(&entry.id) {
                Totals::Hidden
            } else {
                Totals::Shown { totals, spread: standing.spread, wide: standing.wide }
            },
            entry: entry.id,
            title: entry.title,
            team: entry.team,
            track: track.map(|track| track.name.clone()).unwrap_or_default(),
        }
    }

    fn name(&self, judge: JudgeId) -> String {
        self.judges.iter().find(|known| known.id == judge).map(|known| known.name.clone()).unwrap_or_default()
    }
}
