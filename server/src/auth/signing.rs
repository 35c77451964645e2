//! The key that logs are signed with: Ed25519 (RFC 8032), drawn from the server's own key as secrets are.

use super::vault::Vault;
use crate::db::DbError;
use app::log::checkpoint::{Checkpoint, Signer};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// Signs what logs say of themselves.
pub struct LogKey {
    pair: Ed25519KeyPair,
    signer: Signer,
}

impl LogKey {
    /// The key of a server's logs. `name`: under which others know it, without spaces and plus signs.
    ///
    /// # Errors
    /// None that can be met with.
    pub fn new(vault: &Vault, name: String) -> Result<Self, DbError> {
        let seed = vault.seed(b"log signing key")?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
            .map_err(|error| DbError::corrupt("link.key", "signing key", error))?;
        let public = <[u8; 32]>::try_from(pair.public_key().as_ref())
            .map_err(|error| DbError::corrupt("link.key", "public key", error))?;
        Ok(Self { pair, signer: Signer { name, public } })
    }

    /// Name and public key.
    pub const fn signer(&self) -> &Signer {
        &self.signer
    }

    /// The checkpoint as a signed note.
    ///
    /// # Errors
    /// None that can be met with.
    pub fn sign(&self, checkpoint: &Checkpoint) -> Result<String, DbError> {
        let text = checkpoint.text();
        let signature = <[u8; 64]>::try_from(self.pair.sign(text.as_bytes()).as_ref())
            .map_err(|error| DbError::corrupt("link.key", "signature", error))?;
        Ok(self.signer.note(&text, &signature))
    }
}

/// Whether a text was signed with a key.
pub fn signed_by(signer: &Signer, text: &str, signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, signer.public).verify(text.as_bytes(), signature).is_ok()
}
