//! Whether a competition that comes from a file is whole.

use super::{awards, precheck, questions, rubric, settings};
use crate::{
    competition::model::NewCompetition,
    error::{AppError, FieldError, FormCheck, Problem},
    text,
};

/// Whether a competition that was not written in forms keeps to the rules of the forms. Its time zone is checked by
/// whoever knows the zones.
///
/// # Errors
/// [`AppError::Invalid`] at `slug`, `name`, `tracks[0].criterion[1][weight]` and so on.
pub fn check_competition(new: &NewCompetition) -> Result<(), AppError> {
    let mut check = FormCheck::default();
    check.take("slug", text::slug(&new.slug));
    let form = settings::SettingsForm {
        name: new.name.clone(),
        theme: new.theme.clone(),
        description: new.description.clone(),
        languages: new.languages.join(";"),
        reviews_per_entry: new.reviews_per_entry.to_string(),
        disparity_points: new.disparity_points.to_string(),
        publish_scores: None,
        publish_depth: new.publish_depth.as_str().to_owned(),
        shortlist_places: new.publish_depth.places().to_string(),
    };
    note(&mut check, "", settings::settings(&form).map(drop));
    if new.tracks.is_empty() {
        check.note("tracks", Problem::Required);
    }
    for (number, track) in new.tracks.iter().enumerate() {
        let at = format!("tracks[{number}].");
        check.take(&format!("{at}key"), super::key(&track.key, &track.name, "track", number + 1));
        if new.tracks.iter().take(number).any(|before| before.key == track.key) {
            check.note(&format!("{at}key"), Problem::Taken);
        }
        let keys: Vec<String> = track.criteria.iter().map(|criterion| criterion.key.clone()).collect();
        let words = settings::TrackForm {
            name: track.name.clone(),
            description: track.description.clone(),
            tie: super::as_rows(track.tie_criteria.iter().cloned()),
        };
        note(&mut check, &at, settings::track(&words, &keys).map(drop));
        note(&mut check, &at, rubric::check(&track.criteria));
        note(&mut check, &at, awards::check(&track.awards));
        note(&mut check, &at, questions::check(&track.questions));
        let example = [(track.key.clone(), track.examples.clone())].into();
        note(&mut check, &at, precheck::examples(&example).map(drop));
    }
    note(&mut check, "prechecks.", precheck::check(&new.prechecks));
    if new.rounds.is_empty() {
        check.note("rounds", Problem::Required);
    }
    for (number, rules) in new.rules.iter().enumerate() {
        check.take(&format!("rules[{number}].text"), text::block(&rules.text, settings::RULES_WORDS));
    }
    check.finish()
}

fn note(check: &mut FormCheck, at: &str, result: Result<(), AppError>) {
    if let Err(AppError::Invalid(errors)) = result {
        for FieldError { field, problem } in errors {
            check.note(&format!("{at}{field}"), problem);
        }
    }
}
