//! Questions that the panel votes on. What was voted is read in two ways only: a judge's own vote, and all of them at the
//! moment in which a question is closed.

use crate::{
    auth::permits::{Deliberant, Editor, InRoom},
    competition::store::read::count,
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, fetch_optional, row,
};
use app::{
    ids::{AwardId, CompetitionId, EntryId, JudgeId, VoteId, VoteOptionId},
    results::{
        model::deliberation::{Ballot, Choice, PanelVote, Tally, TieDecider, VoteKind, VoteOption, VoteState},
        rules::deliberation::{AskedVote, CastBallot},
    },
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct VoteRow {
        id: Uuid,
        kind: String,
        award_id: Option<Uuid>,
        award: Option<String>,
        question: String,
        none_option: bool,
        quorum: i64,
        tie_decider: String,
        opened_at: i64,
        closes_at: Option<i64>,
        state: String,
        closed_at: Option<i64>,
        tally: Option<String>,
        decided_option: Option<Uuid>,
        reason: String,
        applied_at: Option<i64>,
    }
}

row! {
    struct OptionRow {
        vote_id: Uuid,
        id: Uuid,
        entry_id: Option<Uuid>,
        words: String,
    }
}

fn vote(row: VoteRow, options: Vec<VoteOption>) -> Result<PanelVote, DbError> {
    let word = |column: &'static str, word: &str| DbError::corrupt("panel_vote", column, word);
    let tally: Option<Tally> = row
        .tally
        .map(|json| serde_json::from_str(&json).map_err(|error| DbError::corrupt("panel_vote", "tally", error)))
        .transpose()?;
    Ok(PanelVote {
        id: row.id.into(),
        kind: VoteKind::parse(&row.kind).ok_or_else(|| word("kind", &row.kind))?,
        award: row.award_id.map(AwardId::from).zip(row.award),
        question: row.question,
        options,
        none_option: row.none_option,
        quorum: count(row.quorum),
        tie_decider: TieDecider::parse(&row.tie_decider).ok_or_else(|| word("tie_decider", &row.tie_decider))?,
        opened_at: Moment::from_micros(row.opened_at),
        closes_at: row.closes_at.map(Moment::from_micros),
        state: VoteState::parse(&row.state).ok_or_else(|| word("state", &row.state))?,
        closed_at: row.closed_at.map(Moment::from_micros),
        tally,
        decided_option: row.decided_option.map(VoteOptionId::from),
        reason: row.reason,
        applied_at: row.applied_at.map(Moment::from_micros),
    })
}

/// Every question of a competition, the newest first.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<PanelVote>, DbError> {
    let rows: Vec<VoteRow> = fetch_all!(
        conn,
        VoteRow,
        "SELECT v.id, v.kind, v.award_id, a.name AS award, v.question, v.none_option, v.quorum, v.tie_decider, v.opened_at,
                v.closes_at, v.state, v.closed_at, v.tally, v.decided_option, v.reason, v.applied_at
         FROM panel_vote v LEFT JOIN award a ON a.id = v.award_id WHERE v.competition_id = $1 ORDER BY v.opened_at DESC, v.id DESC",
        competition.uuid(),
    )?;
    let options: Vec<OptionRow> = fetch_all!(
        conn,
        OptionRow,
        "SELECT o.vote_id, o.id, o.entry_id, COALESCE(e.title, o.words) AS words FROM vote_option o
         JOIN panel_vote v ON v.id = o.vote_id LEFT JOIN entry e ON e.id = o.entry_id
         WHERE v.competition_id = $1 ORDER BY o.vote_id, o.position",
        competition.uuid(),
    )?;
    let mut by_vote: BTreeMap<Uuid, Vec<VoteOption>> = BTreeMap::new();
    for row in options {
        let entry = row.entry_id.map(EntryId::from);
        by_vote.entry(row.vote_id).or_default().push(VoteOption { id: row.id.into(), entry, words: row.words });
    }
    rows.into_iter()
        .map(|row| {
            let options = by_vote.remove(&row.id).unwrap_or_default();
            vote(row, options)
        })
        .collect()
}

