//! Entries and teams as they are.

use crate::{
    competition::store::read::split,
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    entries::{
        model::{
            CheckOutcome, CheckReason, ConsentState, CurePart, EligibilityCheck, Entry, EntryContent, EntryState,
            EntrySummary, Member, PublicationConsent, Receipt, Snapshot, Team,
        },
        rules,
    },
    ids::{AccountId, CompetitionId, EntryId, SnapshotId, TeamId, TrackId},
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

row! {
    struct SummaryRow {
        id: Uuid,
        key: String,
        track_id: Uuid,
        title: String,
        team_id: Uuid,
        team: String,
        languages: String,
        state: String,
    }
}

row! {
    struct CountryRow {
        team_id: Uuid,
        country: String,
        consent_missing: bool,
    }
}

/// The contents of an entry as stored.
///
/// # Errors
/// [`DbError::Corrupt`].
pub fn content(table: &str, json: &str) -> Result<EntryContent, DbError> {
    serde_json::from_str(json).map_err(|error| DbError::corrupt(table, "content", error))
}

fn state(word: &str) -> Result<EntryState, DbError> {
    EntryState::parse(word).ok_or_else(|| DbError::corrupt("entry", "state", word))
}

/// What the entries that may be judged run on.
///
/// # Errors
/// The database's.
pub async fn platforms(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<EntryId, Vec<String>>, DbError> {
    let rows: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT id, content FROM entry WHERE competition_id = $1 AND state = 'eligible'",
        competition.uuid(),
    )?;
    rows.into_iter().map(|(id, json)| Ok((id.into(), content("entry", &json)?.platforms))).collect()
}

/// The entries of a competition, by title; all, or those in one state.
///
/// # Errors
/// The database's.
pub async fn summaries(
    conn: &mut Conn,
    competition: CompetitionId,
    only: Option<EntryState>,
) -> Result<Vec<EntrySummary>, DbError> {
    let rows: Vec<SummaryRow> = fetch_all!(
        conn, SummaryRow,
        "SELECT e.id, e.key, e.track_id, e.title, e.team_id, t.name AS team, e.languages, e.state FROM entry e JOIN team t ON t.id = e.team_id
         WHERE e.competition_id = $1 AND ($2 = '' OR e.state = $2) ORDER BY e.title, e.id",
        competition.uuid(), only.map_or("", EntryState::as_str),
    )?;
    let members: Vec<CountryRow> = fetch_all!(
        conn,
        CountryRow,
        "SELECT m.team_id, m.country, (m.minor AND COALESCE(g.state, 'pending') <> 'given') AS consent_missing
         FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id WHERE m.competition_id = $1",
        competition.uuid(),
    )?;
    let mut teams: BTreeMap<Uuid, (BTreeSet<String>, bool)> = BTreeMap::new();
    for member in members {
        let team = teams.entry(member.team_id).or_default();
        if !member.country.is_empty() {
            team.0.insert(member.country);
        }
        team.1 |= member.consent_missing;
    }
    rows.into_iter()
        .map(|row| {
            let (countries, consent_missing) = teams.get(&row.team_id).cloned().unwrap_or_default();
            Ok(EntrySummary {
                id: row.id.into(),
                key: row.key,
                track: row.track_id.into(),
                title: row.title,
                team: row.team,
                countries: countries.into_iter().collect(),
                languages: split(&row.languages),
                state: state(&row.state)?,
                consent_missing,
            })
        })
        .collect()
}

row! {
    struct TeamRow {
        id: Uuid,
        competition_id: Uuid,
        name: String,
        organisation: String,
        contact_id: Option<Uuid>,
        second_contact_id: Option<Uuid>,
    }
}

row! {
    struct MemberRow {
        id: Uuid,
        account_id: Option<Uuid>,
        public_name: String,
        country: String,
        role: String,
        minor: bool,
        without_account: bool,
        consent: Option<String>,
        publication: Option<String>,
    }
}

fn member(row: MemberRow) -> Result<Member, DbError> {
    let consent = row.consent.map(|word| consent_state(&word)).transpose()?;
    let publication = row.publication.map(|word| publication_state(&word)).transpose()?;
    Ok(Member {
        id: row.id.into(),
        public_name: row.public_name,
        country: row.country,
        role: row.role,
        minor: row.minor,
        consent,
        publication,
        has_account: row.account_id.is_some(),
        without_account: row.without_account,
    })
}

/// A guardian's answer as stored.
///
/// # Errors
/// [`DbError::Corrupt`].
pub(super) fn consent_state(word: &str) -> Result<ConsentState, DbError> {
    ConsentState::parse(word).ok_or_else(|| DbError::corrupt("guardian_consent", "state", word))
}

/// A guardian's answer to the second question as stored.
///
/// # Errors
/// [`DbError::Corrupt`].
pub(super) fn publication_state(word: &str) -> Result<PublicationConsent, DbError> {
    PublicationConsent::parse(word).ok_or_else(|| DbError::corrupt("guardian_consent", "publication", word))
}

/// A team with its members, in the order they joined.
///
/// # Errors
/// The database's.
pub async fn team(conn: &mut Conn, id: TeamId) -> Result<Option<Team>, DbError> {
    let Some(row): Option<TeamRow> = fetch_optional!(
        conn,
        TeamRow,
        "SELECT id, competition_id, name, organisation, contact_id, second_contact_id FROM team WHERE id = $1",
        id.uuid()
    )?
    else {
        return Ok(None);
    };
    let members: Vec<MemberRow> = fetch_all!(
        conn,
        MemberRow,
        "SELECT m.id, m.account_id, m.public_name, m.country, m.role, m.minor, m.without_account, g.state AS consent, g.publication
         FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id WHERE m.team_id = $1 ORDER BY m.created_at, m.id",
        id.uuid(),
    )?;
    let members = members.into_iter().map(member).collect::<Result<Vec<_>, DbError>>()?;
    let (contact, second_contact) =
        rules::contacts(row.contact_id.map(Into::into), row.second_contact_id.map(Into::into), &members);
    Ok(Some(Team {
        id: row.id.into(),
        competition: row.competition_id.into(),
        name: row.name,
        organisation: row.organisation,
        members,
        contact,
        second_contact,
    }))
}

row! {
    struct EntryRow {
        id: Uuid,
        key: String,
        competition_id: Uuid,
        track_id: Uuid,
        team_id: Uuid,
        state: String,
        content: String,
        version: i64,
        submitted_at: Option<i64>,
        rules_version: Option<i64>,
        content_hash: Option<String>,
        cure_until: Option<i64>,
        cure_parts: Option<String>,
        late_until: Option<i64>,
    }
}

row! {
    struct CheckRow {
        outcome: String,
        reason: String,
        text: String,
        at: i64,
    }
}

/// The track of an entry.
///
/// # Errors
/// The database's.
pub async fn track_of(conn: &mut Conn, id: EntryId) -> Result<Option<TrackId>, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(conn, (Uuid,), "SELECT track_id FROM entry WHERE id = $1", id.uuid())?;
    Ok(row.map(|(id,)| id.into()))
}

