//! The room of an entry: scorecards side by side, what was said, and the judge's own score changed.

use super::{
    Visitor,
    show::{Around, evidence, shortlist},
    store,
};
use crate::{
    audit::Event,
    auth::permits,
    db::DbError,
    panel::store::read as panel,
    request::Request,
    results::{service::broken, store::read},
    scores::store::{
        statement,
        stored::{Stored, StoredCard, stored},
        write,
    },
};
use app::{
    competition::model::Criterion,
    error::{AppError, Refusal},
    ids::{CriterionId, EntryId},
    next::{Done, Next},
    number::Decimal,
    results::{
        model::deliberation::{Called, EntryRoom, PanelCard, Post, RoomFrame, RoomSide, Shortlisted},
        rules::{Standing, deliberation as rules, standings},
    },
    scores::{
        model::{Score, ScorecardForm, ScorecardState},
        rules as scoring,
    },
};
use serde_json::{Map, Value, json};

pub(super) async fn entry(request: &Request, slug: &str, id: EntryId, side: RoomSide) -> Result<EntryRoom, AppError> {
    let mut conn = request.read().await?;
    let visitor = Visitor::enter(&mut conn, request, slug, side).await?;
    let around = Around::of(&mut conn, &visitor).await?;
    if visitor.kept.contains(&id) || !around.is_on(id) {
        return Err(AppError::NotFound);
    }
    let (evidence, waiting) = evidence(&mut conn, &visitor).await?;
    let frame = visitor.frame(&mut conn, request).await?;
    if let Some((track, entry)) = waiting.into_iter().find(|(_, entry)| entry.entry == id) {
        let track = evidence.tracks.iter().find(|known| known.id == track).map(|track| track.name.clone());
        return Ok(withheld(frame, entry, track.unwrap_or_default()));
    }
    let all = standings(&evidence).map_err(broken)?;
    let has = |standing: &&Standing<'_>| standing.entries.iter().any(|entry| entry.id == id);
    let standing = all.iter().find(has).ok_or(AppError::NotFound)?;
    let listed = shortlist(standing, &around, evidence.competition.disparity_points);
    let listed = listed.entries.into_iter().find(|entry| entry.entry == id).ok_or(AppError::NotFound)?;
    let mut cards = cards(&mut conn, &visitor, standing, id, &evidence).await?;
    let posts = posts(&mut conn, &visitor, id).await?;
    cards.sort_by(|one, other| (!one.own, &one.judge).cmp(&(!other.own, &other.judge)));
    let mut languages = vec![request.locale.to_string()];
    if let Some(judge) = visitor.judge {
        languages.extend(panel::judge(&mut conn, judge).await?.map(|judge| judge.languages).unwrap_or_default());
    }
    let mut seen = std::collections::BTreeSet::new();
    languages.retain(|language| seen.insert(language.clone()));
    let own_round = visitor.cards.get(&id).map(|own| own.round);
    let may_revise = frame.is_open && side == RoomSide::Judge;
    Ok(EntryRoom {
        revisable: visitor.cards.get(&id).and_then(|own| own.handed_in).filter(|_| may_revise),
        frame,
        entry: listed,
        track: standing.track.name.clone(),
        criteria: room_rubric(standing, id, &cards),
        own_criteria: own_round.map(|round| evidence.rubric(standing.track, round)).unwrap_or_default(),
        withheld: false,
        cards,
        posts,
        languages,
    })
}

/// The rubric that an entry is ranked by; after it, without weight, what scorecards of another round have marks on.
fn room_rubric(standing: &Standing<'_>, id: EntryId, cards: &[PanelCard]) -> Vec<Criterion> {
    let place = standing.entries.iter().position(|entry| entry.id == id);
    let mut rubric = place.map(|place| standing.rubric(place)).unwrap_or_default();
    let marked = |key: &str| cards.iter().any(|card| card.scores.iter().any(|score| score.criterion == key));
    let rest = standing.track.criteria.iter().filter(|line| !rubric.iter().any(|known| known.id == line.id));
    let rest = rest.filter(|line| marked(&line.key)).map(|line| Criterion { weight: Decimal::ZERO, ..line.clone() });
    rubric.extend(rest.collect::<Vec<_>>());
    rubric
}

