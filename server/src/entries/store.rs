//! Every statement about teams and entries. Reading and writing are apart: [`read`] and [`write`].

pub mod read;
