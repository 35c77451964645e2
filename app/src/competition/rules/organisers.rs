//! What may be done with organisers.

use crate::{
    accounts::model::Rights,
    error::{AppError, FormCheck, Problem, Refusal},
    text,
};

/// An invitation as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct OrganiserForm {
    /// Who is invited.
    pub name: String,
    /// Where to.
    pub email: String,
    /// What they would be allowed to do.
    pub rights: String,
}

/// An invitation that may be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrganiser {
    /// Who is invited.
    pub name: String,
    /// Where to.
    pub email: String,
    /// What they would be allowed to do.
    pub rights: Rights,
}

/// Reads rights.
///
/// # Errors
/// [`Problem::Choice`].
pub fn rights(word: &str) -> Result<Rights, Problem> {
    Rights::parse(word).ok_or(Problem::Choice)
}

/// Reads an invitation.
///
/// # Errors
/// [`AppError::Invalid`] at `name`, `email`, `rights`.
pub fn new_organiser(form: &OrganiserForm) -> Result<NewOrganiser, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&form.name, 80));
    let email = check.take("email", text::email(&form.email));
    let rights = check.take("rights", rights(&form.rights));
    check.finish()?;
    match (name, email, rights) {
        (Some(name), Some(email), Some(rights)) => Ok(NewOrganiser { name, email, rights }),
        _ => Err(AppError::Internal),
    }
}

/// Whether an organiser's rights may become these, or end. A competition always has an owner.
///
/// # Errors
/// [`Refusal::LastOrganiser`].
pub fn may_become(now: Rights, new: Option<Rights>, owners: usize) -> Result<(), Refusal> {
    let goes = now == Rights::Owner && new != Some(Rights::Owner);
    if goes && owners < 2 { Err(Refusal::LastOrganiser) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_owner_stays_one() {
        for lower in [None, Some(Rights::Observer), Some(Rights::Checker), Some(Rights::Editor)] {
            assert_eq!(may_become(Rights::Owner, lower, 1), Err(Refusal::LastOrganiser), "{lower:?}");
            assert_eq!(may_become(Rights::Owner, lower, 2), Ok(()), "{lower:?}");
            assert_eq!(may_become(Rights::Editor, lower, 1), Ok(()), "{lower:?}");
        }
        assert_eq!(may_become(Rights::Owner, Some(Rights::Owner), 1), Ok(()));
    }

    #[test]
    fn an_invitation_is_read_and_refused_at_its_fields() {
        let form = |name: &str, email: &str, rights: &str| OrganiserForm {
            name: name.into(),
            email: email.into(),
            rights: rights.into(),
        };
        let good = new_organiser(&form(" Amal ", "Amal@Example.org", "checker")).expect("an invitation");
        assert_eq!((good.name.as_str(), good.email.as_str()), ("Amal", "amal@example.org"));
        assert_eq!(good.rights, Rights::Checker);
        let Err(AppError::Invalid(errors)) = new_organiser(&form("", "nobody", "king")) else { panic!("accepted") };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "email", "rights"]);
    }

    #[test]
    fn rights_include_those_below() {
        assert!(Rights::ALL.is_sorted());
        for rights in Rights::ALL {
            assert_eq!(Rights::parse(rights.as_str()), Some(rights));
        }
        assert_eq!(Rights::parse("organiser"), None);
    }
}
