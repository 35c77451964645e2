//! The pages of this stage, drawn on the server only.

mod analysis;
mod appeals;
mod badge;
mod certificate;
mod check;
mod comments;
mod consents;
mod decisions;
mod deliberation;
mod document;
mod embed;
mod entry;
mod feed;
mod feedback;
mod gallery;
mod lab;
mod method;
mod organise;
mod own_prizes;
mod prizes;
mod public;
mod publish;
mod quick_response;
mod ranking_table;
mod round_weights;
mod rounds;
mod share;
mod statistics;
mod tasks;
mod tie_text;
mod verification;
mod ways;
mod words_field;

pub use analysis::AnalysisPage;
pub use appeals::{AppealDecisionPage, AppealsPage, OwnAppealsPage, PublicAppealsPage, appeal_outcome_text};
pub use badge::badge;
pub use certificate::CertificatePage;
pub use check::CheckPage;
pub use comments::{FeedbackPage, OwnCommentsPage, ReviewCommentPage};
pub use deliberation::{
    AskPage, JudgeEntryRoomPage, JudgeRoomPage, JudgeVotePage, OrganiseEntryRoomPage, OrganiseRoomPage,
    OrganiseVotePage, decision_text,
};
pub use entry::PublicEntryPage;
pub use feed::feed;
pub use feedback::EntryResultPage;
pub use gallery::GalleryPage;
pub use lab::ComparePage;
pub use organise::OrganiseResultsPage;
pub use own_prizes::OwnPrizesPage;
pub use prizes::PrizesPage;
pub use public::ResultsPage;
pub use rounds::RoundsPage;
pub use statistics::{OrganiseStatisticsPage, StatisticsPage};
pub use verification::VerificationPage;
