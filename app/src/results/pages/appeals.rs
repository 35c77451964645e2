//! Appeals: what teams say is wrong in their results.

mod desk;
mod one;
mod own;
mod public;
mod words;

pub use desk::AppealsPage;
pub use one::AppealDecisionPage;
pub use own::OwnAppealsPage;
pub use public::PublicAppealsPage;
pub use words::outcome_text as appeal_outcome_text;
