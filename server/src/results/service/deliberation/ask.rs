//! What can be asked, and opening a question.

use super::{Visitor, free_of, organised, show, store};
use crate::{
    audit::{self, Event},
    auth::permits::Editor,
    competition::store::dates,
    panel::store::chair,
    request::Request,
    results::{service::broken, store::read},
};
use app::{
    competition::model::{AwardKind, TimetableDate},
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
    results::{
        model::deliberation::{RoomSide, VoteForms},
        rules::{
            self as results, Evidence, Standing,
            deliberation::{self as rules, Askable, VoteForm},
        },
    },
};
use serde_json::json;
use std::collections::BTreeSet;

/// What stands at this moment: ties, distinctions and ranked entries.
fn askable(standings: &[Standing<'_>]) -> Askable {
    let mut askable = Askable::default();
    for standing in standings {
        let ranked: BTreeSet<EntryId> = standing.ranking.placements.iter().map(|at| standing.entry(at).id).collect();
        let group = |group: Vec<usize>| group.into_iter().map(|at| standing.entries[at].id).collect();
        askable.ties.extend(results::tied_groups(standing).into_iter().map(group));
        for award in standing.track.awards.iter().filter(|award| award.kind == AwardKind::Distinction) {
            askable.awards.insert(award.id, ranked.clone());
        }
        askable.ranked.extend(ranked);
    }
    askable
}

/// What can be asked in the evidence of this moment.
pub(super) fn of(evidence: &Evidence) -> Result<Askable, AppError> {
    Ok(askable(&results::standings(evidence).map_err(broken)?))
}

pub(super) async fn forms(request: &Request, slug: &str) -> Result<VoteForms, AppError> {
    let mut conn = request.read().await?;
    let visitor = Visitor::enter(&mut conn, request, slug, RoomSide::Organise).await?;
    let frame = visitor.frame(&mut conn, request).await?;
    let around = show::Around::of(&mut conn, &visitor).await?;
    let whole = read::evidence(&mut conn, visitor.competition.clone()).await?;
    let chair = chair::of(&mut conn, visitor.competition.id).await?.is_some();
    drop(conn);
    let hidden = visitor.hidden();
    let free = |entry: &EntryId| !hidden.contains(entry);
    let (mut ties, mut awards, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for standing in &results::standings(&whole).map_err(broken)? {
        let track = &standing.track.name;
        for group in results::tied_groups(standing) {
            let tied: Vec<_> = group.into_iter().map(|at| standing.entries[at]).collect();
            // A tie with an entry that is kept is another organiser's to ask about.
            if let Some(first) = tied.first().filter(|_| tied.iter().all(|entry| free(&entry.id))) {
                ties.push((first.id, track.clone(), tied.iter().map(|entry| entry.title.clone()).collect()));
            }
        }
        let distinctions = standing.track.awards.iter().filter(|award| award.kind == AwardKind::Distinction);
        awards.extend(distinctions.map(|award| (award.id, format!("{track} – {}", award.name))));
        let listed = standing.ranking.placements.iter().map(|at| standing.entry(at));
        let listed = listed.filter(|entry| free(&entry.id) && around.is_on(entry.id));
        entries.extend(listed.map(|entry| (entry.id, track.clone(), entry.title.clone())));
    }
    Ok(VoteForms { frame, ties, awards, entries, chair })
}

pub(super) async fn open(request: &Request, slug: String, form: VoteForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                if !store::hold_open(tx, &by).await? {
                    return Err(Refusal::RoomClosed.into());
                }
                let closes_at = dates::moment(&form.closes_at, &competition.time_zone, TimetableDate::EntriesCloseAt);
                let chair = chair::of(tx, competition.id).await?.is_some();
                let evidence = read::evidence(tx, competition).await?;
                let asked = rules::asked(&form, closes_at, &of(&evidence)?, chair, tx.now())?;
                let entries: Vec<EntryId> = asked.options.iter().filter_map(|(entry, _)| *entry).collect();
                free_of(tx, caller.as_deref(), &by, entries.iter().copied()).await?;
                let id = store::votes::open(tx, &by, &asked).await?;
                let event = Event {
                    competition: Some(by.competition()),
                    actor: by.account(),
                    action: "results.open_vote",
                    subject: id.to_string(),
                    payload: json!({ "kind": asked.kind, "award": asked.award, "entries": entries, "question": asked.question,
                        "quorum": asked.quorum, "closes_at": asked.closes_at }),
                };
                audit::append(tx, event).await?;
                Ok(Next::done(format!("{}/votes/{id}", RoomSide::Organise.room(&slug)), Done::VoteOpened))
            })
        })
        .await
}
