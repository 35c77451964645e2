//! Deliberation: who is on the shortlist, which neighbours are too near to tell apart, when the room is open, who reads
//! what in it, and how votes are counted.

mod cast;
mod near;
mod posts;
mod room;
mod tally;
mod vote_form;

pub use cast::{BallotForm, CancelForm, DecideForm};
pub use near::{error_variance, near, near_next};
pub use posts::{MOST_POSTS, PER_HOUR, POST_WORDS, REVISION_WORDS, post, revision_reason};
pub use room::{
    RoomForm, cut_of, is_open, letter, may_enter, may_see_others, names_by_letters, on_the_shortlist, settings,
};
pub use tally::{CastBallot, Count, count, decided, tie_votes, winner};
pub use vote_form::{Askable, AskedVote, MOST_OPTIONS, VoteForm, asked, entry_field};
