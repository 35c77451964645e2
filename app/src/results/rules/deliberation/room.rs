//! When the room is open, what is on the shortlist, and who reads what.

use crate::{
    competition::model::{Award, AwardKind, CompetitionState},
    error::{AppError, FormCheck, Problem, Refusal},
    ids::JudgeId,
    results::model::deliberation::{NamesInRoom, Room, RoomSettings},
    time::Moment,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The longest shortlist of a track.
const LONGEST: u32 = 200;
/// So many entries for each prize, where organisers say nothing else.
const FOR_EACH_PRIZE: u32 = 3;

/// How many entries of a track are on its shortlist: the setting, or three for each prize by place and at least three.
pub fn cut_of(setting: Option<u32>, awards: &[Award]) -> usize {
    let prizes: u32 = awards
        .iter()
        .filter(|award| award.kind == AwardKind::Place)
        .fold(0, |sum, award| sum.saturating_add(award.count));
    let cut = setting.unwrap_or_else(|| prizes.max(1).saturating_mul(FOR_EACH_PRIZE).min(LONGEST));
    usize::try_from(cut).unwrap_or(usize::MAX)
}

/// How many of a ranking, given its places in order, are on a shortlist of `cut`: whoever shares the last place is on it too.
pub fn on_the_shortlist(places: &[u32], cut: usize) -> usize {
    let Some(last) = cut.min(places.len()).checked_sub(1).and_then(|at| places.get(at)) else { return 0 };
    places.iter().take_while(|place| *place <= last).count()
}

/// Whether something may be said, changed or voted on: in deliberation, before the room's end.
pub fn is_open(state: CompetitionState, room: Option<&Room>, now: Moment) -> bool {
    state == CompetitionState::Deliberation
        && room.is_some_and(|room| room.open && room.settings.closes_at.is_none_or(|closes| !closes.has_passed(now)))
}

/// Whether the panel reads the room: from its opening on, but never while judges score.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_enter(state: CompetitionState, room: Option<&Room>) -> Result<(), Refusal> {
    match state {
        CompetitionState::Deliberation | CompetitionState::Published if room.is_some() => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}

/// Whether a judge reads what others say of an entry: who was assigned it and has not handed in their own waits for the
/// announced close of the round, also when judging ended before. `own`: whether the own one is handed in; `None` for who was not assigned.
pub fn may_see_others(own: Option<bool>, closes_at: Option<Moment>, now: Moment) -> bool {
    own != Some(false) || closes_at.is_none_or(|closes| closes.has_passed(now))
}

/// The settings as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomForm {
    /// A number, or nothing.
    pub cut: String,
    /// How judges are called.
    pub names: String,
    /// A local date and time, or nothing.
    pub closes_at: String,
}

/// Reads the form, whose time was read already.
///
/// # Errors
/// [`AppError::Invalid`] at `cut`, `names`, `closes_at`.
pub fn settings(
    form: &RoomForm,
    closes_at: Result<Option<Moment>, Problem>,
    now: Moment,
) -> Result<RoomSettings, AppError> {
    let mut check = FormCheck::default();
    let cut = match form.cut.trim() {
        "" => Ok(None),
        written => match written.parse::<u32>() {
            Ok(cut) if (1..=LONGEST).contains(&cut) => Ok(Some(cut)),
            Ok(_) => Err(Problem::OutOfRange { min: "1".to_owned(), max: LONGEST.to_string() }),
            Err(_) => Err(Problem::Number),
        },
    };
    let cut = check.take("cut", cut).flatten();
    let names = check.take("names", NamesInRoom::parse(&form.names).ok_or(Problem::Choice));
    let closes_at = closes_at.and_then(|closes| match closes {
        Some(closes) if closes <= now => Err(Problem::Past),
        closes => Ok(closes),
    });
    let closes_at = check.take("closes_at", closes_at).flatten();
    check.finish()?;
    Ok(RoomSettings { cut, names: names.ok_or(AppError::Internal)?, closes_at })
}

