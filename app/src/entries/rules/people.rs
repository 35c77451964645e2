//! Who speaks for a team, and what guardians answer.

use super::team::NAME_CHARACTERS;
use crate::{
    entries::model::{ConsentState, Member},
    error::{AppError, FormCheck, Problem},
    ids::MemberId,
    text,
};
use serde::{Deserialize, Serialize};

/// The contact of a team and the second one, of those that were named. Only who signs in can be either. Where nobody is
/// named any more the second contact takes over, and without one the first member who signs in: so a team always has
/// exactly one contact, however its people come and go.
pub fn contacts(
    named: Option<MemberId>,
    second: Option<MemberId>,
    members: &[Member],
) -> (Option<MemberId>, Option<MemberId>) {
    let signs_in = |id: &MemberId| members.iter().any(|member| member.id == *id && member.has_account);
    let second = second.filter(signs_in);
    let first = members.iter().find(|member| member.has_account).map(|member| member.id);
    let contact = named.filter(signs_in).or(second).or(first);
    (contact, second.filter(|second| Some(*second) != contact))
}

/// A guardian's answer as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// `given`, `refused` or `withdrawn`.
    pub answer: String,
    /// The name of the guardian.
    pub name: String,
    /// `on` to have the minor's data removed.
    pub remove: String,
}

/// A guardian's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentAnswer {
    /// The answer.
    pub answer: ConsentState,
    /// The name of the guardian.
    pub name: String,
    /// Whether the minor's data are to be removed.
    pub remove: bool,
}

/// Reads a guardian's answer, to a question that stands like this.
///
/// # Errors
/// [`AppError::Invalid`] at `answer`, `name`, `remove`.
pub fn consent(form: &ConsentForm, before: ConsentState) -> Result<ConsentAnswer, AppError> {
    let mut check = FormCheck::default();
    let answer = ConsentState::parse(&form.answer).filter(|answer| answer.may_follow(before));
    let answer = check.take("answer", answer.ok_or(Problem::Choice));
    let name = check.take("name", text::required_line(&form.name, NAME_CHARACTERS));
    let remove = form.remove == "on";
    if remove && answer == Some(ConsentState::Given) {
        check.note("remove", Problem::Choice);
    }
    check.finish()?;
    Ok(ConsentAnswer { answer: answer.unwrap_or(before), name: name.unwrap_or_default(), remove })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn id(number: u128) -> MemberId {
        MemberId::new(Uuid::from_u128(number))
    }

    fn member(number: u128, has_account: bool) -> Member {
        Member {
            id: id(number),
            public_name: String::new(),
            country: String::new(),
            role: String::new(),
            minor: false,
            consent: None,
            publication: None,
            has_account,
            without_account: false,
        }
    }

    #[test]
    fn there_is_one_contact_however_people_come_and_go() {
        let team = [member(1, false), member(2, true), member(3, true)];
        assert_eq!(contacts(None, None, &team), (Some(id(2)), None), "the first who signs in");
        assert_eq!(contacts(Some(id(3)), Some(id(2)), &team), (Some(id(3)), Some(id(2))));
        assert_eq!(contacts(Some(id(9)), Some(id(3)), &team), (Some(id(3)), None), "the second takes over");
        assert_eq!(contacts(Some(id(1)), Some(id(1)), &team), (Some(id(2)), None), "who has no account is neither");
        assert_eq!(contacts(Some(id(2)), Some(id(2)), &team), (Some(id(2)), None), "nobody is both");
        assert_eq!(contacts(Some(id(1)), None, &team[..1]), (None, None));
    }

    #[test]
    fn an_answer_fits_what_was_said_before() {
        use ConsentState as C;
        let allowed = [
            (C::Pending, C::Given),
            (C::Pending, C::Refused),
            (C::Given, C::Given),
            (C::Given, C::Withdrawn),
            (C::Refused, C::Given),
            (C::Refused, C::Refused),
            (C::Withdrawn, C::Given),
            (C::Withdrawn, C::Withdrawn),
        ];
        for before in [C::Pending, C::Given, C::Refused, C::Withdrawn] {
            for answer in [C::Pending, C::Given, C::Refused, C::Withdrawn] {
                let form = ConsentForm { answer: answer.as_str().into(), name: "Juma".into(), remove: String::new() };
                let expected = allowed.contains(&(before, answer));
                assert_eq!(consent(&form, before).is_ok(), expected, "{answer:?} after {before:?}");
            }
        }
    }

    #[test]
    fn consent_and_removal_do_not_go_together() {
        let form = |answer: &str| ConsentForm { answer: answer.into(), name: "Juma".into(), remove: "on".into() };
        assert_eq!(consent(&form("given"), ConsentState::Pending), Err(AppError::field("remove", Problem::Choice)));
        assert!(consent(&form("refused"), ConsentState::Pending).is_ok_and(|answer| answer.remove));
        let nobody = ConsentForm { name: "\u{7}".into(), ..form("refused") };
        assert_eq!(consent(&nobody, ConsentState::Pending), Err(AppError::field("name", Problem::ControlCharacters)));
    }
}
