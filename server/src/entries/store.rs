//! Every statement about teams and entries. Reading and writing are apart: [`read`] and [`write`].

pub mod archive;
pub mod cure;
pub mod exception;
pub mod files;
pub mod keys;
pub mod queue;
pub mod read;
pub mod rejection;
pub mod screening;
pub mod team;
pub mod translations;
pub mod write;
