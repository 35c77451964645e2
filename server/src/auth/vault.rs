//! Secrets that have to be read again, as keys by which judges get into entries: sealed with ChaCha20-Poly1305 (RFC 8439)
//! under a key that HKDF (RFC 5869) draws from the server's own for each of them alone. Since no two are sealed under one key
//! and none is sealed twice, the nonce may be constant. The database alone opens none of them.

use super::link::LinkKey;
use crate::db::DbError;
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, Prk, Salt},
    hmac,
};
use uuid::Uuid;

/// What everything here is derived for.
const SALT: &[u8] = b"peaceapp secrets 1";
/// What fingerprints are derived for; ids have more bytes.
const FINGERPRINTS: &[u8] = b"fingerprints";

fn broken(what: &str) -> DbError {
    DbError::corrupt("secret", what, "it cannot be sealed or opened with this server's key")
}

impl LinkKey {
    /// What seals and opens secrets with keys drawn from this one.
    pub fn vault(&self) -> Vault {
        Vault(Salt::new(HKDF_SHA256, SALT).extract(self.bytes()))
    }
}

/// Seals and opens.
#[derive(Debug)]
pub struct Vault(Prk);

impl Vault {
    /// The key of one secret. `owner` and `id` go into it, so that a sealed secret that was moved to another row, or to
    /// another owner, does not open.
    fn key_of(&self, owner: Uuid, id: Uuid) -> Result<LessSafeKey, DbError> {
        let info = [owner.as_bytes().as_slice(), id.as_bytes()];
        let material = self.0.expand(&info, &CHACHA20_POLY1305).map_err(|_| broken("key"))?;
        Ok(LessSafeKey::new(UnboundKey::from(material)))
    }

    /// Seals a secret of `owner`, under an id that is used for nothing else.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when it is longer than any cipher takes.
    pub fn seal(&self, owner: Uuid, id: Uuid, secret: &str) -> Result<Vec<u8>, DbError> {
        let mut bytes = secret.as_bytes().to_vec();
        self.key_of(owner, id)?
            .seal_in_place_append_tag(Nonce::assume_unique_for_key([0; NONCE_LEN]), Aad::empty(), &mut bytes)
            .map_err(|_| broken("sealed"))?;
        Ok(bytes)
    }

    /// Opens it again.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when it was changed, is another's, or was sealed with another server's key.
    pub fn open(&self, owner: Uuid, id: Uuid, sealed: &[u8]) -> Result<String, DbError> {
        let mut bytes = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key([0; NONCE_LEN]);
        let opened =
            self.key_of(owner, id)?.open_in_place(nonce, Aad::empty(), &mut bytes).map_err(|_| broken("sealed"))?;
        String::from_utf8(opened.to_vec()).map_err(|_| broken("text"))
    }

    /// Thirty-two bytes for a key that is used for one purpose.
    ///
    /// # Errors
    /// None that can be met with; as [`Self::seal`].
    pub fn seed(&self, purpose: &[u8]) -> Result<[u8; 32], DbError> {
        let mut seed = [0; 32];
        let info = [purpose];
        let material = self.0.expand(&info, HKDF_SHA256).map_err(|_| broken("seed"))?;
        material.fill(&mut seed).map_err(|_| broken("seed"))?;
        Ok(seed)
    }

    /// A name for a judge that is the same in all that is said of one competition, and tells nobody who it is.
    ///
    /// # Errors
    /// None that can be met with; as [`Self::seal`].
    pub fn pseudonym(&self, competition: Uuid, judge: Uuid) -> Result<String, DbError> {
        let name = self.seed(&[b"judge", competition.as_bytes().as_slice(), judge.as_bytes()].concat())?;
        Ok(hex::encode(&name[..8]))
    }

    /// What tells one secret from another without opening either: HMAC-SHA256.
    ///
    /// # Errors
    /// None that can be met with; as [`Self::seal`].
    pub fn fingerprint(&self, secret: &str) -> Result<Vec<u8>, DbError> {
        let material = self.0.expand(&[FINGERPRINTS], hmac::HMAC_SHA256).map_err(|_| broken("fingerprint"))?;
        Ok(hmac::sign(&hmac::Key::from(material), secret.as_bytes()).as_ref().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_for_its_owner_its_row_and_this_server_only() {
        let [server, other] = [[1; 32], [2; 32]].map(|bytes| LinkKey::new(bytes).vault());
        let [owner, id, else_] = [1, 2, 3].map(Uuid::from_u128);
        let sealed = server.seal(owner, id, "ABCD-مفتاح").expect("sealed");
        assert_eq!(server.open(owner, id, &sealed).expect("opened"), "ABCD-مفتاح");
        assert!(!sealed.windows(4).any(|part| part == b"ABCD"));
        for (key, owner, id) in [(&other, owner, id), (&server, else_, id), (&server, owner, else_)] {
            assert!(key.open(owner, id, &sealed).is_err());
        }
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(server.open(owner, id, &changed).is_err(), "bit {bit}");
        }
        assert!(server.open(owner, id, &sealed[..3]).is_err());
    }

    #[test]
    fn fingerprints_are_of_the_secret_and_the_server() {
        let [server, other] = [[1; 32], [2; 32]].map(|bytes| LinkKey::new(bytes).vault());
        let print = server.fingerprint("ABCD").expect("made");
        assert_eq!(print, server.fingerprint("ABCD").expect("made"));
        assert_ne!(print, server.fingerprint("ABCE").expect("made"));
        assert_ne!(print, other.fingerprint("ABCD").expect("made"));
    }
}
