//! Every statement about the jury. Reading and writing are apart: [`read`] and [`write`]; what everybody may know is
//! in [`jury`].

pub mod jury;
pub mod read;
pub mod write;
