//! Gives a whole competition out, by keys, in an order that does not depend on ids.

use super::super::{
    aftermath,
    keys::{Keys, Unknown},
    parcel::{
        AssignmentArchive, DepartureArchive, Document, FORM, FurtherRoundArchive, GivenAwardArchive, JudgeStanding,
        Parcel, PublicationArchive, ScoreArchive, ScorecardArchive, SealArchive, TieVote, WeightArchive,
    },
    prizes, store,
};
use crate::{
    competition::store::{
        board, method, precheck,
        read::{self as competitions, count},
        rounds,
    },
    db::{Conn, Db, DbError},
    entries::store::{archive, read as entries},
    exchange::{
        conflicts::{ConflictKind as RecordKind, ConflictRecord},
        judges::JudgeRecord,
    },
    panel::store::{chair, read as panel, seats},
    results::store::{deliberation::archive as room, read as results},
    scores::store::read as scores,
};
use app::{
    competition::model::{Call, Competition, LoggedEvent, NewCompetition},
    ids::CompetitionId,
    panel::model::{ConflictKind, Judge},
    time::Moment,
};
use std::collections::BTreeSet;

/// Why nothing was given out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no such competition.
    #[error("there is no competition {0}")]
    NoCompetition(String),
    /// A row that names none.
    #[error("stored data are broken: {0}")]
    Broken(#[from] Unknown),
    /// A publication that is no document.
    #[error("a publication cannot be read: {0}")]
    Publication(#[from] serde_json::Error),
    /// The database's.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Everything of the panel's room, with the words of posts that were taken back; nothing when there never was a room.
///
/// # Errors
/// When there is no such competition; the database's.
pub async fn deliberation(db: &Db, slug: &str) -> Result<Option<serde_json::Value>, ExportError> {
    let conn = &mut db.read().await?;
    let id = named(conn, slug).await?.id;
    let kept = BTreeSet::new();
    Ok(room::document(conn, id, room::Reading { withdrawn: true, kept: &kept }).await?)
}

/// The log of a competition, oldest first: who did what to what when, reasons among it. It goes out with the rest and not
/// in again, as what was done in one database was not done in another.
///
/// # Errors
/// [`ExportError`].
pub async fn log(db: &Db, slug: &str) -> Result<Vec<LoggedEvent>, ExportError> {
    let conn = &mut db.read().await?;
    let id = named(conn, slug).await?.id;
    let mut events = board::events(conn, id, i64::MAX, i64::MAX).await?;
    events.reverse();
    Ok(events)
}

async fn named(conn: &mut Conn, slug: &str) -> Result<Competition, ExportError> {
    competitions::by_slug(conn, slug).await?.ok_or_else(|| ExportError::NoCompetition(slug.to_owned()))
}

/// A competition by its short name.
///
/// # Errors
/// [`ExportError`].
pub async fn export(db: &Db, slug: &str) -> Result<Parcel, ExportError> {
    let conn = &mut db.read().await?;
    let competition = named(conn, slug).await?;
    let id = competition.id;
    let call = competitions::call(conn, competition).await?;
    let summaries = entries::summaries(conn, id, None).await?;
    let mut judges = panel::judges(conn, id).await?;
    judges.sort_by(|one, other| one.key.cmp(&other.key));
    let keys = Keys::of(
        &call.tracks,
        &call.rounds,
        summaries.into_iter().map(|entry| (entry.key, entry.id)),
        judges.iter().map(|judge| (judge.key.clone(), judge.id)),
    );
    let rules = store::rules(conn, id).await?;
    let mut entries = archive::all(conn, id).await?;
    // Not the database's order, which is another on each engine.
    entries.sort_by(|one, other| one.key.cmp(&other.key));
    let chair = chair::of(conn, id).await?;
    let standing =
        |judge: &Judge| JudgeStanding { judge: judge.key.clone(), state: judge.state, chair: chair == Some(judge.id) };
    let document = Document {
        form: FORM,
        sealed_method: sealed(conn, &call).await?,
        departure: results::departure(conn, id).await?.map(|of| DepartureArchive {
            rules: of.rules,
            reason: of.reason,
            names: of.names,
            at: of.at,
        }),
        reopened: store::agreed::reopened(conn, id).await?,
        competition: NewCompetition::of(&call, rules, precheck::of_competition(conn, id).await?),
        changes: call.changes,
        further_rounds: further_rounds(conn, id, &keys).await?,
        entries,
        judges: judges.iter().map(standing).collect(),
        assignments: assignments(conn, id, &keys).await?,
        scorecards: scorecards(conn, id, &keys).await?,
        tie_votes: votes(conn, id, &keys).await?,
        given_awards: awards(conn, id, &keys).await?,
        prizes: prizes::read::<ExportError>(conn, id, &keys).await?,
        publications: publications(conn, id).await?,
        feedback: aftermath::feedback::<ExportError>(conn, id, &keys).await?,
        appeals: aftermath::appeals::<ExportError>(conn, id, &keys).await?,
    };
    let conflicts = conflicts(conn, id, &keys).await?;
    // Devices are what entries were assigned by; what else a judge told stays here.
    let mut told = seats::profiles(conn, id).await?;
    let judges = judges.into_iter().map(|judge| {
        let devices = told.remove(&judge.id).unwrap_or_default().devices;
        JudgeRecord { devices, ..record(judge) }
    });
    Ok(Parcel { document, judges: judges.collect(), conflicts })
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn record(judge: Judge) -> JudgeRecord {
    JudgeRecord {
        judge: judge.key,
        name: judge.name,
        email: filled(judge.email),
        affiliation: filled(judge.affiliation),
        country: None,
        languages: judge.languages,
        devices: Vec::new(),
        expertise: judge.field.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        max_load: judge.max_load,
    }
}

async fn further_rounds(
    conn: &mut Conn,
    id: CompetitionId,
    keys: &Keys,
) -> Result<Vec<FurtherRoundArchive>, ExportError> {
    let shows: Vec<_> = rounds::lines(conn, id).await?.into_iter().map(|line| line.shows).collect();
    let mut list = Vec::with_capacity(shows.len());
    for (further, shows) in rounds::further(conn, id).await?.into_iter().zip(shows) {
        let judges = rounds::judges(conn, further.round).await?;
        let mut entries = further.entries.iter().map(|id| keys.of_entry(*id)).collect::<Result<Vec<_>, _>>()?;
        let mut judges = judges.iter().map(|id| keys.of_judge(*id)).collect::<Result<Vec<_>, _>>()?;
        let weight = |(line, weight): (&_, &_)| {
            let (track, criterion) = keys.of_criterion(*line)?;
            Ok(WeightArchive { track, criterion, weight: *weight })
        };
        let mut weights = further.weights.0.iter().map(weight).collect::<Result<Vec<_>, Unknown>>()?;
        entries.sort();
        judges.sort();
        weights.sort();
        let (round, name, rule) = (keys.of_round(further.round)?, further.name, further.rule);
        list.push(FurtherRoundArchive { round, name, rule, shows, entries, judges, weights });
    }
    Ok(list)
}

async fn assignments(conn: &mut Conn, id: CompetitionId, keys: &Keys) -> Result<Vec<AssignmentArchive>, ExportError> {
    let mut list = Vec::new();
    for assignment in panel::assignments(conn, id).await? {
        list.push(AssignmentArchive {
            round: keys.of_round(assignment.round)?,
            entry: keys.of_entry(assignment.entry)?,
            judge: keys.of_judge(assignment.judge)?,
            by_hand: assignment.by_hand,
        });
    }
    list.sort();
    Ok(list)
}

async fn scorecards(conn: &mut Conn, id: CompetitionId, keys: &Keys) -> Result<Vec<ScorecardArchive>, ExportError> {
    let mut list = Vec::new();
    for card in scores::of_competition(conn, id).await? {
        let scores = card.scores.into_iter().map(|score| ScoreArchive {
            criterion: score.criterion,
            mark: score.mark,
            could_not_assess: score.could_not_assess,
            comment: score.comment,
        });
        list.push(ScorecardArchive {
            round: keys.of_round(card.round)?,
            entry: keys.of_entry(card.entry)?,
            judge: keys.of_judge(card.judge)?,
            state: card.state,
            note: card.note,
            saved_at: Some(card.saved_at),
            scores: scores.collect(),
        });
    }
    let place = |card: &ScorecardArchive| (card.round.clone(), card.entry.clone(), card.judge.clone());
    list.sort_by_cached_key(place);
    Ok(list)
}

async fn conflicts(conn: &mut Conn, id: CompetitionId, keys: &Keys) -> Result<Vec<ConflictRecord>, ExportError> {
    let mut list = Vec::new();
    for conflict in panel::conflicts(conn, id).await? {
        list.push(ConflictRecord {
            entry: keys.of_entry(conflict.entry)?,
            judge: keys.of_judge(conflict.judge)?,
            kind: match conflict.kind {
                ConflictKind::Hard => RecordKind::Hard,
                ConflictKind::Soft => RecordKind::Soft,
            },
            reason: filled(conflict.reason),
        });
    }
    list.sort_by(|one, other| (&one.entry, &one.judge).cmp(&(&other.entry, &other.judge)));
    Ok(list)
}

async fn votes(conn: &mut Conn, id: CompetitionId, keys: &Keys) -> Result<Vec<TieVote>, ExportError> {
    let mut list = Vec::new();
    for (entry, votes, reason) in store::votes(conn, id).await? {
        list.push(TieVote { entry: keys.of_entry(entry.into())?, votes: count(votes), reason });
    }
    list.sort_by(|one, other| one.entry.cmp(&other.entry));
    Ok(list)
}

async fn awards(conn: &mut Conn, id: CompetitionId, keys: &Keys) -> Result<Vec<GivenAwardArchive>, ExportError> {
    let mut list = Vec::new();
    let more = store::more_reasons(conn, id).await?;
    for given in results::decisions(conn, id).await? {
        let (track, award) = keys.of_award(given.award)?;
        let more = more.iter().find(|(award, entry, _)| (*award, *entry) == (given.award, given.entry));
        let more_reason = more.map(|(.., reason)| reason.clone()).unwrap_or_default();
        let entry = keys.of_entry(given.entry)?;
        list.push(GivenAwardArchive { track, award, entry, reason: given.reason, more_reason });
    }
    list.sort_by(|one, other| (&one.track, &one.award, &one.entry).cmp(&(&other.track, &other.award, &other.entry)));
    Ok(list)
}

/// What was sealed, with the seed of its lottery, which is not secret to the operator.
async fn sealed(conn: &mut Conn, call: &Call) -> Result<Option<SealArchive>, ExportError> {
    let Some(seal) = &call.ranking.seal else { return Ok(None) };
    let lottery_seed = method::lottery_seed(conn, call.competition.id).await?;
    Ok(Some(SealArchive { at: seal.at, text: seal.text.clone(), lottery_seed }))
}

async fn publications(conn: &mut Conn, id: CompetitionId) -> Result<Vec<PublicationArchive>, ExportError> {
    let mut list = Vec::new();
    for (version, at, text, note) in store::publications(conn, id).await? {
        let document = serde_json::from_str(&text)?;
        list.push(PublicationArchive { version, published_at: Moment::from_micros(at), note, document });
    }
    Ok(list)
}
