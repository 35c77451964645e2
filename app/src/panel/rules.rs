//! What is right in this stage: pure functions.

mod balance;
mod capacity;
mod claim;
mod days;
mod declaration;
mod devices;
mod draws;
mod forms;
mod groups;
mod jury;
mod list;
mod loads;
mod own_conflict;
mod power;
mod preview;
mod readiness;
mod seat;
mod states;

pub use balance::{balance, needs_judges};
pub use capacity::{
    Capacity, CapacityForm, ENTRIES, JUDGES, MINUTES, Plan, REVIEWS_EACH, capacity, judges_for, plan, present_plan,
};
pub use claim::{CONFLICTS_PER_PAGE, Weighed, aside_step, may_set_aside, weighed};
pub use days::{days, load_within};
pub use declaration::{
    ConflictChange, DeclarationForm, Declared, ENTRIES_PER_PAGE, conflict, declaration, entry_field, one_conflict,
    wanted_part,
};
pub use devices::{has_device, runs_on};
pub use draws::Draws;
pub use forms::{
    Acceptance, InvitationForm, NewJudge, Profile, ProfileForm, acceptance, both, change_reason, decline_reason,
    invitation, profile,
};
pub use groups::groups;
pub use jury::{ABOUT_CHARACTERS, public_profile};
pub use list::{LIST_MOST, ListLine, judge_list};
pub use loads::{LoadBounds, load_bounds, share_language, shared_languages};
pub use own_conflict::{deserted, nobody_publishes, offered, own_aside, own_conflict};
pub use power::{Power, Prior, Variances, power, reliability};
pub use preview::{PreviewOf, preview, withhold};
pub use readiness::readiness;
pub use seat::{SeatForm, conduct_text, half_hours, panel_settings, seat};
pub use states::{may_assign, may_declare, may_invite};
