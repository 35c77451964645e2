//! What teams say is wrong in their results, and what organisers answer.

use crate::{
    competition::model::Competition,
    ids::{AppealId, EntryId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What an appeal is about; what somebody likes is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealAbout {
    /// Something is stated that is not so.
    Fact,
    /// Something was done that is against the rules.
    Rule,
}

impl AppealAbout {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Fact, Self::Rule];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Rule => "rule",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == word)
    }
}

/// What organisers decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// The team is right: the results are put right in a further version.
    Upheld,
    /// The results stay.
    Rejected,
}

impl AppealOutcome {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Upheld, Self::Rejected];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == word)
    }
}

/// For how long teams may appeal, and until when they are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealSettings {
    /// Days after a version of the results came out; 0: teams may not appeal.
    pub days: u32,
    /// Days from an appeal to its answer.
    pub answer_days: u32,
}

impl Default for AppealSettings {
    fn default() -> Self {
        Self { days: 7, answer_days: 14 }
    }
}

/// The version of the results that may be appealed against, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppealWindow {
    /// The version in force.
    pub version: i64,
    /// The last second.
    pub until: Moment,
}

/// How an appeal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealAnswer {
    /// What was decided.
    pub outcome: AppealOutcome,
    /// Why, in words for the team; of an upheld one also what changes.
    pub reason: String,
    /// Who decided, while they have an account; not read for the team.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
    /// The version of the results that puts it right, once it is out.
    pub corrected: Option<i64>,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// Its id.
    pub id: AppealId,
    /// The entry.
    pub entry: EntryId,
    /// The version of the results that it is against.
    pub version: i64,
    /// What it is about.
    pub about: AppealAbout,
    /// In the team's words.
    pub text: String,
    /// When it was filed.
    pub at: Moment,
    /// When it is answered at the latest.
    pub answer_by: Moment,
    /// What organisers asked back, and when.
    pub question: Option<(String, Moment)>,
    /// What the team replied, and when.
    pub reply: Option<(String, Moment)>,
    /// How it ended, once it did.
    pub answer: Option<AppealAnswer>,
}

/// A team's page of its appeals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAppeals {
    /// The competition.
    pub competition: Competition,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// What the competition states.
    pub settings: AppealSettings,
    /// What may be appealed against, while it may.
    pub window: Option<AppealWindow>,
    /// Whether the reader is the team's contact, who files and replies.
    pub contact: bool,
    /// The team's appeals, the newest first.
    pub appeals: Vec<Appeal>,
}

impl OwnAppeals {
    /// Whether an appeal against the version in force was filed.
    pub fn filed(&self) -> bool {
        self.window.is_some_and(|window| self.appeals.iter().any(|appeal| appeal.version == window.version))
    }
}

/// An appeal among all of a competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealLine {
    /// The appeal.
    pub appeal: Appeal,
    /// The entry's title.
    pub title: String,
    /// Its team's name.
    pub team: String,
}

/// The organisers' page of appeals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealsDesk {
    /// The competition.
    pub competition: Competition,
    /// What it states.
    pub settings: AppealSettings,
    /// Those that wait first, whose time is over or over soonest before the others.
    pub appeals: Vec<AppealLine>,
}

/// One appeal, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealPage {
    /// The competition.
    pub competition: Competition,
    /// The appeal.
    pub line: AppealLine,
}

/// What everybody reads of appeals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAppeals {
    /// The competition.
    pub competition: Competition,
    /// What it states.
    pub settings: AppealSettings,
    /// What may be appealed against, while it may.
    pub window: Option<AppealWindow>,
    /// Appeals that were filed.
    pub received: u32,
    /// Of these, upheld.
    pub upheld: u32,
    /// Of these, rejected.
    pub rejected: u32,
}
