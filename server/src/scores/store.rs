//! Every statement about scorecards. Reading and writing are apart: [`read`] and [`write`].

pub mod read;
