//! The pages of this stage, drawn on the server only.

mod assignment;
mod assignment_now;
mod assignment_preview;
mod capacity;
mod conflict_overview;
mod conflict_rows;
mod conflicts;
mod conflicts_list;
mod forbidden;
mod invitation;
mod jury;
mod pair;
mod panel;
mod panel_table;
mod power;
mod profile;
mod seeds;
mod words;

pub use assignment::AssignmentPage;
pub use capacity::CapacityPage;
pub use conflict_overview::ConflictOverviewPage;
pub use conflicts::ConflictsPage;
pub use invitation::InvitationPage;
pub use jury::JuryPage;
pub use pair::PairPage;
pub use panel::PanelPage;
pub use profile::JudgeProfilePage;
