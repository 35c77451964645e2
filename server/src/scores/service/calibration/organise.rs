//! Organisers name samples, and say what they would give.

use super::{by_id, place, subject, track};
use crate::{
    audit::{self, Event},
    auth::permits::{self, About, Editor, Observer, Organises},
    competition::store::read as competitions,
    db::{Conn, Tx},
    entries::store::read as entries,
    panel,
    request::Request,
    scores::{
        service::by_slug,
        store::calibration::{self as store, cards},
    },
};
use app::{
    competition::model::{Audience, Competition, Track, known},
    entries::model::{Entry, EntryState},
    error::{AppError, Problem, Refusal},
    ids::{EntryId, SampleId, TrackId},
    next::{Done, Next},
    panel::model::JudgeState,
    scores::{
        model::{
            AnchorSheet, CalibrationDesk, NewSample, RubricLine, Sample, SampleForm, SampleStanding, ScorecardForm,
        },
        rules,
    },
};
use serde_json::{Value, json};

fn home(competition: &Competition) -> String {
    format!("/c/{}/organise/scores/calibration", competition.slug)
}

/// Tracks that take one more sample.
fn with_room<'t>(tracks: &'t [Track], samples: &'t [Sample]) -> impl Iterator<Item = &'t Track> {
    let count = |track: &Track| samples.iter().filter(|sample| sample.track == track.id).count();
    tracks.iter().filter(move |track| !track.criteria.is_empty() && count(track) < rules::MOST_SAMPLES)
}

pub(super) async fn desk(request: &Request, slug: &str) -> Result<CalibrationDesk, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let by: Observer = permits::organiser(&mut conn, request.caller(), competition.id).await?;
    let tracks = competitions::tracks(&mut conn, competition.id).await?;
    let samples = store::of_competition(&mut conn, &by).await?;
    let (submitted, anchored) = (cards::submitted(&mut conn, &by).await?, store::anchored(&mut conn, &by).await?);
    let judges = panel::store::read::judges(&mut conn, competition.id).await?;
    let withdrawn = entries::summaries(&mut conn, competition.id, Some(EntryState::Withdrawn)).await?;
    let open: Vec<(TrackId, String)> =
        with_room(&tracks, &samples).map(|track| (track.id, track.name.clone())).collect();
    let copied = |entry: EntryId| samples.iter().any(|sample| sample.entry == Some(entry));
    let withdrawn = withdrawn
        .into_iter()
        .filter(|entry| !by.kept_from(entry.id) && !copied(entry.id))
        .filter(|entry| open.iter().any(|(track, _)| *track == entry.track))
        .map(|entry| (entry.id, entry.title))
        .collect();
    let standing = |sample: Sample| {
        let track = tracks.iter().find(|track| track.id == sample.track);
        let given = anchored.iter().find(|(id, _)| *id == sample.id).map_or(0, |(_, count)| *count);
        SampleStanding {
            submitted: submitted.get(&sample.id).copied().unwrap_or_default(),
            anchored: (given, track.map_or(0, |track| track.criteria.len())),
            track: track.map(|track| track.name.clone()).unwrap_or_default(),
            sample,
        }
    };
    Ok(CalibrationDesk {
        required: store::required(&mut conn, competition.id).await?,
        judges: judges.iter().filter(|judge| judge.state == JudgeState::Ready).count(),
        samples: samples.iter().cloned().map(standing).collect(),
        tracks: open,
        withdrawn,
        competition,
    })
}

async fn record(tx: &mut Tx, by: &Editor, action: &'static str, what: (String, Value)) -> Result<(), AppError> {
    let (subject, payload) = what;
    let event = Event { competition: Some(by.competition()), actor: by.account(), action, subject, payload };
    Ok(audit::append(tx, event).await?)
}

/// The organiser of a competition that takes samples.
async fn editor(tx: &mut Tx, request: &Request, slug: &str) -> Result<(Competition, Editor), AppError> {
    permits::signed_in(request.caller())?;
    let competition = by_slug(tx, slug).await?;
    let by = permits::organiser(tx, request.caller(), competition.id).await?;
    rules::may_calibrate(competition.state)?;
    Ok((competition, by))
}

pub(super) async fn require(request: &Request, slug: String, required: bool) -> Result<Next, AppError> {
    let asking = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = editor(tx, &asking, &slug).await?;
                let old = store::required(tx, competition.id).await?;
                store::require(tx, &by, required).await?;
                let payload = json!({ "required": { "old": old, "new": required } });
                record(tx, &by, "scores.save_calibration", (competition.id.to_string(), payload)).await?;
                Ok(Next::done(home(&competition), Done::Saved))
            })
        })
        .await
}

/// What judges may read of an entry, as a sample: its pitch and its answers in words, and where to play and watch it.
fn copy_of(entry: &Entry, track: &Track) -> NewSample {
    let content = entry.content.clone().read_by(Audience::Judges, &track.questions);
    let asked = track.questions.iter().filter(|question| question.kind.is_written());
    let answers = asked.map(|question| content.answer(&question.key)).filter(|answer| !answer.is_empty());
    let text: Vec<&str> =
        std::iter::once(content.pitch.as_str()).filter(|pitch| !pitch.is_empty()).chain(answers).collect();
    NewSample {
        title: content.title.clone(),
        text: text.join("\n\n"),
        play_url: content.answer(known::PLAY_URL).to_owned(),
        video_url: content.answer(known::VIDEO_URL).to_owned(),
    }
}

