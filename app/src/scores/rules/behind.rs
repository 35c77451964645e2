//! Who is behind, and who may be reminded of it.

use crate::{error::Refusal, scores::model::JudgePace, time::Moment};

const DAY: i64 = 86_400;
/// Days without a sign after which a judge who has something left to do is said to stand still.
pub const STALLED_DAYS: i64 = 4;
/// Hours between two reminders to one judge.
pub const REMINDER_HOURS: i64 = 24;

/// Whole days since the last sign, if they are too many. A sign is what was opened, played or saved; before the first one
/// it counts from when there was something to do.
pub fn idle_days(last: Moment, now: Moment) -> Option<i64> {
    let days = now.seconds().saturating_sub(last.seconds()) / DAY;
    (days >= STALLED_DAYS).then_some(days)
}

/// When a judge may be reminded again; at once if that is past.
pub fn next_reminder(reminded_at: Option<Moment>) -> Option<Moment> {
    reminded_at.map(|at| at.plus_seconds(REMINDER_HOURS * 3_600))
}

/// Which of the judges who are behind are reminded now.
///
/// # Errors
/// `NothingThere` when nobody is behind; `RemindedLately` when all who are were reminded less than a day ago.
pub fn to_remind(judges: &[JudgePace], now: Moment, zone: &str) -> Result<Vec<JudgePace>, Refusal> {
    let behind = || judges.iter().filter(|judge| judge.behind());
    let next = |judge: &&JudgePace| next_reminder(judge.reminded_at).filter(|next| *next > now);
    let due: Vec<JudgePace> = behind().filter(|judge| next(judge).is_none()).copied().collect();
    match behind().filter_map(|judge| next(&judge)).min() {
        _ if !due.is_empty() => Ok(due),
        Some(until) => Err(Refusal::RemindedLately { until, zone: zone.to_owned() }),
        None => Err(Refusal::NothingThere),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::JudgeId;
    use uuid::Uuid;

    const NOON: Moment = Moment::from_seconds(1_800_000_000);

    fn judge(expected: Option<usize>, idle_days: Option<i64>, hours_ago: Option<i64>) -> JudgePace {
        let reminded_at = hours_ago.map(|hours| NOON.plus_seconds(-hours * 3_600));
        JudgePace { judge: JudgeId::new(Uuid::nil()), done: 0, assigned: 9, expected, idle_days, reminded_at }
    }

    #[test]
    fn days_without_a_sign_are_whole_days() {
        assert_eq!(idle_days(NOON, NOON.plus_seconds(STALLED_DAYS * DAY - 1)), None);
        assert_eq!(idle_days(NOON, NOON.plus_seconds(STALLED_DAYS * DAY)), Some(STALLED_DAYS));
        assert_eq!(idle_days(NOON, NOON.plus_seconds(-9 * DAY)), None, "a clock that was put back");
    }

    #[test]
    fn only_those_behind_are_reminded_and_once_a_day() {
        let fine = judge(None, None, None);
        assert_eq!(to_remind(&[fine], NOON, "UTC"), Err(Refusal::NothingThere));
        let (slow, still) = (judge(Some(3), None, Some(24)), judge(None, Some(5), None));
        assert_eq!(to_remind(&[fine, slow, still], NOON, "UTC"), Ok(vec![slow, still]));
        let lately = judge(Some(3), None, Some(23));
        assert_eq!(to_remind(&[lately, still], NOON, "UTC"), Ok(vec![still]));
        let until = NOON.plus_seconds(3_600);
        let refused = Refusal::RemindedLately { until, zone: "UTC".to_owned() };
        assert_eq!(to_remind(&[fine, lately, judge(Some(1), None, Some(2))], NOON, "UTC"), Err(refused));
    }
}
