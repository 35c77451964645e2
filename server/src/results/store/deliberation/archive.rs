//! Everything that was said, changed and decided in a room, for files. Votes that are open are in it without what was voted.

use super::room;
use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    ids::{CompetitionId, EntryId},
    number::Decimal,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What of a room is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// Whether the words of posts that were taken back are in it: for the operator only.
    pub withdrawn: bool,
    /// Entries that are kept from whoever reads.
    pub kept: &'r BTreeSet<EntryId>,
}

row! {
    struct PostRow {
        entry_id: Uuid,
        entry: String,
        judge: Option<String>,
        language: String,
        text: String,
        at: i64,
        withdrawn_at: Option<i64>,
    }
}

row! {
    struct RevisionRow {
        id: Uuid,
        entry_id: Uuid,
        entry: String,
        judge: String,
        from_version: i64,
        reason: String,
        at: i64,
        criterion: String,
        old_mark: Option<i64>,
        old_not_assessed: bool,
        new_mark: Option<i64>,
        new_not_assessed: bool,
    }
}

fn time(micros: i64) -> Value {
    jiff::Timestamp::from_microsecond(micros).map_or(Value::Null, |at| at.to_string().into())
}

fn mark(mark: Option<i64>, not_assessed: bool) -> Value {
    match mark {
        Some(mark) => Decimal::from_micros(mark).to_string().into(),
        None if not_assessed => "could_not_assess".into(),
        None => Value::Null,
    }
}

/// The room as one document; nothing when there never was one.
///
/// # Errors
/// The database's.
pub async fn document(
    conn: &mut Conn,
    competition: CompetitionId,
    reading: Reading<'_>,
) -> Result<Option<Value>, DbError> {
    let Some((known, _)) = room(conn, competition).await? else { return Ok(None) };
    Ok(Some(json!({
        "room": {
            "open": known.open, "opened": time(known.opened_at.micros()), "names": known.settings.names,
            "closes": known.settings.closes_at.map(|at| time(at.micros())), "closed": known.closed_at.map(|at| time(at.micros())),
        },
        "shortlist": shortlist(conn, competition, reading).await?,
        "posts": posts(conn, competition, reading).await?,
        "changed_scores": revisions(conn, competition, reading).await?,
        "votes": votes(conn, competition, reading).await?,
    })))
}

