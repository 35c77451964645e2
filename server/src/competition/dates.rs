//! Dates as organisers write them: local, in the competition's zone.

use app::{
    competition::{
        model::TimetableDate,
        template::{DAYS_OF_ENTRY, DAYS_TO_RESULTS, DAYS_TO_ROUND_END, Timetable},
    },
    error::Problem,
    time::Moment,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// The name of a time zone, as the zone database writes it.
///
/// # Errors
/// [`Problem::Required`], [`Problem::TimeZone`].
pub fn time_zone(written: &str) -> Result<String, Problem> {
    let written = written.trim();
    if written.is_empty() {
        return Err(Problem::Required);
    }
    let zone = TimeZone::get(written).map_err(|_| Problem::TimeZone)?;
    zone.iana_name().map(str::to_owned).ok_or(Problem::TimeZone)
}

/// A date and time of a form, `2026-10-15T23:59`, in a zone; nothing when nothing was written. An hour that the clocks
/// skip is taken as the one after, an hour that comes twice as the first. A deadline written without seconds holds to
/// the end of its minute: whoever writes 23:59 means the whole day.
///
/// # Errors
/// [`Problem::DateTime`].
pub fn moment(written: &str, zone: &str, date: TimetableDate) -> Result<Option<Moment>, Problem> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let local: DateTime = written.parse().map_err(|_| Problem::DateTime)?;
    if !written.contains(['T', 't', ' ']) || !(2000..=2199).contains(&local.year()) {
        return Err(Problem::DateTime);
    }
    let is_deadline = matches!(date, TimetableDate::EntriesCloseAt | TimetableDate::RoundClosesAt);
    let without_seconds = written.matches(':').count() == 1;
    let second = if is_deadline && without_seconds { 59 } else { local.second() };
    let local = local.with().second(second).subsec_nanosecond(0).build().map_err(|_| Problem::DateTime)?;
    at(local, zone).map(Some)
}

/// When something is to come out, `2026-10-15T12:00` in a zone; nothing when nothing was written.
///
/// # Errors
/// [`Problem::DateTime`].
pub fn release(written: &str, zone: &str) -> Result<Option<Moment>, Problem> {
    // Not the end of the minute, as for a deadline: its beginning.
    moment(written, zone, TimetableDate::ResultsAt)
}

fn at(local: DateTime, zone: &str) -> Result<Moment, Problem> {
    let zone = TimeZone::get(zone).map_err(|_| Problem::TimeZone)?;
    let zoned = local.to_zoned(zone).map_err(|_| Problem::DateTime)?;
    Ok(Moment::from_micros(zoned.timestamp().as_microsecond()))
}

/// The last second of a day of a form, `2026-10-15`, in a zone.
///
/// # Errors
/// [`Problem::DateTime`].
pub fn end_of_day(written: &str, zone: &str) -> Result<Moment, Problem> {
    let day: Date = written.trim().parse().map_err(|_| Problem::DateTime)?;
    if !(2000..=2199).contains(&day.year()) {
        return Err(Problem::DateTime);
    }
    at(day.at(23, 59, 59, 0), zone)
}

/// The dates of a new competition: entries and the round close at the end of a day in its zone.
///
/// # Errors
/// [`Problem::TimeZone`].
pub fn timetable(now: Moment, zone: &str) -> Result<Timetable, Problem> {
    let known = TimeZone::get(zone).map_err(|_| Problem::TimeZone)?;
    let today: Date = Timestamp::from_microsecond(now.micros()).map_err(|_| Problem::DateTime)?.to_zoned(known).date();
    let after = |days: i32, hour: i8, minute: i8, second: i8| {
        let day = today.checked_add(days.days()).map_err(|_| Problem::DateTime)?;
        at(day.at(hour, minute, second, 0), zone)
    };
    Ok(Timetable {
        now,
        // To the minute, as all dates of a timetable are.
        entries_open_at: Moment::from_seconds(now.seconds().div_euclid(60) * 60),
        entries_close_at: after(DAYS_OF_ENTRY, 23, 59, 59)?,
        round_closes_at: after(DAYS_TO_ROUND_END, 23, 59, 59)?,
        results_at: after(DAYS_TO_RESULTS, 12, 0, 0)?,
    })
}

/// How much later dates of a new edition are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// Whole years: the same day of the year.
    Years(i32),
    /// Whole days.
    Days(i32),
}

/// From a moment to a day of a form, `2027-05-01`.
///
/// # Errors
/// [`Problem::DateTime`], [`Problem::TimeZone`].
pub fn distance(from: Moment, to: &str, zone: &str) -> Result<Distance, Problem> {
    let zone = TimeZone::get(zone).map_err(|_| Problem::TimeZone)?;
    let to: Date = to.trim().parse().map_err(|_| Problem::DateTime)?;
    if !(2000..=2199).contains(&to.year()) {
        return Err(Problem::DateTime);
    }
    let from = Timestamp::from_microsecond(from.micros()).map_err(|_| Problem::DateTime)?.to_zoned(zone).date();
    Ok(Distance::Days(from.until(to).map_err(|_| Problem::DateTime)?.get_days()))
}

