//! Who may hear that something happened.

use super::by_slug;
use crate::{
    audit,
    auth::permits::{self, Observer},
    request::Request,
};
use app::{
    error::AppError,
    ids::{AccountId, CompetitionId},
};

/// Where and by whom a board is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The competition.
    pub competition: CompetitionId,
    /// Who watches.
    pub account: AccountId,
    /// Where the log of the competition stands.
    pub mark: audit::Mark,
}

/// Lets an organiser hear of a competition, at this moment.
///
/// # Errors
/// [`AppError::SignIn`]; [`AppError::NotFound`] for everybody else.
pub async fn watch(request: &Request, slug: &str) -> Result<Watch, AppError> {
    let account = permits::signed_in(request.caller())?.account();
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let by: Observer = permits::organiser(&mut conn, request.caller(), competition.id).await?;
    let mark = audit::mark(&mut conn, by.competition()).await?;
    Ok(Watch { competition: by.competition(), account, mark })
}
