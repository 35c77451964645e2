//! What teams, guardians and invited people are told.

use super::store;
use crate::{
    competition::store::read as competitions,
    db::{DbError, Tx},
    mail::{
        self, Link, News, Post,
        store::{Recipient, forget_ended, member, members_of_team},
    },
};
use app::{
    competition::{
        message_text::{answer_text, date_text, title_text},
        model::{
            Competition,
            message::{MessageTemplate, Placeholder, languages},
        },
    },
    entries::{
        model::{CheckOutcome, DeadlineException, Entry, Team},
        pages::{check_reason_text, consent_terms},
        rules::{MemberForm, Verdict},
    },
    error::{AppError, Problem},
    i18n::Locale,
    ids::{EntryId, LinkId, MemberId},
    text,
};

fn entry_page(entry: EntryId) -> Link {
    Link::Page(format!("/entries/{entry}"))
}

/// The receipt, to everybody of the team with an account.
pub(super) async fn submitted(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    id: EntryId,
) -> Result<(), AppError> {
    let entry = store::read::entry(tx, id).await?.ok_or(AppError::Internal)?;
    let receipt = entry.receipt.clone().ok_or(AppError::Internal)?;
    let news = News {
        competition,
        template: MessageTemplate::EntrySubmitted,
        event: format!("entry_submitted:{id}:{}", entry.version),
        about: Some(id.uuid()),
        link: entry_page(id),
    };
    let zone = &competition.time_zone;
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &entry.content.title)),
            (Placeholder::Team, entry.team.name.clone()),
            (Placeholder::Time, date_text(l, Some(receipt.at), zone)),
            (Placeholder::RulesVersion, receipt.rules_version.to_string()),
            (Placeholder::Hash, receipt.content_hash.clone()),
            (Placeholder::Deadline, date_text(l, entry.cure_until.or(entry.closes_at(competition)), zone)),
        ]
    };
    let people = members_of_team(tx, entry.team.id).await?;
    Ok(mail::tell(tx, post, &news, &people, values).await?)
}

/// How a check came out, and what to do until when. `entry` is as it was before.
pub(super) async fn checked(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    entry: &Entry,
    verdict: &Verdict,
) -> Result<(), DbError> {
    let template = match verdict.outcome {
        CheckOutcome::Pass => MessageTemplate::EntryPassed,
        CheckOutcome::FixNeeded => MessageTemplate::EntryFixNeeded,
        CheckOutcome::Reject => MessageTemplate::EntryRejected,
    };
    let news = News {
        competition,
        template,
        // A version may be checked again; each check has a number of its own.
        event: format!("entry_check:{}:{}", entry.id, entry.checks.len()),
        about: Some(entry.id.uuid()),
        link: entry_page(entry.id),
    };
    let until = verdict.cure_until(tx.now());
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &entry.content.title)),
            (Placeholder::Until, date_text(l, until, &competition.time_zone)),
            (Placeholder::Reason, check_reason_text(l, verdict.reason).to_owned()),
            (Placeholder::Words, verdict.text.clone()),
        ]
    };
    let people = members_of_team(tx, entry.team.id).await?;
    mail::tell(tx, post, &news, &people, values).await
}

/// A guardian's answer, to everybody of the team with an account. The guardian's address is forgotten.
pub(super) async fn answered(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    team: &Team,
    member: (MemberId, &str),
    given: bool,
) -> Result<(), DbError> {
    forget_ended(tx).await?;
    let entries = store::team::entries(tx, team.id).await?;
    let link = entries.first().map_or_else(
        || Link::Page(format!("/c/{}/mine", competition.slug)),
        |entry| Link::Page(format!("/entries/{}/team", entry.id)),
    );
    let news = News {
        competition,
        template: MessageTemplate::ConsentAnswered,
        event: format!("consent_answered:{}:{}", member.0, tx.now().micros()),
        about: Some(member.0.uuid()),
        link,
    };
    let values = |l| {
        vec![
            (Placeholder::Member, member.1.to_owned()),
            (Placeholder::Team, team.name.clone()),
            (Placeholder::Answer, answer_text(l, given)),
        ]
    };
    let people = members_of_team(tx, team.id).await?;
    mail::tell(tx, post, &news, &people, values).await
}

/// Where a link is sent, beside being shown: an address that was typed, and a language.
#[derive(Clone, Debug)]
pub(super) struct Invited {
    address: String,
    locale: Locale,
}

impl Invited {
    /// An address that is known.
    pub fn at(address: &str, locale: Locale) -> Self {
        Self { address: address.to_owned(), locale }
    }
}

