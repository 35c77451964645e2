//! What the operator does at the command line, above all stages: accounts of organisers, and whole competitions in and
//! out as folders of files.
//!
//! A [`parcel::Parcel`] is a competition by keys instead of ids. [`reading`] makes one of files, [`writing`] makes
//! files of one; [`service::import`] and [`service::export`] do the same with the database. So what is exported can be
//! imported anywhere and gives the same files again.

mod aftermath;
pub mod checking;
pub mod folder;
mod keys;
pub mod parcel;
mod plain;
mod prizes;
pub mod reading;
mod scorecards;
pub mod service;
mod store;
mod times;
pub mod writing;
