//! Brings a whole competition in: one transaction, all of it or nothing.

use super::super::{
    aftermath,
    keys::{Keys, Unknown},
    parcel::{Document, Parcel, ScorecardArchive, SealArchive, WeightArchive},
    prizes, store,
};
use crate::{
    audit::{self, Event},
    auth::permits::{About, Editor, Operator, Organises, Owner},
    competition::store::{self as competitions, method},
    db::{Db, DbError, Tx},
    entries::store::write as entries,
    exchange::{
        conflicts::{ConflictKind as RecordKind, ConflictRecord},
        judges::JudgeRecord,
    },
    panel::store::{chair, seats, write as panel},
    results::store::write as results,
    scores::store::write::{self as scores, ImportedScore, ImportedScorecard},
};
use app::{
    competition::model::{FurtherRound, MethodSeal, RoundWeights},
    ids::{AssignmentId, CompetitionId, EntryId, JudgeId},
    panel::model::{Assignment, Conflict, ConflictKind, Judge, JudgeProfile, JudgeState},
    results::rules as results_rules,
};
use serde_json::json;
use std::collections::HashMap;

/// How many of each were brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Entries.
    pub entries: usize,
    /// Judges.
    pub judges: usize,
    /// Conflicts of interest.
    pub conflicts: usize,
    /// Assignments.
    pub assignments: usize,
    /// Scorecards.
    pub scorecards: usize,
    /// Lines of scorecards.
    pub scores: usize,
}

impl Counts {
    fn of(parcel: &Parcel) -> Self {
        Self {
            entries: parcel.document.entries.len(),
            judges: parcel.judges.len(),
            conflicts: parcel.conflicts.len(),
            assignments: parcel.document.assignments.len(),
            scorecards: parcel.document.scorecards.len(),
            scores: parcel.document.scorecards.iter().map(|card| card.scores.len()).sum(),
        }
    }
}

/// Why nothing was brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The short name is taken.
    #[error("there is a competition {0} already; import under another name")]
    Exists(String),
    /// A reference that was not found.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// The schema refuses something.
    #[error("the data break a rule of the database: {0}")]
    Refused(DbError),
    /// A publication that does not have the form of one.
    #[error("a publication cannot be read: {0}")]
    Publication(#[from] serde_json::Error),
    /// An entry that is kept from whoever imports; nothing is kept from the operator.
    #[error("an entry is kept from you")]
    Kept,
    /// The database's.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for ImportError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unique(_) | DbError::Check(_) => Self::Refused(error),
            other => Self::Db(other),
        }
    }
}

/// Brings a competition in.
///
/// # Errors
/// [`ImportError`]; then nothing was.
pub async fn import(db: &Db, parcel: Parcel) -> Result<(CompetitionId, Counts), ImportError> {
    db.write(move |tx| Box::pin(async move { insert(tx, &parcel).await })).await
}

pub(super) async fn insert(tx: &mut Tx, parcel: &Parcel) -> Result<(CompetitionId, Counts), ImportError> {
    let Parcel { document, judges, conflicts } = parcel;
    let slug = &document.competition.slug;
    if competitions::read::by_slug(tx, slug).await?.is_some() {
        return Err(ImportError::Exists(slug.clone()));
    }
    let operator = Operator::at_the_command_line();
    let id = competitions::write::insert(tx, &operator.host(), &document.competition).await?;
    let by = operator.owner(id);
    for change in &document.changes {
        store::insert_change(tx, &by, change).await?;
    }
    let keys = people(tx, &by, document, judges).await?;
    further_rounds(tx, &by, document, &keys).await?;
    panel_work(tx, &by, document, &keys).await?;
    // After the scorecards: a hard conflict voids them and takes assignments away, by itself.
    for record in conflicts {
        panel::insert_imported_conflict(tx, &by, &conflict(tx, record, &keys)?).await?;
    }
    decisions(tx, &by, document, &keys).await?;
    agreed(tx, &by, document).await?;
    let tracks = document.entries.iter().map(|entry| (entry.key.as_str(), entry.track.as_str())).collect();
    let after = (document.feedback.as_ref(), document.appeals.as_ref());
    aftermath::insert::<ImportError>(tx, &by, after, (&keys, &tracks)).await?;
    aftermath::numbers(tx, &by).await?;
    let counts = Counts::of(parcel);
    let event = Event {
        competition: Some(id),
        actor: None,
        action: "competition.import",
        subject: slug.clone(),
        payload: json!({
            "entries": counts.entries, "judges": counts.judges, "conflicts": counts.conflicts,
            "assignments": counts.assignments, "scorecards": counts.scorecards, "scores": counts.scores,
        }),
    };
    audit::append(tx, event).await?;
    Ok((id, counts))
}