/// Reads the address of a form; nothing when nothing was typed.
///
/// # Errors
/// [`AppError::Invalid`] at `field`.
pub(super) fn invited(field: &str, typed: &str, locale: Locale) -> Result<Option<Invited>, AppError> {
    match text::email(typed) {
        Ok(address) => Ok(Some(Invited { address, locale })),
        Err(Problem::Required) => Ok(None),
        Err(problem) => Err(AppError::field(field, problem)),
    }
}

/// Reads where a guardian is asked, in which language: the one that was chosen, else that of the page.
///
/// # Errors
/// [`AppError::Invalid`] at `guardian_email`.
pub(super) fn guardian(form: &MemberForm, page: Locale) -> Result<Option<Invited>, AppError> {
    let chosen = languages().iter().copied().find(|known| known.to_string() == form.guardian_language);
    invited("guardian_email", &form.guardian_email, chosen.unwrap_or(page))
}

/// Sends a guardian the link that was made for them, and notes where they are asked.
pub(super) async fn ask_guardian(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    member: MemberId,
    link: LinkId,
    to: Option<Invited>,
) -> Result<(), AppError> {
    // The link before has ended; its address is not needed any more.
    forget_ended(tx).await?;
    let place = to.as_ref().map(|to| (to.address.clone(), to.locale.to_string()));
    let place = place.as_ref().map(|(address, locale)| (address.as_str(), locale.as_str()));
    store::screening::consents::asked(tx, member, place).await?;
    match to {
        Some(to) => guardian_request(tx, post, competition, member, link, &to).await,
        None => Ok(()),
    }
}

/// Sends a guardian a link, with a copy of what is agreed to.
pub(super) async fn guardian_request(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    member: MemberId,
    link: LinkId,
    to: &Invited,
) -> Result<(), AppError> {
    let minor = store::team::minor(tx, member).await?.ok_or(AppError::NotFound)?;
    let team = store::read::team(tx, minor.team).await?.ok_or(AppError::NotFound)?;
    let rules = competitions::rules(tx, competition.id).await?;
    let news = News {
        competition,
        template: MessageTemplate::GuardianRequest,
        // One link may be sent again, days later.
        event: format!("guardian_request:{link}:{}", tx.now().micros()),
        about: Some(member.uuid()),
        link: Link::Once(link),
    };
    let values = |l| {
        vec![
            (Placeholder::Member, minor.public_name.clone()),
            (Placeholder::Team, team.name.clone()),
            (Placeholder::Terms, consent_terms(l, &minor.public_name, rules.as_ref())),
        ]
    };
    let (address, name) = (to.address.clone(), minor.guardian_name.clone());
    let person = Recipient { account: None, address, name, locale: to.locale };
    Ok(mail::tell(tx, post, &news, &[person], values).await?)
}

/// Reminds the contact of a team that a guardian has not answered.
pub(super) async fn remind_of_consent(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    team: &Team,
    minor: (MemberId, &str),
    entry: EntryId,
) -> Result<(), AppError> {
    let Some(contact) = team.contact else { return Ok(()) };
    let news = News {
        competition,
        template: MessageTemplate::ConsentReminder,
        event: format!("consent_reminder:{}:{}", minor.0, tx.now().micros()),
        about: Some(minor.0.uuid()),
        link: Link::Page(format!("/entries/{entry}/team")),
    };
    let values = |_| vec![(Placeholder::Member, minor.1.to_owned()), (Placeholder::Team, team.name.clone())];
    let people = member(tx, contact).await?;
    Ok(mail::tell(tx, post, &news, &people, values).await?)
}

/// Sends somebody the link by which they join a team.
pub(super) async fn invite(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    team: &Team,
    link: LinkId,
    to: Option<Invited>,
) -> Result<(), DbError> {
    forget_ended(tx).await?;
    let Some(to) = to else { return Ok(()) };
    let news = News {
        competition,
        template: MessageTemplate::TeamInvitation,
        event: format!("team_invitation:{link}"),
        about: Some(team.id.uuid()),
        link: Link::Once(link),
    };
    let values = |_| vec![(Placeholder::Team, team.name.clone())];
    let person = Recipient { account: None, address: to.address, name: String::new(), locale: to.locale };
    mail::tell(tx, post, &news, &[person], values).await
}

/// A later deadline, to everybody of the team with an account.
pub(super) async fn later(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    entry: &Entry,
    given: &DeadlineException,
) -> Result<(), DbError> {
    let news = News {
        competition,
        template: MessageTemplate::DeadlineException,
        // There is one for each entry.
        event: format!("deadline_exception:{}", entry.id),
        about: Some(entry.id.uuid()),
        link: entry_page(entry.id),
    };
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &entry.content.title)),
            (Placeholder::Until, date_text(l, Some(given.until), &competition.time_zone)),
            (Placeholder::Reason, given.reason.clone()),
        ]
    };
    let people = members_of_team(tx, entry.team.id).await?;
    mail::tell(tx, post, &news, &people, values).await
}
