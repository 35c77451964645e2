//! How far judges agree, for organisers: on samples, on the entries of the present round, and over time.

use crate::{
    auth::permits::{self, Observer},
    competition::store::{read as competitions, rounds},
    db::Conn,
    entries::store::read as entries,
    panel,
    request::Request,
    scores::{
        service::by_slug,
        store::{
            calibration::{self as store, cards, marks},
            order, read,
        },
    },
};
use app::{
    competition::model::{Competition, CompetitionState, Criterion, RoundWeights, Track},
    error::AppError,
    ids::{EntryId, JudgeId, ScorecardId, TrackId},
    number::Decimal,
    scores::{
        model::{
            AgreementDesk, CriterionAgreement, Drift, JudgeDrift, ReadingsOf, RubricLine, Scorecard, ScorecardState,
            TrackAgreement,
        },
        rules::{self, Metric, Scored},
    },
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};

/// What one judge said of one criterion of one sample or entry.
struct Said {
    unit: usize,
    judge: JudgeId,
    mark: Option<Decimal>,
    not_assessed: bool,
}

/// What this organiser may see, who perhaps judges too.
struct Seen {
    samples: bool,
    round: bool,
}

/// Whoever judges sees of samples nothing before all of their own are handed in, and nothing of the round while it is
/// scored. Roles do not keep these apart; this does.
async fn seen(conn: &mut Conn, request: &Request, competition: &Competition, by: &Observer) -> Result<Seen, AppError> {
    let seat = match permits::seat(conn, request.caller(), competition.id).await {
        Ok(seat) => seat,
        Err(AppError::NotFound) => return Ok(Seen { samples: true, round: true }),
        Err(error) => return Err(error),
    };
    let round = competition.state > CompetitionState::Judging;
    if seat.reserve() || !seat.signed() {
        return Ok(Seen { samples: round, round });
    }
    let member = permits::panel_member(conn, request.caller(), competition.id).await?;
    let states = cards::states(conn, &member).await?;
    let done = |sample| states.get(&sample) == Some(&ScorecardState::Submitted);
    let samples = store::of_competition(conn, by).await?.iter().all(|sample| done(sample.id));
    Ok(Seen { samples: samples || round, round })
}

fn line(criterion: &Criterion, titles: &[String], said: &[&Said], with_readings: bool) -> CriterionAgreement {
    let mut units = vec![Vec::new(); titles.len()];
    for (unit, mark) in said.iter().filter_map(|said| Some((said.unit, said.mark?))) {
        if let Some(marks) = units.get_mut(unit) {
            marks.push(mark);
        }
    }
    let text = |mark: Decimal| {
        let level = criterion.levels.iter().find(|level| level.mark == mark);
        (mark, level.map(|level| level.text.clone()))
    };
    let readings = titles.iter().zip(&units).filter(|_| with_readings).filter_map(|(title, marks)| {
        let found = rules::two_readings(criterion.scale, marks)?;
        Some(ReadingsOf { title: title.clone(), low: text(found.low), high: text(found.high) })
    });
    CriterionAgreement {
        label: criterion.label.clone(),
        ordinal: rules::alpha(&units, Metric::Ordinal),
        interval: rules::alpha(&units, Metric::Interval),
        levels: rules::level_use(criterion.scale, &units.concat()),
        not_assessed: said.iter().filter(|said| said.not_assessed).count(),
        readings: readings.collect(),
    }
}

