//! Entries from a file, in their teams' names.

use super::{
    entry::{insert_snapshot, insert_version},
    team::insert_team_row,
};
use crate::{
    auth::permits::Editor,
    db::{DbError, Tx},
    entries::store::translations,
    execute,
};
use app::{
    entries::{
        archive::{EntryArchive, MemberArchive},
        model::{ConsentState, CurePart, DeadlineException, EntryState, PublicationConsent, Translation},
        rules::{Frozen, freeze},
    },
    ids::{EntryId, MemberId, TeamId, TrackId},
    time::Moment,
};
use uuid::Uuid;

/// Brings in an entry with a team of its own, its members, checks and, beyond a draft, a frozen copy. Members have no
/// accounts; an invitation gives them one. The caller has found the track of `archive.track`.
///
/// # Errors
/// [`DbError::Unique`] when the competition has an entry with this key.
pub async fn insert_imported(
    tx: &mut Tx,
    by: &Editor,
    track: TrackId,
    archive: &EntryArchive,
) -> Result<EntryId, DbError> {
    let (entry, team): (EntryId, TeamId) = (tx.ambient().id(), tx.ambient().id());
    insert_team_row(tx, by.competition(), team, &archive.team.name, &archive.team.organisation).await?;
    for (position, member) in archive.team.members.iter().enumerate() {
        insert_member_row(tx, by, team, position, member).await?;
    }
    let frozen = freeze(&archive.content, &[]);
    let judged = freeze(archive.judged.as_ref().unwrap_or(&archive.content), &[]);
    let now = tx.now();
    let handed_in =
        !matches!(archive.state, EntryState::Draft | EntryState::Withdrawn) || archive.submitted_at.is_some();
    let submitted_at = archive.submitted_at.or(handed_in.then_some(now));
    // The frozen copy is the version before, if the team has written on since.
    let version = 1 + i64::from(handed_in && frozen != judged);
    execute!(
        tx,
        "INSERT INTO entry (id, competition_id, track_id, team_id, key, state, title, languages, content, version, submitted_at,
                            rules_version, content_hash, cure_until, created_at, kind, cure_parts, late_until, platforms, content_notes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        entry.uuid(),
        by.competition().uuid(),
        track.uuid(),
        team.uuid(),
        archive.key.as_str(),
        archive.state.as_str(),
        archive.content.title.as_str(),
        archive.content.languages.join(";"),
        frozen.json.as_str(),
        version,
        submitted_at.map(Moment::micros),
        archive.rules_version,
        handed_in.then_some(judged.hash.as_str()),
        archive.cure_until.map(Moment::micros),
        now.micros(),
        archive.content.kind.as_str(),
        archive.cure_parts.as_deref().map(CurePart::join),
        archive.exception.as_ref().map(|exception| exception.until.micros()),
        archive.content.platforms.join(";"),
        archive.content.warnings.join(";"),
    )?;
    if let Some(exception) = &archive.exception {
        insert_exception(tx, by, entry, exception).await?;
    }
    versions(tx, by, entry, version, &frozen, handed_in.then_some(&judged)).await?;
    checks(tx, by, entry, archive).await?;
    for translation in &archive.translations {
        insert_translation(tx, by, entry, translation).await?;
    }
    Ok(entry)
}

async fn insert_translation(
    tx: &mut Tx,
    by: &Editor,
    entry: EntryId,
    translation: &Translation,
) -> Result<(), DbError> {
    let texts = translations::json(&translation.texts)?;
    execute!(
        tx,
        "INSERT INTO entry_translation (entry_id, competition_id, language, translator, texts, version, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        entry.uuid(),
        by.competition().uuid(),
        translation.language.as_str(),
        translation.translator.as_str(),
        texts.as_str(),
        // 0 is what a form says that found none.
        translation.version.max(1),
        translation.saved_at.micros(),
    )
    .map(drop)
}

async fn insert_exception(
    tx: &mut Tx,
    by: &Editor,
    entry: EntryId,
    exception: &DeadlineException,
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO deadline_exception (entry_id, competition_id, until, reason, at) VALUES ($1, $2, $3, $4, $5)",
        entry.uuid(),
        by.competition().uuid(),
        exception.until.micros(),
        exception.reason.as_str(),
        exception.at.micros(),
    )
    .map(drop)
}

async fn versions(
    tx: &mut Tx,
    by: &Editor,
    entry: EntryId,
    version: i64,
    frozen: &Frozen,
    judged: Option<&Frozen>,
) -> Result<(), DbError> {
    if let Some(judged) = judged {
        insert_version(tx, entry, 1, &judged.json, by.account()).await?;
        insert_snapshot(tx, by.competition().uuid(), entry, 1, judged).await?;
    }
    if judged.is_none() || version > 1 {
        insert_version(tx, entry, version, &frozen.json, by.account()).await?;
    }
    Ok(())
}

/// Oldest first, so that ids follow the times.
async fn checks(tx: &mut Tx, by: &Editor, entry: EntryId, archive: &EntryArchive) -> Result<(), DbError> {
    for check in archive.checks.iter().rev() {
        let id: Uuid = tx.ambient().id();
        execute!(
            tx,
            "INSERT INTO eligibility_check (id, competition_id, entry_id, outcome, reason, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id,
            by.competition().uuid(),
            entry.uuid(),
            check.outcome.as_str(),
            check.reason.as_str(),
            check.text.as_str(),
            check.at.micros(),
        )?;
    }
    Ok(())
}

async fn insert_member_row(
    tx: &mut Tx,
    by: &Editor,
    team: TeamId,
    position: usize,
    member: &MemberArchive,
) -> Result<(), DbError> {
    let id: MemberId = tx.ambient().id();
    // Members are listed in the order they joined: one microsecond apart keeps the file's.
    let joined = tx.now().micros() + i64::try_from(position).unwrap_or_default();
    execute!(
        tx,
        "INSERT INTO member (id, competition_id, team_id, public_name, country, role, minor, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.uuid(),
        by.competition().uuid(),
        team.uuid(),
        member.public_name.as_str(),
        member.country.as_str(),
        member.role.as_str(),
        member.minor,
        joined,
    )?;
    // A minor whose consent is not in the file has none.
    let guardian = member.consent.as_ref().map_or("", |consent| consent.guardian.as_str());
    if member.minor || member.consent.is_some() {
        execute!(
            tx,
            "INSERT INTO guardian_consent (member_id, guardian_name, state, rules_version, answered_at, publication, publication_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id.uuid(),
            guardian,
            member.consent.as_ref().map_or(ConsentState::Pending, |consent| consent.state).as_str(),
            member.consent.as_ref().and_then(|consent| consent.rules_version),
            member.consent.as_ref().and_then(|consent| consent.answered_at).map(Moment::micros),
            member.consent.as_ref().and_then(|consent| consent.publication).map(PublicationConsent::as_str),
            member.consent.as_ref().and_then(|consent| consent.publication_at).map(Moment::micros),
        )?;
    }
    Ok(())
}
