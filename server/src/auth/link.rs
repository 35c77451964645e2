//! One-time links: 256 bits from a keyed hash of the link's id, so that whoever made an invitation can see its link
//! again while it is open, though the database holds only SHA-256 of it (trust.md A-09).

use super::{permits::LinkHolder, store};
use crate::db::{Conn, DbError, Tx};
use app::{
    accounts::model::LinkPurpose,
    error::{AppError, Refusal},
    ids::{AccountId, LinkId},
    time::Moment,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// A link lives so long: passwords an hour, invitations two weeks. A guardian's is a standing page, not used up by an
/// answer, and has to outlive the longest competition.
const fn life(purpose: LinkPurpose) -> i64 {
    match purpose {
        LinkPurpose::Password => 3600,
        LinkPurpose::JudgeInvitation
        | LinkPurpose::OrganiserInvitation
        | LinkPurpose::TeamInvitation
        | LinkPurpose::MemberInvitation => 14 * 24 * 3600,
        LinkPurpose::GuardianConsent => 2 * 365 * 24 * 3600,
    }
}

/// The key that tokens are made with. It is a file beside the database (or a setting shared by several servers),
/// never in the database.
#[derive(Clone)]
pub struct LinkKey(Arc<[u8; 32]>);

impl std::fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkKey")
    }
}

impl LinkKey {
    /// A key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The token of a link. A hash with the key before and after is enough here: the input has a fixed length.
    fn token(&self, id: Uuid) -> String {
        let mut hash = Sha256::new();
        hash.update(self.0.as_slice());
        hash.update(id.as_bytes());
        hash.update(self.0.as_slice());
        hex::encode(hash.finalize())
    }

    /// Makes a link; gives its token.
    ///
    /// # Errors
    /// The database's.
    pub async fn make(
        &self,
        tx: &mut Tx,
        purpose: LinkPurpose,
        account: Option<AccountId>,
        subject: Option<Uuid>,
    ) -> Result<String, DbError> {
        self.make_id(tx, purpose, account, subject).await.map(|id| self.token(id.uuid()))
    }

    /// Makes a link that ends at a moment, and gives its id.
    ///
    /// # Errors
    /// The database's.
    pub async fn make_id_until(
        &self,
        tx: &mut Tx,
        purpose: LinkPurpose,
        subject: Uuid,
        until: Moment,
    ) -> Result<LinkId, DbError> {
        let id: LinkId = tx.ambient().id();
        store::insert_link(tx, id, &hash(&self.token(id.uuid())), purpose, None, Some(subject), until).await?;
        Ok(id)
    }

    /// Makes a link; gives its id, by which a message carries it.
    ///
    /// # Errors
    /// The database's.
    pub async fn make_id(
        &self,
        tx: &mut Tx,
        purpose: LinkPurpose,
        account: Option<AccountId>,
        subject: Option<Uuid>,
    ) -> Result<LinkId, DbError> {
        let id: LinkId = tx.ambient().id();
        let expires = tx.now().plus_seconds(life(purpose));
        store::insert_link(tx, id, &hash(&self.token(id.uuid())), purpose, account, subject, expires).await?;
        Ok(id)
    }

    /// The path a link leads to, without the language, by the stored word of its purpose.
    pub fn path(&self, link: LinkId, purpose: &str) -> Option<String> {
        let place = match purpose {
            "judge_invitation" => "invitations",
            "organiser_invitation" => "organisers",
            "team_invitation" => "join",
            "guardian_consent" => "consent",
            "password" => "links",
            _ => return None,
        };
        Some(format!("/{place}/{}", self.token(link.uuid())))
    }

    /// The token of the newest open link about a subject.
    ///
    /// # Errors
    /// The database's.
    pub async fn open(
        &self,
        conn: &mut Conn,
        purpose: LinkPurpose,
        subject: Uuid,
        now: Moment,
    ) -> Result<Option<String>, DbError> {
        Ok(store::open_link(conn, purpose, subject, now).await?.map(|link| self.token(link.id)))
    }
}

/// The newest open link about a subject, by which a message carries it once more.
///
/// # Errors
/// The database's.
pub async fn open_id(
    conn: &mut Conn,
    purpose: LinkPurpose,
    subject: Uuid,
    now: Moment,
) -> Result<Option<LinkId>, DbError> {
    Ok(store::open_link(conn, purpose, subject, now).await?.map(|link| link.id.into()))
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Looks at a link without using it.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, [`Refusal::LinkUsed`], [`Refusal::LinkExpired`].
pub async fn look(conn: &mut Conn, token: &str, now: Moment) -> Result<LinkHolder, AppError> {
    let (holder, expires) = look_anyhow(conn, token).await?;
    if expires.has_passed(now) { Err(Refusal::LinkExpired.into()) } else { Ok(holder) }
}

/// Looks at a link that may be too old, and says when it ends: to tell its holder whom to ask.
///
/// # Errors
/// [`AppError::NotFound`]; [`Refusal::LinkUsed`].
pub async fn look_anyhow(conn: &mut Conn, token: &str) -> Result<(LinkHolder, Moment), AppError> {
    let row = store::link(conn, &hash(token)).await?.ok_or(AppError::NotFound)?;
    if row.used_at.is_some() {
        return Err(Refusal::LinkUsed.into());
    }
    let purpose = LinkPurpose::ALL
        .into_iter()
        .find(|purpose| purpose.as_str() == row.purpose)
        .ok_or_else(|| DbError::corrupt("one_time_link", "purpose", &row.purpose))?;
    let holder = LinkHolder::new(purpose, row.account_id.map(AccountId::from), row.subject);
    Ok((holder, Moment::from_micros(row.expires_at)))
}

/// Uses a link up: of two who try at once, one gets it.
///
/// # Errors
/// As [`look`].
pub async fn redeem(tx: &mut Tx, token: &str) -> Result<LinkHolder, AppError> {
    let now = tx.now();
    let holder = look(tx, token, now).await?;
    let row = store::link(tx, &hash(token)).await?.ok_or(AppError::NotFound)?;
    if store::use_link(tx, row.id).await? { Ok(holder) } else { Err(Refusal::LinkUsed.into()) }
}

/// Ends every open link about a subject, before a new one is made or when it is withdrawn.
///
/// # Errors
/// The database's.
pub async fn revoke(tx: &mut Tx, purpose: LinkPurpose, subject: Uuid) -> Result<(), DbError> {
    store::close_links(tx, purpose, subject).await
}