/// One track; `titles` are of its samples, or as many as it has entries.
fn of_track<'c>(
    track: &'c Track,
    titles: &[String],
    with_readings: bool,
    said: impl Fn(&'c Criterion) -> Vec<Said>,
) -> Option<TrackAgreement> {
    let (mut judges, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut criteria = Vec::with_capacity(track.criteria.len());
    for criterion in &track.criteria {
        let said = said(criterion);
        judges.extend(said.iter().map(|said| said.judge));
        used.extend(said.iter().map(|said| said.unit));
        criteria.push(line(criterion, titles, &said.iter().collect::<Vec<_>>(), with_readings));
    }
    let name = track.name.clone();
    (!judges.is_empty()).then_some(TrackAgreement { track: name, units: used.len(), judges: judges.len(), criteria })
}

async fn on_samples(conn: &mut Conn, by: &Observer, tracks: &[Track]) -> Result<Vec<TrackAgreement>, AppError> {
    let samples = store::of_competition(conn, by).await?;
    let all = marks::of_competition(conn, by).await?;
    let of = |track: &Track| {
        let here: Vec<_> = samples.iter().filter(|sample| sample.track == track.id).collect();
        let titles: Vec<String> = here.iter().map(|sample| sample.title.clone()).collect();
        of_track(track, &titles, true, |criterion| {
            let said = all.iter().filter(|mark| mark.criterion == criterion.id);
            said.filter_map(|said| {
                let unit = here.iter().position(|sample| sample.id == said.sample)?;
                Some(Said { unit, judge: said.judge, mark: said.mark, not_assessed: said.could_not_assess })
            })
            .collect()
        })
    };
    Ok(tracks.iter().filter_map(of).collect())
}

fn on_entries(tracks: &[Track], cards: &[Scorecard], of_entry: &BTreeMap<EntryId, TrackId>) -> Vec<TrackAgreement> {
    let of = |track: &Track| {
        let here: Vec<&Scorecard> = cards.iter().filter(|card| of_entry.get(&card.entry) == Some(&track.id)).collect();
        let units: BTreeSet<EntryId> = here.iter().map(|card| card.entry).collect();
        let place: BTreeMap<EntryId, usize> = units.into_iter().zip(0..).collect();
        of_track(track, &vec![String::new(); place.len()], false, |criterion| {
            let said = here.iter().filter_map(|card| {
                let score = card.scores.iter().find(|score| score.criterion == criterion.key)?;
                let unit = *place.get(&card.entry)?;
                Some(Said { unit, judge: card.judge, mark: score.mark, not_assessed: score.could_not_assess })
            });
            said.collect()
        })
    };
    tracks.iter().filter_map(of).collect()
}

/// The total of each scorecard that has one, with its time.
pub(super) fn scored(
    cards: &[Scorecard],
    times: &BTreeMap<ScorecardId, Moment>,
    rubric: impl Fn(&Scorecard) -> Vec<RubricLine>,
) -> Vec<Scored> {
    let one = |card: &Scorecard| {
        let total = rules::total(&rubric(card), &card.scores).total?.to_f64();
        Some(Scored { judge: card.judge, entry: card.entry, at: *times.get(&card.id)?, total })
    };
    cards.iter().filter_map(one).collect()
}

/// The same number for a judge on every day, so that a page read twice says the same.
pub(super) fn seed(judge: JudgeId) -> u64 {
    judge.uuid().as_u64_pair().1
}

/// Works it out outside of the threads that answer requests: it is arithmetic.
async fn drifts(cards: Vec<Scored>) -> Result<Vec<(JudgeId, Drift)>, AppError> {
    let work = move || {
        let all = rules::residuals(&cards).into_iter();
        all.map(|(judge, list)| (judge, rules::drift(&list, seed(judge)))).collect()
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "drift of judges");
        AppError::Internal
    })
}

pub(super) async fn desk(request: &Request, slug: &str) -> Result<AgreementDesk, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let by: Observer = permits::organiser(&mut conn, request.caller(), competition.id).await?;
    let seen = seen(&mut conn, request, &competition, &by).await?;
    let tracks = competitions::tracks(&mut conn, competition.id).await?;
    let samples = if seen.samples { Some(on_samples(&mut conn, &by, &tracks).await?) } else { None };
    if !seen.round {
        return Ok(AgreementDesk { competition, samples, entries: None, drift: None });
    }
    let mut cards = read::of_competition(&mut conn, competition.id).await?;
    cards.retain(|card| card.state == ScorecardState::Submitted && !by.kept_from(card.entry));
    let all = competitions::rounds(&mut conn, competition.id).await?;
    let round = all.iter().rev().find(|round| cards.iter().any(|card| card.round == round.id));
    cards.retain(|card| round.is_some_and(|round| round.id == card.round));
    let weights = match round {
        Some(round) => rounds::weights(&mut conn, round.id).await?,
        None => RoundWeights::default(),
    };
    let tracks = weights.tracks(tracks);
    let summaries = entries::summaries(&mut conn, competition.id, None).await?;
    let of_entry: BTreeMap<EntryId, TrackId> = summaries.into_iter().map(|entry| (entry.id, entry.track)).collect();
    let times = order::of_competition(&mut conn, &by).await?;
    let judges = panel::store::read::judges(&mut conn, competition.id).await?;
    drop(conn);
    let rubrics: BTreeMap<TrackId, Vec<RubricLine>> =
        tracks.iter().map(|track| (track.id, track.criteria.iter().map(RubricLine::from).collect())).collect();
    let rubric =
        |card: &Scorecard| of_entry.get(&card.entry).and_then(|track| rubrics.get(track)).cloned().unwrap_or_default();
    let drift = drifts(scored(&cards, &times, rubric)).await?;
    let name = |id: JudgeId| judges.iter().find(|judge| judge.id == id).map(|judge| judge.name.clone());
    let mut drift: Vec<JudgeDrift> =
        drift.into_iter().filter_map(|(judge, drift)| Some(JudgeDrift { judge: name(judge)?, drift })).collect();
    drift.sort_by(|one, other| {
        let key = |line: &JudgeDrift| (!line.drift.worth_a_look(), matches!(line.drift, Drift::TooFew { .. }));
        key(one).cmp(&key(other)).then_with(|| one.judge.cmp(&other.judge))
    });
    Ok(AgreementDesk {
        competition,
        samples,
        entries: Some(on_entries(&tracks, &cards, &of_entry)),
        drift: Some(drift),
    })
}
