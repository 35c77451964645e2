//! What further reviews rest on, and what follows from it.

use crate::{
    competition,
    db::{Conn, DbError},
    panel::store::{
        proposal::ProposeError,
        situation::{Situation, assignable},
    },
    scores::store::{further, read},
};
use app::{
    competition::model::{Competition, FurtherRule, Track},
    entries::model::EntrySummary,
    ids::{EntryId, JudgeId},
    number::Exact,
    panel::model::{JudgeState, Work},
    scores::{
        model::{RubricLine, ScorecardState, Standstill},
        rules::{self, Candidate, Pick, Places, ReviewTotal},
    },
    time::Moment,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What further reviews rest on.
pub(super) struct Evidence {
    pub situation: Situation,
    pub tracks: Vec<Track>,
    pub given: u32,
    rule: FurtherRule,
    /// Of every scorecard that counts, by entry and judge.
    totals: BTreeMap<(EntryId, JudgeId), Exact>,
}

/// A further review and who would write it.
pub(super) struct Planned {
    pub pick: Pick<EntryId>,
    pub judge: Option<JudgeId>,
}

/// What follows.
pub(super) struct Plan {
    pub next: Result<Vec<Planned>, Standstill>,
    /// SHA-256 of the scores.
    pub seed: String,
    /// Of what it rests on.
    pub fingerprint: String,
    /// Of that and of what follows.
    pub digest: String,
}

fn sha256(value: &impl serde::Serialize) -> Result<String, serde_json::Error> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(value)?)))
}

impl Evidence {
    /// Reads it; `None` without a round.
    pub(super) async fn read(
        conn: &mut Conn,
        competition: Competition,
        rule: FurtherRule,
        now: Moment,
    ) -> Result<Option<Self>, DbError> {
        let id = competition.id;
        let Some(situation) = Situation::read(conn, competition, now).await? else { return Ok(None) };
        let weights = competition::store::rounds::weights(conn, situation.round.id).await?;
        let tracks = weights.tracks(competition::store::read::tracks(conn, id).await?);
        let rubrics: BTreeMap<_, Vec<RubricLine>> =
            tracks.iter().map(|track| (track.id, track.criteria.iter().map(RubricLine::from).collect())).collect();
        let mut totals = BTreeMap::new();
        for card in read::of_competition(conn, id).await? {
            let entry = situation.entries.iter().find(|entry| entry.id == card.entry);
            let counts = card.round == situation.round.id && card.state == ScorecardState::Submitted;
            let rubric = entry.filter(|_| counts).and_then(|entry| rubrics.get(&entry.track));
            if let Some(total) = rubric.and_then(|rubric| rules::total(rubric, &card.scores).total) {
                totals.insert((card.entry, card.judge), total);
            }
        }
        Ok(Some(Self { given: further::given(conn, id).await?, situation, tracks, rule, totals }))
    }

    /// The scores, each as a line that says whose it is: what chances are drawn by.
    fn scores(&self) -> Vec<(EntryId, JudgeId, String)> {
        self.totals.iter().map(|((entry, judge), total)| (*entry, *judge, total.rounded(6))).collect()
    }

    /// SHA-256 of all that decides.
    pub(super) fn fingerprint(&self) -> Result<String, serde_json::Error> {
        let basis = self.situation.basis();
        let work: Vec<_> =
            self.situation.work.iter().map(|work| (work.entry, work.judge, work.work == Work::Submitted)).collect();
        let lines: Vec<_> = self.tracks.iter().map(|track| (track.id, rules::prize_lines(&track.awards))).collect();
        sha256(&(
            self.situation.competition.id,
            self.rule,
            self.given,
            basis.fingerprint()?,
            work,
            self.scores(),
            lines,
        ))
    }

    /// How certain every entry of every track is.
    fn candidates(&self, places: &dyn Places, seed: u64) -> Vec<Candidate<EntryId>> {
        let mut list = Vec::new();
        for track in &self.tracks {
            let entries: Vec<&EntrySummary> =
                self.situation.entries.iter().filter(|entry| entry.track == track.id && assignable(entry)).collect();
            let totals: Vec<Vec<ReviewTotal>> = entries.iter().map(|entry| self.of(entry.id)).collect();
            let above = places.above(&totals, &rules::prize_lines(&track.awards), seed);
            list.extend(entries.iter().zip(&totals).zip(above).filter_map(|((entry, totals), lines)| {
                // The line at which it is least certain.
                let probability = lines.into_iter().min_by(|one, other| {
                    let off = |p: &f64| (p - 0.5).abs();
                    off(one).total_cmp(&off(other))
                })?;
                Some(Candidate {
                    key: entry.id,
                    reviews: totals.len(),
                    complete: self.complete(entry.id, totals.len()),
                    judges: self.somebody_is_left(entry.id),
                    probability,
                })
            }));
        }
        list
    }

    fn of(&self, entry: EntryId) -> Vec<ReviewTotal> {
        let own = self.totals.iter().filter(|((of, _), _)| *of == entry);
        own.map(|((_, judge), total)| ReviewTotal { judge: *judge, points: total.to_f64() }).collect()
    }

    fn complete(&self, entry: EntryId, reviews: usize) -> bool {
        let promised = usize::try_from(self.situation.competition.reviews_per_entry).unwrap_or(usize::MAX);
        let open = self.situation.work.iter().any(|work| work.entry == entry && work.work != Work::Submitted);
        reviews >= promised && !open
    }

    fn somebody_is_left(&self, entry: EntryId) -> bool {
        let situation = &self.situation;
        let load = |judge: JudgeId| situation.work.iter().filter(|work| work.judge == judge).count();
        situation.judges.iter().filter(|judge| judge.state == JudgeState::Ready).any(|judge| {
            let has = situation.work.iter().any(|work| (work.judge, work.entry) == (judge.id, entry));
            let room = judge.max_load.is_none_or(|most| load(judge.id) < usize::try_from(most).unwrap_or(usize::MAX));
            !has && room && situation.may_meet(judge.id, entry).is_ok()
        })
    }

    /// The next reviews and who would write them.
    pub(super) fn plan(&self, places: &dyn Places) -> Result<Plan, ProposeError> {
        let seed = sha256(&(self.situation.competition.id, self.scores()))?;
        let number = u64::from_str_radix(seed.get(..16).unwrap_or_default(), 16).map_err(ProposeError::Seed)?;
        let fingerprint = self.fingerprint()?;
        let next = match rules::next_batch(&self.rule, self.given, &self.candidates(places, number)) {
            Err(why) => Err(why),
            Ok(picks) => {
                let entries: BTreeSet<EntryId> = picks.iter().map(|pick| pick.key).collect();
                let judges = self.situation.basis().one_more(&entries, number)?;
                Ok(picks
                    .into_iter()
                    .map(|pick| Planned { judge: judges.get(&pick.key).copied(), pick })
                    .collect::<Vec<_>>())
            }
        };
        let seen: Vec<_> = next.iter().flatten().map(|planned| (planned.pick.key, planned.judge)).collect();
        Ok(Plan { digest: sha256(&(&fingerprint, seen))?, next, seed, fingerprint })
    }
}
