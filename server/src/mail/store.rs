//! Every statement about messages: the outbox, whom they go to, and organisers' own texts.

mod log;
mod outbox;
mod people;
mod reminders;
mod texts;

pub use log::{counts, mail, page};
pub use outbox::{DueMail, Outgoing, claim, due, fail, forget_ended, forget_request, insert, postpone, sent};
pub use people::{
    Recipient, judge, member, members_of_competition, members_of_judged, members_of_team, participants, person,
    unfinished_drafts,
};
pub use reminders::judges_reminded;
pub use texts::{changed, delete_text, save_text, stored_text, texts};
