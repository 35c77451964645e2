//! The shortlist as somebody in the room reads it.

use super::{Visitor, count, store};
use crate::{
    db::Conn,
    request::Request,
    results::{service::broken, store::read},
};
use app::{
    error::AppError,
    ids::{EntryId, TrackId},
    number::Exact,
    results::{
        model::deliberation::{RoomPage, RoomSide, Shortlist, Shortlisted, VoteLine, VoteState},
        rules::{Evidence, JudgedEntry, Standing, deliberation as rules, standings},
    },
};
use std::collections::BTreeMap;

pub(super) async fn room(request: &Request, slug: &str, side: RoomSide) -> Result<RoomPage, AppError> {
    let mut conn = request.read().await?;
    let visitor = Visitor::enter(&mut conn, request, slug, side).await?;
    drop(conn);
    count::close_due(request, visitor.competition.id).await?;
    let mut conn = request.read().await?;
    let frame = visitor.frame(&mut conn, request).await?;
    let tracks = if visitor.room.is_some() { tracks(&mut conn, &visitor).await? } else { Vec::new() };
    let votes = votes(&mut conn, &visitor).await?;
    Ok(RoomPage { frame, tracks, votes })
}

/// What is known of the entries of the shortlist besides their standing.
pub(super) struct Around {
    shortlisted: BTreeMap<EntryId, u32>,
    posts: BTreeMap<EntryId, u32>,
    revisions: BTreeMap<EntryId, u32>,
}

impl Around {
    pub(super) async fn of(conn: &mut Conn, visitor: &Visitor) -> Result<Self, AppError> {
        let id = visitor.competition.id;
        Ok(Self {
            shortlisted: store::shortlisted(conn, id).await?,
            posts: store::posts::counts(conn, id).await?,
            revisions: store::revisions::counts(conn, id).await?,
        })
    }

    pub(super) fn is_on(&self, entry: EntryId) -> bool {
        self.shortlisted.contains_key(&entry)
    }
}

/// What decides the ranking, without what is hidden from the visitor; and the entries on which the own scorecard comes
/// first, by track.
pub(super) async fn evidence(
    conn: &mut Conn,
    visitor: &Visitor,
) -> Result<(Evidence, Vec<(TrackId, Shortlisted)>), AppError> {
    let whole = read::evidence(conn, visitor.competition.clone()).await?;
    let waits = |entry: &&JudgedEntry| visitor.waiting.contains(&entry.id) && !visitor.kept.contains(&entry.id);
    let waiting = whole.entries.iter().filter(waits).map(|entry| (entry.track, bare(entry))).collect();
    Ok((whole.without(&visitor.hidden()), waiting))
}

/// An entry by name, and nothing of its standing.
fn bare(entry: &JudgedEntry) -> Shortlisted {
    Shortlisted {
        entry: entry.id,
        title: entry.title.clone(),
        team: entry.team.clone(),
        place: None,
        shared: false,
        score: String::new(),
        spread: String::new(),
        wide: false,
        scorecards: 0,
        near_next: false,
        posts: 0,
        revisions: 0,
    }
}

async fn tracks(conn: &mut Conn, visitor: &Visitor) -> Result<Vec<Shortlist>, AppError> {
    let around = Around::of(conn, visitor).await?;
    let (evidence, waiting) = evidence(conn, visitor).await?;
    let standings = standings(&evidence).map_err(broken)?;
    let limit = evidence.competition.disparity_points;
    let list = |standing: &Standing<'_>| {
        let mut list = shortlist(standing, &around, limit);
        let own = waiting.iter().filter(|(track, entry)| *track == standing.track.id && around.is_on(entry.entry));
        list.entries.extend(own.map(|(_, entry)| entry.clone()));
        list
    };
    Ok(standings.iter().map(list).filter(|list| !list.entries.is_empty()).collect())
}

/// The entries of a track that are on the shortlist, by place; those that are not ranked any more come last.
pub(super) fn shortlist(standing: &Standing<'_>, around: &Around, limit: u32) -> Shortlist {
    let placements = &standing.ranking.placements;
    let (spreads, near) = (standing.spreads(), rules::near_next(standing));
    let mut entries = Vec::new();
    let mut near_at_the_cut = false;
    for (position, at) in placements.iter().enumerate().filter(|(_, at)| around.is_on(standing.entry(at).id)) {
        let next = placements.get(position + 1);
        let near_next = near[position];
        near_at_the_cut = near_next && next.is_some_and(|next| !around.is_on(standing.entry(next).id));
        let entry = standing.entry(at);
        entries.push(Shortlisted {
            entry: entry.id,
            title: entry.title.clone(),
            team: entry.team.clone(),
            place: Some(at.place),
            shared: at.shared,
            score: at.score.rounded(1),
            wide: spreads[at.entry] > Exact::from_integer(limit.into()),
            spread: spreads[at.entry].rounded(1),
            scorecards: at.scorecards,
            near_next,
            posts: around.posts.get(&entry.id).copied().unwrap_or_default(),
            revisions: around.revisions.get(&entry.id).copied().unwrap_or_default(),
        });
    }
    let unranked = standing.ranking.unranked.iter().map(|at| standing.entries[*at]);
    entries.extend(unranked.filter(|entry| around.is_on(entry.id)).map(|entry| Shortlisted {
        posts: around.posts.get(&entry.id).copied().unwrap_or_default(),
        revisions: around.revisions.get(&entry.id).copied().unwrap_or_default(),
        ..bare(entry)
    }));
    Shortlist { track: standing.track.name.clone(), entries, near_at_the_cut }
}

async fn votes(conn: &mut Conn, visitor: &Visitor) -> Result<Vec<VoteLine>, AppError> {
    let own = match &visitor.deliberant {
        Some(by) => Some(store::votes::own(conn, by).await?),
        None => None,
    };
    let line = |vote: app::results::model::deliberation::PanelVote| {
        let kept = vote.entries().any(|entry| visitor.kept.contains(&entry));
        let voted = own.as_ref().filter(|_| !kept && vote.state == VoteState::Open);
        VoteLine {
            id: vote.id,
            kind: vote.kind,
            state: vote.state,
            voted: voted.map(|own| own.contains_key(&vote.id)),
            opened_at: vote.opened_at,
            question: (!kept).then_some(vote.question),
        }
    };
    Ok(store::votes::all(conn, visitor.competition.id).await?.into_iter().map(line).collect())
}
