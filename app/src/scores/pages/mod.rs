//! The pages of this stage, drawn on the server only.

mod criterion;
mod desk;
mod entry;
mod further;
mod late;
mod late_decisions;
mod notices;
mod progress;
mod scorecard;
mod stored;

pub use desk::JudgeDeskPage;
pub use further::FurtherPage;
pub use progress::ScoresPage;
pub use scorecard::ScorecardPage;
