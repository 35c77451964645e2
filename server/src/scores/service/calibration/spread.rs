//! A judge's own marks beside those of others for the same entries, for that judge alone.

use super::agreement::{scored, seed};
use crate::{
    auth::permits::{self, PanelMember},
    competition::store::{read as competitions, rounds},
    db::Conn,
    entries::store::read as entries,
    request::Request,
    scores::{
        service::by_slug,
        store::{desk::assigned_entries, order, read},
    },
};
use app::{
    competition::model::{Criterion, Track},
    error::AppError,
    ids::{EntryId, JudgeId, RoundId, TrackId},
    number::Decimal,
    scores::{
        model::{CriterionSpread, OwnSpread, RubricLine, Scorecard, ScorecardState, Spread, SpreadView},
        rules,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// One's own mark of an entry and those of the others.
type Beside = (Option<Decimal>, Vec<Decimal>);

fn mark(card: &Scorecard, criterion: &Criterion) -> Option<Decimal> {
    card.scores.iter().find(|score| score.criterion == criterion.key).and_then(|score| score.mark)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How far one's own marks are above the mean of the others, on average over the entries that both marked.
fn difference(marks: &[Beside]) -> Option<f64> {
    let each: Vec<f64> = marks
        .iter()
        .filter(|(_, others)| !others.is_empty())
        .filter_map(|(own, others)| {
            let mean = others.iter().copied().map(rules::float).sum::<f64>() / number(others.len());
            Some(rules::float((*own)?) - mean)
        })
        .collect();
    (!each.is_empty()).then(|| each.iter().sum::<f64>() / number(each.len()))
}

fn of_criterion(track: &Track, criterion: &Criterion, judge: JudgeId, entries: &[Vec<&Scorecard>]) -> CriterionSpread {
    let beside = |cards: &Vec<&Scorecard>| -> Beside {
        let (own, others): (Vec<&Scorecard>, Vec<&Scorecard>) = cards.iter().partition(|card| card.judge == judge);
        let own = own.first().and_then(|card| mark(card, criterion));
        (own, others.iter().filter_map(|card| mark(card, criterion)).collect())
    };
    let marks: Vec<Beside> = entries.iter().map(beside).collect();
    let own: Vec<Decimal> = marks.iter().filter_map(|(own, _)| *own).collect();
    let others: Vec<Decimal> = marks.iter().flat_map(|(_, others)| others.clone()).collect();
    CriterionSpread {
        track: track.name.clone(),
        label: criterion.label.clone(),
        own: rules::level_use(criterion.scale, &own),
        others: rules::level_use(criterion.scale, &others),
        difference: difference(&marks),
    }
}

async fn spread(
    conn: &mut Conn,
    member: &PanelMember,
    own: &BTreeSet<(EntryId, RoundId)>,
) -> Result<SpreadView, AppError> {
    let judge = member.judge();
    let mut cards = read::of_competition(conn, member.competition()).await?;
    cards.retain(|card| card.state == ScorecardState::Submitted && own.contains(&(card.entry, card.round)));
    let judges: BTreeSet<JudgeId> = cards.iter().map(|card| card.judge).collect();
    if judges.len() < rules::FEWEST_SHOWN {
        return Ok(SpreadView::FewJudges);
    }
    let mut by_entry: BTreeMap<EntryId, Vec<&Scorecard>> = BTreeMap::new();
    for card in &cards {
        by_entry.entry(card.entry).or_default().push(card);
    }
    by_entry.retain(|_, cards| cards.len() > 1);
    let tracks = competitions::tracks(conn, member.competition()).await?;
    let mut of_entry: BTreeMap<EntryId, TrackId> = BTreeMap::new();
    for entry in by_entry.keys() {
        of_entry.extend(entries::track_of(conn, *entry).await?.map(|track| (*entry, track)));
    }
    let times = order::for_judge(conn, member).await?;
    let further = rounds::lines(conn, member.competition()).await?;
    let rubric = |card: &Scorecard| -> Vec<RubricLine> {
        let Some(track) = tracks.iter().find(|track| of_entry.get(&card.entry) == Some(&track.id)) else {
            return Vec::new();
        };
        let round = further.iter().find(|round| round.round == card.round);
        let criteria = round.map_or_else(|| track.criteria.clone(), |round| round.weights.rubric(track));
        criteria.iter().map(RubricLine::from).collect()
    };
    let residuals = rules::residuals(&scored(&cards, &times, rubric)).remove(&judge).unwrap_or_default();
    let mut criteria = Vec::new();
    for track in &tracks {
        let here = by_entry.iter().filter(|(entry, _)| of_entry.get(entry) == Some(&track.id));
        let here: Vec<Vec<&Scorecard>> = here.map(|(_, cards)| cards.clone()).collect();
        if !here.is_empty() {
            criteria.extend(track.criteria.iter().map(|criterion| of_criterion(track, criterion, judge, &here)));
        }
    }
    let drift = rules::drift(&residuals, seed(judge));
    Ok(SpreadView::Shown(Box::new(Spread { entries: by_entry.len(), criteria, drift })))
}

pub(super) async fn own(request: &Request, slug: &str) -> Result<OwnSpread, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    let member = permits::panel_member(&mut conn, request.caller(), competition.id).await?;
    let assigned = assigned_entries(&mut conn, member.judge()).await?;
    let submitted = assigned.iter().filter(|entry| entry.card == Some(ScorecardState::Submitted)).count();
    // Nothing of anybody else is read before all of one's own is there.
    let view = if assigned.is_empty() || submitted < assigned.len() {
        SpreadView::OwnFirst { submitted, assigned: assigned.len() }
    } else {
        let own = assigned.iter().map(|entry| (entry.entry, entry.round)).collect();
        spread(&mut conn, &member, &own).await?
    };
    Ok(OwnSpread { competition, view })
}
