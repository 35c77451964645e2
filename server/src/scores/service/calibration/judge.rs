//! What judges do with samples.

use super::{by_id, place, subject, track};
use crate::{
    audit::{self, Event},
    auth::permits::{self, PanelMember},
    competition,
    db::Conn,
    request::Request,
    scores::{
        service::{by_slug, desk::samples_open},
        store::{
            calibration::{
                self as store,
                cards::{self, SaveSample},
                marks,
            },
            stored::stored,
        },
    },
};
use app::{
    competition::model::Criterion,
    error::{AppError, Refusal},
    ids::{EntryId, SampleId},
    next::{Done, Next},
    scores::{
        model::{
            Anchor, CriterionOutcome, DeskState, OwnCard, RubricLine, Sample, SampleLine, SampleOutcome, SampleSheet,
            SamplesDesk, ScorecardForm, ScorecardState,
        },
        rules,
    },
};
use serde_json::json;

async fn lines(conn: &mut Conn, by: &PanelMember) -> Result<Vec<SampleLine>, AppError> {
    let samples = store::of_judge(conn, by).await?;
    if samples.is_empty() {
        return Ok(Vec::new());
    }
    let tracks = competition::store::read::tracks(conn, by.competition()).await?;
    let states = cards::states(conn, by).await?;
    let line = |sample: Sample| SampleLine {
        sample: sample.id,
        title: sample.title,
        track: tracks.iter().find(|track| track.id == sample.track).map(|track| track.name.clone()).unwrap_or_default(),
        state: DeskState::of(states.get(&sample.id).copied()),
    };
    Ok(samples.into_iter().map(line).collect())
}

pub(super) async fn samples(request: &Request, slug: &str) -> Result<SamplesDesk, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let member = permits::panel_member(&mut conn, request.caller(), competition.id).await?;
    let samples = if member.ready() { lines(&mut conn, &member).await? } else { Vec::new() };
    if samples.is_empty() {
        return Ok(SamplesDesk { required: false, open: false, samples });
    }
    Ok(SamplesDesk {
        required: store::required(&mut conn, competition.id).await?,
        open: samples_open(&mut conn, &member, competition.state, request.ambient.now()).await?.is_ok(),
        samples,
    })
}

pub(super) async fn before(request: &Request, entry: EntryId) -> Result<Option<SampleLine>, AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    if !permit.samples_first() {
        return Ok(None);
    }
    // What no save is asked for is not asked of who looks at the page either.
    let Some(before) = stored(&mut conn, &permit).await? else { return Ok(None) };
    if before.card.is_some() || rules::may_score_samples(before.state, before.closes_at, request.ambient.now()).is_err()
    {
        return Ok(None);
    }
    let member = permits::panel_member(&mut conn, request.caller(), permit.competition()).await?;
    Ok(rules::first_open(&lines(&mut conn, &member).await?).cloned())
}

/// The permit, and the samples of which this is one.
async fn among(
    conn: &mut Conn,
    request: &Request,
    sample: SampleId,
) -> Result<(PanelMember, Vec<Sample>, usize), AppError> {
    permits::signed_in(request.caller())?;
    let (competition, _) = place(conn, sample).await?;
    let member = permits::ready_judge(conn, request.caller(), competition).await?;
    let samples = store::of_judge(conn, &member).await?;
    let here = samples.iter().position(|known| known.id == sample).ok_or(AppError::NotFound)?;
    Ok((member, samples, here))
}

