//! Passwords: argon2id, hashed off the async threads behind a bounded queue (trust.md ).

use app::error::{AppError, Problem};
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Fewest characters of a password.
pub const MIN_CHARACTERS: usize = 12;
/// Most bytes of a password: hashing is not to be a way of making the server work.
const MAX_BYTES: usize = 1024;
/// Hashes that may wait; beyond that the server says it is busy.
const WAITING: usize = 256;

/// Passwords that many people use and that are long enough to be accepted otherwise.
const COMMON: &str = include_str!("common_passwords.txt");

/// Hashes and checks passwords, as many at once as there are cores.
#[derive(Clone, Debug)]
pub struct Passwords {
    cores: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    params: Params,
}

impl Passwords {
    /// The parameters that OWASP asks for at least: 19 MiB, 2 passes, 1 lane.
    pub fn new(cores: usize) -> Self {
        Self::with(cores, Params::new(19_456, 2, 1, None).unwrap_or_default())
    }

    /// The weakest parameters there are, for tests in which thousands sign in.
    pub fn weak(cores: usize) -> Self {
        Self::with(cores, Params::new(8, 1, 1, None).unwrap_or_default())
    }

    fn with(cores: usize, params: Params) -> Self {
        Self { cores: Arc::new(Semaphore::new(cores.max(1))), waiting: Arc::new(Semaphore::new(WAITING)), params }
    }

    /// Makes the stored form of a password.
    ///
    /// # Errors
    /// [`AppError::Busy`] when too many wait.
    pub async fn hash(&self, password: String, salt: [u8; 16]) -> Result<String, AppError> {
        let params = self.params.clone();
        self.work(move || {
            hasher(params).hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()).map_err(
                |error| {
                    tracing::error!(%error, "hashing a password");
                    AppError::Internal
                },
            )
        })
        .await?
    }

    /// Whether a password fits a stored form. Without one the same work is done and the answer is no, so that time
    /// does not tell whether an account exists.
    ///
    /// # Errors
    /// [`AppError::Busy`] when too many wait.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, AppError> {
        let params = self.params.clone();
        self.work(move || {
            let hasher = hasher(params);
            let Some(stored) = stored else {
                drop(hasher.hash_password_with_salt(password.as_bytes(), &[0; 16]));
                return false;
            };
            PasswordHash::new(&stored).is_ok_and(|hash| hasher.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let _place = self.waiting.try_acquire().map_err(|_| AppError::Busy)?;
        let permit = Arc::clone(&self.cores).acquire_owned().await.map_err(|_| AppError::Busy)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        })
        .await
        .map_err(|_| AppError::Internal)
    }
}

fn hasher(params: Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Whether a password is fit to be chosen: long enough, not one that everybody tries, not the person's own address.
///
/// # Errors
/// The [`Problem`] to show at the field.
pub fn check(password: &str, email: &str) -> Result<(), Problem> {
    if password.is_empty() {
        return Err(Problem::Required);
    }
    if app::text::characters(password) < MIN_CHARACTERS {
        return Err(Problem::TooFewCharacters { min: MIN_CHARACTERS });
    }
    if password.len() > MAX_BYTES {
        return Err(Problem::TooManyCharacters { max: MAX_BYTES });
    }
    let lower = password.to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    let obvious = lower.contains("peaceapp") || (local.len() >= 4 && lower.contains(local)) || lower == email;
    let one_character = lower.chars().all(|c| lower.starts_with(c));
    if obvious || one_character || COMMON.lines().any(|common| common == lower) {
        return Err(Problem::CommonPassword);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_people_use_are_refused() {
        for bad in
            ["short", "passwordpassword", "aaaaaaaaaaaaaaa", "my-peaceapp-login", "annabel-annabel", "123456789012"]
        {
            assert!(check(bad, "annabel@example.org").is_err(), "{bad}");
        }
        for good in
            ["correct horse battery", "  spaces are kept  ", "пароль-длинный-вполне", "🌍🌎🌏🌐🗺️🧭🏔️⛰️🌋🗻🏕️🏖️"]
        {
            assert_eq!(check(good, "annabel@example.org"), Ok(()), "{good}");
        }
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_only_and_says_its_parameters() -> Result<(), AppError> {
        let passwords = Passwords::new(1);
        let stored = passwords.hash("correct horse battery".into(), [7; 16]).await?;
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify("correct horse battery".into(), Some(stored.clone())).await?);
        assert!(!passwords.verify("correct horse batterz".into(), Some(stored)).await?);
        assert!(!passwords.verify("correct horse battery".into(), None).await?);
        Ok(())
    }
}
