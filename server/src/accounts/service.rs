//! This stage's port, for one caller: permit, rules, transaction, audit.

mod own;

use super::store;
use crate::{
    audit::{self, Event},
    auth::{link, password, permits, session},
    db::{DbError, Tx},
    request::Request,
};
use app::{
    accounts::{
        api::{Accounts, DeleteForm},
        model::{Involvement, LinkPurpose, OwnAccount, Role, UNSENT_COOKIE},
    },
    error::{AppError, FormCheck, Problem, Refusal},
    ids::AccountId,
    next::{Done, Next},
    text,
    time::Moment,
};
use async_trait::async_trait;
use axum::http::{HeaderValue, header};
use serde_json::json;
use std::sync::Arc;

/// The port bound to a request.
#[derive(Clone)]
pub struct AccountsService(pub Arc<Request>);

/// Failures before attempts are delayed: a person mistypes more than once.
const FREE_FAILURES: i64 = 4;
/// The longest delay between attempts; with it at most about a hundred attempts a day are heard (trust.md A-08).
const LONGEST_DELAY_SECONDS: i64 = 900;

/// After so many failures in a row the next attempt is heard after so many seconds: 1, 2, 4 ...
fn delay(failures: i64) -> i64 {
    let over = (failures - FREE_FAILURES).max(0);
    if over == 0 { 0 } else { (1_i64 << over.min(20).saturating_sub(1)).min(LONGEST_DELAY_SECONDS) }
}

/// A path of this site, or the person's own page. Never another host: `//evil.example` and `/\evil.example` are ones.
fn local_path(next: &str) -> String {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\n', '\r', '\t'])
        && next.len() <= 500;
    if local { next.to_owned() } else { "/work".to_owned() }
}

impl AccountsService {
    fn set_cookie(&self, cookie: &str) {
        if let (Some(reply), Ok(value)) = (&self.0.reply, HeaderValue::from_str(cookie)) {
            reply.append_header(header::SET_COOKIE, value);
        }
    }
}

async fn signed_in(tx: &mut Tx, account: AccountId, action: &'static str) -> Result<String, DbError> {
    audit::append(
        tx,
        Event { competition: None, actor: Some(account), action, subject: account.to_string(), payload: json!({}) },
    )
    .await?;
    session::begin(tx, account).await
}

#[async_trait]
impl Accounts for AccountsService {
    async fn sign_up(&self, name: String, email: String, password: String, next: String) -> Result<Next, AppError> {
        let mut check = FormCheck::default();
        let name = check.take("name", text::required_line(&name, 80));
        let email = check.take("email", text::email(&email));
        check.take("password", password::check(&password, email.as_deref().unwrap_or_default()));
        check.finish()?;
        let (Some(name), Some(email)) = (name, email) else { return Err(AppError::Internal) };
        let hash = self.0.config.passwords.hash(password, self.0.ambient.random()).await?;
        let locale = self.0.locale;
        let token = self
            .0
            .write_unkeyed(move |tx| {
                Box::pin(async move {
                    let account: AccountId = tx.ambient().id();
                    store::insert(tx, account, &email, &name, Some(&hash)).await.map_err(|error| match error {
                        DbError::Unique(_) => AppError::field("email", Problem::Taken),
                        other => other.into(),
                    })?;
                    store::set_locale(tx, account, locale).await?;
                    Ok(signed_in(tx, account, "accounts.sign_up").await?)
                })
            })
            .await?;
        self.set_cookie(&session::cookie(&token));
        Ok(Next::done(local_path(&next), Done::AccountCreated))
    }

    async fn sign_in(&self, email: String, password: String, next: String) -> Result<Next, AppError> {
        let email = text::email(&email).unwrap_or_default();
        let found = store::credentials(&mut self.0.read().await?, &email).await?;
        let now = self.0.ambient.now();
        if let Some(found) = &found
            && found.blocked_until > now.micros()
        {
            let seconds = (Moment::from_micros(found.blocked_until).seconds() - now.seconds()).max(1);
            return Err(Refusal::TooManyAttempts { seconds }.into());
        }
        let stored = found.as_ref().and_then(|found| found.password_hash.clone());
        let fits = self.0.config.passwords.verify(password, stored).await?;
        let Some(found) = found else { return Err(Refusal::WrongCredentials.into()) };
        let account: AccountId = found.id.into();
        let token = self
            .0
            .write_unkeyed(move |tx| {
                Box::pin(async move {
                    if fits {
                        store::set_failures(tx, account, 0, Moment::from_micros(0)).await?;
                        return Ok(Some(signed_in(tx, account, "accounts.sign_in").await?));
                    }
                    let failures = found.failures + 1;
                    let until = tx.now().plus_seconds(delay(failures));
                    store::set_failures(tx, account, failures, until).await?;
                    let event = Event {
                        competition: None,
                        actor: None,
                        action: "accounts.sign_in_failed",
                        subject: account.to_string(),
                        payload: json!({ "failures": failures }),
                    };
                    audit::append(tx, event).await?;
                    Ok(None)
                })
            })
            .await?;
        let token = token.ok_or(Refusal::WrongCredentials)?;
        self.set_cookie(&session::cookie(&token));
        Ok(Next::done(local_path(&next), Done::SignedIn))
    }

