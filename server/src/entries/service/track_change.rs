//! Another track for an entry, as long as entries are open.

use super::{record, store, track, with_competition, writable};
use crate::{auth::permits, competition::store::question, request::Request};
use app::{
    entries::{model::EntryState, rules, views::OtherTracks},
    error::{AppError, Problem, Refusal},
    ids::{EntryId, TrackId},
    next::{Done, Next},
};
use serde_json::json;

pub(super) async fn others(request: &Request, id: EntryId) -> Result<OtherTracks, AppError> {
    let mut conn = request.read().await?;
    permits::entry_editor(&mut conn, request.caller(), id).await?;
    let (entry, competition) = with_competition(&mut conn, id).await?;
    let questions = question::of_track(&mut conn, entry.track).await?;
    let mut others = Vec::new();
    for other in store::queue::tracks(&mut conn, competition.id).await? {
        if other.id != entry.track {
            let asked = question::of_track(&mut conn, other.id).await?;
            let moved = rules::moved(&entry.content, &questions, &asked);
            others.push((other, asked, moved));
        }
    }
    Ok(OtherTracks {
        track: track(&mut conn, competition.id, entry.track).await?,
        may_change: rules::may_change_track(entry.state)
            .and_then(|()| rules::may_write_entry(&entry, &competition, request.ambient.now())),
        questions,
        others,
        entry,
        competition,
    })
}

pub(super) async fn change(request: &Request, id: EntryId, version: i64, to: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), id).await?;
                let member = permits::team_member(tx, caller.as_deref(), by.team()).await?;
                let (entry, competition) = writable(tx, id).await?;
                rules::may_change_track(entry.state)?;
                if entry.version != version {
                    return Err(AppError::Stale);
                }
                let tracks = store::queue::tracks(tx, competition.id).await?;
                let wanted = to.parse::<TrackId>().ok().filter(|to| *to != entry.track);
                let to = tracks.iter().find(|track| Some(track.id) == wanted).map(|track| track.id);
                let to = to.ok_or_else(|| AppError::field("track", Problem::Choice))?;
                // As for a new entry: nobody of the team begins another one there meanwhile.
                store::write::lock_team(tx, &member).await?;
                if store::team::entries_in_track(tx, by.team(), to).await? > 0 {
                    return Err(Refusal::EntryLimit.into());
                }
                let (from, asked) = (question::of_track(tx, entry.track).await?, question::of_track(tx, to).await?);
                let moved = rules::moved(&entry.content, &from, &asked);
                let new = store::write::Move { based_on: version, state: entry.state, to, content: &moved.content };
                if !store::write::change_track(tx, &by, &new).await? {
                    writable(tx, id).await?;
                    return Err(AppError::Stale);
                }
                let payload = json!({
                    "from": { "track": entry.track, "state": entry.state },
                    "to": { "track": to, "state": EntryState::Draft },
                    "version": version + 1, "kept": moved.kept, "left": moved.left,
                });
                record(tx, by.competition(), by.account(), "entries.change_track", id, payload).await?;
                Ok(Next::done(format!("/entries/{id}/edit"), Done::TrackChanged))
            })
        })
        .await
}
