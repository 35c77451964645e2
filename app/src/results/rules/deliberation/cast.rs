//! What judges and organisers type about a question that is open, or was counted.

use crate::{
    error::{AppError, FormCheck, Problem},
    ids::VoteOptionId,
    results::model::deliberation::{Ballot, Choice, Outcome, PanelVote},
    text,
};

/// The most words of a dissent or a reason.
const WORDS: usize = 120;

/// A vote as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotForm {
    /// An option's id, `none` or `abstain`.
    pub choice: String,
    /// Why the judge dissents, if so.
    pub dissent: String,
}

impl BallotForm {
    /// Reads it for a question.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `choice`, `dissent`.
    pub fn read(&self, vote: &PanelVote) -> Result<Ballot, AppError> {
        let mut check = FormCheck::default();
        let choice = match self.choice.as_str() {
            "" => Err(Problem::Required),
            "abstain" => Ok(Choice::Abstain),
            "none" if vote.none_option => Ok(Choice::None),
            word => option_of(vote, word).map(Choice::Option).ok_or(Problem::Choice),
        };
        let choice = check.take("choice", choice);
        let dissent = check.take("dissent", text::block(&self.dissent, WORDS));
        check.finish()?;
        let (Some(choice), Some(dissent)) = (choice, dissent) else { return Err(AppError::Internal) };
        Ok(Ballot { choice, dissent })
    }
}

fn option_of(vote: &PanelVote, word: &str) -> Option<VoteOptionId> {
    let id: VoteOptionId = word.parse().ok()?;
    vote.options.iter().any(|option| option.id == id).then_some(id)
}

fn reason(text: &str) -> Result<String, Problem> {
    let clean = text::block(text, WORDS)?;
    if clean.is_empty() { Err(Problem::ReasonRequired) } else { Ok(clean) }
}

/// Why a question is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelForm {
    /// Why.
    pub reason: String,
}

impl CancelForm {
    /// Reads it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `cancel_reason`.
    pub fn read(text: &str) -> Result<Self, AppError> {
        reason(text).map(|reason| Self { reason }).map_err(|problem| AppError::field("cancel_reason", problem))
    }
}

/// How organisers decide a tied vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideForm {
    /// For which option.
    pub option: VoteOptionId,
    /// Why.
    pub reason: String,
}

impl DecideForm {
    /// Reads it, for one of the options that are tied.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `option`, `decide_reason`.
    pub fn read(vote: &PanelVote, option: &str, text: &str) -> Result<Self, AppError> {
        let tied = match vote.tally.as_ref().map(|tally| &tally.outcome) {
            Some(Outcome::Tied(tied)) => tied.as_slice(),
            _ => &[],
        };
        let mut check = FormCheck::default();
        let option = match option {
            "" => Err(Problem::Required),
            word => option_of(vote, word).filter(|option| tied.contains(option)).ok_or(Problem::Choice),
        };
        let option = check.take("option", option);
        let reason = check.take("decide_reason", reason(text));
        check.finish()?;
        let (Some(option), Some(reason)) = (option, reason) else { return Err(AppError::Internal) };
        Ok(Self { option, reason })
    }
}
