//! The result pack: one file from which anybody recomputes what was published, without the site. Its form is described for
//! other programs in `docs/result-pack.md`.
//!
//! Needs the ranked evidence, what the log states of each scorecard, and the leaves of the log; hands on the file, and the
//! check of one. Pure: it has no key, and signatures are checked by a function that is handed in (trust.md I-06).

mod build;
mod format;
mod input;
mod proofs;
mod verify;

pub use build::{Parts, Stated, content, shown};
pub use format::{
    Checkpointed, Content, FORMAT, Given, Inclusion, JudgeWeight, Pack, PackAward, PackCriterion, PackEntry, PackFit,
    PackRound, PackTrack, Proofs, Salted, SealedMethod, json, pack_statement,
};
pub use input::{Card, ranked};
pub use proofs::{Placed, proofs};
pub use verify::{Outcome, Outside, Report, Signed, Step, StepName, verify};
