//! What may be said of an entry, when, and what it adds up to. Pure: the server decides with it, and the browser shows
//! the running total with it.

mod agreement;
mod behind;
mod calibration;
mod drift;
mod forecast;
mod form;
mod further;
mod late;
mod one_way;
mod order;
mod played;
mod report;
mod running;
mod scale;
mod scoring;
mod standing;
mod unsent;

#[cfg(test)]
mod tests;

pub use agreement::{Metric, Readings, Strength, alpha, differs, float, level_use, middle, two_readings};
pub use behind::{REMINDER_HOURS, STALLED_DAYS, idle_days, next_reminder, to_remind};
pub use calibration::{
    FEWEST_SHOWN, MOST_SAMPLES, SAMPLE_TITLE, SAMPLE_WORDS, first_open, may_calibrate, may_compare, may_score_samples,
    sample,
};
pub use drift::{DRIFT_CARDS, Scored, drift, residuals};
pub use forecast::{Course, PACE_DAYS};
pub use form::{
    COMMENT_WORDS, COULD_NOT_ASSESS, Checked, NOTE_WORDS, check, comment_field, mark_field, not_assessed_field,
};
pub use further::{Candidate, Pick, Places, ReviewTotal, may_give, next_batch, prize_lines};
pub use late::{MOST_LATE, comes_late, decision, may_decide};
pub use one_way::OneWay;
pub use order::own_order;
pub use played::{LONGEST_GAP, median_minutes, played, untried};
pub use report::{REPORT_WORDS, broken_key, report, report_answer};
pub use running::{Answer, Running, all_the_same, answer, running, total};
pub use scale::{MOST_CHOICES, allows, between, choices, wants_comment};
pub use scoring::{is_submission, may_score};
pub use standing::{Standing, standing};
pub use unsent::report as unsent_report;
