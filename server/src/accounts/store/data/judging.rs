//! What is held about a person as a judge.

use super::{mark, optional_time, time};
use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use serde_json::{Value, json};
use uuid::Uuid;

row! {
    struct JudgeRow {
        slug: String,
        key: String,
        name: String,
        email: String,
        affiliation: String,
        field: String,
        country: String,
        about: String,
        named: bool,
        languages: String,
        state: String,
        created_at: i64,
        max_load: Option<i64>,
        standing: String,
        invited_at: Option<i64>,
        opened_at: Option<i64>,
        answered_at: Option<i64>,
        reason: String,
        devices: String,
        expertise: String,
        comfort: String,
        region: String,
        gender: String,
        partner: String,
        away: String,
    }
}

pub(super) async fn signatures(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, i64, String, Vec<u8>, i64)> = fetch_all!(
        conn,
        (String, i64, String, Vec<u8>, i64),
        "SELECT c.slug, s.version, s.locale, s.digest, s.signed_at FROM conduct_signature s JOIN judge j ON j.id = s.judge_id
         JOIN competition c ON c.id = s.competition_id WHERE j.account_id = $1 ORDER BY c.slug, s.version",
        account,
    )?;
    let line = |(slug, version, language, digest, at): (String, i64, String, Vec<u8>, i64)| json!({ "competition": slug, "version": version, "language": language, "sha256": hex::encode(digest), "signed": time(at) });
    Ok(rows.into_iter().map(line).collect())
}

pub(super) async fn given_back(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, i64)> = fetch_all!(
        conn,
        (String, String, String, i64),
        "SELECT c.slug, e.key, b.reason, b.at FROM released_assignment b JOIN judge j ON j.id = b.judge_id
         JOIN entry e ON e.id = b.entry_id JOIN competition c ON c.id = b.competition_id
         WHERE j.account_id = $1 ORDER BY b.at, b.id",
        account,
    )?;
    let line = |(slug, entry, reason, at): (String, String, String, i64)| json!({ "competition": slug, "entry": entry, "reason": reason, "at": time(at) });
    Ok(rows.into_iter().map(line).collect())
}

