//! The program: `peaceapp serve`, and what an operator does at the command line. Exit code 0: done; 1: the data or the
//! machine say no; 2: wrong use.

use clap::{Parser, Subcommand};
use server::{
    clock::Ambient,
    config::{self, Config},
    db::{Db, OpenError, SqliteSettings},
};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

/// Judging for competitions of games for peace.
#[derive(Parser)]
#[command(name = "peaceapp", version)]
struct Arguments {
    /// Where the SQLite file, uploads and keys are kept.
    #[arg(long, env = "PEACEAPP_DATA", default_value = "data", global = true)]
    data: PathBuf,
    /// Uses PostgreSQL instead of the SQLite file.
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    database_url: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the site.
    Serve {
        /// Where to listen.
        #[arg(long, env = "PEACEAPP_ADDR", default_value = "127.0.0.1:3000")]
        addr: SocketAddr,
        /// The public address in links that people receive, if it is another one: `https://judging.example.org`.
        #[arg(long, env = "PEACEAPP_ORIGIN")]
        origin: Option<String>,
        /// Loads the demo competition if the database is empty.
        #[arg(long)]
        demo: bool,
    },
    /// Brings the tables up to date and ends.
    Migrate,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("PEACEAPP_LOG").unwrap_or_else(|_| "warn".into()))
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&*error),
    }
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("peaceapp: {error}");
    ExitCode::from(1)
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn open(data: &std::path::Path, url: Option<&str>, ambient: Ambient) -> Result<Db, OpenError> {
    match url {
        Some(url) => Db::open_postgres(url, ambient).await,
        None => Db::open_sqlite(&SqliteSettings { folder: data.to_owned(), readers: 4 }, ambient).await,
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    let ambient = Ambient::system()?;
    let db = open(&arguments.data, arguments.database_url.as_deref(), ambient.clone()).await?;
    match arguments.command {
        Command::Migrate => {}
        Command::Serve { addr, origin, demo: _ } => {
            let listener = tokio::net::TcpListener::bind(addr).await.map_err(|error| {
                format!("cannot listen on {addr}: {error}. Is another server running? Choose another with --addr.")
            })?;
            let addr = listener.local_addr()?;
            let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            let config = Config {
                origin: origin.unwrap_or_else(|| format!("http://{addr}")).into(),
                link_key: config::link_key(&arguments.data, &ambient)?,
                passwords: server::auth::password::Passwords::new(cores),
            };
            let router = server::build(db.clone(), ambient, config);
            eprintln!("listening on http://{addr}");
            server::http::serve(listener, router, stop()).await;
        }
    }
    db.close().await;
    Ok(())
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