/// Entries and judges; gives the keys of everything.
async fn people(tx: &mut Tx, by: &Owner, document: &Document, judges: &[JudgeRecord]) -> Result<Keys, ImportError> {
    let tracks = competitions::read::tracks(tx, by.competition()).await?;
    let rounds = competitions::read::rounds(tx, by.competition()).await?;
    let bare = Keys::of(&tracks, &rounds, [], []);
    let mut entry_ids = Vec::with_capacity(document.entries.len());
    for entry in &document.entries {
        let id = entries::insert_imported(tx, by, bare.track(&entry.track)?, entry).await?;
        entry_ids.push((entry.key.clone(), id));
    }
    let mut judge_ids = Vec::with_capacity(judges.len());
    for record in judges {
        let standing = document.judges.iter().find(|standing| standing.judge == record.judge);
        let state = standing.map_or(JudgeState::Ready, |standing| standing.state);
        let judge = judge(tx.ambient().id(), by.competition(), record, state);
        panel::insert_imported_judge(tx, by, &judge).await?;
        if !record.devices.is_empty() {
            let told = JudgeProfile { devices: record.devices.clone(), ..JudgeProfile::default() };
            seats::save_for(tx, by, judge.id, &told).await?;
        }
        if standing.is_some_and(|standing| standing.chair) {
            chair::set(tx, by, judge.id).await?;
        }
        judge_ids.push((judge.key, judge.id));
    }
    Ok(Keys::of(&tracks, &rounds, entry_ids, judge_ids))
}

fn judge(id: JudgeId, competition: CompetitionId, record: &JudgeRecord, state: JudgeState) -> Judge {
    Judge {
        id,
        key: record.judge.clone(),
        competition,
        name: record.name.clone(),
        email: record.email.as_deref().unwrap_or_default().to_lowercase(),
        affiliation: record.affiliation.clone().unwrap_or_default(),
        field: record.expertise.join("; "),
        languages: record.languages.clone(),
        max_load: record.max_load,
        state,
    }
}

/// What makes rounds further ones.
async fn further_rounds(tx: &mut Tx, by: &Owner, document: &Document, keys: &Keys) -> Result<(), ImportError> {
    for archive in &document.further_rounds {
        let weight =
            |line: &WeightArchive| Ok::<_, Unknown>((keys.criterion(&line.track, &line.criterion)?, line.weight));
        let made = FurtherRound {
            round: keys.round(&archive.round)?,
            name: archive.name.clone(),
            rule: archive.rule,
            entries: archive.entries.iter().map(|key| keys.entry(key)).collect::<Result<_, _>>()?,
            weights: RoundWeights(archive.weights.iter().map(weight).collect::<Result<_, _>>()?),
        };
        let judges = archive.judges.iter().map(|key| keys.judge(key)).collect::<Result<_, _>>()?;
        competitions::rounds::describe(tx, by, &made, archive.shows, &judges).await?;
    }
    Ok(())
}

