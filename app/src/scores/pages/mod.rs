//! The pages of this stage, drawn on the server only.

mod criterion;
mod desk;
mod entry;
mod further;
mod notices;
mod progress;
mod scorecard;
mod stored;
mod time_spent;

pub use desk::JudgeDeskPage;
pub use further::FurtherPage;
pub use progress::ScoresPage;
pub use scorecard::ScorecardPage;
