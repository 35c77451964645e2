//! What judges tell of themselves, and what organisers set.

use crate::{
    error::{AppError, FormCheck, Problem},
    panel::model::{Away, COMFORT, DEVICES, JudgeProfile, PanelSettings, REGIONS},
    text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest line.
const LINE: usize = 120;
/// The most stretches of days away.
const STRETCHES: usize = 12;
/// The most tags of expertise.
const TAGS: usize = 30;
/// The longest text of conduct.
const CONDUCT_WORDS: usize = 2000;

/// What was typed beside name, field and languages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SeatForm {
    /// Ticked devices.
    pub devices: Vec<String>,
    /// Ticked expertise.
    pub expertise: Vec<String>,
    /// Ticked comfort limits.
    pub comfort: Vec<String>,
    /// The part of the world.
    pub region: String,
    /// Gender; `None`: the form did not ask.
    pub gender: Option<String>,
    /// The partner or sponsor that employs the judge.
    pub partner: String,
    /// Days away, a stretch a line.
    pub away: String,
}

fn ticked(list: &[String], known: impl Fn(&str) -> bool) -> Result<Vec<String>, Problem> {
    let mut chosen: Vec<String> = Vec::new();
    for word in list {
        if !known(word) {
            return Err(Problem::Choice);
        }
        if !chosen.contains(word) {
            chosen.push(word.clone());
        }
    }
    Ok(chosen)
}

fn day(text: &str) -> Result<Date, Problem> {
    let date: Date = text.trim().parse().map_err(|_| Problem::DateTime)?;
    if (2000..=2199).contains(&date.year()) { Ok(date) } else { Err(Problem::DateTime) }
}

/// Reads days away: a stretch on each line, `2026-03-01 to 2026-03-05`, or a single day. They are put in order.
///
/// # Errors
/// [`Problem::DateTime`], [`Problem::NotAfter`], [`Problem::OutOfRange`] beyond twelve.
pub fn away(text: &str) -> Result<Vec<Away>, Problem> {
    let mut stretches = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | ',' | '،'))
            .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        let (first, last) = match words.as_slice() {
            [one] => (day(one)?, day(one)?),
            [first, last] => (day(first)?, day(last)?),
            _ => return Err(Problem::DateTime),
        };
        if last < first {
            return Err(Problem::NotAfter);
        }
        stretches.push((first, last));
    }
    if stretches.len() > STRETCHES {
        return Err(Problem::OutOfRange { min: "0".to_owned(), max: STRETCHES.to_string() });
    }
    stretches.sort_unstable();
    Ok(stretches.into_iter().map(|(first, last)| Away { first: first.to_string(), last: last.to_string() }).collect())
}

/// Checks what a judge told. `known` is what was stored: tags that the organisers took off their list stay with those who
/// have them, and gender stays where the form did not ask.
///
/// # Errors
/// [`AppError::Invalid`] at `devices`, `expertise`, `comfort`, `region`, `gender`, `partner`, `away`.
pub fn seat(form: &SeatForm, settings: &PanelSettings, known: &JudgeProfile) -> Result<JudgeProfile, AppError> {
    let mut check = FormCheck::default();
    let devices = check.take("devices", ticked(&form.devices, |word| DEVICES.contains(&word)));
    let expertise = check.take(
        "expertise",
        ticked(&form.expertise, |word| settings.expertise.iter().chain(&known.expertise).any(|tag| tag == word)),
    );
    let comfort = check.take("comfort", ticked(&form.comfort, |word| COMFORT.contains(&word)));
    let region = match form.region.trim() {
        "" => Ok(""),
        word => REGIONS.into_iter().find(|region| *region == word).ok_or(Problem::Choice),
    };
    let region = check.take("region", region);
    let gender = match &form.gender {
        Some(typed) => check.take("gender", text::line(typed, 60)),
        None => Some(known.gender.clone()),
    };
    let partner = check.take("partner", text::line(&form.partner, LINE));
    let away = check.take("away", away(&form.away));
    check.finish()?;
    match (devices, expertise, comfort, region, gender, partner, away) {
        (Some(devices), Some(expertise), Some(comfort), Some(region), Some(gender), Some(partner), Some(away)) => {
            Ok(JudgeProfile { devices, expertise, comfort, region: region.to_owned(), gender, partner, away })
        }
        _ => Err(AppError::Internal),
    }
}

