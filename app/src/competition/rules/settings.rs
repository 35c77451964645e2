//! The words and numbers of a competition and of its tracks.

use super::{Rows, in_order};
use crate::{
    competition::model::PublishDepth,
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};

/// Words that the rules may have.
pub const RULES_WORDS: usize = 5000;

/// The most mebibytes that organisers may allow a build to have.
pub const BUILD_MEBIBYTES: u32 = 2048;

/// The settings as the form has them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// See [`Settings`].
    pub name: String,
    /// See [`Settings`].
    pub theme: String,
    /// See [`Settings`].
    pub description: String,
    /// See [`Settings`].
    pub languages: String,
    /// See [`Settings`].
    pub reviews_per_entry: String,
    /// See [`Settings`].
    pub disparity_points: String,
    /// `on` or nothing.
    pub publish_scores: Option<String>,
    /// `winners`, `shortlist`, `all`.
    pub publish_depth: String,
    /// Places of a shortlist.
    pub shortlist_places: String,
}

/// The settings of a competition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// What it is about, in a sentence.
    pub theme: String,
    /// What it is about, in paragraphs.
    pub description: String,
    /// Languages an entry may be in.
    pub languages: Vec<String>,
    /// Reviews each entry gets.
    pub reviews_per_entry: u32,
    /// Spread over which one more judge is suggested.
    pub disparity_points: u32,
    /// Whether scores are published.
    pub publish_scores: bool,
    /// How far down the public ranking goes.
    pub publish_depth: PublishDepth,
}

/// The fewest and the most days for which what is known of people is kept after publication.
const RETENTION_DAYS: (u32, u32) = (30, 3650);

/// Reads for how many days after publication what is known of people is kept.
///
/// # Errors
/// [`AppError::Invalid`] at `retention_days`.
pub fn retention(text: &str) -> Result<u32, AppError> {
    whole(text, RETENTION_DAYS.0, RETENTION_DAYS.1).map_err(|problem| AppError::field("retention_days", problem))
}

/// A whole number within bounds.
pub(super) fn whole(text: &str, min: u32, max: u32) -> Result<u32, Problem> {
    let number: u32 = text.trim().parse().map_err(|_| Problem::Number)?;
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(Problem::OutOfRange { min: min.to_string(), max: max.to_string() })
    }
}

/// Reads the settings.
///
/// # Errors
/// [`AppError::Invalid`] at the fields of [`SettingsForm`].
pub fn settings(form: &SettingsForm) -> Result<Settings, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, 80));
    let theme = check.take("theme", text::required_line(&form.theme, 200));
    let description = check.take("description", text::block(&form.description, 1000));
    let languages = check.take(
        "languages",
        text::languages(&form.languages)
            .and_then(|tags| if tags.is_empty() { Err(Problem::Required) } else { Ok(tags) }),
    );
    let reviews_per_entry = check.take("reviews_per_entry", whole(&form.reviews_per_entry, 1, 99));
    let disparity_points = check.take("disparity_points", whole(&form.disparity_points, 0, 100));
    let publish_depth = depth(&mut check, form);
    check.finish()?;
    let publish_scores = form.publish_scores.is_some();
    match (name, theme, description, languages, reviews_per_entry, disparity_points, publish_depth) {
        (
            Some(name),
            Some(theme),
            Some(description),
            Some(languages),
            Some(reviews_per_entry),
            Some(disparity_points),
            Some(publish_depth),
        ) => Ok(Settings {
            name,
            theme,
            description,
            languages,
            reviews_per_entry,
            disparity_points,
            publish_scores,
            publish_depth,
        }),
        _ => Err(AppError::Internal),
    }
}

/// How far down is published; the places of a shortlist are read only where there is one.
fn depth(check: &mut FormCheck, form: &SettingsForm) -> Option<PublishDepth> {
    match form.publish_depth.as_str() {
        "winners" => Some(PublishDepth::Winners),
        "all" => Some(PublishDepth::All),
        "shortlist" => {
            let places = whole(&form.shortlist_places, 1, PublishDepth::MOST_PLACES);
            check.take("shortlist_places", places.map(PublishDepth::Shortlist))
        }
        _ => check.take("publish_depth", Err(Problem::Choice)),
    }
}

/// Reads how many mebibytes a build may have.
///
/// # Errors
/// [`AppError::Invalid`] at `build_mebibytes`.
pub fn build_limit(written: &str) -> Result<u32, AppError> {
    whole(written, 1, BUILD_MEBIBYTES).map_err(|problem| AppError::field("build_mebibytes", problem))
}

