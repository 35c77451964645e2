//! When judging will be done, from the pace of the last days. A rate and a rule of three, on purpose: organisers can work
//! it out again, and it claims no more than it knows.

use crate::{
    scores::model::{Forecast, Level},
    time::Moment,
};

const DAY: i64 = 86_400;
/// The pace is that of so many days, or of the time since judging began if that is less.
pub const PACE_DAYS: i64 = 7;
/// Points of the line over time.
const POINTS: i64 = 48;

/// A round of judging on its way.
#[derive(Clone, Debug)]
pub struct Course {
    opened: Moment,
    closes: Option<Moment>,
    now: Moment,
    assigned: usize,
    handed_in: Vec<Moment>,
}

impl Course {
    /// From when each scorecard was handed in, in any order.
    pub fn new(
        opened: Moment,
        closes: Option<Moment>,
        now: Moment,
        assigned: usize,
        mut handed_in: Vec<Moment>,
    ) -> Self {
        handed_in.sort_unstable();
        Self { opened, closes, now, assigned, handed_in }
    }

    fn done(&self, at: Moment) -> usize {
        self.handed_in.partition_point(|handed_in| *handed_in <= at)
    }

    /// Scorecards handed in lately, and over how many seconds. Never less than a day: what is handed in during the first
    /// hour is no pace.
    fn lately(&self) -> (i64, i64) {
        let since = self.now.seconds().saturating_sub(self.opened.seconds());
        let window = since.clamp(DAY, PACE_DAYS * DAY);
        let done = self.done(self.now).saturating_sub(self.done(self.now.plus_seconds(-window)));
        (whole(done), window)
    }

    /// Scorecards a day, in tenths, rounded down.
    pub fn tenths_a_day(&self) -> i64 {
        let (done, window) = self.lately();
        done * 10 * DAY / window
    }

    /// Scorecards that are not handed in.
    pub fn missing(&self) -> usize {
        self.assigned.saturating_sub(self.handed_in.len())
    }

    /// When all scorecards will be there, as long as they may be handed in.
    pub fn forecast(&self) -> Forecast {
        let left = self.missing();
        let (done, window) = self.lately();
        if left == 0 {
            return Forecast::Done;
        }
        if self.closes.is_some_and(|closes| closes.has_passed(self.now)) {
            return Forecast::Over { missing: left };
        }
        if done == 0 {
            return Forecast::Still;
        }
        let wait = (whole(left) * window + done - 1) / done;
        let at = self.now.plus_seconds(wait);
        match self.closes {
            None => Forecast::At(at),
            Some(closes) if closes.has_passed(at) => {
                let time = closes.seconds().saturating_sub(self.now.seconds());
                let more = usize::try_from(time * done / window).unwrap_or_default();
                Forecast::Late { missing: left.saturating_sub(more) }
            }
            Some(closes) => Forecast::InTime { at, spare_days: (closes.seconds() - at.seconds()) / DAY },
        }
    }

    /// What an even pace from the beginning to the close asks of so many scorecards by a moment, rounded down.
    pub fn even(&self, assigned: usize, at: Moment) -> Option<usize> {
        let closes = self.closes?;
        let whole_time = closes.seconds().saturating_sub(self.opened.seconds()).max(1);
        let gone = at.seconds().saturating_sub(self.opened.seconds()).clamp(0, whole_time);
        usize::try_from(whole(assigned) * gone / whole_time).ok()
    }

    fn level(&self, at: Moment) -> Level {
        Level { at, done: self.done(at), even: self.even(self.assigned, at) }
    }

    /// What the time axis ends with: the close, or now where there is none.
    pub fn ends_at(&self) -> Moment {
        self.closes.unwrap_or(self.now).max(self.opened.plus_seconds(1))
    }

    /// Scorecards over time from the beginning to now.
    pub fn line(&self) -> Vec<Level> {
        let until = self.now.clamp(self.opened, self.ends_at());
        let length = until.micros().saturating_sub(self.opened.micros());
        let at = |point: i64| Moment::from_micros(self.opened.micros() + length / POINTS * point);
        (0..POINTS).map(|point| self.level(at(point))).chain([self.level(until)]).collect()
    }

    /// Now and the days before, the latest first, at most a week and not from before the beginning.
    pub fn days(&self) -> Vec<Level> {
        let until = self.now.clamp(self.opened, self.ends_at());
        (0..PACE_DAYS)
            .map(|day| until.plus_seconds(-day * DAY))
            .filter(|at| *at >= self.opened)
            .map(|at| self.level(at))
            .collect()
    }
}

