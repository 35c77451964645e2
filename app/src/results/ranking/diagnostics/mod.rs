//! What organisers look at.
