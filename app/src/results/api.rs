//! What this stage offers to pages and browsers.

mod analysis;
mod appeals;
mod deliberation;
mod feedback;
mod gallery;
mod prizes;
mod rounds;
mod statistics;
mod votes;

pub use analysis::Analyses;
pub use appeals::{Appeals, AskAboutAppeal, DecideAppeal, FileAppeal, ReplyToQuestion, SetAppeals};
pub use deliberation::{CloseRoom, Deliberation, OpenRoom, ReviseScorecard, Say, WithdrawPost};
pub use feedback::{Feedback, ReleaseFeedback, ReleaseUnnoticed, ReviewComment, SetFeedback};
pub use gallery::Gallery;
pub use prizes::{AnswerPrize, AskPrizes, CheckPrize, DeliverPrize, OfferAgain, Prizes, ReopenCheck, WithholdPrize};
pub use rounds::{AddRound, Rounds};
pub use statistics::Statistics;
pub use votes::{ApplyVote, CancelVote, CastBallot, CloseVote, DecideVote, OpenVote, Votes};

use super::{
    model::{EntryResult, MethodComparison, Preview, Published},
    rules::{AwardTyped, PublicationForm},
};
use crate::{competition::rules::MethodForm, error::AppError, ids::EntryId, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;
use std::collections::HashMap;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Results: Send + Sync {
    /// The results in force, or an older version of them, for everybody. Reads what was published and nothing else.
    ///
    /// # Errors
    /// `NotYet` before publication, the same for everybody and whatever is stored; [`AppError::NotFound`] when there
    /// is no such competition or version, or it is still being set up.
    async fn published(&self, slug: String, version: Option<i64>) -> Result<Published, AppError>;

    /// The results as they would come out now, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` before judging.
    async fn preview(&self, slug: String) -> Result<Preview, AppError>;

    /// What other methods would make of the same scorecards, for organisers after judging.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` before deliberation.
    async fn compare(&self, slug: String) -> Result<MethodComparison, AppError>;

    /// What a team learns of its own entry after publication: place and feedback, no judge named.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `NotYet` before publication.
    async fn of_entry(&self, entry: EntryId) -> Result<EntryResult, AppError>;

    /// Gives a distinction to a ranked entry of its track, in deliberation. Giving it again changes the reason. More than were
    /// planned take a reason of their own, which is not published.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `award`, `entry`, `reason`, `more_reason`; [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`.
    async fn give_award(&self, slug: String, form: AwardTyped) -> Result<Next, AppError>;

    /// Takes a distinction back, in deliberation. `given` is `award:entry`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `given`, `take_reason`; [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`,
    /// `NothingThere` when the entry does not have it.
    async fn take_award(&self, slug: String, given: String, take_reason: String) -> Result<Next, AppError>;

    /// Records the panel's votes on entries that nothing else parts, in deliberation. `votes`: by
    /// entry, as `votes[entry-ENTRY]` in the form.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `votes[entry-ENTRY]`, `vote_reason`; [`AppError::SignIn`], [`AppError::NotFound`] also for
    /// an entry that is not tied; `WrongState`, `NothingThere` without any tie.
    async fn record_votes(
        &self,
        slug: String,
        votes: HashMap<String, String>,
        vote_reason: String,
    ) -> Result<Next, AppError>;

    /// Asks the guardians of minors in entries that would be shown whether they may be, in deliberation. Until they
    /// agree, their team is shown without its name, and without the minor's country.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`, `NothingThere` when everybody was asked.
    async fn ask_publication(&self, slug: String) -> Result<Next, AppError>;

    /// Proposes to publish what was previewed, at once or at a time, or a further version of what is out. It takes effect when
    /// another organiser confirms it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `note` (a further version says why), `release_at`; [`AppError::SignIn`],
    /// [`AppError::NotFound`]; `WrongState` before deliberation, `PreviewChanged` when the results are not what was previewed
    /// any more, `NotReady` when no entry is ranked, `NothingThere` when this is out already.
    async fn propose(&self, slug: String, form: PublicationForm) -> Result<Next, AppError>;

    /// Confirms what another organiser proposed. What is published is published to everybody at one moment.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `SecondOrganiser` for one's own, `NothingThere` when it does not wait,
    /// `PreviewChanged`, `WrongState`, `NotReady`.
    async fn confirm(&self, slug: String, proposal: String) -> Result<Next, AppError>;

    /// Takes a proposal back, one's own or another's, also while what was confirmed waits for its time.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `NothingThere` when it does not wait.
    async fn withdraw(&self, slug: String, proposal: String) -> Result<Next, AppError>;

    /// Proposes to rank by another method than the sealed one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the fields of [`MethodForm`] and `departure_reason`; [`AppError::SignIn`],
    /// [`AppError::NotFound`]; `WrongState` before deliberation, `NothingThere` when it is the method in force.
    async fn propose_method(&self, slug: String, form: MethodForm, departure_reason: String) -> Result<Next, AppError>;
}

/// See [`Results::give_award`].
#[server(endpoint = "results/give_award")]
pub async fn give_award(slug: String, #[server(flatten)] form: AwardTyped) -> Result<Next, AppError> {
    crate::services::services().results.give_award(slug, form).await
}

/// See [`Results::take_award`].
#[server(endpoint = "results/take_award")]
pub async fn take_award(slug: String, given: String, take_reason: String) -> Result<Next, AppError> {
    crate::services::services().results.take_award(slug, given, take_reason).await
}

/// See [`Results::record_votes`].
#[server(endpoint = "results/record_votes")]
pub async fn record_votes(
    slug: String,
    #[server(default)] votes: HashMap<String, String>,
    vote_reason: String,
) -> Result<Next, AppError> {
    crate::services::services().results.record_votes(slug, votes, vote_reason).await
}

/// See [`Results::ask_publication`].
#[server(endpoint = "results/ask_publication")]
pub async fn ask_publication(slug: String) -> Result<Next, AppError> {
    crate::services::services().results.ask_publication(slug).await
}

/// See [`Results::propose`].
#[server(endpoint = "results/propose")]
pub async fn propose(slug: String, #[server(flatten)] form: PublicationForm) -> Result<Next, AppError> {
    crate::services::services().results.propose(slug, form).await
}

/// See [`Results::confirm`].
#[server(endpoint = "results/confirm")]
pub async fn confirm(slug: String, proposal: String) -> Result<Next, AppError> {
    crate::services::services().results.confirm(slug, proposal).await
}

/// See [`Results::withdraw`].
#[server(endpoint = "results/withdraw")]
pub async fn withdraw(slug: String, proposal: String) -> Result<Next, AppError> {
    crate::services::services().results.withdraw(slug, proposal).await
}

/// See [`Results::propose_method`].
#[server(endpoint = "results/propose_method")]
pub async fn propose_method(
    slug: String,
    #[server(flatten)] form: MethodForm,
    departure_reason: String,
) -> Result<Next, AppError> {
    crate::services::services().results.propose_method(slug, form, departure_reason).await
}