/// Numbers of scorecards are far below what would overflow in a product with seconds.
fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / (PACE_DAYS * DAY * 10)).min(i64::MAX / (PACE_DAYS * DAY * 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: Moment = Moment::from_seconds(1_800_000_000);

    fn day(days: i64) -> Moment {
        NOON.plus_seconds(days * DAY)
    }

    /// Opened at noon, two scorecards a day, ten days gone.
    fn steady(assigned: usize, closes: Option<Moment>) -> Course {
        Course::new(NOON, closes, day(10), assigned, (0..20).map(|n| NOON.plus_seconds((n + 1) * DAY / 2)).collect())
    }

    #[test]
    fn a_steady_pace_is_a_rule_of_three() {
        assert_eq!(steady(30, None).tenths_a_day(), 20);
        assert_eq!(steady(30, None).forecast(), Forecast::At(day(15)));
        assert_eq!(steady(30, Some(day(18))).forecast(), Forecast::InTime { at: day(15), spare_days: 3 });
        assert_eq!(steady(30, Some(day(15))).forecast(), Forecast::InTime { at: day(15), spare_days: 0 });
        assert_eq!(steady(30, Some(day(13))).forecast(), Forecast::Late { missing: 4 });
        assert_eq!(steady(20, Some(day(13))).forecast(), Forecast::Done);
        assert_eq!(steady(30, Some(day(9))).forecast(), Forecast::Over { missing: 10 });
    }

    #[test]
    fn only_the_last_week_counts_and_the_first_hour_is_no_pace() {
        let old = Course::new(NOON, None, day(10), 30, vec![day(1), day(2)]);
        assert_eq!((old.forecast(), old.tenths_a_day()), (Forecast::Still, 0));
        let first = Course::new(NOON, None, NOON.plus_seconds(600), 30, vec![NOON.plus_seconds(300)]);
        assert_eq!(first.forecast(), Forecast::At(NOON.plus_seconds(600 + 29 * DAY)));
    }

    #[test]
    fn an_even_pace_begins_with_nothing_and_ends_with_all() {
        let course = steady(30, Some(day(20)));
        let even = |at| course.even(30, at);
        assert_eq!(
            [even(day(-1)), even(NOON), even(day(10)), even(day(20)), even(day(90))].map(Option::unwrap_or_default),
            [0, 0, 15, 30, 30]
        );
        assert_eq!(steady(30, None).even(30, day(10)), None);
    }

    #[test]
    fn the_line_goes_from_the_beginning_to_now() {
        let course = steady(30, Some(day(20)));
        let line = course.line();
        assert_eq!(line.first().map(|level| (level.at, level.done)), Some((NOON, 0)));
        assert_eq!(line.last().map(|level| (level.at, level.done, level.even)), Some((day(10), 20, Some(15))));
        assert!(line.is_sorted_by_key(|level| (level.at, level.done)));
        assert_eq!(course.days().iter().map(|level| level.done).collect::<Vec<_>>(), [20, 18, 16, 14, 12, 10, 8]);
        let closed = steady(30, Some(day(5)));
        assert_eq!(closed.line().last().map(|level| level.at), Some(day(5)), "not beyond the axis");
        let first = Course::new(NOON, None, NOON, 3, Vec::new());
        assert_eq!(first.days().len(), 1);
        assert!(first.ends_at() > NOON, "an axis has a length");
    }

    prop_compose! {
        fn courses()(
            closes in 1..3_000_000_i64,
            gone in 0..3_000_000_i64,
            times in proptest::collection::vec(0.0..1.0_f64, 0..60),
            more in 0..60_usize,
        ) -> Course {
            let at = |share: f64| NOON.plus_seconds((share * gone as f64) as i64);
            let assigned = times.len() + more;
            let times = times.into_iter().map(at).collect();
            Course::new(NOON, Some(NOON.plus_seconds(closes)), NOON.plus_seconds(gone), assigned, times)
        }
    }

    proptest! {
        /// What is said of the end agrees with what is said of the close, whatever happened.
        #[test]
        fn a_forecast_agrees_with_itself(course in courses()) {
            let left = course.assigned - course.handed_in.len();
            let closes = course.closes.expect("a close");
            let open = Course { closes: None, ..course.clone() };
            match course.forecast() {
                Forecast::Done => prop_assert_eq!(left, 0),
                Forecast::Still => prop_assert_eq!(course.lately().0, 0),
                Forecast::Over { missing } => prop_assert!(missing == left && closes.has_passed(course.now)),
                Forecast::InTime { at, spare_days } => {
                    prop_assert!(at > course.now && !closes.has_passed(at) && spare_days >= 0);
                    prop_assert_eq!(open.forecast(), Forecast::At(at));
                }
                Forecast::Late { missing } => {
                    prop_assert!(missing >= 1 && missing <= left);
                    let Forecast::At(at) = open.forecast() else { panic!("a pace") };
                    prop_assert!(closes.has_passed(at));
                }
                Forecast::At(_) => prop_assert!(false, "there is a close"),
            }
        }

        /// One more scorecard, just now, is never bad news.
        #[test]
        fn handing_in_never_makes_it_later(course in courses()) {
            let open = Course { closes: None, ..course };
            if open.assigned == open.handed_in.len() { return Ok(()); }
            let mut times = open.handed_in.clone();
            times.push(open.now);
            let more = Course::new(open.opened, None, open.now, open.assigned, times);
            match (open.forecast(), more.forecast()) {
                (Forecast::At(before), Forecast::At(after)) => prop_assert!(after <= before),
                (_, Forecast::Still) => prop_assert!(false, "there is a pace now"),
                _ => {}
            }
            prop_assert!(more.tenths_a_day() >= open.tenths_a_day());
        }

        #[test]
        fn lines_only_rise_and_an_even_pace_stays_within_what_is_assigned(course in courses()) {
            let line = course.line();
            prop_assert!(line.is_sorted_by_key(|level| (level.at, level.done, level.even)));
            prop_assert!(line.iter().all(|level| level.done <= course.assigned && level.even <= Some(course.assigned)));
        }
    }
}