/// Reads the settings of a panel: minutes, and tags of expertise one a line.
///
/// # Errors
/// [`AppError::Invalid`] at `minutes`, `expertise`.
pub fn panel_settings(minutes: &str, expertise: &str) -> Result<PanelSettings, AppError> {
    let mut check = FormCheck::default();
    let out_of_range = || Problem::OutOfRange { min: "1".to_owned(), max: "600".to_owned() };
    let minutes = match minutes.trim().parse::<i64>() {
        Ok(number) => u32::try_from(number).ok().filter(|number| (1..=600).contains(number)).ok_or_else(out_of_range),
        Err(_) => Err(Problem::Number),
    };
    let minutes = check.take("minutes", minutes);
    let mut tags: Vec<String> = Vec::new();
    for typed in expertise.split(['\n', ';']) {
        match text::line(typed, 40) {
            Ok(tag) if !tag.is_empty() && !tags.contains(&tag) => tags.push(tag),
            Ok(_) => {}
            Err(problem) => {
                check.note("expertise", problem);
                break;
            }
        }
    }
    if tags.len() > TAGS {
        check.note("expertise", Problem::OutOfRange { min: "0".to_owned(), max: TAGS.to_string() });
    }
    check.finish()?;
    match minutes {
        Some(minutes_per_entry) => Ok(PanelSettings { minutes_per_entry, expertise: tags }),
        None => Err(AppError::Internal),
    }
}

/// Reads a text of conduct; `field` is where its errors are.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn conduct_text(field: &str, typed: &str) -> Result<String, AppError> {
    let text = text::block(typed, CONDUCT_WORDS).map_err(|problem| AppError::field(field, problem))?;
    if text.is_empty() { Err(AppError::field(field, Problem::Required)) } else { Ok(text) }
}

/// Hours that so many entries take, rounded up to half an hour, in halves: 7 stands for three and a half.
pub const fn half_hours(entries: u32, minutes_per_entry: u32) -> u32 {
    entries.saturating_mul(minutes_per_entry).div_ceil(30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_away_are_read_line_by_line_and_put_in_order() {
        let text = "2026-04-10 to 2026-04-12\n\n2026-03-01\n2026-03-20/2026-03-22";
        let read: Vec<String> = away(text).expect("days").iter().map(ToString::to_string).collect();
        assert_eq!(read, ["2026-03-01/2026-03-01", "2026-03-20/2026-03-22", "2026-04-10/2026-04-12"]);
        assert_eq!(away("2026-04-12 to 2026-04-10"), Err(Problem::NotAfter));
        for bad in ["next week", "2026-02-30", "2026-1-1", "1999-01-01", "2026-01-01 2026-01-02 2026-01-03"] {
            assert_eq!(away(bad), Err(Problem::DateTime), "{bad}");
        }
        assert!(matches!(away(&"2026-01-01\n".repeat(13)), Err(Problem::OutOfRange { .. })));
    }

    #[test]
    fn only_words_of_the_lists_are_taken_and_each_once() {
        let tags = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let settings = PanelSettings::default();
        let known = JudgeProfile { expertise: tags(&["law"]), gender: "woman".into(), ..JudgeProfile::default() };
        let good = SeatForm {
            devices: tags(&["vr", "vr", "mac"]),
            expertise: tags(&["games", "law"]),
            comfort: tags(&["gore"]),
            region: "africa".into(),
            ..SeatForm::default()
        };
        let read = seat(&good, &settings, &known).expect("in order");
        assert_eq!((read.devices, read.expertise), (tags(&["vr", "mac"]), tags(&["games", "law"])));
        assert_eq!(read.gender, "woman", "a form that does not ask changes nothing");
        let bad = SeatForm {
            devices: tags(&["toaster"]),
            expertise: tags(&["x"]),
            comfort: tags(&["y"]),
            region: "moon".into(),
            gender: Some("\u{7}".into()),
            partner: "p".repeat(121),
            away: "soon".into(),
        };
        let Err(AppError::Invalid(errors)) = seat(&bad, &settings, &known) else { panic!("it was taken") };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["devices", "expertise", "comfort", "region", "gender", "partner", "away"]);
    }

    #[test]
    fn settings_take_minutes_and_tags() {
        let read = panel_settings(" 40 ", "law\nlaw; mediation \n").expect("in order");
        assert_eq!((read.minutes_per_entry, read.expertise), (40, vec!["law".to_owned(), "mediation".to_owned()]));
        for bad in ["", "0", "601", "-5", "soon"] {
            assert!(panel_settings(bad, "").is_err(), "{bad}");
        }
    }

    #[test]
    fn hours_are_rounded_up_to_the_half() {
        assert_eq!(half_hours(28, 25), 24);
        assert_eq!(half_hours(1, 1), 1);
        assert_eq!(half_hours(0, 25), 0);
    }
}