/// Copies a withdrawn entry of the organiser's competition.
async fn add_copy(
    tx: &mut Tx,
    by: &Editor,
    (tracks, open): (&[Track], &[TrackId]),
    typed: &str,
) -> Result<(SampleId, EntryId), AppError> {
    let wrong = || AppError::field("entry", Problem::Choice);
    let id: EntryId = typed.parse().map_err(|_| wrong())?;
    let about: About<Editor> = by.about(id)?;
    let entry =
        entries::entry(tx, id).await?.filter(|entry| entry.competition == by.competition()).ok_or_else(wrong)?;
    let track = tracks.iter().find(|track| track.id == entry.track && open.contains(&track.id));
    let track = track.filter(|_| entry.state == EntryState::Withdrawn).ok_or_else(wrong)?;
    let added = store::insert_copy(tx, &about, track.id, &copy_of(&entry, track)).await?;
    Ok((added.ok_or_else(wrong)?, id))
}

pub(super) async fn add(
    request: &Request,
    slug: String,
    (track, entry): (Option<TrackId>, String),
    form: SampleForm,
) -> Result<Next, AppError> {
    let asking = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = editor(tx, &asking, &slug).await?;
                let tracks = competitions::tracks(tx, competition.id).await?;
                let samples = store::of_competition(tx, &by).await?;
                let open: Vec<TrackId> = with_room(&tracks, &samples).map(|track| track.id).collect();
                let (sample, subject) = if entry.is_empty() {
                    let new = rules::sample(&form)?;
                    let wrong = || AppError::field("track", Problem::Choice);
                    let track = track.filter(|track| open.contains(track)).ok_or_else(wrong)?;
                    let sample = store::insert(tx, &by, track, &new).await?.ok_or(AppError::Busy)?;
                    (sample, sample.to_string())
                } else {
                    let (sample, entry) = add_copy(tx, &by, (&tracks, &open), &entry).await?;
                    (sample, entry.to_string())
                };
                record(tx, &by, "scores.add_sample", (subject, json!({ "sample": sample }))).await?;
                Ok(Next::done(home(&competition), Done::Saved))
            })
        })
        .await
}

/// The sample, for somebody who runs its competition and from whom it is not kept.
async fn found<P: Organises>(conn: &mut Conn, request: &Request, sample: SampleId) -> Result<(P, Sample), AppError> {
    permits::signed_in(request.caller())?;
    let (competition, _) = place(conn, sample).await?;
    let by: P = permits::organiser(conn, request.caller(), competition).await?;
    let samples = store::of_competition(conn, by.as_ref()).await?;
    let sample = samples.into_iter().find(|known| known.id == sample).ok_or(Refusal::OwnConflict)?;
    Ok((by, sample))
}

/// The same, for who changes it while it can be changed.
async fn changing(
    conn: &mut Conn,
    request: &Request,
    sample: SampleId,
) -> Result<(Editor, Sample, Competition), AppError> {
    let (by, sample) = found::<Editor>(conn, request, sample).await?;
    let competition = by_id(conn, by.competition()).await?;
    rules::may_calibrate(competition.state)?;
    Ok((by, sample, competition))
}

pub(super) async fn remove(request: &Request, sample: SampleId) -> Result<Next, AppError> {
    let asking = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, sample, competition) = changing(tx, &asking, sample).await?;
                if !store::remove(tx, &by, sample.id).await? {
                    return Err(Refusal::WrongState.into());
                }
                let what = (subject(&sample), json!({ "sample": sample.id }));
                record(tx, &by, "scores.remove_sample", what).await?;
                Ok(Next::done(home(&competition), Done::Saved))
            })
        })
        .await
}

pub(super) async fn anchors(request: &Request, sample: SampleId) -> Result<AnchorSheet, AppError> {
    let mut conn = request.read().await?;
    let (by, sample) = found::<Observer>(&mut conn, request, sample).await?;
    let track = track(&mut conn, by.competition(), sample.track).await?;
    Ok(AnchorSheet {
        competition: by_id(&mut conn, by.competition()).await?,
        anchors: store::anchors(&mut conn, sample.id).await?,
        criteria: track.criteria,
        sample,
    })
}

pub(super) async fn save_anchors(request: &Request, sample: SampleId, form: ScorecardForm) -> Result<Next, AppError> {
    let asking = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, sample, competition) = changing(tx, &asking, sample).await?;
                let track = track(tx, competition.id, sample.track).await?;
                let rubric: Vec<RubricLine> = track.criteria.iter().map(RubricLine::from).collect();
                let checked = rules::check(&rubric, &form, false)?;
                store::save_anchors(tx, &by, sample.id, (&rubric, &checked.scores)).await?;
                let marks: Vec<Value> = checked
                    .scores
                    .iter()
                    .filter_map(|score| Some(json!({ "criterion": score.criterion, "mark": score.mark? })))
                    .collect();
                let what = (subject(&sample), json!({ "sample": sample.id, "marks": marks }));
                record(tx, &by, "scores.save_anchors", what).await?;
                Ok(Next::done(home(&competition), Done::Saved))
            })
        })
        .await
}
