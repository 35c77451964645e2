//! What is right in this stage: pure functions.

mod capacity;
mod declaration;
mod draws;
mod forms;
mod groups;
mod jury;
mod loads;
mod power;
mod preview;
mod readiness;
mod states;

pub use capacity::{
    Capacity, CapacityForm, ENTRIES, JUDGES, MINUTES, Plan, REVIEWS_EACH, capacity, judges_for, plan, present_plan,
};
pub use declaration::{ConflictChange, Declared, declaration, entry_field, one_conflict};
pub use draws::Draws;
pub use forms::{
    Acceptance, InvitationForm, NewJudge, Profile, ProfileForm, acceptance, change_reason, decline_reason, invitation,
    profile,
};
pub use groups::groups;
pub use jury::{ABOUT_CHARACTERS, public_profile};
pub use loads::{LoadBounds, load_bounds, share_language, shared_languages};
pub use power::{Power, Prior, Variances, power, reliability};
pub use preview::{PreviewOf, preview};
pub use readiness::readiness;
pub use states::{may_assign, may_declare, may_invite};
