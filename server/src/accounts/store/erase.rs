//! Deleting an account: what is known of a person goes, what they did for a competition stays without them.

use super::own;
use crate::{
    audit,
    auth::permits::SignedIn,
    db::{DbError, Tx},
    execute, fetch_all,
};
use uuid::Uuid;

/// How much went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Drafts that nobody else could write on.
    pub drafts: u64,
    /// Memberships that have no account any more.
    pub memberships: u64,
    /// Judges who have no name any more.
    pub judges: u64,
}

/// Deletes the caller's account. `keep_name`: teams go on showing the public name.
///
/// # Errors
/// The database's.
pub async fn erase(tx: &mut Tx, who: &SignedIn, keep_name: bool) -> Result<Erased, DbError> {
    let Some(known) = own::profile(tx, who).await? else { return Ok(Erased::default()) };
    let account = who.account().uuid();
    forget_journeys(tx, account).await?;
    let drafts = leave_drafts(tx, account).await?;
    let memberships = leave_teams(tx, account, keep_name).await?;
    let judges = leave_panels(tx, account).await?;
    // Who declined may change their mind by the same link, but not who is gone.
    execute!(
        tx,
        "UPDATE one_time_link SET used_at = created_at WHERE used_at IS NULL AND purpose = 'judge_invitation'
         AND subject IN (SELECT id FROM judge WHERE email = $1 AND account_id IS NULL)",
        known.email.as_str(),
    )?;
    // An organiser wrote name and address of somebody who has not answered, and cannot any more.
    execute!(
        tx,
        "UPDATE judge SET name = key, email = '', affiliation = '', reason = '', devices = '', expertise = '', region = '',
           gender = '', partner = '', comfort = '', away = '', state = 'declined' WHERE email = $1 AND account_id IS NULL",
        known.email.as_str(),
    )?;
    execute!(tx, "DELETE FROM organiser_invitation WHERE email = $1", known.email.as_str())?;
    forget_inquiries(tx, account).await?;
    execute!(tx, "DELETE FROM idempotency_key WHERE caller = $1", account.to_string())?;
    let typed = format!("%{}%", audit::literally(&known.email));
    execute!(tx, "DELETE FROM kept_post WHERE fields LIKE $1 ESCAPE '\\'", typed.as_str())?;
    execute!(tx, "DELETE FROM outbox_mail WHERE account_id = $1 OR to_address = $2", account, known.email.as_str())?;
    audit::erase_about(tx, &account.to_string()).await?;
    audit::erase_naming(tx, &known.email).await?;
    audit::erase_value(tx, &known.name).await?;
    execute!(tx, "DELETE FROM account WHERE id = $1", account)?;
    Ok(Erased { drafts, memberships, judges })
}

/// Who travels for a team, and what it wrote for a prize, may name the caller: the rest of the team can write it again.
async fn forget_journeys(tx: &mut Tx, account: Uuid) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE prize SET travels = '', needs = '' WHERE answered_by = $1 OR entry_id IN (
           SELECT e.id FROM entry e JOIN member m ON m.team_id = e.team_id WHERE m.account_id = $1)",
        account,
    )
    .map(drop)
}

/// What the caller asked goes; what was published of it, in the organisers' words and without a name, stays for others.
async fn forget_inquiries(tx: &mut Tx, account: Uuid) -> Result<(), DbError> {
    let asked: Vec<(Uuid,)> =
        fetch_all!(tx, (Uuid,), "SELECT id FROM inquiry WHERE account_id = $1 ORDER BY id", account)?;
    for (inquiry,) in &asked {
        audit::erase_about(tx, &inquiry.to_string()).await?;
    }
    execute!(tx, "DELETE FROM inquiry WHERE account_id = $1 AND state <> 'published'", account)?;
    execute!(tx, "UPDATE inquiry SET text = public_text WHERE account_id = $1", account).map(drop)
}