/// A track's own words as the form has them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TrackForm {
    /// Its name.
    pub name: String,
    /// Who belongs here.
    pub description: String,
    /// Criteria that settle ties, by key: `tie[r0]`, `tie[r1]` ...; empty ones are left out.
    pub tie: Rows<String>,
}

/// A track's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackSettings {
    /// Its name.
    pub name: String,
    /// Who belongs here.
    pub description: String,
    /// Criteria that settle ties, by key.
    pub tie_criteria: Vec<String>,
}

/// Reads a track's words. `criteria`: the keys of its rubric.
///
/// # Errors
/// [`AppError::Invalid`] at `name`, `description`, `tie[..]`.
pub fn track(form: &TrackForm, criteria: &[String]) -> Result<TrackSettings, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, 80));
    let description = check.take("description", text::line(&form.description, 400));
    let mut tie_criteria: Vec<String> = Vec::new();
    for (row, key) in in_order(&form.tie) {
        if key.is_empty() {
            continue;
        }
        if !criteria.contains(key) || tie_criteria.contains(key) {
            check.note(&format!("tie[{row}]"), Problem::Choice);
        }
        tie_criteria.push(key.clone());
    }
    check.finish()?;
    match (name, description) {
        (Some(name), Some(description)) => Ok(TrackSettings { name, description, tie_criteria }),
        _ => Err(AppError::Internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SettingsForm {
        SettingsForm {
            name: " Peace  games ".into(),
            theme: "Dialogue".into(),
            description: String::new(),
            languages: "en, AR".into(),
            reviews_per_entry: "3".into(),
            disparity_points: "25".into(),
            publish_scores: Some("on".into()),
            publish_depth: "winners".into(),
            shortlist_places: "10".into(),
        }
    }

    #[test]
    fn good_settings_are_cleaned() {
        let settings = settings(&form()).expect("good");
        assert_eq!(settings.name, "Peace games");
        assert_eq!(settings.languages, ["en", "ar"]);
        assert!(settings.publish_scores);
    }

    #[test]
    fn only_a_shortlist_has_places() {
        assert_eq!(settings(&form()).expect("good").publish_depth, PublishDepth::Winners);
        let listed = |places: &str| {
            let form = SettingsForm { publish_depth: "shortlist".into(), shortlist_places: places.into(), ..form() };
            settings(&form).map(|settings| settings.publish_depth)
        };
        assert_eq!(listed(" 12 "), Ok(PublishDepth::Shortlist(12)));
        let range = Problem::OutOfRange { min: "1".into(), max: "99".into() };
        for (bad, problem) in [("", Problem::Number), ("0", range.clone()), ("100", range)] {
            assert_eq!(listed(bad), Err(AppError::field("shortlist_places", problem)), "{bad}");
        }
    }

    #[test]
    fn a_build_has_a_limit_that_has_a_limit() {
        assert_eq!((build_limit(" 1 "), build_limit("2048")), (Ok(1), Ok(2048)));
        let range = Problem::OutOfRange { min: "1".into(), max: "2048".into() };
        for (bad, problem) in [("0", range.clone()), ("2049", range), ("much", Problem::Number), ("", Problem::Number)]
        {
            assert_eq!(build_limit(bad), Err(AppError::field("build_mebibytes", problem)), "{bad}");
        }
    }

    #[test]
    fn every_bad_field_is_named() {
        let bad = SettingsForm {
            name: String::new(),
            theme: "x".repeat(201),
            languages: String::new(),
            reviews_per_entry: "0".into(),
            disparity_points: "many".into(),
            publish_depth: "some".into(),
            ..form()
        };
        let Err(AppError::Invalid(errors)) = settings(&bad) else { panic!("accepted") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "theme", "languages", "reviews_per_entry", "disparity_points", "publish_depth"]);
    }

    #[test]
    fn ties_are_settled_by_criteria_that_exist_each_once() {
        let criteria = ["dialogue".to_owned(), "prevention".to_owned()];
        let tie = |keys: &[&str]| TrackForm {
            name: "T".into(),
            description: String::new(),
            tie: super::super::as_rows(keys.iter().map(|key| (*key).to_owned())),
        };
        let good = track(&tie(&["prevention", "", "dialogue"]), &criteria).expect("good");
        assert_eq!(good.tie_criteria, ["prevention", "dialogue"]);
        assert_eq!(track(&tie(&["dialogue", "dialogue"]), &criteria), Err(AppError::field("tie[r1]", Problem::Choice)));
        assert_eq!(track(&tie(&["fun"]), &criteria), Err(AppError::field("tie[r0]", Problem::Choice)));
    }
}