/// One entry, whole.
///
/// # Errors
/// The database's.
pub async fn entry(conn: &mut Conn, id: EntryId) -> Result<Option<Entry>, DbError> {
    let Some(row): Option<EntryRow> = fetch_optional!(
        conn, EntryRow,
        "SELECT id, key, competition_id, track_id, team_id, state, content, version, submitted_at, rules_version, content_hash, cure_until,
           cure_parts, late_until FROM entry WHERE id = $1",
        id.uuid(),
    )?
    else {
        return Ok(None);
    };
    let team =
        team(conn, row.team_id.into()).await?.ok_or_else(|| DbError::corrupt("entry", "team_id", row.team_id))?;
    let checks: Vec<CheckRow> = fetch_all!(
        conn,
        CheckRow,
        "SELECT outcome, reason, text, at FROM eligibility_check WHERE entry_id = $1 ORDER BY at DESC, id DESC",
        id.uuid(),
    )?;
    let receipt = match (row.submitted_at, row.rules_version, row.content_hash) {
        (Some(at), Some(rules_version), Some(content_hash)) => {
            Some(Receipt { at: Moment::from_micros(at), rules_version, content_hash })
        }
        _ => None,
    };
    let cure_parts = row
        .cure_parts
        .map(|stored| CurePart::split(&stored).ok_or_else(|| DbError::corrupt("entry", "cure_parts", &stored)));
    Ok(Some(Entry {
        exception: super::exception::of_entry(conn, id).await?,
        cure_parts: cure_parts.transpose()?,
        late_until: row.late_until.map(Moment::from_micros),
        id: row.id.into(),
        key: row.key,
        competition: row.competition_id.into(),
        track: row.track_id.into(),
        team,
        state: state(&row.state)?,
        content: content("entry", &row.content)?,
        version: row.version,
        receipt,
        cure_until: row.cure_until.map(Moment::from_micros),
        checks: checks.into_iter().map(check).collect::<Result<_, _>>()?,
    }))
}

