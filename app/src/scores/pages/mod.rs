//! The pages of this stage, drawn on the server only.

mod criterion;
mod desk;
mod entry;
mod further;
mod keeper;
mod late;
mod late_decisions;
mod notices;
mod progress;
mod report;
mod report_text;
mod reports;
mod scorecard;
mod stored;
mod time_spent;
mod unsent;

pub use desk::JudgeDeskPage;
pub use further::FurtherPage;
pub use progress::ScoresPage;
pub use report::ReportPage;
pub use report_text::kind_text;
pub use reports::ReportsPage;
pub use scorecard::ScorecardPage;
