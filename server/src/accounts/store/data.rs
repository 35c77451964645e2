//! Everything that is held about a person, for that person.

mod appeals;
mod judging;
mod prizes;
mod samples;
mod traces;

use super::own;
use crate::{
    auth::permits::SignedIn,
    db::{Conn, DbError},
    fetch_all, row,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

/// A time as people write it, in UTC.
fn time(micros: i64) -> Value {
    Timestamp::from_microsecond(micros).map_or(Value::Null, |time| time.to_string().into())
}

fn optional_time(micros: Option<i64>) -> Value {
    micros.map_or(Value::Null, time)
}

/// Text that holds JSON, as JSON.
fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// Marks are whole millionths.
fn mark(millionths: Option<i64>) -> Value {
    millionths.map_or(Value::Null, |mark| app::number::Decimal::from_micros(mark).to_string().into())
}

/// One document with all of it. Nothing in it was written by others but what a team wrote of the person, and the words of the
/// person's teams in other languages.
///
/// # Errors
/// The database's.
pub async fn everything(conn: &mut Conn, who: &SignedIn) -> Result<Value, DbError> {
    let known = own::profile(conn, who).await?;
    let account = who.account().uuid();
    Ok(json!({
        "account": known.map(|known| json!({ "id": account, "name": known.name, "email": known.email, "language": known.locale })),
        "sessions": sessions(conn, account).await?,
        "roles": roles(conn, account).await?,
        "memberships": memberships(conn, account).await?,
        "teams_left": teams_left(conn, account).await?,
        "entries": entries(conn, account).await?,
        "translations_of_entries": translations(conn, account).await?,
        "prizes": prizes::offers(conn, account).await?,
        "judge": judging::judges(conn, account).await?,
        "conduct": judging::signatures(conn, account).await?,
        "given_back": judging::given_back(conn, account).await?,
        "conflicts": judging::conflicts(conn, account).await?,
        "conflicts_as_organiser": organiser_conflicts(conn, account).await?,
        "scorecards": judging::scorecards(conn, account).await?,
        "late_scorecards": judging::late_scorecards(conn, account).await?,
        "sample_scorecards": samples::scorecards(conn, account).await?,
        "said_in_deliberation": judging::said(conn, account).await?,
        "votes_in_deliberation": judging::ballots(conn, account).await?,
        "played": judging::played(conn, account).await?,
        "reports": judging::reports(conn, account).await?,
        "keys_taken": traces::keys(conn, account).await?,
        "unsent_on_devices": traces::unsent(conn, account).await?,
        "stated_in_log": traces::statements(conn, account).await?,
        "appeals": appeals::appeals(conn, account).await?,
        "questions": inquiries(conn, account).await?,
        "log": log(conn, account).await?,
    }))
}

async fn sessions(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(i64, i64, i64)> = fetch_all!(
        conn,
        (i64, i64, i64),
        "SELECT created_at, seen_at, expires_at FROM session WHERE account_id = $1 ORDER BY created_at",
        account,
    )?;
    let line = |(begun, seen, until)| json!({ "begun": time(begun), "last_seen": time(seen), "until": time(until) });
    Ok(rows.into_iter().map(line).collect())
}

async fn roles(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, i64)> = fetch_all!(
        conn,
        (String, String, i64),
        "SELECT c.slug, r.role, r.created_at FROM role r JOIN competition c ON c.id = r.competition_id
         WHERE r.account_id = $1 ORDER BY c.slug, r.role",
        account,
    )?;
    let line = |(slug, role, since)| json!({ "competition": Value::String(slug), "role": Value::String(role), "since": time(since) });
    Ok(rows.into_iter().map(line).collect())
}

row! {
    struct MembershipRow {
        slug: String,
        team: String,
        public_name: String,
        country: String,
        role: String,
        minor: bool,
        created_at: i64,
        guardian_name: Option<String>,
        state: Option<String>,
        rules_version: Option<i64>,
        answered_at: Option<i64>,
        publication: Option<String>,
        publication_at: Option<i64>,
    }
}

