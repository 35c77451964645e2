//! What a judge sees: the desk and one entry with the judge's own scorecard.

use super::by_slug;
use crate::{
    auth::permits::{self, AssignedJudge, PanelMember},
    competition,
    competition::store::rounds,
    db::{Conn, DbError},
    entries, panel,
    request::Request,
    scores::store::{
        desk::{AssignedEntry, assigned_entries},
        played, read, reports,
    },
};
use app::{
    competition::model::{Audience, CompetitionState, EarlierShown, RoundLine, known},
    entries::rules::translation,
    error::{AppError, Refusal},
    ids::{CompetitionId, EntryId, JudgeId},
    panel::rules::has_device,
    scores::{
        model::{Desk, DeskEntry, DeskState, EarlierCard, EntryLanguage, ScorecardState, Sheet, Sign},
        rules,
    },
    time::Moment,
};
use std::collections::BTreeSet;

pub(super) async fn desk(request: &Request, slug: &str) -> Result<Desk, AppError> {
    let mut conn = request.read().await?;
    // Who is not signed in learns nothing of which competitions there are.
    permits::signed_in(request.caller())?;
    let competition = by_slug(&mut conn, slug).await?;
    let member = permits::panel_member(&mut conn, request.caller(), competition.id).await?;
    let assigned = if member.ready() { in_own_order(&mut conn, member.judge()).await? } else { Vec::new() };
    let round = rounds::lines(&mut conn, competition.id).await?.pop();
    let newest = round.as_ref().map(|round| round.round);
    let here = |entry: &AssignedEntry| newest.is_none_or(|round| entry.round == round);
    let (assigned, earlier): (Vec<_>, Vec<_>) = assigned.into_iter().partition(here);
    let reads = languages(&mut conn, member.judge()).await?;
    let known = played::of_judge(&mut conn, member.judge()).await?;
    let waiting = reports::kept_from_playing(&mut conn, competition.id).await?;
    let minutes_planned = panel::store::settings::of(&mut conn, competition.id).await?.minutes_per_entry;
    let closes_at = closes_at(&mut conn, competition.id, &assigned).await?;
    let waits = |entry: EntryId| waiting.contains(&(member.judge(), entry));
    let line = |entry: AssignedEntry| DeskEntry {
        entry: entry.entry,
        title: entry.title,
        team: entry.team,
        track: entry.track,
        languages: marked(&entry.languages, &reads),
        state: DeskState::of(entry.card),
        waiting: waits(entry.entry),
        played: known.get(&(entry.entry, entry.round)).copied(),
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
        round,
        entries: assigned.into_iter().map(line).collect(),
        earlier: earlier.into_iter().map(line).collect(),
    })
}

/// When the judge's own round closes: that of what was assigned, or else the last.
async fn closes_at(
    conn: &mut Conn,
    competition: CompetitionId,
    assigned: &[AssignedEntry],
) -> Result<Option<Moment>, DbError> {
    match assigned.iter().filter_map(|entry| entry.closes_at).max() {
        Some(closes) => Ok(Some(closes)),
        None => Ok(competition::store::read::rounds(conn, competition).await?.last().and_then(|round| round.closes_at)),
    }
}

/// Whether a judge scores samples at this moment.
pub(super) async fn samples_open(
    conn: &mut Conn,
    by: &PanelMember,
    state: CompetitionState,
    now: Moment,
) -> Result<Result<(), Refusal>, DbError> {
    // No round is asked for before judging.
    let closes_at = match state {
        CompetitionState::Judging => {
            let assigned = assigned_entries(conn, by.judge()).await?;
            if assigned.iter().any(|entry| entry.closes_at.is_none()) {
                None
            } else {
                closes_at(conn, by.competition(), &assigned).await?
            }
        }
        _ => None,
    };
    Ok(rules::may_score_samples(state, closes_at, now))
}