/// An entry on which the reader's own scorecard comes first.
fn withheld(frame: RoomFrame, entry: Shortlisted, track: String) -> EntryRoom {
    EntryRoom {
        frame,
        entry,
        track,
        criteria: Vec::new(),
        own_criteria: Vec::new(),
        withheld: true,
        cards: Vec::new(),
        posts: Vec::new(),
        languages: Vec::new(),
        revisable: None,
    }
}

/// The scorecards that count of an entry: those that the ranking was made of.
async fn cards(
    conn: &mut crate::db::Conn,
    visitor: &Visitor,
    standing: &Standing<'_>,
    id: EntryId,
    evidence: &app::results::rules::Evidence,
) -> Result<Vec<PanelCard>, AppError> {
    let names = visitor.names(conn).await?;
    let revisions = store::revisions::of_entry(conn, id).await?;
    let Some(place) = standing.entries.iter().position(|entry| entry.id == id) else { return Ok(Vec::new()) };
    let sheets = standing.input.sheets.iter().zip(&standing.totals).filter(|(sheet, _)| sheet.entry == place);
    let card = |(sheet, total): (&app::results::ranking::Sheet, &Option<app::number::Exact>)| {
        let key = standing.input.judges.get(sheet.judge)?;
        let counted = |card: &&app::scores::model::Scorecard| {
            card.entry == id && card.state == ScorecardState::Submitted && card.judge.to_string() == *key
        };
        let card = evidence
            .scorecards
            .iter()
            .filter(counted)
            .max_by_key(|card| evidence.rounds.iter().position(|round| *round == card.round))?;
        let own = visitor.judge == Some(card.judge);
        let of = revisions.iter().filter(|revision| revision.judge == card.judge);
        Some(PanelCard {
            judge: names.get(&card.judge).cloned().unwrap_or(Called::Gone),
            own,
            total: total.as_ref().map(|total| total.rounded(1)),
            scores: card.scores.clone(),
            note: card.note.clone(),
            revisions: of.map(|of| of.revision.clone()).collect(),
        })
    };
    Ok(sheets.filter_map(card).collect())
}

async fn posts(conn: &mut crate::db::Conn, visitor: &Visitor, id: EntryId) -> Result<Vec<Post>, AppError> {
    let names = visitor.names(conn).await?;
    let post = |post: store::posts::StoredPost| Post {
        id: post.id,
        author: match post.judge {
            Some(judge) => names.get(&judge).cloned().unwrap_or(Called::Gone),
            None => Called::Organiser(post.organiser),
        },
        own: post.account.is_some()
            && post.account == visitor.account
            && post.judge.is_some() == (visitor.side == RoomSide::Judge),
        language: post.language,
        text: post.text,
        at: post.at,
        withdrawn_at: post.withdrawn_at,
    };
    Ok(store::posts::of_entry(conn, id).await?.into_iter().map(post).collect())
}

