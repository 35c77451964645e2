//! The pages of this stage, drawn on the server only.

mod assignment;
mod assignment_now;
mod assignment_preview;
mod balance;
mod conduct;
mod conflicts;
mod conflicts_list;
mod invitation;
mod invited;
mod jury;
mod list;
mod panel;
mod panel_table;
mod profile;
mod settings;
mod step_down;
mod words;

pub use assignment::AssignmentPage;
pub use balance::BalancePage;
pub use conduct::ConductPage;
pub use conflicts::ConflictsPage;
pub use invitation::InvitationPage;
pub use jury::JuryPage;
pub use list::JudgeListPage;
pub use panel::PanelPage;
pub use profile::{JudgeProfilePage, ProfileOfPage};
pub use settings::PanelSettingsPage;
pub use step_down::StepDownPage;
