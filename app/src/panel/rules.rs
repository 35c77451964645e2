//! What is right in this stage: pure functions.

mod claim;
mod declaration;
mod forms;
mod jury;
mod loads;
mod preview;
mod readiness;
mod states;

pub use claim::{CONFLICTS_PER_PAGE, Weighed, aside_step, may_set_aside, weighed};
pub use declaration::{
    ConflictChange, DeclarationForm, Declared, ENTRIES_PER_PAGE, conflict, declaration, entry_field, one_conflict,
    wanted_part,
};
pub use forms::{
    Acceptance, InvitationForm, NewJudge, Profile, ProfileForm, acceptance, decline_reason, invitation, profile,
};
pub use jury::{ABOUT_CHARACTERS, public_profile};
pub use loads::{LoadBounds, load_bounds, share_language};
pub use preview::preview;
pub use readiness::readiness;
pub use states::{may_assign, may_declare, may_invite};
