//! The pages of this stage, drawn on the server only.

mod assignment;
mod assignment_now;
mod assignment_preview;
mod conflict_overview;
mod conflict_rows;
mod conflicts;
mod conflicts_list;
mod invitation;
mod jury;
mod panel;
mod panel_table;
mod profile;
mod words;

pub use assignment::AssignmentPage;
pub use conflict_overview::ConflictOverviewPage;
pub use conflicts::ConflictsPage;
pub use invitation::InvitationPage;
pub use jury::JuryPage;
pub use panel::PanelPage;
pub use profile::JudgeProfilePage;
