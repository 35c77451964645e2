//! Every statement about competitions. Reading and writing are apart: [`read`] and [`write`].

pub mod read;
