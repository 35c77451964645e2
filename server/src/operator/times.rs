//! Times in `competition.json` are written as people write them, `2026-03-01T12:00:00Z`, or relative to the moment of
//! the import: `now`, `now-30d`, `now+12h`, `now+5m`.

use app::time::Moment;
use jiff::Timestamp;
use serde_json::Value;

/// The fields that hold a time, wherever they are.
const FIELDS: [&str; 14] = [
    "at",
    "since",
    "entries_open_at",
    "entries_close_at",
    "results_at",
    "closes_at",
    "submitted_at",
    "saved_at",
    "asked_at",
    "answered_at",
    "publication_at",
    "published_at",
    "cure_until",
    "until",
];
/// Fields of a timetable change, times as well.
const CHANGE: [&str; 2] = ["before", "after"];

/// A text that is no time, and the field it is in.
#[derive(Debug, thiserror::Error)]
#[error("{field}: \"{text}\" is no time; write 2026-03-01T12:00:00Z, or now, now-30d, now+12h, now+5m")]
pub struct NoTime {
    field: String,
    text: String,
}

/// Every time as the number the models hold.
///
/// # Errors
/// [`NoTime`].
pub fn to_numbers(value: &mut Value, now: Moment) -> Result<(), NoTime> {
    each(value, &mut |field, value| {
        if let Value::String(text) = value {
            let moment = parse(text, now).ok_or_else(|| NoTime { field: field.to_owned(), text: text.clone() })?;
            *value = moment.micros().into();
        }
        Ok(())
    })
}

/// Every time as people write it.
pub fn to_text(value: &mut Value) {
    let done = each(value, &mut |_, value| {
        if let Some(time) = value.as_i64().and_then(|micros| written(Moment::from_micros(micros))) {
            *value = time.into();
        }
        Ok(())
    });
    debug_assert!(done.is_ok(), "writing does not fail");
}

/// A time as people write it, in UTC; nothing for one that no calendar has.
pub fn written(moment: Moment) -> Option<String> {
    Timestamp::from_microsecond(moment.micros()).ok().map(|time| time.to_string())
}

fn each(value: &mut Value, f: &mut impl FnMut(&str, &mut Value) -> Result<(), NoTime>) -> Result<(), NoTime> {
    match value {
        Value::Array(items) => items.iter_mut().try_for_each(|item| each(item, f)),
        Value::Object(fields) => {
            // What settled a tie has numbers before and after, as text.
            let tie = fields.contains_key("step");
            fields.iter_mut().try_for_each(|(name, value)| {
                let time = FIELDS.contains(&name.as_str()) || (CHANGE.contains(&name.as_str()) && !tie);
                if time && !value.is_object() && !value.is_array() { f(name, value) } else { each(value, f) }
            })
        }
        _ => Ok(()),
    }
}

fn parse(text: &str, now: Moment) -> Option<Moment> {
    let Some(rest) = text.strip_prefix("now") else {
        return text.parse::<Timestamp>().ok().map(|time| Moment::from_micros(time.as_microsecond()));
    };
    // Whole seconds, so that a relative time reads well.
    let now = Moment::from_seconds(now.seconds());
    if rest.is_empty() {
        return Some(now);
    }
    let (sign, rest) = match rest.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (count, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let seconds = match unit {
        "d" => 86_400,
        "h" => 3600,
        "m" => 60,
        _ => return None,
    };
    let count: u16 = count.parse().ok()?;
    Some(now.plus_seconds(sign * i64::from(count) * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: Moment = Moment::from_seconds(1_772_366_400);

    #[test]
    fn times_are_read_and_written() {
        let mut value =
            json!({ "rules": [{ "since": "2026-03-01T12:00:00Z", "text": "now" }], "closes_at": "now-1d", "at": null });
        to_numbers(&mut value, NOW).expect("times");
        assert_eq!(
            value,
            json!({ "rules": [{ "since": 1_772_366_400_000_000_i64, "text": "now" }], "closes_at": 1_772_280_000_000_000_i64, "at": null })
        );
        to_text(&mut value);
        assert_eq!(value["rules"][0]["since"], "2026-03-01T12:00:00Z");
        assert_eq!(value["closes_at"], "2026-02-28T12:00:00Z");
    }

    #[test]
    fn what_settled_a_tie_is_no_time() {
        let tie = json!({ "step": "criterion:y", "before": "4.00", "after": null });
        let mut value = json!({ "settled": tie, "changes": [{ "before": "now", "after": null }] });
        to_numbers(&mut value, NOW).expect("times");
        assert_eq!((&value["settled"], &value["changes"][0]["before"]), (&tie, &json!(NOW.micros())));
    }

    #[test]
    fn what_is_no_time_is_named() {
        for text in ["soon", "now+", "now+3", "now*3d", "now+3y", "now+é", "2026-03-01"] {
            let error = to_numbers(&mut json!([{ "saved_at": text }]), NOW).expect_err(text);
            assert!(error.to_string().contains("saved_at"), "{error}");
        }
    }
}
