//! What a judge may say in public.

use crate::{
    country,
    error::{AppError, FormCheck, Problem},
    panel::model::PublicProfile,
    text,
};

/// The longest sentence about a judge.
pub const ABOUT_CHARACTERS: usize = 200;

/// Reads what a judge lets others see.
///
/// # Errors
/// [`AppError::Invalid`] at `country`, `about`.
pub fn public_profile(country: &str, about: &str, named: bool) -> Result<PublicProfile, AppError> {
    let mut check = FormCheck::default();
    let country = match country.trim() {
        "" => Ok(""),
        typed => country::code(typed).ok_or(Problem::Choice),
    };
    let country = check.take("country", country);
    let about = check.take("about", text::line(about, ABOUT_CHARACTERS));
    check.finish()?;
    match (country, about) {
        (Some(country), Some(about)) => Ok(PublicProfile { country: country.to_owned(), about, named }),
        _ => Err(AppError::Internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_may_stay_empty_and_nothing_may_be_made_up() {
        assert_eq!(public_profile("", " ", false), Ok(PublicProfile::default()));
        let full = public_profile("ke", " Mediates  between herders. ", true).expect("good");
        assert_eq!((full.country.as_str(), full.about.as_str(), full.named), ("KE", "Mediates between herders.", true));
        assert_eq!(public_profile("XX", "", true), Err(AppError::field("country", Problem::Choice)));
        let long = AppError::field("about", Problem::TooManyCharacters { max: ABOUT_CHARACTERS });
        assert_eq!(public_profile("", &"x".repeat(ABOUT_CHARACTERS + 1), true), Err(long));
        assert_eq!(public_profile("", "a\u{7}", true), Err(AppError::field("about", Problem::ControlCharacters)));
    }
}
