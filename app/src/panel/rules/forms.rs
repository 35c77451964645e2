//! What organisers and judges write into the forms of this stage.

use crate::{
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};

/// The longest name, affiliation or field.
const LINE: usize = 120;
/// The most entries anybody may say to take.
const MOST: u32 = 500;

/// An invitation as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct InvitationForm {
    /// The name.
    pub name: String,
    /// Where the link will be sent.
    pub email: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// What the judge knows.
    pub field: String,
    /// Language tags.
    pub languages: String,
    /// The most entries; empty: as many as needed.
    pub max_load: String,
    /// Something, when for the reserve.
    pub reserve: Option<String>,
    /// The last day of the link; empty: in two weeks.
    #[serde(default)]
    pub until: String,
}

/// An invitation that is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJudge {
    /// The name.
    pub name: String,
    /// Where the link will be sent.
    pub email: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// What the judge knows.
    pub field: String,
    /// Language tags.
    pub languages: Vec<String>,
    /// The most entries.
    pub max_load: Option<u32>,
}

/// A judge's own data as they were typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ProfileForm {
    /// The name.
    pub name: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// What the judge knows.
    pub field: String,
    /// Language tags.
    pub languages: String,
    /// The most entries; empty: as many as needed.
    pub max_load: String,
}

/// A judge's own data, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The name.
    pub name: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// What the judge knows.
    pub field: String,
    /// Language tags, at least one.
    pub languages: Vec<String>,
    /// The most entries.
    pub max_load: Option<u32>,
}

/// What a judge says when accepting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Language tags, at least one.
    pub languages: Vec<String>,
    /// The most entries.
    pub max_load: Option<u32>,
}

fn max_load(text: &str) -> Result<Option<u32>, Problem> {
    let text = text::line(text, 20).map_err(|_| Problem::Number)?;
    if text.is_empty() {
        return Ok(None);
    }
    let number: i64 = text.parse().map_err(|_| Problem::Number)?;
    match u32::try_from(number) {
        Ok(number) if (1..=MOST).contains(&number) => Ok(Some(number)),
        _ => Err(Problem::OutOfRange { min: "1".to_owned(), max: MOST.to_string() }),
    }
}

fn own_languages(text: &str) -> Result<Vec<String>, Problem> {
    let tags = text::languages(text)?;
    if tags.is_empty() { Err(Problem::Required) } else { Ok(tags) }
}

/// Checks an invitation.
///
/// # Errors
/// [`AppError::Invalid`] at `name`, `email`, `affiliation`, `field`, `languages`, `max_load`.
pub fn invitation(form: &InvitationForm) -> Result<NewJudge, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, LINE));
    let email = check.take("email", text::email(&form.email));
    let affiliation = check.take("affiliation", text::line(&form.affiliation, LINE));
    let field = check.take("field", text::line(&form.field, LINE));
    let languages = check.take("languages", text::languages(&form.languages));
    let max_load = check.take("max_load", max_load(&form.max_load));
    check.finish()?;
    match (name, email, affiliation, field, languages, max_load) {
        (Some(name), Some(email), Some(affiliation), Some(field), Some(languages), Some(max_load)) => {
            Ok(NewJudge { name, email, affiliation, field, languages, max_load })
        }
        _ => Err(AppError::Internal),
    }
}

/// Checks a judge's own data.
///
/// # Errors
/// [`AppError::Invalid`] at `name`, `affiliation`, `field`, `languages`, `max_load`.
pub fn profile(form: &ProfileForm) -> Result<Profile, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, LINE));
    let affiliation = check.take("affiliation", text::line(&form.affiliation, LINE));
    let field = check.take("field", text::line(&form.field, LINE));
    let languages = check.take("languages", own_languages(&form.languages));
    let max_load = check.take("max_load", max_load(&form.max_load));
    check.finish()?;
    match (name, affiliation, field, languages, max_load) {
        (Some(name), Some(affiliation), Some(field), Some(languages), Some(max_load)) => {
            Ok(Profile { name, affiliation, field, languages, max_load })
        }
        _ => Err(AppError::Internal),
    }
}

