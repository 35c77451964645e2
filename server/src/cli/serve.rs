//! `peaceapp serve`: the server, until Ctrl-C or SIGTERM.

use super::{
    Failure, demo,
    storage::{Address, Storage},
};
use crate::{
    auth::password::Passwords,
    clock::Ambient,
    config::{self, Config},
    files::{Files, Place},
    housekeeping,
    http::live::Live,
    links::{self, Fetcher, Limits, SystemResolver},
    mail::{smtp::Smtp, worker::Worker},
};
use clap::Args;
use std::{path::PathBuf, sync::Arc};

/// Serves the site.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    address: Address,
    /// Keeps uploaded files in a bucket, `s3://bucket/prefix`, instead of the data folder. Region, endpoint and keys come
    /// from AWS_REGION, AWS_ENDPOINT, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    #[arg(long, env = "PEACEAPP_FILES", value_name = "URL")]
    files: Option<Place>,
    /// Loads the demo, as `peaceapp demo` does, if there is no competition yet.
    #[arg(long)]
    demo: bool,
    /// Takes what judges' devices keep for reading without a network off them, at their next visit. What they wrote stays.
    #[arg(long, env = "PEACEAPP_NO_OFFLINE")]
    no_offline: bool,
    #[command(flatten)]
    mail: Mail,
}

/// How mail is sent. Without these settings messages are kept, and organisers read them in the site.
#[derive(Args, Debug)]
struct Mail {
    /// The mail server: `smtp://user@host:587` (STARTTLS) or `smtps://user@host:465`.
    #[arg(long, env = "PEACEAPP_SMTP", value_name = "URL", requires = "mail_from")]
    smtp: Option<String>,
    /// A file with the password; else it is taken from PEACEAPP_SMTP_PASSWORD.
    #[arg(long, env = "PEACEAPP_SMTP_PASSWORD_FILE", value_name = "FILE")]
    smtp_password_file: Option<PathBuf>,
    /// Who messages come from: `office@example.org` or `The office <office@example.org>`.
    #[arg(long, env = "PEACEAPP_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
}

impl Mail {
    fn smtp(&self) -> Result<Option<Smtp>, Failure> {
        let Some(url) = &self.smtp else { return Ok(None) };
        let password = config::smtp_password(self.smtp_password_file.as_deref())
            .map_err(|error| Failure::no(format!("cannot read the file of --smtp-password-file: {error}")))?;
        let from = self.mail_from.as_deref().unwrap_or_default();
        Smtp::new(url, password, from).map(Some).map_err(|error| Failure::usage(error.to_string()))
    }
}

impl Serve {
    /// Serves until it is told to stop.
    ///
    /// # Errors
    /// With what to do about it.
    pub async fn run(self, storage: &Storage, ambient: Ambient) -> Result<(), Failure> {
        let smtp = self.mail.smtp()?;
        let db = storage.open(ambient.clone()).await?;
        db.check_durable().await?;
        let wanted = self.address.addr;
        let listener = tokio::net::TcpListener::bind(wanted).await.map_err(|error| {
            Failure::no(format!(
                "cannot listen on {wanted}: {error}. Is another server running? Choose another with --addr."
            ))
        })?;
        let addr = listener.local_addr()?;
        if self.demo
            && let Some(password) = demo::load(&db, &ambient, &passwords()).await?
        {
            demo::announce(&password);
        }
        let config = Config {
            origin: self.address.origin(addr).into(),
            link_key: config::link_key(&storage.data, &ambient)?,
            passwords: passwords(),
            files: Files::open(&storage.data, &self.files.unwrap_or_default(), cores())?,
            sends_mail: smtp.is_some(),
            offline: !self.no_offline,
        };
        let worker = smtp
            .map(|smtp| Worker::new(db.clone(), ambient.clone(), config.link_key.clone(), config.origin.clone(), smtp));
        let worker = worker.transpose().map_err(|error| Failure::no(error.to_string()))?.map(Worker::start);
        let fetcher = Fetcher::new(Arc::new(SystemResolver), Limits::default())
            .map_err(|error| Failure::no(format!("TLS cannot be set up: {error}")))?;
        let links = links::Worker::new(db.clone(), ambient.clone(), fetcher).start();
        let stop_housekeeping = housekeeping::start(db.clone(), ambient.clone(), config.clone());
        let live = Live::default();
        let router = crate::build_live(db.clone(), ambient, config, live.clone());
        eprintln!("listening on http://{addr}");
        let stopped = async {
            stop().await;
            // They would never end by themselves.
            live.end();
        };
        crate::http::serve(listener, router, stopped).await;
        stop_housekeeping.abort();
        links.abort();
        if let Some(worker) = worker {
            worker.abort();
        }
        db.close().await;
        Ok(())
    }
}

/// As many hashes at once as there are cores.
pub fn passwords() -> Passwords {
    Passwords::new(cores())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Comes true at Ctrl-C or SIGTERM.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}
