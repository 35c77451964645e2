//! What may be written, when it may be changed, and how it is let in. Pure functions.

mod check;
mod content;
mod file;
mod frozen;
mod people;
mod permission;
pub mod screening;
mod team;

pub use check::{CURE_DAYS, CURE_DAYS_MAX, CheckForm, Settlement, Verdict, settlement, verdict};
pub use content::{
    Asked, ContentRule, EntryForm, LINE_CHARACTERS, PITCH_CHARACTERS, PLATFORMS, Part, TITLE_CHARACTERS,
    accepted_language, answer_field, checklist, content,
};
pub use file::{
    ALT_CHARACTERS, DOCUMENT_MEBIBYTES, FILES, FileDetails, FileForm, MEBIBYTE, NAME_CHARACTERS, SCREENSHOT_MEBIBYTES,
    alt, file, file_name, fits, most, most_together, room,
};
pub use frozen::{Frozen, entry_key, freeze};
pub use people::{ConsentAnswer, ConsentForm, consent, contacts};
pub use permission::{may_answer, may_ask_consent, may_be_checked, may_enter, may_withdraw, may_write};
pub use team::{MemberDetails, MemberForm, TeamDetails, member, team};
