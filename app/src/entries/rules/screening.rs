//! Look-alikes and ties: what is compared, and when two things count as alike. Pure, so that what an organiser is shown
//! can be worked out by hand.

mod compare;
mod concern;
mod link;
mod mail;
mod title;

pub use compare::{Decider, Earlier, Material, PER_KIND, Person, Work, findings};
pub use concern::{ConcernForm, NewConcern, aside, concern, despite, may_screen, reason};
pub use link::same_address;
pub use mail::{domain_that_ties, mailbox};
pub use title::{LIKENESS, likeness, near_titles, normal};
