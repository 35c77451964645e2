//! What judges tell organisers of an entry, in private.

use crate::{
    competition::model::Competition,
    ids::{EntryId, ReportId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Somebody is in danger by it.
    Safety,
    /// It shows what it should not, or does not say so before.
    Content,
    /// It is somebody else's work.
    Plagiarism,
    /// It should not have been let in.
    Eligibility,
    /// It does not run on what the judge has.
    Device,
    /// It is not offered where the judge is.
    Region,
    /// It stops or does not begin.
    Crash,
    /// The key or the account does not work.
    Key,
    /// The link leads nowhere.
    Link,
    /// Something else keeps the judge from playing it.
    Other,
}

impl ReportKind {
    /// Something is wrong with the entry.
    pub const WRONG: [Self; 4] = [Self::Safety, Self::Content, Self::Plagiarism, Self::Eligibility];
    /// The judge cannot run it, which is nobody's fault.
    pub const CANNOT_RUN: [Self; 6] = [Self::Link, Self::Key, Self::Device, Self::Region, Self::Crash, Self::Other];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Content => "content",
            Self::Plagiarism => "plagiarism",
            Self::Eligibility => "eligibility",
            Self::Device => "device",
            Self::Region => "region",
            Self::Crash => "crash",
            Self::Key => "key",
            Self::Link => "link",
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::WRONG.into_iter().chain(Self::CANNOT_RUN).find(|kind| kind.as_str() == word)
    }

    /// Whether the judge cannot go on before it is answered.
    pub fn keeps_from_playing(self) -> bool {
        Self::CANNOT_RUN.contains(&self)
    }
}

/// How a report was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAnswer {
    /// What was said to the judge; for organisers only where something is wrong with the entry.
    pub text: String,
    /// By whom, while they have an account; for organisers.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// The entry.
    pub entry: EntryId,
    /// What it is about.
    pub kind: ReportKind,
    /// In the judge's words.
    pub text: String,
    /// When.
    pub at: Moment,
    /// How it was answered, once it was.
    pub answer: Option<ReportAnswer>,
}

/// A judge's page of reports about one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnReports {
    /// The competition.
    pub competition: Competition,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// The judge's reports about it, the newest first.
    pub reports: Vec<Report>,
}

/// A report among all of a competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// The report.
    pub report: Report,
    /// The entry's title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// The judge's name.
    pub judge: String,
}

/// The organisers' page of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportsPage {
    /// The competition.
    pub competition: Competition,
    /// Those that wait first, the newest first.
    pub reports: Vec<ReportLine>,
}
