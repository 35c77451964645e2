//! Questions that people ask about a competition, called inquiries, since a question is what an entry form asks.

use super::Competition;
use crate::{ids::InquiryId, time::Moment};
use serde::{Deserialize, Serialize};

/// How many inquiries of one person may wait for an answer in one competition.
pub const INQUIRIES_AT_ONCE: u32 = 5;

/// What became of an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InquiryState {
    /// Not answered yet; only the organisers and who asked see it.
    Open,
    /// Answered for everybody, without the name of who asked.
    Published,
    /// Answered to who asked.
    Private,
    /// Not answered, and told why.
    Declined,
}

impl InquiryState {
    /// What organisers may make of an inquiry.
    pub const ANSWERS: [Self; 3] = [Self::Published, Self::Private, Self::Declined];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Published => "published",
            Self::Private => "private",
            Self::Declined => "declined",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Published, Self::Private, Self::Declined].into_iter().find(|state| state.as_str() == word)
    }
}

/// An inquiry as those see it whom it belongs to: who asked, and the organisers. It does not say who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// Its id.
    pub id: InquiryId,
    /// What became of it.
    pub state: InquiryState,
    /// What was asked, in the words of who asked.
    pub text: String,
    /// What is published as the question; empty where nothing is.
    pub public_text: String,
    /// The answer, or why there is none; empty while it is open.
    pub answer: String,
    /// Counts every change.
    pub version: i64,
    /// When it was asked.
    pub asked_at: Moment,
    /// When it was first answered.
    pub answered_at: Option<Moment>,
    /// When the answer was last changed after that.
    pub changed_at: Option<Moment>,
}

/// An inquiry as everybody sees it. There is nothing in it of who asked, so that no page can show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicInquiry {
    /// Its id, where the page jumps to.
    pub id: InquiryId,
    /// What was asked, as organisers publish it.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// When it was answered.
    pub answered_at: Moment,
    /// When the answer was last changed after that.
    pub changed_at: Option<Moment>,
}

/// The public page of questions and answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryPage {
    /// Where.
    pub competition: Competition,
    /// What is published and fits the search, newest first.
    pub found: Vec<PublicInquiry>,
    /// How many are published.
    pub published: u32,
    /// What the reader asked, newest first.
    pub own: Vec<Inquiry>,
    /// Whether something may be asked now, by whoever is signed in.
    pub open: bool,
    /// Whether the reader runs the competition.
    pub organiser: bool,
}

/// An inquiry in the organisers' list, with the name of who asked, if the account is still there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredInquiry {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// Who asked.
    pub asker: Option<String>,
}

/// The organisers' list: first what waits, oldest first, then what is done, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryDesk {
    /// Where.
    pub competition: Competition,
    /// What waits for an answer.
    pub waiting: Vec<AnsweredInquiry>,
    /// What was answered or declined.
    pub done: Vec<AnsweredInquiry>,
}

/// One inquiry, to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryView {
    /// Where.
    pub competition: Competition,
    /// What.
    pub asked: AnsweredInquiry,
}