/// A, B, .. Z, AA, AB, ..
pub fn letter(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(place % 26).unwrap_or_default()));
        match (place / 26).checked_sub(1) {
            Some(rest) => place = rest,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

/// A letter for each judge, in an order that only the room's seed knows, so that it tells nothing of names or invitations.
pub fn names_by_letters(seed: &str, judges: impl Iterator<Item = JudgeId>) -> BTreeMap<JudgeId, String> {
    let mut drawn: Vec<_> =
        judges.map(|judge| (Sha256::digest(format!("{seed}:{judge}").as_bytes()).to_vec(), judge)).collect();
    drawn.sort_unstable();
    drawn.into_iter().enumerate().map(|(place, (_, judge))| (judge, letter(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::AwardId;
    use uuid::Uuid;

    fn award(kind: AwardKind, count: u32) -> Award {
        let id: AwardId = Uuid::from_u128(1).into();
        Award { id, key: "a".into(), name: "A".into(), prize: String::new(), kind, count }
    }

    fn room(open: bool, closes_at: Option<i64>) -> Room {
        let closes_at = closes_at.map(Moment::from_seconds);
        let settings = RoomSettings { cut: None, names: NamesInRoom::Shown, closes_at };
        Room { settings, open, opened_at: Moment::from_seconds(1), closed_at: None }
    }

    #[test]
    fn the_shortlist_is_three_for_each_prize_or_what_was_set() {
        let awards = [award(AwardKind::Place, 1), award(AwardKind::Place, 2), award(AwardKind::Distinction, 5)];
        assert_eq!(cut_of(None, &awards), 9);
        assert_eq!(cut_of(None, &[award(AwardKind::Distinction, 5)]), 3, "without prizes by place");
        assert_eq!(cut_of(Some(4), &awards), 4);
        assert_eq!(cut_of(None, &[award(AwardKind::Place, u32::MAX)]), 200);
    }

    #[test]
    fn whoever_shares_the_last_place_is_on_it() {
        assert_eq!(on_the_shortlist(&[1, 2, 3, 4], 3), 3);
        assert_eq!(on_the_shortlist(&[1, 2, 3, 3, 3, 6], 3), 5);
        assert_eq!(on_the_shortlist(&[1, 1, 1], 1), 3);
        assert_eq!(on_the_shortlist(&[1, 2], 9), 2);
        assert_eq!(on_the_shortlist(&[], 3), 0);
        assert_eq!(on_the_shortlist(&[1], 0), 0);
    }

    #[test]
    fn a_room_is_open_in_deliberation_to_the_end_of_its_last_second() {
        use CompetitionState::{Deliberation, Judging, Published};
        let at = Moment::from_micros(10_999_999);
        assert!(is_open(Deliberation, Some(&room(true, Some(10))), at));
        assert!(!is_open(Deliberation, Some(&room(true, Some(9))), at));
        assert!(is_open(Deliberation, Some(&room(true, None)), at) && !is_open(Deliberation, None, at));
        assert!(!is_open(Deliberation, Some(&room(false, None)), at));
        for state in [Judging, Published] {
            assert!(!is_open(state, Some(&room(true, None)), at), "{state:?}");
        }
        assert!(may_enter(Published, Some(&room(false, None))).is_ok() && may_enter(Deliberation, None).is_err());
        assert_eq!(may_enter(Judging, Some(&room(true, None))), Err(Refusal::WrongState), "judges score again");
    }

    #[test]
    fn who_has_not_handed_in_waits_for_the_announced_close() {
        let (close, before, after) = (Moment::from_seconds(10), Moment::from_seconds(10), Moment::from_seconds(11));
        assert!(!may_see_others(Some(false), Some(close), before) && may_see_others(Some(false), Some(close), after));
        assert!(may_see_others(Some(true), Some(close), before) && may_see_others(None, Some(close), before));
        assert!(may_see_others(Some(false), None, before), "a round without a date is closed by the organisers");
    }

    #[test]
    fn the_settings_are_read_with_all_that_is_wrong() {
        let form = |cut: &str, names: &str| RoomForm { cut: cut.into(), names: names.into(), closes_at: String::new() };
        let now = Moment::from_seconds(10);
        let good = settings(&form(" 5 ", "letters"), Ok(Some(Moment::from_seconds(11))), now).expect("good");
        assert_eq!((good.cut, good.names), (Some(5), NamesInRoom::Letters));
        assert_eq!(settings(&form("", "shown"), Ok(None), now).expect("good").cut, None);
        let Err(AppError::Invalid(errors)) = settings(&form("0", "x"), Ok(Some(now)), now) else { panic!("refused") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["cut", "names", "closes_at"]);
        assert!(settings(&form("many", "shown"), Ok(None), now).is_err());
    }

    #[test]
    fn letters_go_on_after_z_and_tell_nothing() {
        let known: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(known, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
        let judges: Vec<JudgeId> = (0..30).map(|n| JudgeId::from(Uuid::from_u128(n))).collect();
        let one = names_by_letters("one", judges.iter().copied());
        assert_eq!(one, names_by_letters("one", judges.iter().rev().copied()), "the same, whoever asks");
        assert_ne!(one, names_by_letters("two", judges.iter().copied()), "by the seed");
        assert_eq!(one.values().collect::<std::collections::BTreeSet<_>>().len(), 30);
    }
}
