//! What organisers find out about an entry before they let it in. None of it reaches teams or judges.

use crate::{
    ids::{AccountId, ConcernId, EntryId, JudgeId, MemberId},
    time::Moment,
};

words! {
    /// A way in which an entry looks like another, or its team is tied to somebody who decides.
    FindingKind {
        /// The title is the same or nearly so.
        Title = "title",
        /// The same address of the web.
        Link = "link",
        /// The same file.
        File = "file",
        /// The same account in another team.
        Account = "account",
        /// The same mailbox under another address in another team.
        Mail = "mail",
        /// The same public name and country in another team.
        Person = "person",
        /// It was in a competition that is over.
        Earlier = "earlier",
        /// A member organises or judges this competition.
        Decides = "decides",
        /// A member's address has the domain of an organiser's or judge's.
        Domain = "domain",
        /// The team's organisation is a judge's.
        Organisation = "organisation",
        /// The team says so itself.
        Declared = "declared",
        /// A member and a judge were in one team of another competition.
        Together = "together",
    }
}

words! {
    /// What a concern is about.
    ConcernKind {
        /// Violent or otherwise unfit contents.
        Content = "content",
        /// How it speaks of people.
        Tone = "tone",
        /// It may do harm in a conflict.
        Harm = "harm",
        /// It may put players or others in danger.
        Safety = "safety",
        /// Rights to its parts.
        Rights = "rights",
    }
}

words! {
    /// What came of asking an address.
    LinkOutcome {
        /// It answers.
        Answers = "answers",
        /// It asks for a password.
        Locked = "locked",
        /// There is nothing at this address.
        Gone = "gone",
        /// It answers with an error.
        Failing = "failing",
        /// It leads where this server does not go: not into the public web.
        Refused = "refused",
        /// It cannot be reached.
        Unreachable = "unreachable",
    }
}

/// A look-alike or a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The entry it is about.
    pub entry: EntryId,
    /// What it is.
    pub kind: FindingKind,
    /// What shows it: an address, a title, a domain. Never the name of a person.
    pub detail: String,
    /// How alike two titles are, of 100; 100 where it is the same.
    pub likeness: u8,
    /// The other entry.
    pub other: Option<EntryId>,
    /// The member.
    pub member: Option<MemberId>,
    /// The organiser or judge with an account.
    pub account: Option<AccountId>,
    /// The judge.
    pub judge: Option<JudgeId>,
    /// A digest of all of this and of what it rests on: other evidence has another.
    pub digest: String,
}

/// A worry about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// Its id.
    pub id: ConcernId,
    /// What it is about.
    pub kind: ConcernKind,
    /// What it says.
    pub text: String,
    /// Who raised it; nobody once the account is gone.
    pub raised_by: Option<String>,
    /// When.
    pub raised_at: Moment,
    /// How it was settled, if it was.
    pub settled: Option<Settled>,
}

/// How something was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Why.
    pub reason: String,
    /// By whom; nobody once the account is gone.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// An address that a team wrote, and what came back from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLink {
    /// The address.
    pub address: String,
    /// Whether it waits to be asked.
    pub waiting: bool,
    /// What came of it; nothing when it was never asked.
    pub answer: Option<LinkAnswer>,
}

/// What came back from an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAnswer {
    /// In a word.
    pub outcome: LinkOutcome,
    /// The status, if there was one.
    pub status: Option<u16>,
    /// Where it led in the end; empty where it did not lead elsewhere.
    pub final_address: String,
    /// What kind of thing is there.
    pub media_type: String,
    /// When.
    pub at: Moment,
}
