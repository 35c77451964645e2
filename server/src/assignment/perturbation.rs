//! The seed and what it draws: a small random cost for each pair, which settles ties.
//!
//! Without it, ties would be settled by the order of the keys, which favours whoever registered first. With it the
//! choice is fair and yet repeatable: who knows the seed draws the same numbers. That random costs make the optimum
//! unique with high probability is the isolation lemma (Mulmuley, Vazirani and Vazirani 1987).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What the draw starts from: 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed([u8; 32]);

/// Keeps the numbers drawn here apart from those that other parts draw from the same short seed.
const DOMAIN: &[u8] = b"peaceapp assignment seed\n";

impl From<[u8; 32]> for Seed {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl From<u64> for Seed {
    /// SHA-256 of a fixed label and the number, little-endian: defined here, so that no library can change it.
    fn from(number: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(number.to_le_bytes());
        Self(hash.finalize().into())
    }
}

/// Draws one number below `2^bits` for each of `count` pairs in their canonical order. The words of the ChaCha8 stream
/// are used as they come, so the draw depends on the specification of ChaCha alone.
pub(super) fn draw(seed: Seed, count: usize, bits: u32) -> Vec<u32> {
    let mut words = ChaCha8Rng::from_seed(seed.0);
    (0..count).map(|_| words.next_u32() >> (u32::BITS - bits)).collect()
}
