//! The person behind a request.

use app::{accounts::model::Viewer, ids::AccountId};

/// A person with a live session, or nobody. Made from a session only.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) account: AccountId,
    pub(super) name: String,
    pub(super) host: bool,
    pub(super) token_hash: [u8; 32],
}

impl Caller {
    /// The account.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Which session it is, as its stored hash.
    pub const fn session(&self) -> [u8; 32] {
        self.token_hash
    }

    /// What a page's header shows of the person.
    pub fn viewer(&self) -> Viewer {
        Viewer { account: self.account, name: self.name.clone(), host: self.host }
    }
}