pub(super) async fn sheet(request: &Request, entry: EntryId) -> Result<Sheet, AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let mut assigned = in_own_order(&mut conn, permit.judge()).await?;
    assigned.retain(|assigned| assigned.round == permit.round());
    let here = assigned.iter().position(|assigned| assigned.entry == entry).ok_or(AppError::NotFound)?;
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
    let translations = entries::store::translations::of_entry(&mut conn, entry).await?;
    let translations =
        translation::shown(&translations, &translation::originals(&snapshot.content, &questions), &reads);
    let (criteria, card) = (
        read::rubric_of_entry(&mut conn, entry, permit.round()).await?,
        read::one(&mut conn, permit.judge(), entry, permit.round()).await?,
    );
    let earlier = earlier(&mut conn, &permit).await?;
    let known = played::of(&mut conn, &permit).await?;
    let key = super::keys::own(&mut conn, request, &permit).await?;
    let minutes_planned = panel::store::settings::of(&mut conn, competition.id).await?.minutes_per_entry;
    let devices = panel::store::seats::profile(&mut conn, permit.judge()).await?.devices;
    drop(conn);
    if rules::may_score(competition.state, this.closes_at, request.ambient.now()).is_ok() {
        super::played::saw(request, entry, known, Sign::Opened).await?;
    }
    let platforms = snapshot.content.platforms.iter().map(String::as_str);
    let own_platforms = platforms.chain(known::BUILDS.map(|(_, platform)| platform));
    let own_platforms: BTreeSet<&str> = own_platforms.filter(|platform| has_device(&devices, platform)).collect();
    Ok(Sheet {
        own_platforms: own_platforms.into_iter().map(str::to_owned).collect(),
        criteria,
        card,
        earlier,
        slug: competition.slug,
        name: competition.name,
        time_zone: competition.time_zone,
        state: competition.state,
        closes_at: this.closes_at,
        entry,
        round: permit.round(),
        team: this.team,
        track: this.track,
        languages: marked(&snapshot.content.languages, &reads),
        content: snapshot.content.read_by(Audience::Judges, &questions),
        questions,
        translations,
        files: snapshot.files,
        key,
        played: known,
        minutes_planned,
        place: here + 1,
        of,
        next,
    })
}

/// What a judge handed in of an entry before the round in which it is scored now, the newest first, where that round shows it.
async fn earlier(conn: &mut Conn, permit: &AssignedJudge) -> Result<Vec<EarlierCard>, AppError> {
    let lines = rounds::lines(conn, permit.competition()).await?;
    let own = |line: &RoundLine| line.round == permit.round() && line.shows == EarlierShown::Own;
    if !lines.iter().any(own) {
        return Ok(Vec::new());
    }
    let mut before = competition::store::read::rounds(conn, permit.competition()).await?;
    before.truncate(before.iter().position(|round| round.id == permit.round()).unwrap_or_default());
    let mut cards = Vec::new();
    for round in before.iter().rev() {
        let card = read::one(conn, permit.judge(), permit.entry(), round.id).await?;
        if let Some(card) = card.filter(|card| card.state == ScorecardState::Submitted) {
            let name = lines.iter().find(|line| line.round == round.id).map(|line| line.name.clone());
            let criteria = read::rubric_of_entry(conn, permit.entry(), round.id).await?;
            cards.push(EarlierCard { round: name, criteria, card });
        }
    }
    Ok(cards)
}

async fn in_own_order(conn: &mut Conn, judge: JudgeId) -> Result<Vec<AssignedEntry>, AppError> {
    let mut assigned = assigned_entries(conn, judge).await?;
    rules::own_order(judge, &mut assigned, |entry| entry.entry);
    Ok(assigned)
}

async fn languages(conn: &mut Conn, judge: JudgeId) -> Result<Vec<String>, AppError> {
    Ok(panel::store::read::judge(conn, judge).await?.map(|judge| judge.languages).unwrap_or_default())
}

/// Languages with whether a judge reads them.
fn marked(languages: &[String], reads: &[String]) -> Vec<EntryLanguage> {
    languages
        .iter()
        .map(|tag| EntryLanguage {
            tag: tag.clone(),
            read: reads.iter().any(|known| translation::same_language(known, tag)),
        })
        .collect()
}
