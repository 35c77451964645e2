//! An edition that is made from another one.

use super::Competition;
use crate::time::Moment;

/// Where an edition is copied.
#[derive(Clone, Debug)]
pub struct CopyDesk {
    /// The edition there is.
    pub competition: Competition,
    /// Its first date, which a date that is given stands for.
    pub first: Option<Moment>,
}
