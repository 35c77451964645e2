//! A new edition made from one that is there, and tracks that come, move and go.

use crate::{
    competition::model::{
        Call, CompetitionState, NewCompetition, NewRound, NewTrack, Precheck, Question, Rules, TimetableDate,
    },
    error::{AppError, FormCheck, Problem, Refusal},
    text,
    time::Moment,
};

/// A copy as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct CopyForm {
    /// The name of the new edition.
    pub name: String,
    /// Its short name in addresses.
    pub new_slug: String,
    /// By how many years its dates are later.
    pub years: String,
    /// The day of its first date, in place of years.
    pub first_day: String,
    /// `on`: those who organise the old one organise the new one.
    pub organisers: String,
}

/// How dates move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shift {
    /// By whole years.
    Years(i32),
    /// So that the first date is on this day: `2027-05-01`.
    To(String),
}

/// A copy that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The name.
    pub name: String,
    /// The short name.
    pub slug: String,
    /// How its dates move.
    pub shift: Shift,
    /// Whether the same people organise.
    pub organisers: bool,
}

/// Reads a copy. Whether the day is one, whoever knows the calendar says.
///
/// # Errors
/// [`AppError::Invalid`] at `name`, `new_slug`, `years`.
pub fn copy(form: &CopyForm) -> Result<Copy, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, 80));
    let slug = check.take("new_slug", text::slug(&form.new_slug));
    let day = form.first_day.trim();
    let shift = if day.is_empty() {
        let years = form.years.trim().parse().ok().filter(|years| (1..=20).contains(years));
        check.take("years", years.map(Shift::Years).ok_or(Problem::Choice))
    } else {
        Some(Shift::To(day.to_owned()))
    };
    check.finish()?;
    match (name, slug, shift) {
        (Some(name), Some(slug), Some(shift)) => Ok(Copy { name, slug, shift, organisers: form.organisers == "on" }),
        _ => Err(AppError::Internal),
    }
}

/// The earliest date of a timetable.
pub fn first_date(call: &Call) -> Option<Moment> {
    TimetableDate::ALL.into_iter().filter_map(|date| call.date(date)).min()
}

/// The new edition: the whole setup of the old one at other dates, with its rules as the first version of its own, and
/// nothing of any person. `moved`: where a date goes.
///
/// # Errors
/// Those of `moved`.
pub fn edition<E>(
    call: &Call,
    prechecks: Vec<Precheck>,
    copy: &Copy,
    now: Moment,
    moved: impl Fn(Moment) -> Result<Moment, E>,
) -> Result<NewCompetition, E> {
    let rules = call.rules.iter().map(|rules| Rules { version: 1, text: rules.text.clone(), since: now }).collect();
    let moved = |at: Option<Moment>| at.map(&moved).transpose();
    let old = NewCompetition::of(call, rules, prechecks);
    let rounds = old.rounds.into_iter().map(|round| Ok(NewRound { closes_at: moved(round.closes_at)?, ..round }));
    Ok(NewCompetition {
        slug: copy.slug.clone(),
        name: copy.name.clone(),
        state: CompetitionState::Setup,
        entries_open_at: moved(old.entries_open_at)?,
        entries_close_at: moved(old.entries_close_at)?,
        results_at: moved(old.results_at)?,
        rounds: rounds.collect::<Result<_, E>>()?,
        ..old
    })
}

/// A track to be added, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct NewTrackForm {
    /// Its name.
    pub track_name: String,
    /// Its short name in files.
    pub track_key: String,
    /// The key of the track whose questions, rubric and awards it begins with.
    pub like: String,
}

/// Tracks come, move and go until entries are closed.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_change_tracks(state: CompetitionState) -> Result<(), Refusal> {
    if matches!(state, CompetitionState::Setup | CompetitionState::Open) { Ok(()) } else { Err(Refusal::WrongState) }
}

/// Whether a track may go: it has no entry, and an open competition keeps one.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::TrackInUse`].
pub fn may_remove_track(state: CompetitionState, tracks: usize, entries: u32) -> Result<(), Refusal> {
    may_change_tracks(state)?;
    match (state, tracks) {
        _ if entries > 0 => Err(Refusal::TrackInUse),
        (CompetitionState::Open, 1) => Err(Refusal::NotReady(vec![crate::error::Missing::Track])),
        _ => Ok(()),
    }
}

