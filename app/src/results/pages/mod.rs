//! The pages of this stage, drawn on the server only.

mod consents;
mod decisions;
mod deliberation;
mod document;
mod feedback;
mod method;
mod organise;
mod public;
mod publish;
mod ranking_table;
mod round_weights;
mod rounds;
mod statistics;
mod tasks;
mod tie_text;

pub use deliberation::{
    AskPage, JudgeEntryRoomPage, JudgeRoomPage, JudgeVotePage, OrganiseEntryRoomPage, OrganiseRoomPage,
    OrganiseVotePage, decision_text,
};
pub use feedback::EntryResultPage;
pub use organise::OrganiseResultsPage;
pub use public::ResultsPage;
pub use rounds::RoundsPage;
pub use statistics::{OrganiseStatisticsPage, StatisticsPage};
