//! What the operator does at the command line, above all stages: accounts of organisers, and whole competitions in and
//! out as folders of files.

pub mod service;
