//! The log of a competition as a Merkle tree, and the forms in which it is shown to others: checkpoints and proofs that other
//! programs read (C2SP). Pure: signing and storing are the server's.

pub mod checkpoint;
pub mod proof;
pub mod tree;
