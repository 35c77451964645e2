//! Dates: in the competition's zone with its name, Gregorian, machine-readable beside it.

use crate::{
    i18n::{Locale, td_string},
    time::Moment,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_AR: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

fn zoned(moment: Moment, zone: &str) -> jiff::Zoned {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_microsecond(moment.micros()).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone)
}

fn month_text(locale: Locale, at: &jiff::Zoned) -> &'static str {
    let months = match locale {
        Locale::ar => MONTHS_AR,
        Locale::en => MONTHS_EN,
    };
    months.get(usize::try_from(at.month() - 1).unwrap_or_default()).copied().unwrap_or_default()
}

/// A moment in words: `15 October 2026, 23:59 UTC`.
pub fn moment_text(locale: Locale, moment: Moment, zone: &str) -> String {
    let at = zoned(moment, zone);
    let month = month_text(locale, &at);
    let seconds = if at.second() == 0 || at.second() == 59 { String::new() } else { format!(":{:02}", at.second()) };
    format!("{} {month} {}, {:02}:{:02}{seconds} {}", at.day(), at.year(), at.hour(), at.minute(), at.strftime("%Z"))
}

/// A moment for programs (RFC 3339): `2026-10-15T23:59:00Z`.
pub fn machine_text(moment: Moment) -> String {
    Timestamp::from_microsecond(moment.micros())
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

/// A day in words: `15 October 2026`.
pub fn day_text(locale: Locale, moment: Moment, zone: &str) -> String {
    let at = zoned(moment, zone);
    format!("{} {} {}", at.day(), month_text(locale, &at), at.year())
}

/// A time of day: `23:59 UTC`.
pub fn time_text(moment: Moment, zone: &str) -> String {
    zoned(moment, zone).strftime("%H:%M %Z").to_string()
}

/// How long it is until a deadline: `3 days and 4 hours left`; nothing once it has passed.
pub fn left_text(l: Locale, deadline: Moment, now: Moment) -> Option<String> {
    let left = deadline.left(now)?;
    let days = (left.days > 0).then(|| td_string!(l, call.left_days, count = left.days).to_string());
    let hours = (left.hours > 0).then(|| td_string!(l, call.left_hours, count = left.hours).to_string());
    let minutes = (left.minutes > 0).then(|| td_string!(l, call.left_minutes, count = left.minutes).to_string());
    let time = match (days, hours, minutes) {
        // With days to go minutes tell nothing.
        (Some(first), Some(second), _) | (None, Some(first), Some(second)) => {
            td_string!(l, call.left_and, first = first, second = second).to_string()
        }
        (Some(one), ..) | (None, Some(one), None) | (None, None, Some(one)) => one,
        (None, None, None) => return Some(td_string!(l, call.left_moment).to_owned()),
    };
    Some(td_string!(l, call.left, time = time).to_string())
}

/// A moment as a form takes it: `2026-10-15T23:59:59`, in a zone.
pub fn moment_value(moment: Option<Moment>, zone: &str) -> String {
    moment.map(|moment| zoned(moment, zone).strftime("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default()
}

/// A moment on a page.
#[component]
pub fn DateTime(
    /// The moment.
    at: Moment,
    /// The zone it is shown in.
    #[prop(into)]
    zone: String,
) -> impl IntoView {
    let locale = crate::services::services().page.locale;
    view! { <time datetime=machine_text(at)>{moment_text(locale, at, &zone)}</time> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_said_in_the_plurals_of_each_language() {
        let deadline = Moment::from_seconds(20 * 86_400 - 1);
        let text = |l: Locale, seconds: i64| left_text(l, deadline, Moment::from_seconds(20 * 86_400 - seconds));
        for (seconds, english, arabic) in [
            (11 * 86_400 + 2 * 3600 + 59, "11 days and 2 hours left", "الوقت المتبقي: 11 يوما وساعتان"),
            (86_400 + 3600, "1 day and 1 hour left", "الوقت المتبقي: يوم واحد وساعة واحدة"),
            (3 * 86_400 + 59, "3 days left", "الوقت المتبقي: 3 أيام"),
            (3600 + 120, "1 hour and 2 minutes left", "الوقت المتبقي: ساعة واحدة ودقيقتان"),
            (60, "1 minute left", "الوقت المتبقي: دقيقة واحدة"),
            (30, "less than a minute left", "بقي أقل من دقيقة"),
        ] {
            assert_eq!(text(Locale::en, seconds).as_deref(), Some(english));
            assert_eq!(text(Locale::ar, seconds).as_deref(), Some(arabic));
        }
        assert_eq!(text(Locale::en, 0), None);
    }
}
