//! How fast judging goes and who is behind, without what is kept from the organiser who asks.

use crate::{
    auth::permits::Observer,
    db::{Conn, DbError},
    mail,
    scores::store::{
        pace::{self, Work},
        reports,
    },
};
use app::{
    competition::model::{Competition, CompetitionState, Round},
    ids::JudgeId,
    scores::{
        model::{Forecast, JudgePace, Pace},
        rules::{self, Course},
    },
    time::Moment,
};
use std::collections::BTreeSet;

/// Of the round that is judged; of a competition without one that nothing was done.
pub(super) async fn read(
    conn: &mut Conn,
    organiser: &Observer,
    competition: &Competition,
    round: Option<&Round>,
    now: Moment,
) -> Result<Pace, DbError> {
    let closes = round.and_then(|round| round.closes_at);
    let (mut work, opened) = match round {
        Some(round) => (pace::work(conn, round.id).await?, pace::opened_at(conn, round.id).await?),
        None => (Vec::new(), None),
    };
    work.retain(|work| !organiser.kept_from(work.entry));
    let waiting = reports::kept_from_playing(conn, competition.id).await?;
    let reminded = mail::store::judges_reminded(conn, competition.id).await?;
    let first = work.iter().flat_map(|work| [Some(work.since), work.handed_in]).flatten().min();
    let opened = opened.or(first).unwrap_or(now).min(now);
    let handed_in = work.iter().filter_map(|work| work.handed_in).collect();
    let course = Course::new(opened, closes, now, work.len(), handed_in);
    let open = rules::may_score(competition.state, closes, now).is_ok();
    let judges: BTreeSet<JudgeId> = work.iter().map(|work| work.judge).collect();
    let of = |judge: JudgeId| {
        let own: Vec<&Work> = work.iter().filter(|work| work.judge == judge).collect();
        let done = own.iter().filter(|work| work.handed_in.is_some()).count();
        let left = |work: &&&Work| work.handed_in.is_none() && !waiting.contains(&(work.judge, work.entry));
        let since = own.iter().filter(left).map(|work| work.since).min().filter(|_| open);
        let sign = own.iter().filter_map(|work| work.sign).max();
        JudgePace {
            judge,
            done,
            assigned: own.len(),
            expected: since.and_then(|_| course.even(own.len(), now)).filter(|expected| *expected > done),
            idle_days: since.and_then(|since| rules::idle_days(since.max(opened).max(sign.unwrap_or(since)), now)),
            reminded_at: reminded.get(&judge).copied(),
        }
    };
    Ok(Pace {
        now,
        opened_at: opened,
        ends_at: course.ends_at(),
        tenths_a_day: course.tenths_a_day(),
        forecast: match course.forecast() {
            Forecast::Done => Forecast::Done,
            // Ended by the organisers, whatever the date.
            _ if competition.state > CompetitionState::Judging => Forecast::Over { missing: course.missing() },
            forecast => forecast,
        },
        line: course.line(),
        days: course.days(),
        judges: judges.into_iter().map(of).collect(),
    })
}
