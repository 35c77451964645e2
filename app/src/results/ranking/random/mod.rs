//! Seeded random numbers: the same on every machine, and for anyone who has the seed.

mod stream;
mod ziggurat;

pub(super) use stream::Stream;
