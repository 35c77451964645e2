//! Beginning an entry.

use super::{known_competition, mail, record, store};
use crate::{
    auth::{link::LinkKey, permits},
    db::Tx,
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    competition::model::Competition,
    entries::{
        api::StartForm,
        model::EntryContent,
        rules::{self, MemberDetails, MemberForm, TITLE_CHARACTERS, TeamDetails},
        views::Start,
    },
    error::{AppError, FieldError, Problem, Refusal},
    ids::{EntryId, LinkId, MemberId, TeamId, TrackId},
    next::{Done, Next},
    text,
};
use serde_json::json;

/// Tries of short names before a random one is taken.
const KEY_TRIES: i64 = 20;

pub(super) async fn start(request: &Request, slug: &str) -> Result<Start, AppError> {
    let mut conn = request.read().await?;
    let competition = known_competition(&mut conn, request.caller(), slug).await?;
    let teams = match permits::signed_in(request.caller()) {
        Ok(who) => store::team::of_account(&mut conn, &who, competition.id).await?,
        Err(_) => Vec::new(),
    };
    Ok(Start {
        tracks: store::queue::tracks(&mut conn, competition.id).await?,
        teams,
        may_enter: rules::may_enter(&competition, request.ambient.now()),
        competition,
    })
}

/// What the form says, read.
struct Beginning {
    track: TrackId,
    title: String,
    team: TeamChoice,
}

enum TeamChoice {
    Own(TeamId),
    New(TeamDetails, MemberDetails),
}

/// Adds the problems of a part of the form to those of the others, so that all fields are judged at once.
fn part<T>(errors: &mut Vec<FieldError>, result: Result<T, AppError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(AppError::Invalid(more)) => {
            errors.extend(more);
            None
        }
        Err(_) => None,
    }
}

async fn read(
    tx: &mut Tx,
    who: &permits::SignedIn,
    competition: &Competition,
    form: &StartForm,
    founder: &MemberForm,
) -> Result<Beginning, AppError> {
    let tracks = store::queue::tracks(tx, competition.id).await?;
    let own = store::team::of_account(tx, who, competition.id).await?;
    let mut errors = Vec::new();
    let field = |name: &str, problem: Problem| AppError::field(name, problem);
    let track = form.track.parse::<TrackId>().ok().filter(|id| tracks.iter().any(|track| track.id == *id));
    let track = part(&mut errors, track.ok_or_else(|| field("track", Problem::Choice)));
    let title = part(&mut errors, text::line(&form.title, TITLE_CHARACTERS).map_err(|problem| field("title", problem)));
    let team = if form.team.is_empty() {
        let details = part(&mut errors, rules::team(&form.team_name, &form.organisation));
        let founder = part(&mut errors, rules::member(founder));
        details.zip(founder).map(|(details, founder)| {
            // The same name again is the same team: nobody gets round the limit by accident.
            let known = own.iter().find(|(_, name)| name.to_lowercase() == details.name.to_lowercase());
            known.map_or_else(|| TeamChoice::New(details, founder), |(id, _)| TeamChoice::Own(*id))
        })
    } else {
        let id = form.team.parse::<TeamId>().ok().filter(|id| own.iter().any(|(known, _)| known == id));
        part(&mut errors, id.map(TeamChoice::Own).ok_or_else(|| field("team", Problem::Choice)))
    };
    match (track, title, team) {
        (Some(track), Some(title), Some(team)) if errors.is_empty() => Ok(Beginning { track, title, team }),
        _ => Err(AppError::Invalid(errors)),
    }
}

pub(super) async fn create(
    request: &Request,
    slug: String,
    form: StartForm,
    founder: MemberForm,
) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    let (post, to) = (request.config.post(), mail::guardian(&founder, request.locale));
    request
        .write(move |tx| {
            Box::pin(async move {
                let who = permits::signed_in(caller.as_deref())?;
                let competition = known_competition(tx, caller.as_deref(), &slug).await?;
                rules::may_enter(&competition, tx.now())?;
                let beginning = read(tx, &who, &competition, &form, &founder).await?;
                let team = match beginning.team {
                    TeamChoice::Own(team) => team,
                    TeamChoice::New(details, founder) => {
                        let to = to?;
                        let (team, asked) = found(tx, &who, &links, &competition, &details, &founder).await?;
                        if let Some((member, link)) = asked {
                            mail::ask_guardian(tx, &post, &competition, member, link, to).await?;
                        }
                        team
                    }
                };
                let member = permits::team_member(tx, caller.as_deref(), team).await?;
                store::write::lock_team(tx, &member).await?;
                if store::team::entries_in_track(tx, team, beginning.track).await? > 0 {
                    return Err(Refusal::EntryLimit.into());
                }
                let content = EntryContent { title: beginning.title, ..EntryContent::default() };
                let (entry, key) = insert(tx, &member, beginning.track, &content).await?;
                let payload = json!({ "key": key, "team": team, "track": beginning.track });
                record(tx, competition.id, Some(who.account()), "entries.create", entry, payload).await?;
                Ok(Next::done(format!("/entries/{entry}/edit"), Done::DraftCreated))
            })
        })
        .await
}

/// Makes a team with its founder; gives the link for the founder's guardian too, if one is asked.
async fn found(
    tx: &mut Tx,
    who: &permits::SignedIn,
    links: &LinkKey,
    competition: &Competition,
    details: &TeamDetails,
    founder: &MemberDetails,
) -> Result<(TeamId, Option<(MemberId, LinkId)>), AppError> {
    let (team, member): (TeamId, MemberId) = (tx.ambient().id(), tx.ambient().id());
    store::write::insert_team(tx, who, competition.id, team, details).await?;
    let new = store::write::NewMember { id: member, competition: competition.id, team, details: founder };
    store::write::insert_joiner(tx, who, &new).await?;
    if founder.guardian.is_none() {
        return Ok((team, None));
    }
    let link = links.make_id(tx, LinkPurpose::GuardianConsent, None, Some(member.uuid())).await?;
    Ok((team, Some((member, link))))
}

/// Inserts a draft under the first short name that is free.
async fn insert(
    tx: &mut Tx,
    member: &permits::TeamMember,
    track: TrackId,
    content: &EntryContent,
) -> Result<(EntryId, String), AppError> {
    let id: EntryId = tx.ambient().id();
    let base = rules::entry_key(&content.title);
    let first = if content.title.is_empty() || base == "entry" {
        store::team::entries_in_competition(tx, member.competition()).await? + 1
    } else {
        1
    };
    for n in first..first + KEY_TRIES {
        let key = if n == 1 && base != "entry" { base.clone() } else { format!("{base}-{n}") };
        let new = store::write::NewEntry { id, track, key: &key, content };
        if store::write::insert_entry(tx, member, &new).await? {
            return Ok((id, key));
        }
    }
    let key = format!("{base}-{}", tx.ambient().unguessable().simple());
    let new = store::write::NewEntry { id, track, key: &key, content };
    if store::write::insert_entry(tx, member, &new).await? { Ok((id, key)) } else { Err(AppError::Internal) }
}
