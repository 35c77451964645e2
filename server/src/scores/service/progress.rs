//! How judging goes.

use super::by_slug;
use crate::{
    auth::{Caller, permits, permits::Observer},
    competition,
    db::Conn,
    entries, panel,
    request::Request,
    scores::store::read,
};
use app::{
    competition::model::Track,
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
use std::collections::{BTreeMap, BTreeSet};

pub(super) async fn progress(request: &Request, slug: &str) -> Result<Progress, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let organiser = permits::organiser::<Observer>(&mut conn, request.caller(), competition.id).await?;
    let rounds = competition::store::read::rounds(&mut conn, competition.id).await?;
    let mut assignments = panel::store::read::assignments(&mut conn, competition.id).await?;
    let round = rounds
        .iter()
        .rev()
        .find(|round| assignments.iter().any(|assignment| assignment.round == round.id))
        .or(rounds.last());
    let here = |of: RoundId| round.is_some_and(|round| round.id == of);
    assignments.retain(|assignment| here(assignment.round));
    let mut cards = read::of_competition(&mut conn, competition.id).await?;
    cards.retain(|card| here(card.round));
    let judges = panel::store::read::judges(&mut conn, competition.id).await?;
    let hidden = hidden_from(&mut conn, request.caller(), &organiser, &assignments, &cards).await?;
    let tracks = competition::store::read::tracks(&mut conn, competition.id).await?;
    let eligible = entries::store::read::summaries(&mut conn, competition.id, Some(EntryState::Eligible)).await?;
    let board = Board { tracks, judges, assignments, cards, hidden };
    let mut entries: Vec<EntryProgress> = eligible
        .into_iter()
        .map(|entry| board.entry(entry, competition.reviews_per_entry, competition.disparity_points))
        .collect();
    entries.sort_by_key(|entry| (!entry.short, !entry.totals.wide()));
    Ok(Progress {
        slug: competition.slug,
        name: competition.name,
        time_zone: competition.time_zone,
        state: competition.state,
        closes_at: round.and_then(|round| round.closes_at),
        reviews_per_entry: competition.reviews_per_entry,
        disparity_points: competition.disparity_points,
        judges: board.judges(),
        entries,
    })
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
                let count = |state| states.iter().filter(|found| **found == Some(state)).count();
                JudgeProgress {
                    judge: judge.id,
                    name: judge.name.clone(),
                    assigned: states.len(),
                    submitted: count(ScorecardState::Submitted),
                    drafts: count(ScorecardState::Draft),
                }
            })
            .filter(|judge| judge.assigned > 0)
            .collect();
        list.sort_by_key(|judge| std::cmp::Reverse(judge.assigned - judge.submitted));
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
