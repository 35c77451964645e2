//! From what is stored to what is published, without a database: rank every track, give awards by place, write the
//! document, and decide who may do what in which state.

pub mod analysis;
mod appeal;
pub(in crate::results) mod awards;
mod certificate;
mod compare;
mod crossed;
pub mod deliberation;
mod depth;
mod document;
pub(in crate::results) mod doubt;
mod evidence;
mod feedback;
mod forms;
mod gallery;
mod order_distance;
mod preview;
mod prizes;
mod public_entry;
mod publication;
mod round_weights;
mod rounds;
mod rounds_form;
mod standing;
mod state;
mod statistics;
mod ties;

#[cfg(test)]
mod tests;

pub use crate::text::digest;
pub use appeal::{
    APPEAL_WORDS, AppealForm, AppealSettingsForm, DecisionForm, answer_by, appeal, appeal_question, appeal_reply,
    appeal_settings, decision, may_appeal, window,
};
pub use awards::{first_recipients, recipients};
pub use certificate::{certificate, certificate_code, normal_code};
pub use compare::compare;
pub use crossed::Crossed;
pub use depth::shown_entries;
pub use document::{document, json};
pub use evidence::{Decision, Departure, Evidence, JudgedEntry};
pub use feedback::{
    AssessedScore, EDITED_WORDS, FeedbackForm, HELD_WORDS, KnownWords, ReviewForm, Reviewed, feedback,
    feedback_settings, may_release, notices, numbers, review,
};
pub use forms::{AwardForm, AwardTyped, TakeForm, VotesForm, vote_field, voted};
pub use gallery::{Facet, GalleryFilter};
pub use preview::preview;
pub use prizes::{
    AnswerForm, CheckForm, DeliveryForm, PrizeAnswer, beyond_plan, check_of, compared, prize_name, prize_of,
    prize_reason, winners,
};
pub use public_entry::public_entry;
pub use publication::{PublicationForm, publication_note};
pub use round_weights::weight_field;
pub(in crate::results) use rounds::counted_in;
pub use rounds_form::{RoundForm, further_round, going_on_field, may_add_round, sitting_field};
pub use standing::{Standing, standings};
pub use state::{may_decide, may_preview};
pub use statistics::{FEWEST, band, safe, tables};
pub(in crate::results) use ties::tie_note;
pub use ties::tied_groups;
