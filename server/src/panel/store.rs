//! Every statement about the jury. Reading and writing are apart: [`read`] and [`write`]; what everybody may know is
//! in [`jury`]; how ties are settled, in [`seeds`]; what judges sign in [`conduct`], what they tell of themselves and how
//! they came in [`seats`].

/// Where a judge stands, of the columns `state` and `standing`: the second one says what a server of the release before
/// has no word for.
macro_rules! state_of_judge {
    () => {
        "CASE WHEN standing = 'stepped_down' AND state = 'left' THEN 'stepped_down'
              WHEN standing = 'reserve' AND state IN ('accepted', 'ready') THEN 'reserve' ELSE state END"
    };
}

pub mod conduct;
pub mod forbidden;
pub mod jury;
pub mod lists;
pub mod read;
pub mod seats;
pub mod seeds;
pub mod settings;
pub mod write;

/// What assigning looks at and how it proposes: later stages assign as this one does.
pub use super::{proposal, situation};
