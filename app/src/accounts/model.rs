//! People who sign in, and what they may be in a competition.

use crate::{
    ids::{AccountId, CompetitionId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The cookie by which a device says that it has not sent all that was written on it.
pub const UNSENT_COOKIE: &str = "peaceapp_unsent";

/// What a person may be in one competition. A person can be several at once; conflicts of interest,
/// not roles, decide what must be kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the competition.
    Organiser,
    /// Scores entries.
    Judge,
    /// Enters.
    TeamMember,
}

impl Role {
    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::Judge => "judge",
            Self::TeamMember => "team_member",
        }
    }
}

/// What an organiser may do. Each includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rights {
    /// Reads what organisers read, without addresses and without what is known of guardians.
    Observer,
    /// Checks entries and answers people.
    Checker,
    /// Everything but who organises, publication, and for how long is kept what is known of people.
    Editor,
    /// Everything.
    Owner,
}

impl Rights {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Observer, Self::Checker, Self::Editor, Self::Owner];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Observer => "observer",
            Self::Checker => "checker",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rights| rights.as_str() == word)
    }
}

/// Who is looking at the page: enough for its header, nothing secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The account.
    pub account: AccountId,
    /// The name the person goes by.
    pub name: String,
    /// May create competitions and organises every one of them: the operator's trust, given on the command line.
    pub host: bool,
}

/// One competition in which a person has something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involvement {
    /// The competition.
    pub competition: CompetitionId,
    /// Its short name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What the person is there, in the order of [`Role`].
    pub roles: Vec<Role>,
}

/// An account as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAccount {
    /// The name the person goes by.
    pub name: String,
    /// The address.
    pub email: String,
    /// The language the person is written to in.
    pub locale: String,
    /// Live sessions, newest first.
    pub sessions: Vec<OwnSession>,
    /// Competitions that would have no organiser without this person; while there is one, the account stays.
    pub organises_alone: Vec<String>,
}

/// A live session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// When it began.
    pub begun: Moment,
    /// When it was used last.
    pub seen: Moment,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Sets the first or a new password of an account.
    Password,
    /// Invites somebody to a panel.
    JudgeInvitation,
    /// Invites somebody to organise.
    OrganiserInvitation,
    /// Invites somebody to a team.
    TeamInvitation,
    /// Asks a guardian for consent.
    GuardianConsent,
    /// Lets a member of a team who had no account take over what the team wrote of them.
    MemberInvitation,
}

impl LinkPurpose {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Password,
        Self::JudgeInvitation,
        Self::OrganiserInvitation,
        Self::TeamInvitation,
        Self::GuardianConsent,
        Self::MemberInvitation,
    ];

    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::JudgeInvitation => "judge_invitation",
            Self::OrganiserInvitation => "organiser_invitation",
            Self::TeamInvitation => "team_invitation",
            Self::GuardianConsent => "guardian_consent",
            Self::MemberInvitation => "member_invitation",
        }
    }
}
