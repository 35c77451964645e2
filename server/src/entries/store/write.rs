//! Writing teams and entries.

mod check;
mod consent;
mod entry;
mod files;
mod import;
mod people;
mod team;

pub use check::record_check;
pub use consent::{answer_consent, answer_publication, ask_again};
pub use entry::{Move, NewEntry, Save, change_track, insert_entry, save, withdraw};
pub use files::{begin_change, describe_file, freeze_again, insert_file, note_facts, remove_file};
pub use import::insert_imported;
pub use people::{LeftBehind, Removal, confirm_member, remove_member, remove_minor, set_contacts, take_over};
pub use team::{NewMember, insert_joiner, insert_member, insert_team, lock_team, update_member, update_team};