async fn shortlist(conn: &mut Conn, competition: CompetitionId, reading: Reading<'_>) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(Uuid, String, i64, i64)> = fetch_all!(
        conn,
        (Uuid, String, i64, i64),
        "SELECT e.id, e.key, s.place, s.at FROM shortlisted_entry s JOIN entry e ON e.id = s.entry_id
         WHERE s.competition_id = $1 ORDER BY e.track_id, s.place, e.key",
        competition.uuid(),
    )?;
    let line = |(entry, key, place, at): (Uuid, String, i64, i64)| {
        // A place tells how many are before it, also of those that are kept.
        let place = reading.kept.is_empty().then_some(place);
        (!reading.kept.contains(&entry.into())).then(|| json!({ "entry": key, "place": place, "since": time(at) }))
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

async fn posts(conn: &mut Conn, competition: CompetitionId, reading: Reading<'_>) -> Result<Vec<Value>, DbError> {
    let rows: Vec<PostRow> = fetch_all!(
        conn,
        PostRow,
        "SELECT p.entry_id, e.key AS entry, j.key AS judge, p.language, p.text, p.at, p.withdrawn_at FROM deliberation_post p
         JOIN entry e ON e.id = p.entry_id LEFT JOIN judge j ON j.id = p.judge_id WHERE p.competition_id = $1 ORDER BY p.at, p.id",
        competition.uuid(),
    )?;
    let line = |row: PostRow| {
        let text = (reading.withdrawn || row.withdrawn_at.is_none()).then_some(row.text);
        json!({ "entry": row.entry, "judge": row.judge, "language": row.language, "text": text, "at": time(row.at),
            "withdrawn": row.withdrawn_at.map(time) })
    };
    Ok(rows.into_iter().filter(|row| !reading.kept.contains(&row.entry_id.into())).map(line).collect())
}

async fn revisions(conn: &mut Conn, competition: CompetitionId, reading: Reading<'_>) -> Result<Vec<Value>, DbError> {
    let rows: Vec<RevisionRow> = fetch_all!(
        conn,
        RevisionRow,
        "SELECT v.id, k.entry_id, e.key AS entry, j.key AS judge, v.from_version, v.reason, v.at, c.key AS criterion,
                s.old_mark, s.old_not_assessed, s.new_mark, s.new_not_assessed
         FROM scorecard_revision v JOIN scorecard k ON k.id = v.scorecard_id JOIN entry e ON e.id = k.entry_id
         JOIN judge j ON j.id = k.judge_id JOIN revised_score s ON s.revision_id = v.id JOIN criterion c ON c.id = s.criterion_id
         WHERE v.competition_id = $1 ORDER BY v.at, v.id, c.position, c.id",
        competition.uuid(),
    )?;
    let kept = |row: &RevisionRow| reading.kept.contains(&row.entry_id.into());
    let rows: Vec<RevisionRow> = rows.into_iter().filter(|row| !kept(row)).collect();
    let one = |rows: &[RevisionRow]| {
        let first = rows.first()?;
        let change = |row: &RevisionRow| json!({ "criterion": row.criterion, "old": mark(row.old_mark, row.old_not_assessed), "new": mark(row.new_mark, row.new_not_assessed) });
        Some(
            json!({ "entry": first.entry, "judge": first.judge, "from_version": first.from_version, "reason": first.reason,
            "at": time(first.at), "scores": rows.iter().map(change).collect::<Vec<_>>() }),
        )
    };
    Ok(rows.chunk_by(|first, second| first.id == second.id).filter_map(one).collect())
}

async fn votes(conn: &mut Conn, competition: CompetitionId, reading: Reading<'_>) -> Result<Vec<Value>, DbError> {
    let keys: Vec<(Uuid, String)> =
        fetch_all!(conn, (Uuid, String), "SELECT id, key FROM judge WHERE competition_id = $1", competition.uuid())?;
    let key = |judge: app::ids::JudgeId| keys.iter().find(|(id, _)| *id == judge.uuid()).map(|(_, key)| key.clone());
    let votes = super::votes::all(conn, competition).await?;
    let line = |vote: &app::results::model::deliberation::PanelVote| {
        let counted = |option: app::ids::VoteOptionId| {
            vote.tally
                .as_ref()
                .and_then(|tally| tally.counts.iter().find(|known| known.option == option))
                .map(|known| known.votes)
        };
        let words = |wanted: app::ids::VoteOptionId| {
            vote.options.iter().find(|option| option.id == wanted).map(|option| option.words.clone())
        };
        let options: Vec<Value> =
            vote.options.iter().map(|option| json!({ "option": option.words, "votes": counted(option.id) })).collect();
        let tally = vote.tally.as_ref().map(|tally| {
            let dissents: Vec<Value> = tally
                .dissents
                .iter()
                .map(|dissent| json!({ "judge": key(dissent.judge), "text": dissent.text }))
                .collect();
            json!({ "entitled": tally.entitled, "counted_out": tally.counted_out, "cast": tally.cast, "abstained": tally.abstained,
                "none_of_these": tally.none, "dissents": dissents,
                "decided_for": app::results::rules::deliberation::winner(vote).and_then(|(option, _)| words(option)) })
        });
        json!({ "question": vote.question, "kind": vote.kind, "award": vote.award.as_ref().map(|(_, name)| name), "options": options,
            "none_of_these_offered": vote.none_option, "quorum_percent": vote.quorum, "tie_decided_by": vote.tie_decider, "state": vote.state,
            "opened": time(vote.opened_at.micros()), "closes": vote.closes_at.map(|at| time(at.micros())),
            "closed": vote.closed_at.map(|at| time(at.micros())), "reason": vote.reason, "count": tally,
            "applied": vote.applied_at.map(|at| time(at.micros())) })
    };
    let free = |vote: &&app::results::model::deliberation::PanelVote| {
        !vote.entries().any(|entry| reading.kept.contains(&entry))
    };
    Ok(votes.iter().filter(free).map(line).collect())
}
