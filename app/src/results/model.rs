//! Placements, awards and their publication.

pub mod analysis;
mod appeal;
mod comment;
mod comparison;
pub mod deliberation;
mod document;
mod feedback;
mod preview;
mod prizes;
mod public_entry;
mod rounds;
mod statistics;
mod trust;

pub use appeal::{
    Appeal, AppealAbout, AppealAnswer, AppealLine, AppealOutcome, AppealPage, AppealSettings, AppealWindow,
    AppealsDesk, OwnAppeals, PublicAppeals,
};
pub use comment::{
    COMMENT_PAGE, Comment, CommentDecision, CommentFilter, CommentPage, CommentReview, FeedbackDesk, Notice,
    NoticeKind, OwnComment, OwnComments,
};
pub use comparison::{
    ComparedEntry, ComparedMethod, ComparedOutcome, ComparedPlace, Difference, MethodComparison, TrackComparison,
};
pub use document::{
    GivenAward, PublicationFacts, Published, PublishedPlacement, ResultsDocument, RoundResults, RubricLine, TieNote,
    TrackResults,
};
pub use feedback::{
    Adjustment, CriterionFeedback, CriterionNumbers, Distribution, EntryFeedback, EntryNumbers, EntryResult,
    FEWEST_FIELD, FEWEST_MARKS, FIELD_PARTS, FeedbackSettings, FeedbackShows, TimePlayed,
};
pub use preview::{Distinction, MinorConsents, NamedEntry, Preview, RankedEntry, TiedEntry, TrackPreview};
pub use prizes::{
    CheckDone, Compared, Delivery, EntryPrizes, OwnPrize, PassedAward, PassedHow, PassedPrize, PrizeCheck, PrizeDesk,
    PrizeFacts, PrizeRecord, PrizeState, TieKind, Winner, WinnerTie, WonPrize,
};
pub use public_entry::{
    Certificate, Credit, PublicAnswer, PublicEntry, PublicPicture, PublishedVersion, ShownEntry, Since,
};
pub use rounds::{Candidate, NextRound, RoundsPage};
pub use statistics::{Band, Cell, Counted, Dimension, SafeTable, Statistics};
pub use trust::{PlaceDoubt, PublishedDeparture, PublishedSeal, TrackDoubt};
