//! All that assigning looks at, read in one go.

use super::{
    proposal::{Basis, BasisEntry, BasisJudge},
    store::{
        forbidden,
        read::{self, AssignmentWork},
        seats, settings,
    },
};
use crate::{
    competition::store::{read as competitions, rounds},
    db::{Conn, DbError},
    entries::store::read::{self as entries, Takes, takes},
};
use app::{
    competition::model::{Competition, Round},
    entries::{
        model::{EntryState, EntrySummary},
        rules::screening::normal,
    },
    error::Refusal,
    ids::{EntryId, JudgeId},
    panel::{
        model::{
            AssignedJudge, AssignmentRun, BoardEntry, BoardJudge, Conflict, ConflictKind, Days, ForbiddenPair, Judge,
            JudgeProfile, JudgeState, Work,
        },
        rules::{days, share_language},
    },
    time::Moment,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A panel, its entries, and who judges what.
pub struct Situation {
    pub competition: Competition,
    pub round: Round,
    pub judges: Vec<Judge>,
    /// Those of the round, in every state.
    pub entries: Vec<EntrySummary>,
    /// Who sits in the round, where not every ready judge does.
    sitting: Option<BTreeSet<JudgeId>>,
    pub conflicts: Vec<Conflict>,
    /// Judges and entries of their own teams.
    pub own: BTreeSet<(JudgeId, EntryId)>,
    /// Judges and entries that they are yet to say something of.
    pub unanswered: BTreeSet<(JudgeId, EntryId)>,
    pub work: Vec<AssignmentWork>,
    /// Pairs that organisers keep apart.
    pub forbidden: Vec<ForbiddenPair>,
    /// What entries ask of their judges.
    takes: BTreeMap<EntryId, Takes>,
    /// What judges told.
    told: BTreeMap<JudgeId, JudgeProfile>,
    /// What one judge of each entry should know.
    expertise: Vec<String>,
    /// From when on days count: from now, or from when entries close.
    from: Moment,
}

/// The round that judges are assigned in: the newest that entries went on to, or else the first.
pub async fn round(conn: &mut Conn, competition: &Competition) -> Result<Option<Round>, DbError> {
    let mut all = competitions::rounds(conn, competition.id).await?.into_iter();
    let newest = rounds::lines(conn, competition.id).await?.pop();
    Ok(match newest {
        Some(newest) => all.find(|round| round.id == newest.round),
        None => all.next(),
    })
}

/// Judges may be assigned: let in, and no guardian's consent missing.
pub fn assignable(entry: &EntrySummary) -> bool {
    entry.state == EntryState::Eligible && !entry.consent_missing
}

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Situation {
    /// Reads it; `None` without a round.
    pub async fn read(conn: &mut Conn, competition: Competition, now: Moment) -> Result<Option<Self>, DbError> {
        let Some(round) = round(conn, &competition).await? else { return Ok(None) };
        let id = competition.id;
        let mut entries = entries::summaries(conn, id, None).await?;
        let further = rounds::further(conn, id).await?.pop().filter(|further| further.round == round.id);
        let mut sitting = None;
        if let Some(further) = further {
            entries.retain(|entry| further.entries.contains(&entry.id));
            sitting = Some(rounds::judges(conn, round.id).await?);
        }
        Ok(Some(Self {
            judges: read::judges(conn, id).await?,
            entries,
            sitting,
            conflicts: read::conflicts(conn, id).await?,
            own: read::own_pairs(conn, id).await?.into_iter().collect(),
            unanswered: read::unanswered(conn, id).await?.into_iter().collect(),
            work: read::work(conn, id, round.id).await?,
            forbidden: forbidden::list(conn, id).await?,
            takes: takes(conn, id).await?,
            told: seats::profiles(conn, id).await?,
            expertise: settings::of(conn, id).await?.required,
            from: competition.entries_close_at.map_or(now, |closed| closed.max(now)),
            competition,
            round,
        }))
    }

    fn judge(&self, id: JudgeId) -> Option<&Judge> {
        self.judges.iter().find(|judge| judge.id == id)
    }

    /// Whether a conflict bars a pair, declared or plain.
    pub fn barred(&self, judge: JudgeId, entry: EntryId) -> bool {
        self.own.contains(&(judge, entry))
            || self
                .conflicts
                .iter()
                .any(|tie| tie.kind == ConflictKind::Hard && (tie.judge, tie.entry) == (judge, entry))
    }

    /// That nothing keeps a judge and an entry apart.
    pub fn may_meet(&self, judge: JudgeId, entry: EntryId) -> Result<(), Refusal> {
        if self.barred(judge, entry) {
            return Err(Refusal::ConflictOfInterest);
        }
        if self.forbidden(judge, entry) { Err(Refusal::PairForbidden) } else { Ok(()) }
    }

    /// SHA-256 of what an organiser sees of a run: what it proposes, what it rests on, and what is now. In hexadecimal.
    pub fn digest(&self, run: &AssignmentRun) -> Result<String, serde_json::Error> {
        let basis = self.basis();
        let seen = (run.id, &run.proposal, basis.fingerprint()?, &basis.present);
        Ok(hex::encode(Sha256::digest(serde_json::to_vec(&seen)?)))
    }

    /// Whether organisers keep a pair apart.
    pub fn forbidden(&self, judge: JudgeId, entry: EntryId) -> bool {
        self.forbidden.iter().any(|pair| (pair.judge, pair.entry) == (judge, entry))
    }

    /// Of the days that are left, those on which a judge is there; nothing for who is there on all of them.
    fn days(&self, judge: JudgeId) -> Option<Days> {
        let away = &self.told.get(&judge)?.away;
        days(self.from, self.round.closes_at, &self.competition.time_zone, away)
    }

    /// Whether an entry has what a judge asked not to be shown. Which of it, only the judge and editors read, and not here.
    pub fn against_comfort(&self, judge: JudgeId, entry: EntryId) -> bool {
        let (told, takes) = (self.told.get(&judge), self.takes.get(&entry));
        told.zip(takes).is_some_and(|(told, takes)| told.comfort.iter().any(|limit| takes.warnings.contains(limit)))
    }

    /// What a proposal made now would rest on.
    pub fn basis(&self) -> Basis {
        let sits = |judge: &JudgeId| self.sitting.as_ref().is_none_or(|sitting| sitting.contains(judge));
        let ready = self.judges.iter().filter(|judge| judge.state == JudgeState::Ready).map(|judge| judge.id);
        let ready: BTreeSet<JudgeId> = ready.filter(sits).collect();
        let open: BTreeSet<EntryId> =
            self.entries.iter().filter(|entry| assignable(entry)).map(|entry| entry.id).collect();
        let among = |pair: &(JudgeId, EntryId)| ready.contains(&pair.0) && open.contains(&pair.1);
        let of_kind = |kind: ConflictKind| {
            let ties = self.conflicts.iter().filter(move |tie| tie.kind == kind);
            ties.map(|tie| (tie.judge, tie.entry)).filter(among).collect::<BTreeSet<_>>()
        };
        let mut hard = of_kind(ConflictKind::Hard);
        hard.extend(self.own.iter().chain(&self.unanswered).copied().filter(among));
        let settled = |entry: EntryId| {
            let done = |work: &&AssignmentWork| {
                work.entry == entry && work.work == Work::Submitted && !ready.contains(&work.judge)
            };
            many(self.work.iter().filter(done).count())
        };
        let entries = self.entries.iter().filter(|entry| open.contains(&entry.id)).map(|entry| BasisEntry {
            id: entry.id,
            key: entry.key.clone(),
            languages: entry.languages.clone(),
            platforms: self.takes.get(&entry.id).map(|takes| takes.platforms.clone()).unwrap_or_default(),
            settled: settled(entry.id),
        });
        let nothing = JudgeProfile::default();
        let judge = |judge: &Judge| {
            let told = self.told.get(&judge.id).unwrap_or(&nothing);
            BasisJudge {
                id: judge.id,
                key: judge.key.clone(),
                languages: judge.languages.clone(),
                devices: told.devices.clone(),
                organisation: normal(&judge.affiliation),
                partner: normal(&told.partner),
                expertise: told.expertise.iter().filter(|tag| self.expertise.contains(tag)).cloned().collect(),
                days: self.days(judge.id),
                max_load: judge.max_load,
            }
        };
        let judges = self.judges.iter().filter(|judge| ready.contains(&judge.id)).map(judge);
        let met = ready.iter().flat_map(|judge| open.iter().map(|entry| (*judge, *entry)));
        let begun = |work: &&AssignmentWork| work.work == Work::Begun && !work.by_hand;
        let pair = |work: &AssignmentWork| (work.judge, work.entry);
        let mut basis = Basis {
            reviews_per_entry: self.competition.reviews_per_entry,
            entries: entries.collect(),
            judges: judges.collect(),
            soft: of_kind(ConflictKind::Soft),
            hard,
            forbidden: self.forbidden.iter().map(|pair| (pair.judge, pair.entry)).filter(among).collect(),
            comfort: met.filter(|(judge, entry)| self.against_comfort(*judge, *entry)).collect(),
            expertise: self.expertise.clone(),
            pinned: self.work.iter().filter(|work| work.pinned() && !begun(work)).map(pair).collect(),
            begun: self.work.iter().filter(begun).map(pair).collect(),
            present: self.work.iter().map(pair).collect(),
        };
        // By key, so that a name or title that changes its place in a list changes nothing.
        basis.entries.sort_by(|one, other| one.key.cmp(&other.key));
        basis.judges.sort_by(|one, other| one.key.cmp(&other.key));
        basis
    }

    /// The entries for the board: those that may be judged, and others that somebody is assigned to.
    pub fn board_entries(&self) -> Vec<BoardEntry> {
        let assigned = |entry: &EntrySummary| {
            let mut list: Vec<AssignedJudge> = self
                .work
                .iter()
                .filter(|work| work.entry == entry.id)
                .filter_map(|work| self.assigned(entry, work))
                .collect();
            list.sort_by(|one, other| one.name.cmp(&other.name));
            list
        };
        self.entries
            .iter()
            .map(|entry| BoardEntry {
                id: entry.id,
                title: entry.title.clone(),
                languages: entry.languages.clone(),
                assignable: assignable(entry),
                consent_missing: entry.consent_missing,
                judges: assigned(entry),
                withheld: None,
            })
            .filter(|entry| entry.assignable || !entry.judges.is_empty() || self.waits_for_consent(entry.id))
            .collect()
    }

    /// The same for entries that are kept from a reader: how many judges each has, and no more.
    pub fn withheld(&self, kept: &BTreeSet<EntryId>) -> Vec<BoardEntry> {
        let of = |entry: EntryId| many(self.work.iter().filter(|work| work.entry == entry).count());
        self.entries
            .iter()
            .filter(|entry| kept.contains(&entry.id) && (assignable(entry) || of(entry.id) > 0))
            .map(|entry| BoardEntry {
                id: entry.id,
                title: entry.title.clone(),
                languages: entry.languages.clone(),
                assignable: false,
                consent_missing: false,
                judges: Vec::new(),
                withheld: Some(of(entry.id)),
            })
            .collect()
    }

    /// Without entries that are kept from a reader: for showing only, never for what takes effect.
    #[must_use]
    pub fn without(mut self, kept: &BTreeSet<EntryId>) -> Self {
        self.entries.retain(|entry| !kept.contains(&entry.id));
        self.conflicts.retain(|tie| !kept.contains(&tie.entry));
        self.own.retain(|(_, entry)| !kept.contains(entry));
        self.unanswered.retain(|(_, entry)| !kept.contains(entry));
        self.work.retain(|work| !kept.contains(&work.entry));
        self.forbidden.retain(|pair| !kept.contains(&pair.entry));
        self
    }

    /// Let in, but a guardian's consent is missing: organisers should see why nobody judges it.
    fn waits_for_consent(&self, id: EntryId) -> bool {
        self.entries.iter().any(|entry| entry.id == id && entry.state == EntryState::Eligible && entry.consent_missing)
    }

    fn assigned(&self, entry: &EntrySummary, work: &AssignmentWork) -> Option<AssignedJudge> {
        let judge = self.judge(work.judge)?;
        let pair = (judge.id, entry.id);
        Some(AssignedJudge {
            assignment: work.id,
            judge: judge.id,
            name: judge.name.clone(),
            by_hand: work.by_hand,
            language: share_language(&judge.languages, &entry.languages),
            soft_conflict: self
                .conflicts
                .iter()
                .any(|tie| tie.kind == ConflictKind::Soft && (tie.judge, tie.entry) == pair),
            work: work.work,
        })
    }

    /// The judges for the board: those who are ready, and others with assignments.
    pub fn board_judges(&self) -> Vec<BoardJudge> {
        let row = |judge: &Judge| {
            let of_judge = self.work.iter().filter(|work| work.judge == judge.id);
            BoardJudge {
                id: judge.id,
                name: judge.name.clone(),
                languages: judge.languages.clone(),
                ready: judge.state == JudgeState::Ready,
                load: many(of_judge.clone().count()),
                submitted: many(of_judge.filter(|work| work.work == Work::Submitted).count()),
                max_load: judge.max_load,
                field: judge.field.clone(),
                days: self.days(judge.id),
            }
        };
        self.judges.iter().map(row).filter(|judge| judge.ready || judge.load > 0).collect()
    }
}
