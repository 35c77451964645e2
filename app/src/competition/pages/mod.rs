//! The pages of this stage, drawn on the server only.

mod tabs;

pub use tabs::{OrganiseTab, organise_tabs};
