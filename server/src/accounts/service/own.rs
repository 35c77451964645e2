//! People and their own account: what they may change, take with them, and delete.

use super::{AccountsService, delay, store};
use crate::{
    audit::{self, Event},
    auth::{password, permits, session},
    db::Tx,
};
use app::{
    accounts::{
        api::DeleteForm,
        model::{OwnAccount, OwnSession},
    },
    error::{AppError, FormCheck, Problem, Refusal},
    next::{Done, Next},
    text,
    time::Moment,
};
use serde_json::{Value, json};

/// The longest name.
const NAME_CHARACTERS: usize = 80;

async fn note(tx: &mut Tx, who: &permits::SignedIn, action: &'static str, payload: Value) -> Result<(), AppError> {
    let account = who.account();
    let event = Event { competition: None, actor: Some(account), action, subject: account.to_string(), payload };
    Ok(audit::append(tx, event).await?)
}

fn back(done: Done) -> Next {
    Next::done("/account", done)
}

pub(super) async fn account(service: &AccountsService) -> Result<OwnAccount, AppError> {
    let request = &service.0;
    let who = permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let known = store::own::profile(&mut conn, &who).await?.ok_or(AppError::SignIn)?;
    let sessions = match request.caller() {
        Some(caller) => session::list(&mut conn, caller, request.ambient.now()).await?,
        None => Vec::new(),
    };
    Ok(OwnAccount {
        name: known.name,
        email: known.email,
        locale: known.locale,
        sessions: sessions
            .into_iter()
            .map(|known| OwnSession { begun: known.begun, seen: known.seen, here: known.here })
            .collect(),
        organises_alone: store::own::organises_alone(&mut conn, &who).await?,
    })
}

pub(super) async fn save_profile(service: &AccountsService, name: String, locale: String) -> Result<Next, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(&name, NAME_CHARACTERS));
    let known = app::ui::layout::LANGUAGES.iter().any(|(language, _)| language.to_string() == locale);
    if !known {
        check.note("locale", Problem::Choice);
    }
    check.finish()?;
    let Some(name) = name else { return Err(AppError::Internal) };
    let caller = service.0.caller.clone();
    service
        .0
        .write(move |tx| {
            Box::pin(async move {
                let who = permits::signed_in(caller.as_deref())?;
                store::own::update_profile(tx, &who, &name, &locale).await?;
                // The log says that, not what: a name in it would have to be erased with the account.
                note(tx, &who, "accounts.save_profile", json!({ "language": locale })).await?;
                Ok(back(Done::Saved))
            })
        })
        .await
}

/// Proves that the person at this session knows the password. Guesses are delayed as at signing in: a session left open
/// is no way around that. Gives the stored hash that fits.
async fn prove(service: &AccountsService, field: &str, password: String) -> Result<String, AppError> {
    let request = &service.0;
    let who = permits::signed_in(request.caller())?;
    let found = store::own::credentials_of(&mut request.read().await?, &who).await?.ok_or(AppError::SignIn)?;
    let now = request.ambient.now();
    if found.blocked_until > now.micros() {
        let seconds = (Moment::from_micros(found.blocked_until).seconds() - now.seconds()).max(1);
        return Err(Refusal::TooManyAttempts { seconds }.into());
    }
    if request.config.passwords.verify(password, found.password_hash.clone()).await?
        && let Some(hash) = found.password_hash
    {
        return Ok(hash);
    }
    request
        .write_unkeyed(move |tx| {
            Box::pin(async move {
                let failures = found.failures + 1;
                let until = tx.now().plus_seconds(delay(failures));
                store::set_failures(tx, who.account(), failures, until).await?;
                note(tx, &who, "accounts.password_failed", json!({ "failures": failures })).await
            })
        })
        .await?;
    Err(AppError::field(field, Problem::WrongPassword))
}

pub(super) async fn change_password(service: &AccountsService, old: String, new: String) -> Result<Next, AppError> {
    let request = &service.0;
    let who = permits::signed_in(request.caller())?;
    let email = store::email(&mut request.read().await?, who.account()).await?.unwrap_or_default();
    password::check(&new, &email).map_err(|problem| AppError::field("new_password", problem))?;
    let proved = prove(service, "old_password", old).await?;
    let hash = request.config.passwords.hash(new, request.ambient.random()).await?;
    let caller = request.caller.clone().ok_or(AppError::SignIn)?;
    request
        .write_unkeyed(move |tx| {
            Box::pin(async move {
                let who = permits::signed_in(Some(&caller))?;
                if !store::own::change_password(tx, &who, &proved, &hash).await? {
                    return Err(AppError::Stale);
                }
                store::set_failures(tx, who.account(), 0, Moment::from_micros(0)).await?;
                session::end_others(tx, who.account(), Some(caller.session())).await?;
                note(tx, &who, "accounts.change_password", json!({})).await?;
                Ok(back(Done::Saved))
            })
        })
        .await
}

pub(super) async fn end_sessions(service: &AccountsService) -> Result<Next, AppError> {
    let caller = service.0.caller.clone();
    service
        .0
        .write(move |tx| {
            Box::pin(async move {
                let who = permits::signed_in(caller.as_deref())?;
                let here = caller.as_ref().map(|caller| caller.session());
                session::end_others(tx, who.account(), here).await?;
                note(tx, &who, "accounts.end_sessions", json!({})).await?;
                Ok(back(Done::SessionsEnded))
            })
        })
        .await
}

pub(super) async fn delete(service: &AccountsService, form: DeleteForm) -> Result<Next, AppError> {
    let request = &service.0;
    let who = permits::signed_in(request.caller())?;
    let known = store::own::profile(&mut request.read().await?, &who).await?.ok_or(AppError::SignIn)?;
    let keep_name = match form.public_name.as_str() {
        "keep" => true,
        "remove" => false,
        _ => return Err(AppError::field("public_name", Problem::Choice)),
    };
    if text::email(&form.confirmation).as_deref() != Ok(known.email.as_str()) {
        return Err(AppError::field("confirmation", Problem::Confirmation));
    }
    prove(service, "password", form.password).await?;
    request
        .write_unkeyed(move |tx| {
            Box::pin(async move {
                if !store::own::organised_alone(tx, &who).await?.is_empty() {
                    return Err(Refusal::LastOrganiser.into());
                }
                let erased = store::erase::erase(tx, &who, keep_name).await?;
                let payload = json!({
                    "drafts": erased.drafts, "memberships": erased.memberships, "judges": erased.judges,
                });
                note(tx, &who, "accounts.delete", payload).await
            })
        })
        .await?;
    service.set_cookie(&session::removal());
    Ok(Next::done("", Done::AccountDeleted))
}
