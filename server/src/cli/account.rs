//! `peaceapp account`: accounts of organisers. Everybody else makes their own at the site, or is invited.

use super::{
    Failure,
    storage::{Address, Storage},
};
use crate::{
    clock::Ambient,
    config,
    operator::service::accounts::{self, Made},
};
use app::text;
use clap::{Subcommand, ValueEnum};

/// Accounts of organisers.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Makes an account and prints a one-time link by which its owner sets a password.
    Create {
        /// The owner's address.
        #[arg(long, value_parser = email)]
        email: String,
        /// What the owner may do.
        #[arg(long, value_enum)]
        role: Role,
        /// Organises only this competition; left out, the owner creates competitions and organises all.
        #[arg(long, value_name = "SLUG")]
        competition: Option<String>,
        /// The owner's name as others see it; left out, what is before the @.
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        address: Address,
    },
    /// Prints a new one-time link for an account whose password is lost.
    Reset {
        /// The owner's address.
        #[arg(long, value_parser = email)]
        email: String,
        #[command(flatten)]
        address: Address,
    },
}

/// What an account made here may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Runs competitions.
    Organiser,
}

fn email(text: &str) -> Result<String, String> {
    text::email(text).map_err(|_| "this is no address of mail".to_owned())
}

impl Account {
    /// Prints a link, never a password.
    ///
    /// # Errors
    /// With what to do about it.
    pub async fn run(self, storage: &Storage, ambient: Ambient) -> Result<(), Failure> {
        let db = storage.open(ambient.clone()).await?;
        let key = config::link_key(&storage.data, &ambient)?;
        let (address, made) = match self {
            Self::Create { email, role: Role::Organiser, competition, name, address } => {
                let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or(&email).to_owned());
                let name = text::required_line(&name, 80).map_err(|_| Failure::usage("--name is empty or too long"))?;
                (address, accounts::create_organiser(&db, key, email, name, competition).await)
            }
            Self::Reset { email, address } => (address, accounts::reset(&db, key, email).await),
        };
        db.close().await;
        match made? {
            Made::Link(token) => println!("{}/en/links/{token}", address.origin(address.addr)),
            Made::RoleOnly => eprintln!("there was an account of this address; it organises this competition now"),
        }
        Ok(())
    }
}
