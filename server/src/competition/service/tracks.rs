//! Tracks, their rubrics and their awards.

use super::{next_version, note, organiser};
use crate::{
    auth::{Caller, permits::Editor},
    competition::store::{board, chosen, question, read, write},
    db::Tx,
    request::Request,
};
use app::{
    competition::{
        model::{Competition, NewTrack, Track},
        rules::{self, AwardForm, CriterionForm, QuestionForm, Rows, TrackForm},
    },
    error::{AppError, Problem, Refusal},
    next::{Done, Next},
};
use serde_json::json;

/// Which track of which version of a competition.
pub(super) struct Place {
    /// The competition.
    pub slug: String,
    /// The track's key.
    pub track: String,
    /// The version of the competition that the form was drawn with.
    pub version: i64,
}

impl Place {
    async fn find(&self, tx: &mut Tx, caller: Option<&Caller>) -> Result<(Editor, Competition, Track), AppError> {
        let (by, competition) = organiser(tx, caller, &self.slug).await?;
        let tracks = read::tracks(tx, competition.id).await?;
        let track = tracks.into_iter().find(|track| track.key == self.track).ok_or(AppError::NotFound)?;
        Ok((by, competition, track))
    }

    fn saved(&self) -> Next {
        Next::done(format!("/c/{}/organise/tracks/{}", self.slug, self.track), Done::Saved)
    }
}

/// Saves a track's words and tie order.
pub(super) async fn save(request: &Request, place: Place, form: TrackForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition, old) = place.find(tx, caller.as_deref()).await?;
                let keys: Vec<String> = old.criteria.iter().map(|criterion| criterion.key.clone()).collect();
                let new = rules::track(&form, &keys)?;
                next_version(tx, &by, &competition, place.version).await?;
                if new.tie_criteria != old.tie_criteria && board::is_locked(tx, old.id).await? {
                    return Err(Refusal::RubricLocked.into());
                }
                write::save_track(tx, &by, old.id, &new).await?;
                let before =
                    json!({ "name": old.name, "description": old.description, "tie_criteria": old.tie_criteria });
                let payload = json!({ "old": before, "new": new });
                note(tx, &by, "competition.save_track", old.id.to_string(), payload).await?;
                Ok(place.saved())
            })
        })
        .await
}

/// Saves a rubric.
pub(super) async fn save_rubric(request: &Request, place: Place, form: Rows<CriterionForm>) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition, old) = place.find(tx, caller.as_deref()).await?;
                if board::is_locked(tx, old.id).await? {
                    return Err(Refusal::RubricLocked.into());
                }
                let new = rules::rubric(&form)?;
                next_version(tx, &by, &competition, place.version).await?;
                write::save_rubric(tx, &by, &old, &new).await?;
                let payload = json!({ "old": NewTrack::from(&old).criteria, "new": new });
                note(tx, &by, "competition.save_rubric", old.id.to_string(), payload).await?;
                Ok(place.saved())
            })
        })
        .await
}

/// Saves the questions of a track's entry form.
pub(super) async fn save_questions(
    request: &Request,
    place: Place,
    form: Rows<QuestionForm>,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition, old) = place.find(tx, caller.as_deref()).await?;
                rules::may_ask(competition.state)?;
                let new = rules::questions(&form)?;
                next_version(tx, &by, &competition, place.version).await?;
                for (question, gone) in rules::given_up(&old.questions, &new) {
                    let keys: Vec<&str> = gone.iter().map(|option| option.key.as_str()).collect();
                    let at = (competition.id, old.id);
                    if let Some(key) = chosen::first(tx, at, question, &keys).await? {
                        let option = gone.iter().find(|option| option.key == key).map_or(key, |option| option.text());
                        let problem = Problem::OptionChosen { option: option.to_owned() };
                        return Err(AppError::field(&rules::options_field(&form, question), problem));
                    }
                }
                question::save(tx, &by, old.id, &new).await?;
                let payload = json!({ "old": old.questions, "new": new });
                note(tx, &by, "competition.save_questions", old.id.to_string(), payload).await?;
                Ok(place.saved())
            })
        })
        .await
}

/// Saves the awards of a track.
pub(super) async fn save_awards(request: &Request, place: Place, form: Rows<AwardForm>) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition, old) = place.find(tx, caller.as_deref()).await?;
                let new = rules::awards(&form)?;
                next_version(tx, &by, &competition, place.version).await?;
                if !write::save_awards(tx, &by, &old, &new).await? {
                    return Err(Refusal::AwardGiven.into());
                }
                let payload = json!({ "old": NewTrack::from(&old).awards, "new": new });
                note(tx, &by, "competition.save_awards", old.id.to_string(), payload).await?;
                Ok(place.saved())
            })
        })
        .await
}