/// Reads a track to be added. It begins with all that another one has, so that an open competition is never asked to
/// take entries for a track without a rubric.
///
/// # Errors
/// [`AppError::Invalid`] at `track_name`, `track_key` (`Taken` too), `like`.
pub fn new_track(form: &NewTrackForm, call: &Call) -> Result<NewTrack, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("track_name", text::required_line(&form.track_name, 80));
    let key = text::slug(&form.track_key)
        .and_then(|key| if call.tracks.iter().any(|track| track.key == key) { Err(Problem::Taken) } else { Ok(key) });
    let key = check.take("track_key", key);
    let like = call.tracks.iter().find(|track| track.key == form.like);
    if like.is_none() && !call.tracks.is_empty() {
        check.note("like", Problem::Choice);
    }
    check.finish()?;
    let (Some(name), Some(key)) = (name, key) else { return Err(AppError::Internal) };
    let empty = || NewTrack {
        key: String::new(),
        name: String::new(),
        description: String::new(),
        examples: String::new(),
        tie_criteria: Vec::new(),
        criteria: Vec::new(),
        awards: Vec::new(),
        questions: Question::standard(),
    };
    Ok(NewTrack { key, name, description: String::new(), ..like.map_or_else(empty, NewTrack::from) })
}

/// The order of tracks when one of them is a place earlier or later; at the end it stays.
///
/// # Errors
/// [`AppError::NotFound`] for a track that is not there, [`AppError::Invalid`] at `direction`.
pub fn moved_track(keys: &[String], key: &str, direction: &str) -> Result<Vec<String>, AppError> {
    let at = keys.iter().position(|known| known == key).ok_or(AppError::NotFound)?;
    let to = match direction {
        "earlier" => at.checked_sub(1),
        "later" => Some(at + 1).filter(|to| *to < keys.len()),
        _ => return Err(AppError::field("direction", Problem::Choice)),
    };
    let mut keys = keys.to_vec();
    if let Some(to) = to {
        keys.swap(at, to);
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Missing;

    #[test]
    fn a_copy_is_read_and_refused_at_its_fields() {
        let form = |years: &str, day: &str| CopyForm {
            name: "Peace 2027".into(),
            new_slug: "peace-2027".into(),
            years: years.into(),
            first_day: day.into(),
            organisers: "on".into(),
        };
        assert_eq!(copy(&form("2", "")).map(|copy| copy.shift), Ok(Shift::Years(2)));
        assert_eq!(copy(&form("2", "2027-05-01")).map(|copy| copy.shift), Ok(Shift::To("2027-05-01".into())));
        for bad in ["", "0", "-1", "21", "1.5", "next"] {
            assert_eq!(copy(&form(bad, "")).err(), Some(AppError::field("years", Problem::Choice)), "{bad}");
        }
        assert!(copy(&CopyForm { new_slug: "Not a slug!".into(), ..form("1", "") }).is_err());
    }

    #[test]
    fn tracks_move_by_one_place() {
        let keys = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(moved_track(&keys, "b", "earlier").unwrap(), ["b", "a", "c"]);
        assert_eq!(moved_track(&keys, "b", "later").unwrap(), ["a", "c", "b"]);
        assert_eq!(moved_track(&keys, "a", "earlier").unwrap(), keys);
        assert_eq!(moved_track(&keys, "c", "later").unwrap(), keys);
        assert_eq!(moved_track(&keys, "x", "later"), Err(AppError::NotFound));
        assert!(moved_track(&keys, "a", "up").is_err());
    }

    #[test]
    fn a_track_goes_while_it_is_empty_and_another_is_left() {
        use CompetitionState::{Open, Screening, Setup};
        assert_eq!(may_remove_track(Setup, 1, 0), Ok(()));
        assert_eq!(may_remove_track(Open, 2, 0), Ok(()));
        assert_eq!(may_remove_track(Open, 1, 0), Err(Refusal::NotReady(vec![Missing::Track])));
        assert_eq!(may_remove_track(Open, 2, 1), Err(Refusal::TrackInUse));
        assert_eq!(may_remove_track(Screening, 2, 0), Err(Refusal::WrongState));
    }
}
