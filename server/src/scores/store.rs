//! Every statement about scorecards. Reading and writing are apart: [`read`] and [`write`].

pub mod desk;
pub mod further;
pub mod played;
pub mod read;
pub mod reports;
pub mod stored;
pub mod write;