/// Checks what a judge says when accepting; `conduct`: whether conduct and confidentiality were agreed to.
///
/// # Errors
/// [`AppError::Invalid`] at `languages`, `max_load`, `conduct`.
pub fn acceptance(languages: &str, most: &str, conduct: bool) -> Result<Acceptance, AppError> {
    let mut check = FormCheck::default();
    let languages = check.take("languages", own_languages(languages));
    let max_load = check.take("max_load", max_load(most));
    if !conduct {
        check.note("conduct", Problem::Required);
    }
    check.finish()?;
    match (languages, max_load) {
        (Some(languages), Some(max_load)) => Ok(Acceptance { languages, max_load }),
        _ => Err(AppError::Internal),
    }
}

/// Two halves of one form: both, or the errors of both.
///
/// # Errors
/// [`AppError::Invalid`] with all of them.
pub fn both<A, B>(one: Result<A, AppError>, other: Result<B, AppError>) -> Result<(A, B), AppError> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(AppError::Invalid(mut errors)), Err(AppError::Invalid(more))) => {
            errors.extend(more);
            Err(AppError::Invalid(errors))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// Checks why somebody declines; nobody has to say.
///
/// # Errors
/// [`AppError::Invalid`] at `reason`.
pub fn decline_reason(text: &str) -> Result<String, AppError> {
    text::block(text, 100).map_err(|problem| AppError::field("reason", problem))
}

/// Why organisers change by hand who judges what; it cannot be left out.
///
/// # Errors
/// [`AppError::Invalid`] at the field.
pub fn change_reason(field: &str, text: &str) -> Result<String, AppError> {
    text::required_line(text, 300).map_err(|problem| AppError::field(field, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(email: &str, most: &str) -> InvitationForm {
        InvitationForm { name: "Ann".into(), email: email.into(), max_load: most.into(), ..InvitationForm::default() }
    }

    fn problems(result: Result<impl std::fmt::Debug, AppError>) -> Vec<(String, Problem)> {
        match result {
            Err(AppError::Invalid(errors)) => errors.into_iter().map(|error| (error.field, error.problem)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_invitation_to_no_address_is_an_error_at_the_field() {
        assert_eq!(problems(invitation(&form("", ""))), [("email".to_owned(), Problem::Required)]);
        assert_eq!(problems(invitation(&form("ann", ""))), [("email".to_owned(), Problem::Email)]);
    }

    #[test]
    fn every_field_is_judged_at_once() {
        let bad = InvitationForm {
            name: " ".into(),
            email: "x".into(),
            affiliation: "a".repeat(121),
            field: "\u{7}".into(),
            languages: "english".into(),
            max_load: "many".into(),
            ..InvitationForm::default()
        };
        let fields: Vec<String> = problems(invitation(&bad)).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "email", "affiliation", "field", "languages", "max_load"]);
    }

    #[test]
    fn loads_are_from_one_to_five_hundred_or_open() {
        let load = |text: &str| invitation(&form("a@b.org", text)).map(|judge| judge.max_load);
        assert_eq!(load(""), Ok(None));
        assert_eq!(load(" 28 "), Ok(Some(28)));
        assert_eq!(load("500"), Ok(Some(500)));
        for bad in ["0", "501", "-1", "99999999999"] {
            assert!(
                matches!(problems(invitation(&form("a@b.org", bad))).as_slice(), [(field, Problem::OutOfRange { .. })] if field == "max_load"),
                "{bad}"
            );
        }
        assert_eq!(problems(invitation(&form("a@b.org", "2.5"))), [("max_load".to_owned(), Problem::Number)]);
    }

    #[test]
    fn accepting_needs_a_language_and_the_rules_of_conduct() {
        let fields: Vec<String> = problems(acceptance("", "", false)).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["languages", "conduct"]);
        assert_eq!(
            acceptance("en, AR", "", true),
            Ok(Acceptance { languages: vec!["en".into(), "ar".into()], max_load: None })
        );
    }

    #[test]
    fn a_profile_needs_a_name_and_a_language() {
        let fields: Vec<String> =
            problems(profile(&ProfileForm::default())).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "languages"]);
    }
}