/// Assignments and scorecards.
async fn panel_work(tx: &mut Tx, by: &Owner, document: &Document, keys: &Keys) -> Result<(), ImportError> {
    for archive in &document.assignments {
        let assignment = Assignment {
            id: AssignmentId::new(tx.ambient().id()),
            judge: keys.judge(&archive.judge)?,
            entry: keys.entry(&archive.entry)?,
            round: keys.round(&archive.round)?,
            by_hand: archive.by_hand,
        };
        panel::insert_imported_assignment(tx, by, &assignment).await?;
    }
    let tracks: HashMap<&str, &str> =
        document.entries.iter().map(|entry| (entry.key.as_str(), entry.track.as_str())).collect();
    let mut cards = Vec::with_capacity(document.scorecards.len());
    for card in &document.scorecards {
        let track = tracks.get(card.entry.as_str()).copied().unwrap_or_default();
        cards.push(scorecard(tx, track, card, keys)?);
    }
    // A scorecard may be of after the close: accepted late, or changed in the panel's room.
    for round in &document.competition.rounds {
        store::set_close(tx, by, keys.round(&round.key)?, None).await?;
    }
    scores::import(tx, by, &cards).await?;
    for round in &document.competition.rounds {
        store::set_close(tx, by, keys.round(&round.key)?, round.closes_at).await?;
    }
    Ok(())
}

fn scorecard(tx: &Tx, track: &str, card: &ScorecardArchive, keys: &Keys) -> Result<ImportedScorecard, Unknown> {
    let scores = card.scores.iter().map(|score| {
        Ok(ImportedScore {
            criterion: keys.criterion(track, &score.criterion)?,
            mark: score.mark,
            could_not_assess: score.could_not_assess,
            comment: score.comment.clone(),
        })
    });
    Ok(ImportedScorecard {
        judge: keys.judge(&card.judge)?,
        entry: keys.entry(&card.entry)?,
        round: keys.round(&card.round)?,
        state: card.state,
        saved_at: card.saved_at.unwrap_or_else(|| tx.now()),
        scores: scores.collect::<Result<_, _>>()?,
        note: card.note.clone(),
    })
}

fn conflict(tx: &Tx, record: &ConflictRecord, keys: &Keys) -> Result<Conflict, Unknown> {
    Ok(Conflict {
        judge: keys.judge(&record.judge)?,
        entry: keys.entry(&record.entry)?,
        kind: match record.kind {
            RecordKind::Hard => ConflictKind::Hard,
            RecordKind::Soft => ConflictKind::Soft,
        },
        reason: record.reason.clone().unwrap_or_default(),
        at: tx.now(),
    })
}

fn at(by: &Owner, entry: EntryId) -> Result<About<Editor>, ImportError> {
    by.about(entry).map_err(|_| ImportError::Kept)
}

/// What was sealed, and what two organisers agreed on since.
async fn agreed(tx: &mut Tx, by: &Owner, document: &Document) -> Result<(), ImportError> {
    if let Some(SealArchive { at, text, lottery_seed }) = &document.sealed_method {
        let seal = MethodSeal { at: *at, digest: results_rules::digest(text), text: text.clone() };
        method::insert_sealed(tx, by, &seal, lottery_seed.as_deref()).await?;
    }
    if let Some(departure) = &document.departure {
        store::agreed::insert_departure(tx, by, departure).await?;
    }
    for reopened in &document.reopened {
        store::agreed::insert_reopened(tx, by, reopened).await?;
    }
    Ok(())
}

/// Votes, awards and publications.
async fn decisions(tx: &mut Tx, by: &Owner, document: &Document, keys: &Keys) -> Result<(), ImportError> {
    for vote in &document.tie_votes {
        results::set_votes(tx, &at(by, keys.entry(&vote.entry)?)?, vote.votes, &vote.reason).await?;
    }
    for given in &document.given_awards {
        let award = keys.award(&given.track, &given.award)?;
        results::give_award(tx, &at(by, keys.entry(&given.entry)?)?, award, (&given.reason, &given.more_reason))
            .await?;
    }
    prizes::write::<ImportError>(tx, by, &document.prizes, keys).await?;
    for publication in &document.publications {
        let text = results_rules::json(&publication.document)?;
        let digest = results_rules::digest(&text);
        store::insert_publication(tx, by, publication, &text, &digest).await?;
    }
    Ok(())
}
