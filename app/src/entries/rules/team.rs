//! Who enters: from the fields of forms to a team and its members.

use crate::{
    country,
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};

pub(super) const NAME_CHARACTERS: usize = 80;
const ORGANISATION_CHARACTERS: usize = 120;

/// A team's own facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamDetails {
    /// Its name.
    pub name: String,
    /// An organisation behind it, if any.
    pub organisation: String,
}

/// Reads a team's fields.
///
/// # Errors
/// [`AppError::Invalid`] at `team_name`, `organisation`.
pub fn team(name: &str, organisation: &str) -> Result<TeamDetails, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("team_name", text::required_line(name, NAME_CHARACTERS));
    let organisation = check.take("organisation", text::line(organisation, ORGANISATION_CHARACTERS));
    check.finish()?;
    Ok(TeamDetails { name: name.unwrap_or_default(), organisation: organisation.unwrap_or_default() })
}

/// The fields of a member as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// The name shown to judges and the public.
    pub public_name: String,
    /// The code of a country.
    pub country: String,
    /// What the person does in the team.
    pub role: String,
    /// `on` for somebody who is a minor where they live.
    pub minor: String,
    /// The name of a minor's guardian.
    pub guardian: String,
    /// Where the guardian's link is sent, if it is known.
    pub guardian_email: String,
    /// The language in which the guardian is asked; empty for that of the page.
    pub guardian_language: String,
}

/// A member's facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberDetails {
    /// The name shown to judges and the public.
    pub public_name: String,
    /// The code of a country.
    pub country: String,
    /// What the person does in the team.
    pub role: String,
    /// The guardian of somebody who is a minor where they live; `None` for adults.
    pub guardian: Option<String>,
}

/// Reads a member's fields.
///
/// # Errors
/// [`AppError::Invalid`] at `public_name`, `country`, `role`, `guardian`.
pub fn member(form: &MemberForm) -> Result<MemberDetails, AppError> {
    let mut check = FormCheck::default();
    let public_name = check.take("public_name", text::required_line(&form.public_name, NAME_CHARACTERS));
    let role = check.take("role", text::line(&form.role, NAME_CHARACTERS));
    let country = match form.country.trim() {
        "" => Err(Problem::Required),
        typed => country::code(typed).ok_or(Problem::Choice),
    };
    let country = check.take("country", country);
    let guardian = if form.minor.is_empty() {
        None
    } else {
        Some(check.take("guardian", text::required_line(&form.guardian, NAME_CHARACTERS)).unwrap_or_default())
    };
    check.finish()?;
    Ok(MemberDetails {
        public_name: public_name.unwrap_or_default(),
        country: country.unwrap_or_default().to_owned(),
        role: role.unwrap_or_default(),
        guardian,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> MemberForm {
        MemberForm { public_name: "Amina".into(), country: "ke".into(), ..MemberForm::default() }
    }

    #[test]
    fn a_minor_needs_a_guardian_and_an_adult_has_none() {
        let adult = member(&MemberForm { guardian: "ignored".into(), ..form() }).expect("a member");
        assert_eq!((adult.country.as_str(), adult.guardian), ("KE", None));
        let minor = MemberForm { minor: "on".into(), ..form() };
        assert_eq!(member(&minor), Err(AppError::field("guardian", Problem::Required)));
        let minor = member(&MemberForm { guardian: "Wanjiru".into(), ..minor }).expect("a member");
        assert_eq!(minor.guardian.as_deref(), Some("Wanjiru"));
    }

    #[test]
    fn names_and_countries_are_judged() {
        let none = MemberForm { public_name: " ".into(), country: String::new(), ..form() };
        let Err(AppError::Invalid(errors)) = member(&none) else { panic!("refused") };
        assert_eq!(errors.len(), 2);
        assert_eq!(
            member(&MemberForm { country: "XX".into(), ..form() }),
            Err(AppError::field("country", Problem::Choice))
        );
        assert_eq!(team("", ""), Err(AppError::field("team_name", Problem::Required)));
    }
}
