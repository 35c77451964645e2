//! Dates: in the competition's zone with its name, Gregorian, machine-readable beside it.

use crate::{i18n::Locale, time::Moment};
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

/// A moment in words: `15 October 2026, 23:59 UTC`.
pub fn moment_text(locale: Locale, moment: Moment, zone: &str) -> String {
    let at = zoned(moment, zone);
    let months = match locale {
        Locale::ar => MONTHS_AR,
        Locale::en => MONTHS_EN,
    };
    let month = months.get(usize::try_from(at.month() - 1).unwrap_or_default()).copied().unwrap_or_default();
    let seconds = if at.second() == 0 || at.second() == 59 { String::new() } else { format!(":{:02}", at.second()) };
    format!("{} {month} {}, {:02}:{:02}{seconds} {}", at.day(), at.year(), at.hour(), at.minute(), at.strftime("%Z"))
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
    let machine = Timestamp::from_microsecond(at.micros())
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    view! { <time datetime=machine>{moment_text(locale, at, &zone)}</time> }
}
