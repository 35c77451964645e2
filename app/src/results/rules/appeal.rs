//! Appeals: who may file one when, and what is written in them.

use crate::{
    error::{AppError, FormCheck, Problem, Refusal},
    results::model::{AppealAbout, AppealOutcome, AppealSettings, AppealWindow},
    text,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The most words of an appeal, of a question about it, its reply and its answer.
pub const APPEAL_WORDS: usize = 500;

const DAY_SECONDS: i64 = 86_400;
const MOST_DAYS: u32 = 90;

/// An appeal, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    /// A word of [`AppealAbout`].
    pub about: String,
    /// In the team's words.
    pub text: String,
}

/// An answer, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// A word of [`AppealOutcome`].
    pub outcome: String,
    /// Why, in words for the team.
    pub reason: String,
}

/// For how long teams may appeal, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppealSettingsForm {
    /// Days after publication.
    pub days: String,
    /// Days from an appeal to its answer.
    pub answer_days: String,
}

/// The version that may be appealed against, from the newest publication; nothing when its time is over.
pub fn window(settings: AppealSettings, newest: Option<(i64, Moment)>, now: Moment) -> Option<AppealWindow> {
    let (version, at) = newest.filter(|_| settings.days > 0)?;
    let until = at.plus_seconds(i64::from(settings.days) * DAY_SECONDS);
    (!until.has_passed(now)).then_some(AppealWindow { version, until })
}

/// Whether the team may file one: within the time, once for each version.
///
/// # Errors
/// `AppealsOver`, `Appealed`.
pub fn may_appeal(window: Option<AppealWindow>, filed: &[i64]) -> Result<AppealWindow, Refusal> {
    let window = window.ok_or(Refusal::AppealsOver)?;
    if filed.contains(&window.version) { Err(Refusal::Appealed) } else { Ok(window) }
}

/// When an appeal that is filed now is answered at the latest.
pub const fn answer_by(settings: AppealSettings, now: Moment) -> Moment {
    now.plus_seconds(settings.answer_days as i64 * DAY_SECONDS)
}

/// Reads an appeal.
///
/// # Errors
/// [`AppError::Invalid`] at `about`, `text`.
pub fn appeal(form: &AppealForm) -> Result<(AppealAbout, String), AppError> {
    let mut check = FormCheck::default();
    let about = check.take("about", AppealAbout::parse(&form.about).ok_or(Problem::Choice));
    let text = check.take("text", words(&form.text));
    check.finish()?;
    about.zip(text).ok_or(AppError::Internal)
}

/// Reads a question back.
///
/// # Errors
/// [`AppError::Invalid`] at `question`.
pub fn appeal_question(typed: &str) -> Result<String, AppError> {
    words(typed).map_err(|problem| AppError::field("question", problem))
}

/// Reads the team's reply to it.
///
/// # Errors
/// [`AppError::Invalid`] at `reply`.
pub fn appeal_reply(typed: &str) -> Result<String, AppError> {
    words(typed).map_err(|problem| AppError::field("reply", problem))
}

/// Reads an answer: what is decided, and why.
///
/// # Errors
/// [`AppError::Invalid`] at `outcome`, `reason`.
pub fn decision(form: &DecisionForm) -> Result<(AppealOutcome, String), AppError> {
    let mut check = FormCheck::default();
    let outcome = check.take("outcome", AppealOutcome::parse(&form.outcome).ok_or(Problem::Choice));
    let reason = check.take("reason", words(&form.reason));
    check.finish()?;
    outcome.zip(reason).ok_or(AppError::Internal)
}

/// Reads for how long teams may appeal.
///
/// # Errors
/// [`AppError::Invalid`] at `days`, `answer_days`.
pub fn appeal_settings(form: &AppealSettingsForm) -> Result<AppealSettings, AppError> {
    let mut check = FormCheck::default();
    let days = check.take("days", days(&form.days, 0));
    let answer_days = check.take("answer_days", self::days(&form.answer_days, 1));
    check.finish()?;
    let (days, answer_days) = days.zip(answer_days).ok_or(AppError::Internal)?;
    Ok(AppealSettings { days, answer_days })
}

fn days(typed: &str, min: u32) -> Result<u32, Problem> {
    let days: u32 = typed.trim().parse().map_err(|_| Problem::Number)?;
    let bounds = || Problem::OutOfRange { min: min.to_string(), max: MOST_DAYS.to_string() };
    if (min..=MOST_DAYS).contains(&days) { Ok(days) } else { Err(bounds()) }
}

fn words(typed: &str) -> Result<String, Problem> {
    text::block(typed, APPEAL_WORDS).and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUT: Moment = Moment::from_seconds(1_800_000_000);

    #[test]
    fn a_team_may_appeal_until_the_last_second_and_once() {
        let settings = AppealSettings { days: 2, answer_days: 3 };
        let at = |seconds| window(settings, Some((4, OUT)), OUT.plus_seconds(seconds));
        let open = AppealWindow { version: 4, until: OUT.plus_seconds(2 * 86_400) };
        assert_eq!((at(0), at(2 * 86_400), at(2 * 86_400 + 1)), (Some(open), Some(open), None));
        assert_eq!(window(settings, None, OUT), None);
        assert_eq!(window(AppealSettings { days: 0, answer_days: 3 }, Some((4, OUT)), OUT), None);
        assert_eq!(may_appeal(Some(open), &[1, 3]), Ok(open));
        assert_eq!(may_appeal(Some(open), &[4]), Err(Refusal::Appealed));
        assert_eq!(may_appeal(None, &[]), Err(Refusal::AppealsOver));
        assert_eq!(answer_by(settings, OUT), OUT.plus_seconds(3 * 86_400));
    }

    #[test]
    fn what_is_typed_is_checked() {
        let typed = |about: &str, text: &str| appeal(&AppealForm { about: about.to_owned(), text: text.to_owned() });
        assert_eq!(typed("fact", " It was there. "), Ok((AppealAbout::Fact, "It was there.".to_owned())));
        for (about, text) in [("taste", "Words"), ("", "Words"), ("rule", " "), ("rule", &"word ".repeat(501))] {
            assert!(typed(about, text).is_err(), "{about} {text}");
        }
        let days = |days: &str, answer: &str| {
            appeal_settings(&AppealSettingsForm { days: days.to_owned(), answer_days: answer.to_owned() })
        };
        assert_eq!(days("0", "1"), Ok(AppealSettings { days: 0, answer_days: 1 }));
        for (one, other) in [("-1", "5"), ("91", "5"), ("7", "0"), ("7", ""), ("x", "91")] {
            assert!(days(one, other).is_err(), "{one} {other}");
        }
    }
}
