//! Writing teams and entries.

mod check;
mod entry;
mod files;
mod import;
mod team;

pub use check::record_check;
pub use entry::{NewEntry, Save, insert_entry, save, withdraw};
pub use files::{begin_change, describe_file, freeze_again, insert_file, remove_file};
pub use import::insert_imported;
pub use team::{
    NewMember, Removal, answer_consent, ask_again, insert_joiner, insert_member, insert_team, lock_team, remove_member,
    update_member, update_team,
};
