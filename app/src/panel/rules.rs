//! What is right in this stage: pure functions.

mod balance;
mod declaration;
mod forms;
mod jury;
mod list;
mod loads;
mod preview;
mod readiness;
mod seat;
mod states;

pub use balance::{balance, needs_judges};
pub use declaration::{ConflictChange, Declared, declaration, entry_field, one_conflict};
pub use forms::{
    Acceptance, InvitationForm, NewJudge, Profile, ProfileForm, acceptance, both, decline_reason, invitation, profile,
};
pub use jury::{ABOUT_CHARACTERS, public_profile};
pub use list::{LIST_MOST, ListLine, judge_list};
pub use loads::{LoadBounds, load_bounds, share_language};
pub use preview::preview;
pub use readiness::readiness;
pub use seat::{SeatForm, conduct_text, half_hours, panel_settings, seat};
pub use states::{may_assign, may_declare, may_invite};
