//! Every statement about scorecards. Reading and writing are apart: [`read`] and [`write`].

pub mod calibration;
pub mod desk;
pub mod further;
pub mod late;
pub mod order;
pub mod pace;
pub mod played;
pub mod read;
pub mod reports;
pub mod statement;
pub mod stored;
pub mod unsent;
pub mod write;
