//! The eligibility check: what an organiser decides, from the fields of a form.

use crate::{
    entries::model::{CheckOutcome, CheckReason, EntryState},
    error::{AppError, FormCheck, Problem},
    text,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// Days to cure a defect, unless the organiser says otherwise.
pub const CURE_DAYS: i64 = 5;
/// The most days to cure a defect.
pub const CURE_DAYS_MAX: i64 = 30;
/// The longest text to the team.
const TEXT_WORDS: usize = 200;
const DAY_SECONDS: i64 = 86_400;

/// The fields of the check form as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    /// A word of [`CheckOutcome`].
    pub outcome: String,
    /// A word of [`CheckReason`].
    pub reason: String,
    /// What the team is told.
    pub text: String,
    /// Days to cure the defect.
    pub cure_days: String,
    /// Words of [`crate::entries::model::CurePart`]s that were ticked: what the team may change. None: the usual ones.
    pub parts: Vec<String>,
    /// Why it passes in spite of open concerns; organisers only read it.
    pub despite: String,
}

/// What an organiser decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How it came out.
    pub outcome: CheckOutcome,
    /// Why.
    pub reason: CheckReason,
    /// What the team is told.
    pub text: String,
    /// Days to cure the defect; none unless a fix is asked for.
    pub cure_days: Option<i64>,
}

impl Verdict {
    /// The state it leads to.
    pub const fn state(&self) -> EntryState {
        match self.outcome {
            CheckOutcome::Pass => EntryState::Eligible,
            CheckOutcome::FixNeeded => EntryState::FixNeeded,
            CheckOutcome::Reject => EntryState::Rejected,
        }
    }

    /// Until when the defect may be cured, if the check is made now.
    pub fn cure_until(&self, now: Moment) -> Option<Moment> {
        self.cure_days.map(|days| now.plus_seconds(days * DAY_SECONDS))
    }
}

/// How a proposed rejection is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The entry is rejected.
    Confirm,
    /// The proposal falls.
    Drop,
}

/// Reads the answer to a proposed rejection.
///
/// # Errors
/// [`AppError::Invalid`] at `answer`.
pub fn settlement(answer: &str) -> Result<Settlement, AppError> {
    match answer {
        "confirm" => Ok(Settlement::Confirm),
        "drop" => Ok(Settlement::Drop),
        _ => Err(AppError::field("answer", Problem::Choice)),
    }
}

/// Reads the form. A pass needs no words; a fix or a rejection needs a reason and words that help the team.
///
/// # Errors
/// [`AppError::Invalid`] at `outcome`, `reason`, `text`, `cure_days`.
pub fn verdict(form: &CheckForm) -> Result<Verdict, AppError> {
    let mut check = FormCheck::default();
    let outcome = check.take("outcome", CheckOutcome::parse(&form.outcome).ok_or(Problem::Choice));
    let words = check.take("text", text::block(&form.text, TEXT_WORDS));
    let (mut reason, mut cure_days) = (Some(CheckReason::Complete), None);
    if let Some(CheckOutcome::FixNeeded | CheckOutcome::Reject) = outcome {
        let known = CheckReason::parse(&form.reason).filter(|reason| *reason != CheckReason::Complete);
        reason = check.take("reason", known.ok_or(Problem::Choice));
        if words.as_deref() == Some("") {
            check.note("text", Problem::ReasonRequired);
        }
    }
    if outcome == Some(CheckOutcome::FixNeeded) {
        let days = form.cure_days.trim().parse().map_err(|_| Problem::Number).and_then(|days: i64| {
            let bounds = 1..=CURE_DAYS_MAX;
            let outside = || Problem::OutOfRange { min: bounds.start().to_string(), max: bounds.end().to_string() };
            if bounds.contains(&days) { Ok(days) } else { Err(outside()) }
        });
        cure_days = check.take("cure_days", days);
    }
    check.finish()?;
    match (outcome, reason, words) {
        (Some(outcome), Some(reason), Some(text)) => Ok(Verdict { outcome, reason, text, cure_days }),
        _ => Err(AppError::Internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(outcome: &str, reason: &str, text: &str, cure_days: &str) -> CheckForm {
        CheckForm {
            outcome: outcome.into(),
            reason: reason.into(),
            text: text.into(),
            cure_days: cure_days.into(),
            parts: Vec::new(),
            despite: String::new(),
        }
    }

    #[test]
    fn a_pass_needs_nothing_more() {
        let verdict = verdict(&form("pass", "theme", "", "")).expect("a verdict");
        assert_eq!((verdict.reason, verdict.cure_days), (CheckReason::Complete, None));
        assert_eq!(verdict.state(), EntryState::Eligible);
    }

    #[test]
    fn a_fix_gives_days_and_a_rejection_none() {
        let fix = verdict(&form("fix_needed", "link", "It is dead.", "5")).expect("a verdict");
        assert_eq!(fix.cure_until(Moment::from_seconds(0)), Some(Moment::from_seconds(5 * 86_400)));
        let reject = verdict(&form("reject", "content", "Violence wins.", "5")).expect("a verdict");
        assert_eq!((reject.state(), reject.cure_days), (EntryState::Rejected, None));
    }

    #[test]
    fn each_field_is_judged() {
        for (form, field, problem) in [
            (form("maybe", "link", "x", "5"), "outcome", Problem::Choice),
            (form("reject", "complete", "x", ""), "reason", Problem::Choice),
            (form("reject", "link", " ", ""), "text", Problem::ReasonRequired),
            (form("fix_needed", "link", "x", "soon"), "cure_days", Problem::Number),
            (
                form("fix_needed", "link", "x", "31"),
                "cure_days",
                Problem::OutOfRange { min: "1".into(), max: "30".into() },
            ),
            (
                form("fix_needed", "link", "x", "0"),
                "cure_days",
                Problem::OutOfRange { min: "1".into(), max: "30".into() },
            ),
        ] {
            assert_eq!(verdict(&form), Err(AppError::field(field, problem)));
        }
    }
}