pub(super) async fn revise(request: &Request, form: ScorecardForm, reason: String) -> Result<Next, AppError> {
    let (caller, vault) = (request.caller.clone(), request.config.link_key.vault());
    permits::signed_in(caller.as_deref())?;
    let entry = form.entry.ok_or(AppError::NotFound)?;
    request
        .write(move |tx| {
            Box::pin(async move {
                let permit = permits::assigned_judge(tx, caller.as_deref(), entry).await?;
                let by = permits::deliberant(tx, caller.as_deref(), permit.competition()).await?;
                by.speaker(entry)?;
                if !store::hold_open(tx, &by).await? {
                    return Err(Refusal::RoomClosed.into());
                }
                let before = stored(tx, &permit).await?.ok_or(Refusal::NothingThere)?;
                let Some(StoredCard { state: ScorecardState::Submitted, version, .. }) = before.card else {
                    return Err(Refusal::NothingThere.into());
                };
                if version != form.version {
                    return Err(AppError::Stale);
                }
                let reason = rules::revision_reason(&reason);
                let checked = scoring::check(&before.rubric, &form, true);
                let (reason, checked) = match (reason, checked) {
                    (Ok(reason), Ok(checked)) => (reason, checked),
                    (Err(AppError::Invalid(mut first)), Err(AppError::Invalid(more))) => {
                        first.splice(0..0, more);
                        return Err(AppError::Invalid(first));
                    }
                    (Err(error), _) | (_, Err(error)) => return Err(error),
                };
                let changes = changes(&before, &checked.scores);
                if changes.is_empty() {
                    return Err(Refusal::NothingThere.into());
                }
                let change = store::revisions::Change { from_version: version, reason: &reason, scores: &changes };
                let id = store::revisions::insert(tx, &permit, change).await.map_err(DbError::overtaken)?.ok_or(AppError::Stale)?;
                let card = write::Save {
                    state: ScorecardState::Submitted,
                    based_on: before.card,
                    rubric: &before.rubric,
                    scores: &checked.scores,
                    note: &before.note,
                };
                let saved = write::save(tx, &permit, card).await.map_err(DbError::overtaken)?;
                let card = saved.ok_or(AppError::Stale)?;
                let (_, version) = card;
                let event = Event {
                    competition: Some(permit.competition()),
                    actor: Some(permit.account()),
                    action: "results.revise_scorecard",
                    subject: entry.to_string(),
                    payload: json!({ "revision": id, "judge": permit.judge(), "round": permit.round(), "version": version,
                        "scores": logged(&changes) }),
                };
                let stated = || statement::statement(&vault, (&permit).into(), card, &checked.scores);
                statement::record(tx, event, ScorecardState::Submitted, stated).await?;
                let back = format!("{}/{entry}", RoomSide::Judge.room(&before.slug));
                Ok(Next::done(back, Done::ScoreRevised))
            })
        })
        .await
}

/// The criteria whose marks are others now. Words to the team alone are no change of a score.
fn changes(before: &Stored, new: &[Score]) -> Vec<(CriterionId, Score, Score)> {
    let pairs = before.rubric.iter().zip(before.scores.iter().zip(new));
    pairs
        .filter(|(_, (old, new))| (old.mark, old.could_not_assess) != (new.mark, new.could_not_assess))
        .map(|(line, (old, new))| (line.id, old.clone(), new.clone()))
        .collect()
}

/// Which criteria, old and new. The reason stays out of the log, as everything that judges write.
fn logged(changes: &[(CriterionId, Score, Score)]) -> Value {
    let said = |score: &Score| {
        if score.could_not_assess { json!(scoring::COULD_NOT_ASSESS) } else { json!(score.mark) }
    };
    let lines: Map<String, Value> = changes
        .iter()
        .map(|(_, old, new)| (new.criterion.clone(), json!({ "old": said(old), "new": said(new) })))
        .collect();
    Value::Object(lines)
}

/// Every entry that is ranked, with its place: what a shortlist is taken from.
pub(super) async fn ranked(
    conn: &mut crate::db::Conn,
    competition: app::competition::model::Competition,
    cut: Option<u32>,
) -> Result<Vec<(EntryId, u32)>, AppError> {
    let evidence = read::evidence(conn, competition).await?;
    let standings = standings(&evidence).map_err(broken)?;
    let of = |standing: &Standing<'_>| -> Vec<(EntryId, u32)> {
        let places: Vec<u32> = standing.ranking.placements.iter().map(|at| at.place).collect();
        let many = rules::on_the_shortlist(&places, rules::cut_of(cut, &standing.track.awards));
        standing.ranking.placements.iter().take(many).map(|at| (standing.entry(at).id, at.place)).collect()
    };
    Ok(standings.iter().flat_map(of).collect())
}
