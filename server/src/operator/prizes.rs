//! What became of prizes, in and out: by keys, and without who did it, as with everything that people decided.

use super::{
    keys::{Keys, Unknown},
    store,
};
use crate::{
    auth::permits::Owner,
    db::{Conn, DbError, Tx},
    results::store::prizes,
};
use app::{
    ids::CompetitionId,
    results::model::{Delivery, PrizeCheck, PrizeState},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What became of prizes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrizesArchive {
    /// What is kept of each, by track, award and entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prizes: Vec<PrizeArchive>,
    /// Checks that organisers ticked, by entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<PrizeCheckArchive>,
}

impl PrizesArchive {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.prizes.is_empty() && self.checks.is_empty()
    }
}

/// What is kept of a prize of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrizeArchive {
    /// The track's key.
    pub track: String,
    /// The award's key.
    pub award: String,
    /// The entry's key.
    pub entry: String,
    /// Where it stands.
    pub state: PrizeState,
    /// When the team was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Moment>,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Moment>,
    /// Who travels.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub travels: String,
    /// What organisers need.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub needs: String,
    /// Why it is not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How far it has got.
    pub delivery: Delivery,
    /// What there is to say of that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delivery_note: String,
}

/// A check that organisers ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrizeCheckArchive {
    /// The entry's key.
    pub entry: String,
    /// Which.
    pub check: PrizeCheck,
    /// The note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When.
    pub at: Moment,
}

/// Why it was not read: a row that names nothing, or the database.
pub(super) async fn read<E: From<Unknown> + From<DbError>>(
    conn: &mut Conn,
    id: CompetitionId,
    keys: &Keys,
) -> Result<PrizesArchive, E> {
    let mut archive = PrizesArchive::default();
    for record in prizes::records(conn, id).await? {
        let (track, award) = keys.of_award(record.award)?;
        archive.prizes.push(PrizeArchive {
            track,
            award,
            entry: keys.of_entry(record.entry)?,
            state: record.state,
            asked_at: record.asked_at,
            answered_at: record.answered_at,
            travels: record.travels,
            needs: record.needs,
            reason: record.reason,
            delivery: record.delivery,
            delivery_note: record.delivery_note,
        });
    }
    archive.prizes.sort_by(|a, b| (&a.track, &a.award, &a.entry).cmp(&(&b.track, &b.award, &b.entry)));
    for (entry, done) in prizes::checks(conn, id).await? {
        // What the comparison had found names ids of this database: elsewhere it is compared anew.
        let (entry, check, note, at) = (keys.of_entry(entry)?, done.check, done.note, done.at);
        archive.checks.push(PrizeCheckArchive { entry, check, note, at });
    }
    archive.checks.sort_by(|a, b| (&a.entry, a.check).cmp(&(&b.entry, b.check)));
    Ok(archive)
}

/// Brings it in.
pub(super) async fn write<E: From<Unknown> + From<DbError>>(
    tx: &mut Tx,
    by: &Owner,
    archive: &PrizesArchive,
    keys: &Keys,
) -> Result<(), E> {
    for prize in &archive.prizes {
        let of = (keys.award(&prize.track, &prize.award)?, keys.entry(&prize.entry)?);
        store::insert_prize(tx, by, of, prize).await?;
    }
    for check in &archive.checks {
        store::insert_prize_check(tx, by, keys.entry(&check.entry)?, check).await?;
    }
    Ok(())
}
