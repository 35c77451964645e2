//! Time spent on an entry, from signs of life rather than from a clock in the page: games are played in other windows and
//! on other devices, where no script of ours runs, and judges without scripts count in the same way.

use crate::{
    scores::model::{Played, Sign},
    time::Moment,
};

/// The most that counts between two signs, in microseconds: half an hour. Who goes to dinner did not play all evening.
pub const LONGEST_GAP: i64 = 30 * 60_000_000;
/// Signs that follow each other faster than this, in microseconds, are one: a save at every word is no news.
const NEWS: i64 = 60_000_000;
/// The fewest judges whose median is told to anybody else.
const FEWEST: usize = 3;

/// What is known after a sign; `None` where it adds nothing that is worth writing down.
pub fn played(before: Option<Played>, sign: Sign, now: Moment) -> Option<Played> {
    let mut after = before.unwrap_or(Played {
        opened_at: now,
        played_at: None,
        watched_at: None,
        fetched_at: None,
        seen_at: now,
        spent: 0,
    });
    let first = match sign {
        Sign::Opened | Sign::Scored => None,
        Sign::Played => Some(&mut after.played_at),
        Sign::Watched => Some(&mut after.watched_at),
        Sign::Fetched => Some(&mut after.fetched_at),
    };
    let new = first.filter(|at| at.is_none()).map(|at| *at = Some(now)).is_some();
    let gap = now.micros().saturating_sub(after.seen_at.micros());
    if before.is_some() && !new && gap < NEWS {
        return None;
    }
    after.spent = after.spent.saturating_add(gap.clamp(0, LONGEST_GAP));
    after.seen_at = after.seen_at.max(now);
    Some(after)
}

/// Whether to ask once more before a scorecard is handed in: there is something to open, and it was not opened here.
pub fn untried(something_to_open: bool, played: Option<&Played>) -> bool {
    something_to_open && !played.is_some_and(Played::tried)
}

/// The median of whole minutes, the lower of two in the middle; `None` for so few that it would speak of one judge.
pub fn median_minutes(mut minutes: Vec<u32>) -> Option<u32> {
    minutes.sort_unstable();
    (minutes.len() >= FEWEST).then(|| minutes[(minutes.len() - 1) / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Moment = Moment::from_seconds(1_800_000_000);

    fn after(minutes: &[i64], sign: Sign) -> Option<Played> {
        minutes.iter().fold(None, |before, minute| played(before, sign, NOON.plus_seconds(minute * 60)).or(before))
    }

    #[test]
    fn time_is_counted_between_signs_up_to_half_an_hour() {
        for (minutes, spent) in [
            (vec![0], 0),
            (vec![0, 22], 22),
            (vec![0, 10, 22], 22),
            (vec![0, 30], 30),
            (vec![0, 31], 30),
            (vec![0, 600, 605], 35),
            // A clock that was put back takes nothing away.
            (vec![20, 0, 25], 5),
        ] {
            assert_eq!(after(&minutes, Sign::Opened).map(|known| known.minutes()), Some(spent), "{minutes:?}");
        }
    }

    #[test]
    fn what_was_opened_first_stays() {
        let opened = after(&[0], Sign::Opened);
        assert!(untried(true, opened.as_ref()) && untried(true, None));
        assert!(!untried(false, None), "there is nothing to open");
        for sign in [Sign::Played, Sign::Watched, Sign::Fetched] {
            let known = played(opened, sign, NOON.plus_seconds(1)).expect("news, however soon");
            assert!(known.tried() && !untried(true, Some(&known)), "{sign:?}");
            assert_eq!(played(Some(known), sign, NOON.plus_seconds(2)), None, "twice is no news");
            let later = played(Some(known), sign, NOON.plus_seconds(600)).expect("time went by");
            assert_eq!(
                (later.played_at, later.watched_at, later.fetched_at),
                (known.played_at, known.watched_at, known.fetched_at)
            );
        }
        assert!(!after(&[0, 5, 9], Sign::Scored).expect("known").tried(), "to save is not to play");
    }

    #[test]
    fn a_median_speaks_of_three_or_more() {
        assert_eq!(median_minutes(vec![]), None);
        assert_eq!(median_minutes(vec![10, 20]), None);
        assert_eq!(median_minutes(vec![50, 10, 22]), Some(22));
        assert_eq!(median_minutes(vec![50, 10, 22, 23]), Some(22));
    }
}
