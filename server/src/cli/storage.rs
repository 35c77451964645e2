//! Where things are kept, and at which address people reach them.

use super::Failure;
use crate::{
    clock::Ambient,
    db::{Db, READERS, SqliteSettings},
};
use clap::Args;
use std::{net::SocketAddr, path::PathBuf};

/// Where data are kept.
#[derive(Args, Debug)]
pub struct Storage {
    /// Where the SQLite file, uploads and keys are kept.
    #[arg(long, env = "PEACEAPP_DATA", default_value = "data", global = true, value_name = "DIR")]
    pub data: PathBuf,
    /// Uses PostgreSQL instead of the SQLite file.
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true, value_name = "URL")]
    database_url: Option<String>,
}

impl Storage {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// With what to do about it.
    pub async fn open(&self, ambient: Ambient) -> Result<Db, Failure> {
        let db = match &self.database_url {
            Some(url) => Db::open_postgres(url, ambient).await,
            None => Db::open_sqlite(&SqliteSettings { folder: self.data.clone(), readers: READERS }, ambient).await,
        };
        Ok(db?)
    }
}

/// Where people reach the server.
#[derive(Args, Debug)]
pub struct Address {
    /// Where the server listens.
    #[arg(long, env = "PEACEAPP_ADDR", default_value = "127.0.0.1:3000", value_name = "HOST:PORT")]
    pub addr: SocketAddr,
    /// The public address in links that people receive, if it is another one: `https://judging.example.org`.
    #[arg(long, env = "PEACEAPP_ORIGIN", value_name = "URL", value_parser = origin)]
    pub origin: Option<String>,
}

impl Address {
    /// What links begin with, for a server that listens at `addr`.
    pub fn origin(&self, addr: SocketAddr) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{addr}"))
    }
}

/// An origin: scheme, host and port, without a slash at the end.
fn origin(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https")
        || url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err("write scheme, host and port only, such as https://judging.example.org".to_owned());
    }
    Ok(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(origin("https://a.example/").as_deref(), Ok("https://a.example"));
        assert_eq!(origin("http://127.0.0.1:3000").as_deref(), Ok("http://127.0.0.1:3000"));
        for bad in ["a.example", "ftp://a.example", "https://a.example/x", "https://a.example/?x"] {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }
}
