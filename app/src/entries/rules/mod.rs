//! What may be written, when it may be changed, and how it is let in. Pure functions.

mod changes;
mod check;
mod content;
mod cure;
mod exception;
mod file;
mod frozen;
mod keys;
mod lights;
mod people;
mod permission;
pub mod screening;
mod team;
mod track;
pub mod translation;

pub use changes::{Change, changes};
pub use check::{CURE_DAYS, CURE_DAYS_MAX, CheckForm, Settlement, Verdict, settlement, verdict};
pub use content::{
    Asked, ContentRule, EntryForm, LINE_CHARACTERS, PITCH_CHARACTERS, PLATFORMS, Part, TITLE_CHARACTERS,
    accepted_language, answer_field, checklist, content,
};
pub use cure::{cured, may_touch, opened_parts, parts, says, usual_parts, within};
pub use exception::{ExceptionForm, exception, may_give};
pub use file::{
    ALT_CHARACTERS, DOCUMENT_MEBIBYTES, FILES, FileDetails, FileForm, MEBIBYTE, NAME_CHARACTERS, SCREENSHOT_MEBIBYTES,
    alt, file, file_name, fits, most, most_together, room,
};
pub use frozen::{Frozen, entry_key, freeze};
pub use keys::{KEY_CHARACTERS, KEYS, ending, keys, may_keep_keys};
pub use lights::{GOOD_SIDE, Light, Looked, Subject, lights};
pub use people::{ConsentAnswer, ConsentForm, consent, contacts};
pub use permission::{
    may_answer, may_ask_consent, may_be_checked, may_be_late, may_enter, may_withdraw, may_write, may_write_entry,
    may_write_late,
};
pub use team::{MemberDetails, MemberForm, TeamDetails, member, team};
pub use track::{Moved, may_change_track, moved};
