//! Entries as their teams see them.

use super::{known_competition, store, track, with_competition};
use crate::{auth::permits, competition::store::question, request::Request};
use app::{
    accounts::model::LinkPurpose,
    entries::{
        model::EntryState,
        rules,
        views::{Desk, MyEntries},
    },
    error::AppError,
    ids::EntryId,
};

pub(super) async fn mine(request: &Request, slug: &str) -> Result<MyEntries, AppError> {
    let who = permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = known_competition(&mut conn, request.caller(), slug).await?;
    let mut entries = Vec::new();
    for id in store::read::of_account(&mut conn, who.account(), competition.id).await? {
        entries.extend(store::read::entry(&mut conn, id).await?);
    }
    Ok(MyEntries {
        tracks: store::queue::tracks(&mut conn, competition.id).await?,
        questions: question::all(&mut conn, competition.id).await?,
        entries,
        may_enter: rules::may_enter(&competition, request.ambient.now()),
        competition,
    })
}

pub(super) async fn desk(request: &Request, id: EntryId) -> Result<Desk, AppError> {
    let mut conn = request.read().await?;
    let by = permits::entry_editor(&mut conn, request.caller(), id).await?;
    let (entry, competition) = with_competition(&mut conn, id).await?;
    let (now, links) = (request.ambient.now(), &request.config.link_key);
    let mut consent_links = Vec::new();
    for member in entry.team.members.iter().filter(|member| member.minor) {
        let open = links.open(&mut conn, LinkPurpose::GuardianConsent, member.id.uuid(), now).await?;
        consent_links.extend(open.map(|token| (member.id, token)));
    }
    let mut personal_links = Vec::new();
    for member in entry.team.members.iter().filter(|member| !member.has_account) {
        let open = links.open(&mut conn, LinkPurpose::MemberInvitation, member.id.uuid(), now).await?;
        personal_links.extend(open.map(|token| (member.id, token)));
    }
    let own = store::team::own_member(&mut conn, &by).await?;
    Ok(Desk {
        track: track(&mut conn, competition.id, entry.track).await?,
        questions: question::of_track(&mut conn, entry.track).await?,
        // What a draft was in another track is judged by nobody.
        judged: match entry.state {
            EntryState::Draft => None,
            _ => store::read::snapshot(&mut conn, id).await?,
        },
        files: store::files::current(&mut conn, id).await?,
        facts: store::files::facts(&mut conn, id).await?,
        may_write: rules::may_write_entry(&entry, &competition, now),
        may_withdraw: rules::may_withdraw(entry.state, competition.state).is_ok(),
        may_ask_consent: rules::may_ask_consent(entry.state, competition.state).is_ok(),
        origin: request.config.origin.to_string(),
        guardians: store::team::guardians(&mut conn, by.team()).await?,
        invitation: links.open(&mut conn, LinkPurpose::TeamInvitation, by.team().uuid(), now).await?,
        consent_links,
        personal_links,
        own,
        entry,
        competition,
    })
}