/// The competition of a question.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, vote: VoteId) -> Result<Option<CompetitionId>, DbError> {
    let row: Option<(Uuid,)> =
        fetch_optional!(conn, (Uuid,), "SELECT competition_id FROM panel_vote WHERE id = $1", vote.uuid())?;
    Ok(row.map(|(competition,)| competition.into()))
}

/// One question of a competition.
///
/// # Errors
/// The database's.
pub async fn one(conn: &mut Conn, competition: CompetitionId, id: VoteId) -> Result<Option<PanelVote>, DbError> {
    Ok(all(conn, competition).await?.into_iter().find(|vote| vote.id == id))
}

/// Opens a question.
///
/// # Errors
/// The database's.
pub async fn open(tx: &mut Tx, by: &Editor, asked: &AskedVote) -> Result<VoteId, DbError> {
    let (id, now): (VoteId, i64) = (tx.ambient().id(), tx.now().micros());
    execute!(
        tx,
        "INSERT INTO panel_vote (id, competition_id, kind, award_id, question, none_option, quorum, tie_decider, opened_at, closes_at, state, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', '')",
        id.uuid(),
        by.competition().uuid(),
        asked.kind.as_str(),
        asked.award.map(AwardId::uuid),
        asked.question.as_str(),
        asked.none_option,
        i64::from(asked.quorum),
        asked.tie_decider.as_str(),
        now,
        asked.closes_at.map(Moment::micros),
    )?;
    let options: Vec<(VoteOptionId, i64, Option<Uuid>, &str)> = (0_i64..)
        .zip(&asked.options)
        .map(|(position, (entry, words))| (tx.ambient().id(), position, entry.map(EntryId::uuid), words.as_str()))
        .collect();
    execute_rows!(
        tx,
        "INSERT INTO vote_option (id, vote_id, position, entry_id, words) VALUES",
        options.as_slice(),
        |row| [row.0.uuid(), id.uuid(), row.1, row.2, row.3],
        "",
    )?;
    Ok(id)
}

/// Holds a question that is open until the end of the transaction, so that a vote and its count come one after the other.
///
/// # Errors
/// The database's.
pub async fn hold_open(tx: &mut Tx, by: &impl InRoom, vote: VoteId) -> Result<bool, DbError> {
    let held = execute!(
        tx,
        "UPDATE panel_vote SET reason = reason WHERE id = $1 AND competition_id = $2 AND state = 'open'",
        vote.uuid(),
        by.place().uuid(),
    )?;
    Ok(held == 1)
}

/// The question of whoever reads a page while its time is over: any open one, since the clock closes it.
///
/// # Errors
/// The database's.
pub async fn hold_due(tx: &mut Tx, vote: VoteId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let held = execute!(
        tx,
        "UPDATE panel_vote SET reason = reason WHERE id = $1 AND state = 'open' AND closes_at / 1000000 < $2 / 1000000",
        vote.uuid(),
        now,
    )?;
    Ok(held == 1)
}

/// Votes, or votes again.
///
/// # Errors
/// [`DbError::Check`] where the vote or the room is closed, or the judge has a conflict of interest with an option.
pub async fn cast(tx: &mut Tx, by: &Deliberant, vote: VoteId, ballot: &Ballot) -> Result<(), DbError> {
    let now = tx.now().micros();
    let (choice, option) = match ballot.choice {
        Choice::Option(option) => ("option", Some(option.uuid())),
        Choice::None => ("none", None),
        Choice::Abstain => ("abstain", None),
    };
    execute!(
        tx,
        "INSERT INTO ballot (vote_id, judge_id, choice, option_id, dissent, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (vote_id, judge_id) DO UPDATE SET choice = excluded.choice, option_id = excluded.option_id,
           dissent = excluded.dissent, at = excluded.at",
        vote.uuid(),
        by.judge().uuid(),
        choice,
        option,
        ballot.dissent.as_str(),
        now,
    )
    .map(drop)
}

