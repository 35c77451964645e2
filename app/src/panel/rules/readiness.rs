//! Whether a panel can do what is asked of it.

use super::load_bounds;
use crate::panel::model::{Judge, JudgeState, Readiness};

/// Counts a panel and says what it lacks for `entries` entries of `reviews_per_entry` reviews each.
pub fn readiness(judges: &[Judge], entries: u32, reviews_per_entry: u32) -> Readiness {
    let count = |state: JudgeState| {
        u32::try_from(judges.iter().filter(|judge| judge.state == state).count()).unwrap_or(u32::MAX)
    };
    let limits: Vec<Option<u32>> =
        judges.iter().filter(|judge| judge.state == JudgeState::Ready).map(|judge| judge.max_load).collect();
    let ready = count(JudgeState::Ready);
    let reviews = entries.saturating_mul(reviews_per_entry);
    let bounds = load_bounds(reviews, &limits);
    let capacity =
        limits.iter().try_fold(0_u32, |sum, limit| limit.map(|limit| sum.saturating_add(limit.min(entries))));
    Readiness {
        invited: count(JudgeState::Invited),
        accepted: count(JudgeState::Accepted),
        ready,
        entries,
        reviews,
        load: bounds
            .iter()
            .map(|bounds| bounds.min)
            .min()
            .zip(bounds.iter().map(|bounds| bounds.max.min(entries)).max()),
        judges_missing: reviews_per_entry.saturating_sub(ready),
        reviews_over: capacity.map_or(0, |capacity| reviews.saturating_sub(capacity)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CompetitionId, JudgeId};
    use uuid::Uuid;

    fn judge(n: u128, state: JudgeState, max_load: Option<u32>) -> Judge {
        Judge {
            id: JudgeId::new(Uuid::from_u128(n)),
            key: format!("J{n}"),
            competition: CompetitionId::new(Uuid::nil()),
            name: String::new(),
            email: String::new(),
            affiliation: String::new(),
            field: String::new(),
            languages: Vec::new(),
            max_load,
            state,
        }
    }

    #[test]
    fn only_ready_judges_carry_entries() {
        let panel = [
            judge(1, JudgeState::Ready, None),
            judge(2, JudgeState::Ready, Some(3)),
            judge(3, JudgeState::Accepted, None),
            judge(4, JudgeState::Invited, None),
            judge(5, JudgeState::Declined, None),
            judge(6, JudgeState::Left, None),
        ];
        let made = readiness(&panel, 5, 3);
        assert_eq!((made.invited, made.accepted, made.ready, made.reviews), (1, 1, 2, 15));
        assert_eq!(made.load, Some((3, 5)));
        assert_eq!((made.judges_missing, made.reviews_over), (1, 0));
    }

    #[test]
    fn a_panel_that_takes_too_little_says_so() {
        let panel = [judge(1, JudgeState::Ready, Some(2)), judge(2, JudgeState::Ready, Some(3))];
        assert_eq!(readiness(&panel, 4, 2).reviews_over, 3);
        assert_eq!(readiness(&[], 4, 2).load, None);
        assert_eq!(readiness(&[], 4, 2).reviews_over, 8);
    }
}
