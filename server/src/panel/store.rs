//! Every statement about the jury. Reading and writing are apart: [`read`] and [`write`].

pub mod read;
pub mod write;