/// The same local time so much later, whatever the clocks do between. The last of February of a leap year is the last of
/// February.
///
/// # Errors
/// [`Problem::DateTime`], [`Problem::TimeZone`].
pub fn later(at: Moment, by: Distance, zone: &str) -> Result<Moment, Problem> {
    let zone = TimeZone::get(zone).map_err(|_| Problem::TimeZone)?;
    let local = Timestamp::from_microsecond(at.micros()).map_err(|_| Problem::DateTime)?.to_zoned(zone.clone());
    let span = match by {
        Distance::Years(years) => years.years(),
        Distance::Days(days) => days.days(),
    };
    let local = local.datetime().checked_add(span).map_err(|_| Problem::DateTime)?;
    let zoned = local.to_zoned(zone).map_err(|_| Problem::DateTime)?;
    Ok(Moment::from_micros(zoned.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use TimetableDate::{EntriesCloseAt, ResultsAt};

    fn seconds(written: &str, zone: &str, date: TimetableDate) -> Result<Option<i64>, Problem> {
        moment(written, zone, date).map(|moment| moment.map(Moment::seconds))
    }

    #[test]
    fn local_times_are_of_the_zone_with_its_summer() {
        assert_eq!(seconds("2026-10-15T12:00", "UTC", ResultsAt), Ok(Some(1_792_065_600)));
        assert_eq!(seconds("2026-10-15T12:00", "Africa/Nairobi", ResultsAt), Ok(Some(1_792_065_600 - 3 * 3600)));
        let winter = seconds("2026-01-15T12:00", "Europe/Berlin", ResultsAt);
        let summer = seconds("2026-07-15T12:00", "Europe/Berlin", ResultsAt);
        assert_eq!((winter, summer), (Ok(Some(1_768_474_800)), Ok(Some(1_784_109_600))));
        assert!(seconds("2026-03-29T02:30", "Europe/Berlin", ResultsAt).is_ok(), "an hour that is skipped");
        assert!(seconds("2026-10-25T02:30", "Europe/Berlin", ResultsAt).is_ok(), "an hour that comes twice");
    }

    #[test]
    fn a_deadline_holds_to_the_end_of_its_minute() {
        let noon = 1_792_065_600;
        assert_eq!(seconds("2026-10-15T12:00", "UTC", EntriesCloseAt), Ok(Some(noon + 59)));
        assert_eq!(seconds("2026-10-15T12:00:30", "UTC", EntriesCloseAt), Ok(Some(noon + 30)));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "tomorrow",
            "2026-13-01T00:00",
            "2026-02-30T10:00",
            "2026-10-15",
            "0026-10-15T12:00",
            "9999-12-31T23:59",
            "2026-10-15T25:00",
        ] {
            assert_eq!(seconds(bad, "UTC", ResultsAt), Err(Problem::DateTime), "{bad}");
        }
        assert_eq!(seconds(" ", "UTC", ResultsAt), Ok(None));
    }

    #[test]
    fn zones_are_known_by_their_names() {
        assert_eq!(time_zone("africa/nairobi").as_deref(), Ok("Africa/Nairobi"));
        assert_eq!(time_zone("UTC").as_deref(), Ok("UTC"));
        for bad in ["Mars/Base", "../etc/passwd", "+03"] {
            assert_eq!(time_zone(bad), Err(Problem::TimeZone), "{bad}");
        }
    }

    #[test]
    fn a_new_timetable_ends_its_days_in_its_zone() {
        let now = Moment::from_seconds(1_772_366_400);
        let dates = timetable(now, "Pacific/Auckland").expect("dates");
        assert_eq!(
            seconds("2026-05-21T23:59:59", "Pacific/Auckland", EntriesCloseAt),
            Ok(Some(dates.entries_close_at.seconds()))
        );
        assert_eq!(timetable(now, "UTC"), Ok(Timetable::from(now)));
    }

    #[test]
    fn an_edition_moves_by_its_calendar() {
        let at = |written: &str| moment(written, "Europe/Berlin", ResultsAt).unwrap().unwrap();
        let years = |written: &str, years| later(at(written), Distance::Years(years), "Europe/Berlin");
        assert_eq!(years("2026-10-15T12:00", 1), Ok(at("2027-10-15T12:00")));
        assert_eq!(years("2028-02-29T12:00", 1), Ok(at("2029-02-28T12:00")));
        let to = |from: &str, day: &str| distance(at(from), day, "Europe/Berlin");
        assert_eq!(to("2026-01-31T23:30", "2026-02-02"), Ok(Distance::Days(2)));
        assert_eq!(to("2026-01-31T23:30", "2026-01-01"), Ok(Distance::Days(-30)));
        // Over the change of the clocks the local time stays.
        let by = to("2026-03-01T12:00", "2026-05-01").unwrap();
        assert_eq!(later(at("2026-03-20T18:00"), by, "Europe/Berlin"), Ok(at("2026-05-20T18:00")));
        for bad in ["", "tomorrow", "2026-02-30", "1999-01-01"] {
            assert_eq!(to("2026-01-31T23:30", bad), Err(Problem::DateTime), "{bad}");
        }
    }
}
