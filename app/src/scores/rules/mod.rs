//! What may be said of an entry, when, and what it adds up to. Pure: the server decides with it, and the browser shows
//! the running total with it.

mod form;
mod late;
mod order;
mod running;
mod scale;
mod scoring;
mod standing;

#[cfg(test)]
mod tests;

pub use form::{
    COMMENT_WORDS, COULD_NOT_ASSESS, Checked, NOTE_WORDS, check, comment_field, mark_field, not_assessed_field,
};
pub use late::{MOST_LATE, comes_late, decision, may_decide};
pub use order::own_order;
pub use running::{Answer, Running, all_the_same, answer, running, total};
pub use scale::{MOST_CHOICES, allows, between, choices, wants_comment};
pub use scoring::{is_submission, may_score};
pub use standing::{Standing, standing};
