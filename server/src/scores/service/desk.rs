//! What a judge sees: the desk and one entry with the judge's own scorecard.

use super::by_slug;
use crate::{
    auth::permits,
    competition,
    db::{Conn, DbError},
    entries, panel,
    request::Request,
    scores::store::{
        desk::{AssignedEntry, assigned_entries},
        played, read, reports,
    },
};
use app::{
    competition::model::Audience,
    error::AppError,
    ids::{EntryId, JudgeId},
    scores::{
        model::{Desk, DeskEntry, DeskState, EntryLanguage, Sheet, Sign},
        rules,
    },
};

pub(super) async fn desk(request: &Request, slug: &str) -> Result<Desk, AppError> {
    let mut conn = request.read().await?;
    // Who is not signed in learns nothing of which competitions there are.
    permits::signed_in(request.caller())?;
    let competition = by_slug(&mut conn, slug).await?;
    let member = permits::panel_member(&mut conn, request.caller(), competition.id).await?;
    let assigned = if member.ready() { in_own_order(&mut conn, member.judge()).await? } else { Vec::new() };
    let reads = languages(&mut conn, member.judge()).await?;
    let known = played::of_judge(&mut conn, member.judge()).await?;
    let waiting = reports::kept_from_playing(&mut conn, competition.id).await?;
    let minutes_planned = panel::store::settings::of(&mut conn, competition.id).await?.minutes_per_entry;
    let closes_at = match assigned.iter().filter_map(|entry| entry.closes_at).max() {
        Some(closes) => Some(closes),
        None => {
            competition::store::read::rounds(&mut conn, competition.id).await?.last().and_then(|round| round.closes_at)
        }
    };
    Ok(Desk {
        slug: competition.slug,
        name: competition.name,
        time_zone: competition.time_zone,
        state: competition.state,
        declared: member.ready(),
        to_declare: panel::store::read::questions(&mut conn, member.judge()).await?.len(),
        closes_at,
        minutes_planned,
        entries: assigned
            .into_iter()
            .map(|entry| DeskEntry {
                entry: entry.entry,
                title: entry.title,
                team: entry.team,
                track: entry.track,
                languages: marked(&entry.languages, &reads),
                state: DeskState::of(entry.card),
                waiting: waiting.contains(&(member.judge(), entry.entry)),
                played: known.get(&(entry.entry, entry.round)).copied(),
            })
            .collect(),
    })
}

pub(super) async fn sheet(request: &Request, entry: EntryId) -> Result<Sheet, AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let assigned = in_own_order(&mut conn, permit.judge()).await?;
    let here = assigned
        .iter()
        .position(|assigned| assigned.entry == entry && assigned.round == permit.round())
        .ok_or(AppError::NotFound)?;
    let of = assigned.len();
    let open = |entry: &&AssignedEntry| DeskState::of(entry.card) != DeskState::Submitted;
    let next = assigned.iter().skip(here + 1).chain(assigned.iter().take(here)).find(open).map(|entry| entry.entry);
    let this = assigned.into_iter().nth(here).ok_or(AppError::NotFound)?;
    let competition =
        competition::store::read::by_id(&mut conn, permit.competition()).await?.ok_or(AppError::NotFound)?;
    let snapshot = entries::store::read::snapshot(&mut conn, entry)
        .await?
        .ok_or_else(|| DbError::corrupt("entry", "snapshot", entry))?;
    let track = entries::store::read::track_of(&mut conn, entry).await?.ok_or(AppError::NotFound)?;
    let mut questions = competition::store::question::of_track(&mut conn, track).await?;
    questions.retain(|question| question.audience <= Audience::Judges);
    let reads = languages(&mut conn, permit.judge()).await?;
    let (criteria, card) = (
        read::rubric_of_entry(&mut conn, entry).await?,
        read::one(&mut conn, permit.judge(), entry, permit.round()).await?,
    );
    let known = played::of(&mut conn, &permit).await?;
    let minutes_planned = panel::store::settings::of(&mut conn, competition.id).await?.minutes_per_entry;
    drop(conn);
    if rules::may_score(competition.state, this.closes_at, request.ambient.now()).is_ok() {
        super::played::saw(request, entry, known, Sign::Opened).await?;
    }
    Ok(Sheet {
        criteria,
        card,
        slug: competition.slug,
        name: competition.name,
        time_zone: competition.time_zone,
        state: competition.state,
        closes_at: this.closes_at,
        entry,
        team: this.team,
        track: this.track,
        languages: marked(&snapshot.content.languages, &reads),
        content: snapshot.content.read_by(Audience::Judges, &questions),
        questions,
        files: snapshot.files,
        played: known,
        minutes_planned,
        place: here + 1,
        of,
        next,
    })
}

async fn in_own_order(conn: &mut Conn, judge: JudgeId) -> Result<Vec<AssignedEntry>, AppError> {
    let mut assigned = assigned_entries(conn, judge).await?;
    rules::own_order(judge, &mut assigned, |entry| entry.entry);
    Ok(assigned)
}

async fn languages(conn: &mut Conn, judge: JudgeId) -> Result<Vec<String>, AppError> {
    Ok(panel::store::read::judge(conn, judge).await?.map(|judge| judge.languages).unwrap_or_default())
}

/// Languages with whether a judge reads them. `pt-br` is read by who reads `pt`, and the other way round.
fn marked(languages: &[String], reads: &[String]) -> Vec<EntryLanguage> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    languages
        .iter()
        .map(|tag| EntryLanguage { tag: tag.clone(), read: reads.iter().any(|known| primary(known) == primary(tag)) })
        .collect()
}
