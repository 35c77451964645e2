//! Changes of the panel, its conflicts and its assignments.

mod assignments;
mod conflicts;
mod judges;

pub use assignments::{
    delete_assignment, delete_open_assignments_of, delete_unpinned_assignments, insert_assignment,
    insert_imported_assignment, insert_run, mark_applied, one_at_a_time,
};
pub use conflicts::{
    answered, ask, delete_conflict, insert_imported_conflict, move_claim, put_conflict, record_conflict, restore,
};
pub use judges::{
    bind_judge, decline_judge, insert_imported_judge, insert_judge, mark_ready, set_judge_state, update_profile,
    update_profile_of,
};