    async fn sign_out(&self, anyway: bool) -> Result<Next, AppError> {
        if self.0.unsent && self.0.caller.is_some() && !anyway {
            return Ok(Next::to("/sign-out"));
        }
        if let Some(caller) = self.0.caller.clone() {
            self.0
                .write_unkeyed(move |tx| {
                    Box::pin(async move {
                        session::end(tx, &caller).await?;
                        let event = Event {
                            competition: None,
                            actor: Some(caller.account()),
                            action: "accounts.sign_out",
                            subject: caller.account().to_string(),
                            payload: json!({}),
                        };
                        Ok(audit::append(tx, event).await?)
                    })
                })
                .await?;
        }
        self.set_cookie(&session::removal());
        if self.0.unsent {
            self.set_cookie(&format!("{UNSENT_COOKIE}=; Path=/; SameSite=Lax; Max-Age=0"));
        }
        if let Some(reply) = &self.0.reply {
            reply.append_header(
                axum::http::HeaderName::from_static("clear-site-data"),
                HeaderValue::from_static("\"cache\", \"storage\""),
            );
        }
        Ok(Next::done("", Done::SignedOut))
    }

    async fn set_password(&self, token: String, password: String) -> Result<Next, AppError> {
        let mut conn = self.0.read().await?;
        let holder = link::look(&mut conn, &token, self.0.ambient.now()).await?;
        let account =
            holder.account().filter(|_| holder.purpose() == LinkPurpose::Password).ok_or(AppError::NotFound)?;
        let email = store::email(&mut conn, account).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        password::check(&password, &email).map_err(|problem| AppError::field("password", problem))?;
        let hash = self.0.config.passwords.hash(password, self.0.ambient.random()).await?;
        let session = self
            .0
            .write_unkeyed(move |tx| {
                Box::pin(async move {
                    let holder = link::redeem(tx, &token).await?;
                    store::set_password(tx, &holder, account, &hash).await?;
                    session::end_others(tx, account, None).await?;
                    Ok(signed_in(tx, account, "accounts.set_password").await?)
                })
            })
            .await?;
        self.set_cookie(&session::cookie(&session));
        Ok(Next::done("/work", Done::PasswordSet))
    }

    async fn involvements(&self) -> Result<Vec<Involvement>, AppError> {
        let who = permits::signed_in(self.0.caller())?;
        let rows = store::involvements(&mut self.0.read().await?, &who).await?;
        let mut list: Vec<Involvement> = Vec::new();
        for row in rows {
            let role = [Role::Organiser, Role::Judge, Role::TeamMember]
                .into_iter()
                .find(|role| role.as_str() == row.role)
                .ok_or_else(|| DbError::corrupt("role", "role", &row.role))?;
            match list.iter_mut().find(|known| known.competition.uuid() == row.competition_id) {
                Some(known) => known.roles.push(role),
                None => list.push(Involvement {
                    competition: row.competition_id.into(),
                    slug: row.slug,
                    name: row.name,
                    roles: vec![role],
                }),
            }
        }
        for involvement in &mut list {
            involvement.roles.sort_unstable();
        }
        Ok(list)
    }

    async fn account(&self) -> Result<OwnAccount, AppError> {
        own::account(self).await
    }

    async fn save_profile(&self, name: String, locale: String) -> Result<Next, AppError> {
        own::save_profile(self, name, locale).await
    }

    async fn change_password(&self, old_password: String, new_password: String) -> Result<Next, AppError> {
        own::change_password(self, old_password, new_password).await
    }

    async fn end_sessions(&self) -> Result<Next, AppError> {
        own::end_sessions(self).await
    }

    async fn delete(&self, form: DeleteForm) -> Result<Next, AppError> {
        own::delete(self, form).await
    }

    async fn link_purpose(&self, token: String) -> Result<LinkPurpose, AppError> {
        Ok(link::look(&mut self.0.read().await?, &token, self.0.ambient.now()).await?.purpose())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_delayed_more_and_more() {
        let delays: Vec<i64> = (0..20).map(delay).collect();
        assert_eq!(delays.get(..9), Some([0, 0, 0, 0, 0, 1, 2, 4, 8].as_slice()));
        assert_eq!(delays.last(), Some(&900));
        assert_eq!(delay(i64::MAX), 900);
    }

    #[test]
    fn a_redirect_stays_on_this_site() {
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "", "javascript:x", "/a\nb"] {
            assert_eq!(local_path(bad), "/work", "{bad}");
        }
        assert_eq!(local_path("/c/peace?x=1"), "/c/peace?x=1");
    }
}