/// Drafts of teams in which nobody else signs in, and the teams that have nothing else.
async fn leave_drafts(tx: &mut Tx, account: Uuid) -> Result<u64, DbError> {
    // Two members who go at once must not both count on the other.
    execute!(
        tx,
        "UPDATE team SET name = name WHERE id IN (SELECT team_id FROM member WHERE account_id = $1)",
        account,
    )?;
    let drafts = execute!(
        tx,
        "DELETE FROM entry WHERE state = 'draft' AND team_id IN (SELECT m.team_id FROM member m WHERE m.account_id = $1)
         AND NOT EXISTS (SELECT 1 FROM member o WHERE o.team_id = entry.team_id AND o.account_id IS NOT NULL AND o.account_id <> $1)",
        account,
    )?;
    execute!(
        tx,
        "DELETE FROM team WHERE id IN (SELECT m.team_id FROM member m WHERE m.account_id = $1)
         AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.team_id = team.id)
         AND NOT EXISTS (SELECT 1 FROM member o WHERE o.team_id = team.id AND o.account_id IS NOT NULL AND o.account_id <> $1)",
        account,
    )?;
    Ok(drafts)
}

/// The caller's rows in teams lose the account, and the name if the caller wishes.
async fn leave_teams(tx: &mut Tx, account: Uuid, keep_name: bool) -> Result<u64, DbError> {
    if !keep_name {
        execute!(
            tx,
            "UPDATE guardian_consent SET guardian_name = '', guardian_email = '' WHERE member_id IN (SELECT id FROM member WHERE account_id = $1)",
            account,
        )?;
        execute!(tx, "UPDATE member SET public_name = '', role = '' WHERE account_id = $1", account)?;
    }
    execute!(
        tx,
        "UPDATE member SET account_id = $2, without_account = $3 WHERE account_id = $1",
        account,
        None::<Uuid>,
        true
    )
}

/// The caller's judges leave their panels without a name: scorecards that were handed in count as before, and there is
/// nothing more for them to do.
async fn leave_panels(tx: &mut Tx, account: Uuid) -> Result<u64, DbError> {
    let judges: Vec<(Uuid,)> =
        fetch_all!(tx, (Uuid,), "SELECT id FROM judge WHERE account_id = $1 ORDER BY id", account)?;
    for (judge,) in &judges {
        execute!(tx, "DELETE FROM scorecard WHERE judge_id = $1 AND state = 'draft'", *judge)?;
        execute!(
            tx,
            "DELETE FROM assignment WHERE judge_id = $1 AND NOT EXISTS
               (SELECT 1 FROM scorecard k WHERE k.judge_id = assignment.judge_id AND k.entry_id = assignment.entry_id
                AND k.round_id = assignment.round_id)",
            *judge,
        )?;
        // What was said of samples decides nothing.
        execute!(tx, "DELETE FROM sample_scorecard WHERE judge_id = $1", *judge)?;
        // What bars a judge goes on barring; why is the judge's own affair.
        execute!(tx, "UPDATE released_assignment SET reason = '' WHERE judge_id = $1", *judge)?;
        execute!(tx, "UPDATE conflict SET reason = '' WHERE judge_id = $1", *judge)?;
        execute!(tx, "UPDATE conflict_claim SET reason = '', aside_reason = '' WHERE judge_id = $1", *judge)?;
        execute!(tx, "DELETE FROM conflict_question WHERE judge_id = $1", *judge)?;
        execute!(
            tx,
            "UPDATE judge SET account_id = $2, name = key, email = '', affiliation = '', country = '', about = '', named = $3,
               reason = '', devices = '', expertise = '', region = '', gender = '', partner = '', comfort = '', away = '',
               state = 'left' WHERE id = $1",
            *judge,
            None::<Uuid>,
            false,
        )?;
        execute!(tx, "UPDATE one_time_link SET used_at = created_at WHERE subject = $1 AND used_at IS NULL", *judge)?;
        audit::erase_about(tx, &judge.to_string()).await?;
    }
    Ok(judges.len() as u64)
}