fn check(row: CheckRow) -> Result<EligibilityCheck, DbError> {
    Ok(EligibilityCheck {
        outcome: CheckOutcome::parse(&row.outcome)
            .ok_or_else(|| DbError::corrupt("eligibility_check", "outcome", &row.outcome))?,
        reason: CheckReason::parse(&row.reason)
            .ok_or_else(|| DbError::corrupt("eligibility_check", "reason", &row.reason))?,
        text: row.text,
        at: Moment::from_micros(row.at),
    })
}

/// The entries of the teams an account belongs to in a competition, newest first.
///
/// # Errors
/// The database's.
pub async fn of_account(
    conn: &mut Conn,
    account: AccountId,
    competition: CompetitionId,
) -> Result<Vec<EntryId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn, (Uuid,),
        "SELECT e.id FROM entry e JOIN member m ON m.team_id = e.team_id WHERE m.account_id = $1 AND e.competition_id = $2
         ORDER BY e.created_at DESC, e.id",
        account.uuid(), competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|row| row.0.into()).collect())
}

row! {
    struct SnapshotRow {
        id: Uuid,
        entry_id: Uuid,
        content: String,
        files: String,
        content_hash: String,
        at: i64,
    }
}

/// The newest frozen copy of an entry: what is judged.
///
/// # Errors
/// The database's.
pub async fn snapshot(conn: &mut Conn, entry: EntryId) -> Result<Option<Snapshot>, DbError> {
    let row: Option<SnapshotRow> = fetch_optional!(
        conn,
        SnapshotRow,
        "SELECT id, entry_id, content, files, content_hash, at FROM snapshot WHERE entry_id = $1 ORDER BY version DESC LIMIT 1",
        entry.uuid(),
    )?;
    row.map(frozen).transpose()
}

/// A frozen copy of an entry.
///
/// # Errors
/// The database's.
pub async fn snapshot_of_id(conn: &mut Conn, id: SnapshotId) -> Result<Option<Snapshot>, DbError> {
    let row: Option<SnapshotRow> = fetch_optional!(
        conn,
        SnapshotRow,
        "SELECT id, entry_id, content, files, content_hash, at FROM snapshot WHERE id = $1",
        id.uuid(),
    )?;
    row.map(frozen).transpose()
}

fn frozen(row: SnapshotRow) -> Result<Snapshot, DbError> {
    Ok(Snapshot {
        id: row.id.into(),
        entry: row.entry_id.into(),
        content: content("snapshot", &row.content)?,
        files: serde_json::from_str(&row.files).map_err(|error| DbError::corrupt("snapshot", "files", error))?,
        content_hash: row.content_hash,
        at: Moment::from_micros(row.at),
    })
}
