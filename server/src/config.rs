//! Settings: from the command line and the environment, read once at the start.

use crate::{
    auth::{link::LinkKey, password::Passwords},
    files::Files,
};
use std::sync::Arc;

/// What a server needs to know besides its database and clock.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address in links that people receive: never taken from a request (trust.md A-10).
    pub origin: Arc<str>,
    /// The key one-time links are made with.
    pub link_key: LinkKey,
    /// Hashes passwords.
    pub passwords: Passwords,
    /// The files that people send.
    pub files: Files,
}

/// The key of one-time links: a file in the data folder, made at first use, readable by this user only.
///
/// # Errors
/// When the folder or file cannot be read or written.
pub fn link_key(data: &std::path::Path, ambient: &crate::clock::Ambient) -> Result<LinkKey, std::io::Error> {
    use std::io::Write;
    std::fs::create_dir_all(data)?;
    let path = data.join("link.key");
    match std::fs::read(&path) {
        Ok(bytes) => <[u8; 32]>::try_from(bytes)
            .map(LinkKey::new)
            .map_err(|_| std::io::Error::other(format!("{} is not a key of 32 bytes", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = ambient.random::<32>();
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path)?;
            file.write_all(&key)?;
            file.sync_all()?;
            Ok(LinkKey::new(key))
        }
        Err(error) => Err(error),
    }
}
