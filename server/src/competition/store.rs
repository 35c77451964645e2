//! Every statement about competitions. Reading and writing are apart: [`read`] and [`write`]; [`board`] counts what the
//! organisers' pages show.

pub mod board;
pub mod chosen;
pub mod close;
pub mod edition;
pub mod further;
pub mod inquiry;
pub mod method;
pub mod organisers;
pub mod precheck;
pub mod proposal;
pub mod question;
pub mod read;
pub mod rounds;
pub mod write;

/// Local times as forms write them: later stages read them as this one does.
pub use super::dates;
