//! What organisers find out about entries: what is compared, what was found, concerns, guardians to be asked, addresses.
//! Judges' rows are read here by name, since ties to them are found before they judge anything.

pub mod concerns;
pub mod consents;
pub mod findings;
pub mod links;
pub mod material;
