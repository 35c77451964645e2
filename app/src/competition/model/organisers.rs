//! Who runs a competition, and who is invited to.

use super::Competition;
use crate::{
    accounts::model::Rights,
    ids::{AccountId, OrganiserInvitationId},
    time::Moment,
};

/// Somebody who runs a competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organiser {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The address; empty for a reader who need not know it.
    pub email: String,
    /// What this organiser may do.
    pub rights: Rights,
    /// Since when.
    pub since: Moment,
}

/// An invitation to organise that is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Its id.
    pub id: OrganiserInvitationId,
    /// Who is invited.
    pub name: String,
    /// The address; empty for a reader who need not know it.
    pub email: String,
    /// What they would be allowed to do.
    pub rights: Rights,
    /// Since when.
    pub since: Moment,
    /// The token of its link while it works, for owners only: whoever has it can answer.
    pub token: Option<String>,
}

/// Everybody who runs a competition.
#[derive(Clone, Debug)]
pub struct Organisers {
    /// Where.
    pub competition: Competition,
    /// They, in the order in which they came.
    pub organisers: Vec<Organiser>,
    /// Who has not answered.
    pub invitations: Vec<OpenInvitation>,
    /// What links begin with.
    pub origin: String,
    /// The reader's own account.
    pub reader: Option<AccountId>,
}

impl Organisers {
    /// Whether an organiser is the only owner, and so stays.
    pub fn is_last_owner(&self, organiser: &Organiser) -> bool {
        organiser.rights == Rights::Owner
            && self.organisers.iter().filter(|other| other.rights == Rights::Owner).count() == 1
    }
}

/// An invitation, to whoever holds its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganiserInvitation {
    /// The competition's name.
    pub competition: String,
    /// What it is about, in a sentence.
    pub theme: String,
    /// Who is invited.
    pub name: String,
    /// What they would be allowed to do.
    pub rights: Rights,
    /// Whether the reader is signed in, and so can accept.
    pub signed_in: bool,
}