row! {
    struct BallotRow {
        judge_id: Uuid,
        choice: String,
        option_id: Option<Uuid>,
        dissent: String,
    }
}

fn choice(word: &str, option: Option<Uuid>) -> Result<Choice, DbError> {
    match (word, option) {
        ("option", Some(option)) => Ok(Choice::Option(option.into())),
        ("none", None) => Ok(Choice::None),
        ("abstain", None) => Ok(Choice::Abstain),
        _ => Err(DbError::corrupt("ballot", "choice", word)),
    }
}

/// The caller's own votes, by question.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, by: &Deliberant) -> Result<BTreeMap<VoteId, Ballot>, DbError> {
    let rows: Vec<(Uuid, String, Option<Uuid>, String)> = fetch_all!(
        conn,
        (Uuid, String, Option<Uuid>, String),
        "SELECT vote_id, choice, option_id, dissent FROM ballot WHERE judge_id = $1",
        by.judge().uuid(),
    )?;
    rows.into_iter()
        .map(|(vote, word, option, dissent)| Ok((vote.into(), Ballot { choice: choice(&word, option)?, dissent })))
        .collect()
}

/// All votes on a question, for its count: it takes a transaction, in which the question is held.
///
/// # Errors
/// The database's.
pub async fn ballots(tx: &mut Tx, vote: VoteId) -> Result<Vec<CastBallot>, DbError> {
    let rows: Vec<BallotRow> = fetch_all!(
        tx,
        BallotRow,
        "SELECT judge_id, choice, option_id, dissent FROM ballot WHERE vote_id = $1 ORDER BY at, judge_id",
        vote.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let choice = choice(&row.choice, row.option_id)?;
            Ok(CastBallot { judge: row.judge_id.into(), choice, dissent: row.dissent })
        })
        .collect()
}

/// Judges who are on the panel and ready.
///
/// # Errors
/// The database's.
pub async fn panel(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<JudgeId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT id FROM judge WHERE competition_id = $1 AND state = 'ready' AND standing = 'member' ORDER BY id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge,)| judge.into()).collect())
}

/// Keeps what was counted of a question that is held.
///
/// # Errors
/// The database's.
pub async fn close(tx: &mut Tx, vote: VoteId, tally: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE panel_vote SET state = 'closed', closed_at = $2, tally = $3 WHERE id = $1 AND state = 'open'",
        vote.uuid(),
        now,
        tally,
    )
    .map(drop)
}

/// Takes a question back that is held.
///
/// # Errors
/// The database's.
pub async fn cancel(tx: &mut Tx, by: &Editor, vote: VoteId, reason: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE panel_vote SET state = 'cancelled', closed_at = $3, reason = $4 WHERE id = $1 AND competition_id = $2 AND state = 'open'",
        vote.uuid(),
        by.competition().uuid(),
        now,
        reason,
    )
    .map(drop)
}

/// Decides a tied vote; `false` when it was decided.
///
/// # Errors
/// The database's.
pub async fn decide(
    tx: &mut Tx,
    by: &Editor,
    vote: VoteId,
    option: VoteOptionId,
    reason: &str,
) -> Result<bool, DbError> {
    let rows = execute!(
        tx,
        "UPDATE panel_vote SET decided_option = $3, reason = $4
         WHERE id = $1 AND competition_id = $2 AND state = 'closed' AND decided_option IS NULL",
        vote.uuid(),
        by.competition().uuid(),
        option.uuid(),
        reason,
    )?;
    Ok(rows == 1)
}

/// Notes that a decision was put into effect; `false` when it was before.
///
/// # Errors
/// The database's.
pub async fn apply(tx: &mut Tx, by: &Editor, vote: VoteId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let rows = execute!(
        tx,
        "UPDATE panel_vote SET applied_at = $3 WHERE id = $1 AND competition_id = $2 AND state = 'closed' AND applied_at IS NULL",
        vote.uuid(),
        by.competition().uuid(),
        now,
    )?;
    Ok(rows == 1)
}
