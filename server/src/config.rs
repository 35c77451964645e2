//! Settings: from the command line and the environment, read once at the start.

use crate::{
    auth::{link::LinkKey, password::Passwords, signing::LogKey},
    db::DbError,
    files::Files,
    mail::{Post, smtp::Secret},
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
    /// Whether a worker sends mail: else messages are kept, to be read in the site.
    pub sends_mail: bool,
    /// Whether judges' devices may keep pages for reading without a network.
    pub offline: bool,
}

impl Config {
    /// What writing messages needs.
    pub fn post(&self) -> Post {
        Post { origin: self.origin.clone(), sends: self.sends_mail }
    }

    /// The key of a competition's log, under the name by which others know that log.
    ///
    /// # Errors
    /// None that can be met with.
    pub fn log_key(&self, slug: &str) -> Result<LogKey, DbError> {
        let host = self.origin.split("://").last().unwrap_or_default();
        LogKey::new(&self.link_key.vault(), format!("{host}/c/{slug}"))
    }
}

/// The password of the mail server: from a file, or else from the environment, so that it is in no list of processes
/// (trust.md G-03).
///
/// # Errors
/// When the file cannot be read.
#[expect(clippy::disallowed_methods, reason = "settings are read here")]
pub fn smtp_password(file: Option<&std::path::Path>) -> Result<Option<Secret>, std::io::Error> {
    match file {
        Some(path) => std::fs::read_to_string(path).map(|text| Some(Secret::new(&text))),
        None => Ok(std::env::var("PEACEAPP_SMTP_PASSWORD").ok().map(|text| Secret::new(&text))),
    }
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
