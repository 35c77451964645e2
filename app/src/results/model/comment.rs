//! Comments of judges, and what organisers do with them before teams read them.

use super::FeedbackSettings;
use crate::{
    competition::model::Competition,
    ids::{CriterionId, EntryId, ScorecardId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What was decided on a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentDecision {
    /// The team reads it as it is.
    Released,
    /// The team reads it with words taken out.
    Edited,
    /// The team does not read it.
    Held,
}

impl CommentDecision {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Released, Self::Edited, Self::Held];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Edited => "edited",
            Self::Held => "held",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == word)
    }
}

/// What became of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentReview {
    /// What was decided.
    pub decision: CommentDecision,
    /// What the team reads of an edited one.
    pub text: String,
    /// Why it was held back, for organisers.
    pub reason: String,
    /// Who decided, while they have an account.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// What in a comment may tell who wrote it, or should not be said to a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// A name of somebody on the panel.
    Judge,
    /// Where somebody on the panel works.
    Organisation,
    /// The writer speaks of their own work or place.
    Work,
    /// An address of mail.
    Email,
    /// An address of the web.
    Link,
    /// A number to call.
    Phone,
    /// The title of another entry.
    OtherEntry,
    /// Words in capitals.
    Capitals,
}

/// Something worth a look, with the words it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Of which kind.
    pub kind: NoticeKind,
    /// The words.
    pub words: String,
}

/// A judge's comment on one criterion of an entry. The judge is not named, to organisers neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The criterion.
    pub criterion: CriterionId,
    /// The criterion's name.
    pub label: String,
    /// The entry.
    pub entry: EntryId,
    /// The entry's title.
    pub title: String,
    /// What the judge wrote.
    pub text: String,
    /// What was noticed in it.
    pub notices: Vec<Notice>,
    /// What was decided, once it was.
    pub review: Option<CommentReview>,
}

impl Comment {
    /// What was decided on it.
    pub fn decision(&self) -> Option<CommentDecision> {
        self.review.as_ref().map(|review| review.decision)
    }
}

/// What a team reads of a judge's own comment, for that judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnComment {
    /// The entry's title.
    pub title: String,
    /// The criterion's name.
    pub label: String,
    /// What the judge wrote.
    pub text: String,
    /// What was decided; nothing while it waits, which a comment that was changed does again.
    pub decision: Option<CommentDecision>,
    /// What the team reads of an edited one.
    pub edited: String,
}

/// A judge's page of own comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnComments {
    /// The competition.
    pub competition: Competition,
    /// Since when teams read feedback; nothing is decided for good before.
    pub released_at: Option<Moment>,
    /// The comments, by entry and criterion; none before the release.
    pub comments: Vec<OwnComment>,
}

/// Which comments organisers look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentFilter {
    /// Those that wait.
    #[default]
    Waiting,
    /// Of these, where something was noticed.
    Noticed,
    /// Those that were decided on.
    Decided,
    /// Of these, held back.
    Held,
}

impl CommentFilter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Noticed, Self::Decided, Self::Held];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Noticed => "noticed",
            Self::Decided => "decided",
            Self::Held => "held",
        }
    }

    /// Reads the word; what is not known is the first.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|value| value.as_str() == word).unwrap_or_default()
    }

    /// Whether it lets a comment through.
    pub fn lets(self, comment: &Comment) -> bool {
        match self {
            Self::Waiting => comment.review.is_none(),
            Self::Noticed => comment.review.is_none() && !comment.notices.is_empty(),
            Self::Decided => comment.review.is_some(),
            Self::Held => comment.decision() == Some(CommentDecision::Held),
        }
    }
}

/// The most comments on one page.
pub const COMMENT_PAGE: usize = 40;

/// The organisers' page of comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackDesk {
    /// The competition.
    pub competition: Competition,
    /// What was chosen.
    pub settings: FeedbackSettings,
    /// Since when teams read feedback.
    pub released_at: Option<Moment>,
    /// What is looked at.
    pub filter: CommentFilter,
    /// How many comments each filter lets through, in the order of [`CommentFilter::ALL`].
    pub counts: [usize; 4],
    /// Which page, from 1.
    pub page: usize,
    /// The comments of this page.
    pub comments: Vec<Comment>,
}

impl FeedbackDesk {
    /// How many comments a filter lets through.
    pub fn count(&self, filter: CommentFilter) -> usize {
        CommentFilter::ALL.into_iter().zip(self.counts).find(|(one, _)| *one == filter).map_or(0, |(_, count)| count)
    }
}

/// One comment, to be decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentPage {
    /// The competition.
    pub competition: Competition,
    /// The comment.
    pub comment: Comment,
}