/// How a sample was scored: nothing of it before one's own is handed in, and no marks of others while these are few.
async fn outcome(
    conn: &mut Conn,
    (by, sample): (&PanelMember, SampleId),
    criteria: &[Criterion],
    card: &OwnCard,
) -> Result<Option<SampleOutcome>, AppError> {
    if card.state != ScorecardState::Submitted {
        return Ok(None);
    }
    let submitted = marks::submitted(conn, by, sample).await?;
    let shown = rules::may_compare(Some(card.state), submitted);
    let counts = if shown { marks::counted(conn, by, sample).await? } else { Vec::new() };
    let anchors = store::anchors(conn, sample).await?;
    let criteria = criteria.iter().map(|criterion| {
        let given = counts.iter().filter(|(key, ..)| *key == criterion.key);
        let given: Vec<_> = given.flat_map(|(_, mark, count)| std::iter::repeat_n(*mark, *count)).collect();
        let anchor = anchors.iter().find(|anchor| anchor.criterion == criterion.key);
        CriterionOutcome {
            criterion: criterion.key.clone(),
            levels: if shown { rules::level_use(criterion.scale, &given) } else { Vec::new() },
            own: card.scores.iter().find(|score| score.criterion == criterion.key).and_then(|score| score.mark),
            anchor: anchor.and_then(|anchor| Some(Anchor { mark: anchor.mark?, reason: anchor.comment.clone() })),
        }
    });
    Ok(Some(SampleOutcome { submitted, shown, criteria: criteria.collect() }))
}

pub(super) async fn sample(request: &Request, sample: SampleId) -> Result<SampleSheet, AppError> {
    let mut conn = request.read().await?;
    let (member, samples, here) = among(&mut conn, request, sample).await?;
    let states = cards::states(&mut conn, &member).await?;
    let open = |other: &&Sample| states.get(&other.id) != Some(&ScorecardState::Submitted);
    let others = samples.iter().skip(here + 1).chain(samples.iter().take(here));
    let next = others.clone().find(open).map(|other| other.id);
    let of = samples.len();
    let this = samples.into_iter().nth(here).ok_or(AppError::NotFound)?;
    let track = track(&mut conn, member.competition(), this.track).await?;
    let card = cards::own(&mut conn, &member, sample).await?;
    let outcome = match &card {
        Some(card) => outcome(&mut conn, (&member, sample), &track.criteria, card).await?,
        None => None,
    };
    let competition = by_id(&mut conn, member.competition()).await?;
    Ok(SampleSheet {
        open: samples_open(&mut conn, &member, competition.state, request.ambient.now()).await?.is_ok(),
        competition,
        sample: this,
        track: track.name,
        criteria: track.criteria,
        card,
        place: here + 1,
        of,
        next,
        outcome,
    })
}

pub(super) async fn save(request: &Request, sample: SampleId, form: ScorecardForm) -> Result<Next, AppError> {
    permits::signed_in(request.caller())?;
    let asking = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (member, samples, here) = among(tx, &asking, sample).await?;
                let this = samples.get(here).ok_or(AppError::NotFound)?;
                let state = by_id(tx, member.competition()).await?.state;
                let now = tx.now();
                samples_open(tx, &member, state, now).await??;
                let track = track(tx, member.competition(), this.track).await?;
                let rubric: Vec<RubricLine> = track.criteria.iter().map(RubricLine::from).collect();
                if rubric.is_empty() {
                    return Err(Refusal::NothingThere.into());
                }
                let before = cards::own(tx, &member, sample).await?.map(|card| (card.state, card.version));
                let state = before.map(|(state, _)| state);
                // What is handed in stays: whoever has done so may see what the others said.
                if before.map_or(0, |(_, version)| version) != form.version || state == Some(ScorecardState::Submitted)
                {
                    return Err(AppError::Stale);
                }
                let submission = rules::is_submission(state, form.submit);
                let checked = rules::check(&rubric, &form, submission)?;
                let card = SaveSample {
                    sample,
                    state: if submission { ScorecardState::Submitted } else { ScorecardState::Draft },
                    based_on: form.version,
                    rubric: &rubric,
                    scores: &checked.scores,
                    note: &checked.note,
                };
                let (_, version) = cards::save(tx, &member, card).await?.ok_or(AppError::Stale)?;
                let event = Event {
                    competition: Some(member.competition()),
                    actor: Some(member.account()),
                    action: if submission { "scores.submit_sample" } else { "scores.save_sample" },
                    subject: subject(this),
                    // The marks stay out of it: they decide nothing.
                    payload: json!({ "sample": sample, "judge": member.judge(), "version": version }),
                };
                audit::append(tx, event).await?;
                // Not as of a real entry, which may be changed until the round closes.
                let done = if submission { Done::Saved } else { Done::ScorecardSaved };
                Ok(Next::done(format!("/judge/samples/{sample}"), done))
            })
        })
        .await
}
