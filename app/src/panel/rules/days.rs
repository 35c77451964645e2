//! What days away mean for the entries a judge is given.

use crate::{
    panel::model::{Away, Days},
    time::Moment,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

fn date(moment: Moment, zone: &TimeZone) -> Option<Date> {
    Some(Timestamp::from_microsecond(moment.micros()).ok()?.to_zoned(zone.clone()).date())
}

/// How many days there are from one to another, both included.
fn length(first: Date, last: Date) -> u32 {
    u32::try_from(first.until(last).map_or(-1, |span| span.get_days()) + 1).unwrap_or_default()
}

/// The days from one moment to another, both included, in the competition's time zone, and those of them on which a judge
/// is there. Nothing where the judge is there on all of them, or none are left: then days bound nothing.
pub fn days(from: Moment, until: Option<Moment>, zone: &str, away: &[Away]) -> Option<Days> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let (first, last) = (date(from, &zone)?, date(until?, &zone)?);
    let all = length(first, last);
    let mut stretches: Vec<(Date, Date)> = away
        .iter()
        .filter_map(|away| {
            Some((away.first.parse::<Date>().ok()?.max(first), away.last.parse::<Date>().ok()?.min(last)))
        })
        .filter(|(begins, ends)| begins <= ends)
        .collect();
    stretches.sort_unstable();
    let (mut gone, mut counted) = (0, None::<Date>);
    for (begins, ends) in stretches {
        // What two stretches share counts once.
        let begins = counted.and_then(|last| last.tomorrow().ok()).map_or(begins, |next| next.max(begins));
        if begins <= ends {
            gone += length(begins, ends);
            counted = Some(ends);
        }
    }
    (gone > 0).then_some(Days { available: all.saturating_sub(gone), all })
}

/// The most entries for a judge who is not there on all days: of an equal share what these days are of all, rounded up; and
/// never less than what the judge has begun.
pub fn load_within(share: u32, days: Days, begun: u32) -> u32 {
    let part = u64::from(share) * u64::from(days.available.min(days.all));
    let part = part.div_ceil(u64::from(days.all).max(1));
    u32::try_from(part).unwrap_or(u32::MAX).max(begun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment(text: &str) -> Moment {
        Moment::from_micros(text.parse::<Timestamp>().expect("a moment").as_microsecond())
    }

    fn away(stretches: &[(&str, &str)]) -> Vec<Away> {
        stretches.iter().map(|(first, last)| Away { first: (*first).into(), last: (*last).into() }).collect()
    }

    fn counted(stretches: &[(&str, &str)]) -> Option<(u32, u32)> {
        let (from, until) = (moment("2026-03-01T12:00:00Z"), moment("2026-03-20T23:59:59Z"));
        days(from, Some(until), "UTC", &away(stretches)).map(|days| (days.available, days.all))
    }

    #[test]
    fn days_away_are_counted_within_the_judging_and_each_once() {
        assert_eq!(counted(&[]), None);
        assert_eq!(counted(&[("2026-02-01", "2026-02-28"), ("2026-03-21", "2026-04-01")]), None, "before and after");
        assert_eq!(counted(&[("2026-03-05", "2026-03-05")]), Some((19, 20)));
        assert_eq!(counted(&[("2026-02-20", "2026-03-02"), ("2026-03-19", "2026-03-30")]), Some((16, 20)));
        assert_eq!(counted(&[("2026-03-03", "2026-03-10"), ("2026-03-05", "2026-03-06")]), Some((12, 20)));
        assert_eq!(counted(&[("2026-03-03", "2026-03-06"), ("2026-03-06", "2026-03-08")]), Some((14, 20)));
        assert_eq!(counted(&[("2026-01-01", "2026-12-31")]), Some((0, 20)));
        let months = days(
            moment("2026-01-01T00:00:00Z"),
            Some(moment("2026-04-10T00:00:00Z")),
            "UTC",
            &away(&[("2026-02-01", "2026-02-28")]),
        );
        assert_eq!(months, Some(Days { available: 72, all: 100 }), "over months");
    }

    #[test]
    fn the_zone_decides_which_day_it_is_and_without_an_end_nothing_counts() {
        let (from, until) = (moment("2026-03-01T22:30:00Z"), moment("2026-03-10T12:00:00Z"));
        let stretch = away(&[("2026-03-01", "2026-03-01")]);
        assert_eq!(days(from, Some(until), "UTC", &stretch), Some(Days { available: 9, all: 10 }));
        assert_eq!(days(from, Some(until), "Africa/Nairobi", &stretch), None, "it is the second there");
        assert_eq!(days(from, None, "UTC", &stretch), None);
        assert_eq!(days(until, Some(from), "UTC", &stretch), None, "it is over");
    }

    #[test]
    fn of_an_equal_share_what_the_days_are_of_all() {
        for (share, available, all, begun, most) in [
            (28, 20, 20, 0, 28),
            (28, 10, 20, 0, 14),
            (28, 1, 20, 0, 2),
            (3, 1, 2, 0, 2),
            (28, 0, 20, 0, 0),
            (28, 0, 20, 5, 5),
            (28, 10, 20, 20, 20),
        ] {
            assert_eq!(load_within(share, Days { available, all }, begun), most, "{share} {available} {all} {begun}");
        }
    }

    proptest! {
        #[test]
        fn more_days_are_never_fewer_entries(
            share in 0_u32..10_000, all in 1_u32..400, available in 0_u32..400, begun in 0_u32..100,
        ) {
            let available = available.min(all);
            let most = load_within(share, Days { available, all }, begun);
            prop_assert!(most >= begun);
            prop_assert!(most <= share.max(begun));
            prop_assert!(u64::from(most) * u64::from(all) >= u64::from(share) * u64::from(available));
            let another = Days { available: (available + 1).min(all), all };
            prop_assert!(load_within(share, another, begun) >= most);
        }
    }
}
