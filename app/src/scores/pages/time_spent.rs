//! Time spent on entries, in words.

use crate::i18n::{Locale, td_string};

/// `25 min`, `1 h 40 min`.
pub fn duration(l: Locale, minutes: u32) -> String {
    if minutes < 60 {
        return td_string!(l, judging.minutes, minutes = minutes).to_string();
    }
    td_string!(l, judging.hours, hours = minutes / 60, minutes = minutes % 60).to_string()
}

/// Time spent beside the time planned.
pub fn spent_of(l: Locale, spent: u32, planned: u32) -> String {
    td_string!(l, judging.time_of, spent = duration(l, spent), planned = duration(l, planned)).to_string()
}
