//! Every statement about scorecards. Reading and writing are apart: [`read`] and [`write`].

pub mod desk;
pub mod further;
pub mod late;
pub mod read;
pub mod stored;
pub mod unsent;
pub mod write;
