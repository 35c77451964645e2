//! Judges come, accept, decline and go.

use crate::{
    auth::permits::{Editor, LinkHolder, PanelMember, Seat, SignedIn},
    db::{DbError, Tx},
    execute,
};
use app::{
    accounts::model::LinkPurpose,
    ids::JudgeId,
    panel::{
        model::{Judge, JudgeState},
        rules::{Acceptance, Profile},
    },
};

fn joined(languages: &[String]) -> String {
    languages.join(";")
}

/// The columns that say where a judge stands; no standing: the one that is there stays, but for one who stepped down.
const fn columns(state: JudgeState) -> (&'static str, &'static str) {
    match state {
        JudgeState::Reserve => ("accepted", "reserve"),
        JudgeState::SteppedDown => ("left", "stepped_down"),
        JudgeState::Accepted | JudgeState::Ready => (state.as_str(), "member"),
        JudgeState::Invited | JudgeState::Declined | JudgeState::Left => (state.as_str(), ""),
    }
}

/// Puts a judge on the organiser's panel, whatever competition the model names.
///
/// # Errors
/// [`DbError::Unique`] when the key or the address is there.
pub async fn insert_judge(tx: &mut Tx, by: &Editor, judge: &Judge) -> Result<(), DbError> {
    let now = tx.now().micros();
    let (state, standing) = columns(judge.state);
    execute!(
        tx,
        "INSERT INTO judge (id, competition_id, key, name, email, affiliation, field, languages, max_load, state, created_at, standing)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        judge.id.uuid(),
        by.competition().uuid(),
        judge.key.as_str(),
        judge.name.as_str(),
        judge.email.as_str(),
        judge.affiliation.as_str(),
        judge.field.as_str(),
        joined(&judge.languages),
        judge.max_load.map(i64::from),
        state,
        now,
        if standing.is_empty() { "member" } else { standing },
    )
    .map(drop)
}

/// Puts a judge on the panel as an import brings it: with its own key, perhaps without an address, in its state.
///
/// # Errors
/// [`DbError::Unique`] when the key or the address is there.
pub async fn insert_imported_judge(tx: &mut Tx, by: &Editor, judge: &Judge) -> Result<(), DbError> {
    insert_judge(tx, by, judge).await
}

/// Changes where a judge of the organiser's panel stands; false when it was not there before.
///
/// # Errors
/// The database's.
pub async fn set_judge_state(
    tx: &mut Tx,
    by: &Editor,
    judge: JudgeId,
    from: JudgeState,
    to: JudgeState,
) -> Result<bool, DbError> {
    let (state, standing) = columns(to);
    let changed = execute!(
        tx,
        concat!(
            "UPDATE judge SET state = $4, standing = CASE WHEN $5 <> '' THEN $5 WHEN standing = 'stepped_down' THEN 'member'
               ELSE standing END WHERE id = $1 AND competition_id = $2 AND $3 = ",
            state_of_judge!()
        ),
        judge.uuid(),
        by.competition().uuid(),
        from.as_str(),
        state,
        standing,
    )?;
    Ok(changed == 1)
}

/// Ties an invited judge, or one who declined before, to the account that accepts; false when somebody accepted before.
///
/// # Errors
/// [`DbError::Unique`] when the account is on the panel as another judge.
pub async fn bind_judge(
    tx: &mut Tx,
    holder: &LinkHolder,
    account: &SignedIn,
    accepted: &Acceptance,
) -> Result<bool, DbError> {
    let Ok(judge) = holder.subject_for(LinkPurpose::JudgeInvitation) else { return Ok(false) };
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE judge SET account_id = $2, languages = $3, max_load = $4, state = 'accepted', named = $5, answered_at = $6,
           reason = '' WHERE id = $1 AND state IN ('invited', 'declined')",
        judge,
        account.account().uuid(),
        joined(&accepted.languages),
        accepted.max_load.map(i64::from),
        // Who was on the panel before, perhaps somebody else, agreed for themselves only.
        false,
        now,
    )?;
    Ok(changed == 1)
}

/// Notes that an invited judge declined; false when the invitation was answered before.
///
/// # Errors
/// The database's.
pub async fn decline_judge(tx: &mut Tx, holder: &LinkHolder, reason: &str) -> Result<bool, DbError> {
    let Ok(judge) = holder.subject_for(LinkPurpose::JudgeInvitation) else { return Ok(false) };
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE judge SET state = 'declined', reason = $2, answered_at = $3 WHERE id = $1 AND state = 'invited'",
        judge,
        reason,
        now,
    )?;
    Ok(changed == 1)
}

/// Saves a judge's own data.
///
/// # Errors
/// The database's.
pub async fn update_profile(tx: &mut Tx, seat: &Seat, profile: &Profile) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE judge SET name = $2, affiliation = $3, field = $4, languages = $5, max_load = $6 WHERE id = $1",
        seat.judge().uuid(),
        profile.name.as_str(),
        profile.affiliation.as_str(),
        profile.field.as_str(),
        joined(&profile.languages),
        profile.max_load.map(i64::from),
    )
    .map(drop)
}

/// Saves what an organiser writes for a judge of the panel who asked for it.
///
/// # Errors
/// The database's.
pub async fn update_profile_of(tx: &mut Tx, by: &Editor, judge: JudgeId, profile: &Profile) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE judge SET name = $2, affiliation = $3, field = $4, languages = $5, max_load = $6
         WHERE id = $1 AND competition_id = $7",
        judge.uuid(),
        profile.name.as_str(),
        profile.affiliation.as_str(),
        profile.field.as_str(),
        joined(&profile.languages),
        profile.max_load.map(i64::from),
        by.competition().uuid(),
    )
    .map(drop)
}

/// A judge has declared conflicts over the whole list.
///
/// # Errors
/// The database's.
pub async fn mark_ready(tx: &mut Tx, member: &PanelMember) -> Result<(), DbError> {
    execute!(tx, "UPDATE judge SET state = 'ready' WHERE id = $1 AND state = 'accepted'", member.judge().uuid())
        .map(drop)
}
