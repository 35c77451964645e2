//! The pages of this stage, drawn on the server only.
