//! Whole entries, for files.

use super::{read, translations};
use crate::{
    db::{Conn, DbError},
    fetch_all, fetch_one, row,
};
use app::{
    entries::{
        archive::{ConsentArchive, EntryArchive, MemberArchive, TeamArchive},
        model::{EntryState, Member},
    },
    ids::{CompetitionId, EntryId, TeamId},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct ConsentRow {
        member_id: Uuid,
        guardian_name: String,
        state: String,
        rules_version: Option<i64>,
        answered_at: Option<i64>,
        publication: Option<String>,
        publication_at: Option<i64>,
    }
}

/// Every entry of a competition, by key, as it can be imported again.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<EntryArchive>, DbError> {
    let tracks: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT id, key FROM track WHERE competition_id = $1 ORDER BY id",
        competition.uuid(),
    )?;
    let tracks: BTreeMap<Uuid, String> = tracks.into_iter().collect();
    let ids: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT id FROM entry WHERE competition_id = $1 ORDER BY key, id",
        competition.uuid(),
    )?;
    let mut all = Vec::with_capacity(ids.len());
    for (id,) in ids {
        let id = EntryId::new(id);
        let Some(entry) = read::entry(conn, id).await? else { continue };
        let snapshot = read::snapshot(conn, id).await?;
        let submitted = submitted(conn, id).await?;
        let consents = consents(conn, entry.team.id).await?;
        let track = tracks.get(&entry.track.uuid()).cloned();
        all.push(EntryArchive {
            key: entry.key,
            track: track.ok_or_else(|| DbError::corrupt("entry", "track_id", entry.track))?,
            team: TeamArchive {
                name: entry.team.name,
                organisation: entry.team.organisation,
                members: entry.team.members.into_iter().map(|member| archived(member, &consents)).collect(),
            },
            state: entry.state,
            judged: snapshot.map(|snapshot| snapshot.content).filter(|judged| *judged != entry.content),
            content: entry.content,
            submitted_at: submitted.0.map(Moment::from_micros),
            rules_version: submitted.1,
            cure_until: entry.cure_until,
            cure_parts: entry.cure_parts.filter(|_| entry.state == EntryState::FixNeeded),
            exception: entry.exception,
            checks: entry.checks,
            translations: translations::of_entry(conn, id).await?,
        });
    }
    Ok(all)
}

fn archived(member: Member, consents: &BTreeMap<Uuid, ConsentArchive>) -> MemberArchive {
    MemberArchive {
        consent: consents.get(&member.id.uuid()).cloned(),
        public_name: member.public_name,
        country: member.country,
        role: member.role,
        minor: member.minor,
    }
}

async fn submitted(conn: &mut Conn, entry: EntryId) -> Result<(Option<i64>, Option<i64>), DbError> {
    fetch_one!(
        conn,
        (Option<i64>, Option<i64>),
        "SELECT submitted_at, rules_version FROM entry WHERE id = $1",
        entry.uuid(),
    )
}

async fn consents(conn: &mut Conn, team: TeamId) -> Result<BTreeMap<Uuid, ConsentArchive>, DbError> {
    let rows: Vec<ConsentRow> = fetch_all!(
        conn,
        ConsentRow,
        "SELECT g.member_id, g.guardian_name, g.state, g.rules_version, g.answered_at, g.publication, g.publication_at
         FROM guardian_consent g JOIN member m ON m.id = g.member_id WHERE m.team_id = $1 ORDER BY g.member_id",
        team.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let state = read::consent_state(&row.state)?;
            let publication = row.publication.map(|word| read::publication_state(&word)).transpose()?;
            Ok((
                row.member_id,
                ConsentArchive {
                    guardian: row.guardian_name,
                    state,
                    rules_version: row.rules_version,
                    answered_at: row.answered_at.map(Moment::from_micros),
                    publication,
                    publication_at: row.publication_at.map(Moment::from_micros),
                },
            ))
        })
        .collect()
}