async fn memberships(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<MembershipRow> = fetch_all!(
        conn,
        MembershipRow,
        "SELECT c.slug, t.name AS team, m.public_name, m.country, m.role, m.minor, m.created_at,
           g.guardian_name, g.state, g.rules_version, g.answered_at, g.publication, g.publication_at
         FROM member m JOIN team t ON t.id = m.team_id JOIN competition c ON c.id = m.competition_id
         LEFT JOIN guardian_consent g ON g.member_id = m.id WHERE m.account_id = $1 ORDER BY m.created_at, m.id",
        account,
    )?;
    let line = |row: MembershipRow| {
        let consent = row.state.map(|state| {
            json!({
                "guardian": row.guardian_name, "state": state, "rules_version": row.rules_version,
                "answered": optional_time(row.answered_at), "publication": row.publication,
                "publication_answered": optional_time(row.publication_at),
            })
        });
        json!({
            "competition": row.slug, "team": row.team, "public_name": row.public_name, "country": row.country,
            "role": row.role, "minor": row.minor, "since": time(row.created_at), "consent": consent,
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The entries of the person's teams, and those they wrote in before they left one.
async fn entries(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, String, i64)> = fetch_all!(
        conn,
        (String, String, String, String, i64),
        "SELECT c.slug, e.key, e.state, e.content,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM entry_version v WHERE v.entry_id = e.id AND v.saved_by = $1)
         FROM entry e JOIN competition c ON c.id = e.competition_id
         WHERE EXISTS (SELECT 1 FROM member m WHERE m.team_id = e.team_id AND m.account_id = $1)
         ORDER BY c.slug, e.key",
        account,
    )?;
    let now: Vec<Value> = rows
        .into_iter()
        .map(|(slug, key, state, content, saves)| {
            json!({ "competition": slug, "entry": key, "state": state, "content": parsed(&content), "saved_by_you": saves })
        })
        .collect();
    let rows: Vec<(String, String, i64, i64, String)> = fetch_all!(
        conn,
        (String, String, i64, i64, String),
        "SELECT c.slug, e.key, v.version, v.saved_at, v.content FROM entry_version v JOIN entry e ON e.id = v.entry_id
         JOIN competition c ON c.id = e.competition_id WHERE v.saved_by = $1
         AND NOT EXISTS (SELECT 1 FROM member m WHERE m.team_id = e.team_id AND m.account_id = $1)
         ORDER BY c.slug, e.key, v.version",
        account,
    )?;
    let before = rows.into_iter().map(|(slug, key, version, at, content)| {
        json!({ "competition": slug, "entry": key, "version": version, "saved": time(at), "content": parsed(&content) })
    });
    Ok(now.into_iter().chain(before).collect())
}

/// What organisers had translated for judges, of the entries of the person's teams.
async fn translations(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, String, i64, String)> = fetch_all!(
        conn,
        (String, String, String, String, i64, String),
        "SELECT c.slug, e.key, x.language, x.translator, x.saved_at, x.texts FROM entry_translation x
         JOIN entry e ON e.id = x.entry_id JOIN competition c ON c.id = e.competition_id
         WHERE EXISTS (SELECT 1 FROM member m WHERE m.team_id = e.team_id AND m.account_id = $1)
         ORDER BY c.slug, e.key, x.language",
        account,
    )?;
    let line = |(slug, key, language, translator, at, texts): (String, String, String, String, i64, String)| {
        json!({
            "competition": slug, "entry": key, "language": language, "translator": translator, "saved": time(at),
            "texts": parsed(&texts),
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Teams that the person left: they are not judged by whoever was of them.
async fn teams_left(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String)> = fetch_all!(
        conn,
        (String, String),
        "SELECT c.slug, t.name FROM former_member f JOIN team t ON t.id = f.team_id JOIN competition c ON c.id = f.competition_id
         WHERE f.account_id = $1 ORDER BY c.slug, t.name, t.id",
        account,
    )?;
    Ok(rows.into_iter().map(|(slug, team)| json!({ "competition": slug, "team": team })).collect())
}

row! {
    struct InquiryRow {
        slug: String,
        state: String,
        text: String,
        answer: String,
        asked_at: i64,
        answered_at: Option<i64>,
    }
}

/// What the person asked about competitions, and what the answer was.
async fn inquiries(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<InquiryRow> = fetch_all!(
        conn,
        InquiryRow,
        "SELECT c.slug, i.state, i.text, i.answer, i.asked_at, i.answered_at FROM inquiry i
         JOIN competition c ON c.id = i.competition_id WHERE i.account_id = $1 ORDER BY i.asked_at, i.id",
        account,
    )?;
    let line = |row: InquiryRow| {
        json!({
            "competition": row.slug, "state": row.state, "question": row.text, "answer": row.answer,
            "asked": time(row.asked_at), "answered": optional_time(row.answered_at),
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

async fn log(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(i64, String, String, Option<String>)> = fetch_all!(
        conn,
        (i64, String, String, Option<String>),
        "SELECT at, action, subject, payload FROM audit_event WHERE actor = $1 ORDER BY seq",
        account,
    )?;
    let line = |(at, action, subject, payload): (i64, String, String, Option<String>)| json!({ "at": time(at), "action": action, "about": subject, "details": payload.as_deref().map(parsed) });
    Ok(rows.into_iter().map(line).collect())
}

/// What the person declared as an organiser.
async fn organiser_conflicts(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, String, i64)> = fetch_all!(
        conn,
        (String, String, String, String, i64),
        "SELECT c.slug, e.key, f.category, f.reason, f.at FROM organiser_conflict f
         JOIN entry e ON e.id = f.entry_id JOIN competition c ON c.id = f.competition_id
         WHERE f.account_id = $1 AND f.source = 'declared' ORDER BY c.slug, e.key",
        account,
    )?;
    let line = |(slug, entry, category, reason, at): (String, String, String, String, i64)| json!({ "competition": slug, "entry": entry, "category": category, "reason": reason, "declared": time(at) });
    Ok(rows.into_iter().map(line).collect())
}