pub(super) async fn judges(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<JudgeRow> = fetch_all!(
        conn,
        JudgeRow,
        "SELECT c.slug, j.key, j.name, j.email, j.affiliation, j.field, j.country, j.about, j.named, j.languages, j.state, j.created_at,
           j.max_load, j.standing, j.invited_at, j.opened_at, j.answered_at, j.reason, j.devices, j.expertise, j.comfort,
           j.region, j.gender, j.partner, j.away
         FROM judge j JOIN competition c ON c.id = j.competition_id WHERE j.account_id = $1 ORDER BY j.created_at, j.id",
        account,
    )?;
    let line = |row: JudgeRow| {
        json!({
            "competition": row.slug, "key": row.key, "name": row.name, "email": row.email,
            "affiliation": row.affiliation, "field": row.field, "country": row.country, "about": row.about,
            "named_in_public": row.named, "languages": row.languages, "state": row.state,
            "since": time(row.created_at),
            "max_load": row.max_load, "standing": row.standing, "invited": row.invited_at.map(time),
            "opened": row.opened_at.map(time), "answered": row.answered_at.map(time), "reason": row.reason,
            "devices": row.devices, "expertise": row.expertise, "comfort": row.comfort, "region": row.region,
            "gender": row.gender, "employed_by_partner": row.partner, "away": row.away,
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

row! {
    struct LateRow {
        slug: String,
        entry: String,
        handed_in: bool,
        contents: String,
        received_at: i64,
        state: String,
        reason: String,
    }
}

pub(super) async fn late_scorecards(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<LateRow> = fetch_all!(
        conn,
        LateRow,
        "SELECT c.slug, e.key AS entry, l.handed_in, l.contents, l.received_at, l.state, l.reason FROM late_scorecard l
         JOIN judge j ON j.id = l.judge_id JOIN entry e ON e.id = l.entry_id JOIN competition c ON c.id = l.competition_id
         WHERE j.account_id = $1 ORDER BY l.received_at, l.id",
        account,
    )?;
    let line = |row: LateRow| {
        json!({
            "competition": row.slug, "entry": row.entry, "handed_in": row.handed_in, "contents": row.contents,
            "received": time(row.received_at), "state": row.state, "reason": row.reason,
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What the person said in the panel's room, also what was taken back.
pub(super) async fn said(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, i64, Option<i64>)> = fetch_all!(
        conn,
        (String, String, String, i64, Option<i64>),
        "SELECT c.slug, e.key, p.text, p.at, p.withdrawn_at FROM deliberation_post p JOIN entry e ON e.id = p.entry_id
         JOIN competition c ON c.id = p.competition_id WHERE p.account_id = $1 ORDER BY p.at, p.id",
        account,
    )?;
    let line = |(slug, entry, text, at, withdrawn): (String, String, String, i64, Option<i64>)| json!({ "competition": slug, "entry": entry, "text": text, "said": time(at), "withdrawn": withdrawn.map(time) });
    Ok(rows.into_iter().map(line).collect())
}

/// What the person voted in the panel's room.
pub(super) async fn ballots(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, Option<String>, String, i64)> = fetch_all!(
        conn,
        (String, String, String, Option<String>, String, i64),
        "SELECT c.slug, v.question, b.choice, COALESCE(e.title, o.words), b.dissent, b.at FROM ballot b
         JOIN panel_vote v ON v.id = b.vote_id JOIN competition c ON c.id = v.competition_id JOIN judge j ON j.id = b.judge_id
         LEFT JOIN vote_option o ON o.id = b.option_id LEFT JOIN entry e ON e.id = o.entry_id
         WHERE j.account_id = $1 ORDER BY b.at, v.id",
        account,
    )?;
    let line = |(slug, question, choice, option, dissent, at): (
        String,
        String,
        String,
        Option<String>,
        String,
        i64,
    )| {
        json!({ "competition": slug, "question": question, "choice": choice, "option": option, "dissent": dissent, "voted": time(at) })
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What the person declared; what others say of them as judges is theirs.
pub(super) async fn conflicts(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, String, i64)> = fetch_all!(
        conn,
        (String, String, String, String, i64),
        "SELECT c.slug, e.key, f.kind, f.reason, f.at FROM conflict_claim f JOIN judge j ON j.id = f.judge_id
         JOIN entry e ON e.id = f.entry_id JOIN competition c ON c.id = f.competition_id
         WHERE j.account_id = $1 AND f.source = 'declared' ORDER BY c.slug, e.key",
        account,
    )?;
    let line = |(slug, entry, kind, reason, at): (String, String, String, String, i64)| json!({ "competition": slug, "entry": entry, "kind": kind, "reason": reason, "declared": time(at) });
    Ok(rows.into_iter().map(line).collect())
}

row! {
    pub(super) struct ScoreRow {
        scorecard: Uuid,
        slug: String,
        subject: String,
        state: String,
        note: String,
        saved_at: i64,
        submitted_at: Option<i64>,
        criterion: Option<String>,
        mark: Option<i64>,
        could_not_assess: Option<bool>,
        comment: Option<String>,
    }
}

pub(super) async fn reports(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, String, i64)> = fetch_all!(
        conn,
        (String, String, String, String, i64),
        "SELECT c.slug, e.key, r.kind, r.text, r.at FROM report r JOIN judge j ON j.id = r.judge_id
         JOIN entry e ON e.id = r.entry_id JOIN competition c ON c.id = r.competition_id
         WHERE j.account_id = $1 ORDER BY r.at, r.id",
        account,
    )?;
    let line = |(slug, entry, kind, text, at): (String, String, String, String, i64)| json!({ "competition": slug, "entry": entry, "kind": kind, "text": text, "at": time(at) });
    Ok(rows.into_iter().map(line).collect())
}

pub(super) async fn played(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, i64, i64, i64)> = fetch_all!(
        conn,
        (String, String, i64, i64, i64),
        "SELECT c.slug, e.key, p.opened_at, p.seen_at, p.spent FROM play p JOIN judge j ON j.id = p.judge_id
         JOIN entry e ON e.id = p.entry_id JOIN competition c ON c.id = p.competition_id
         WHERE j.account_id = $1 ORDER BY c.slug, p.opened_at, e.key",
        account,
    )?;
    let line = |(slug, entry, opened, seen, spent): (String, String, i64, i64, i64)| json!({ "competition": slug, "entry": entry, "opened": time(opened), "last_seen": time(seen), "seconds": spent / 1_000_000 });
    Ok(rows.into_iter().map(line).collect())
}

pub(super) async fn scorecards(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<ScoreRow> = fetch_all!(
        conn,
        ScoreRow,
        "SELECT k.id AS scorecard, c.slug, e.key AS subject, k.state, k.note, k.saved_at, k.submitted_at,
           r.key AS criterion, s.mark, s.could_not_assess, s.comment
         FROM scorecard k JOIN judge j ON j.id = k.judge_id JOIN entry e ON e.id = k.entry_id
         JOIN competition c ON c.id = k.competition_id LEFT JOIN score s ON s.scorecard_id = k.id
         LEFT JOIN criterion r ON r.id = s.criterion_id WHERE j.account_id = $1 ORDER BY k.id, r.position, r.id",
        account,
    )?;
    Ok(cards("entry", &rows))
}

/// Scorecards with their scores. `of`: of what they are, as the file calls it.
pub(super) fn cards(of: &str, rows: &[ScoreRow]) -> Vec<Value> {
    let score = |row: &ScoreRow| {
        Some(json!({
            "criterion": row.criterion.as_ref()?, "mark": mark(row.mark), "comment": row.comment,
            "could_not_assess": row.could_not_assess,
        }))
    };
    rows.chunk_by(|one, next| one.scorecard == next.scorecard)
        .filter_map(|card| {
            let (head, scores): (_, Vec<Value>) = (card.first()?, card.iter().filter_map(score).collect());
            Some(json!({
                "competition": head.slug, of: head.subject, "state": head.state, "note": head.note,
                "saved": time(head.saved_at), "submitted": optional_time(head.submitted_at), "scores": scores,
            }))
        })
        .collect()
}
