//! Organisers' own conflicts of interest.

use super::{PanelService, event, organiser};
use crate::{
    audit,
    auth::permits::{Editor, Observer, Owner},
    competition::store::organisers,
    db::Tx,
    entries::store::read as entries,
    panel::store::own,
};
use app::{
    accounts::model::Rights,
    error::{AppError, Problem, Refusal},
    ids::{AccountId, EntryId},
    next::{Done, Next},
    panel::{
        api::{OwnConflictForm, OwnConflicts, WhichConflict},
        model::{ConflictSource, OwnConflictsPage},
        rules,
    },
};
use async_trait::async_trait;
use serde_json::json;

fn back(slug: &str) -> Next {
    Next::done(format!("/c/{slug}/organise/conflicts/own"), Done::ConflictWeighed)
}

fn chosen<T: std::str::FromStr>(field: &str, typed: &str) -> Result<T, AppError> {
    typed.parse().map_err(|_| AppError::field(field, Problem::Choice))
}

/// Writes into the log that what is kept from an organiser has changed.
async fn note(
    tx: &mut Tx,
    by: &Observer,
    action: &'static str,
    account: AccountId,
    payload: serde_json::Value,
) -> Result<(), AppError> {
    Ok(audit::append(tx, event(by.competition(), by.account(), action, account, payload)).await?)
}

#[async_trait]
impl OwnConflicts for PanelService {
    async fn page(&self, slug: String, text: String) -> Result<OwnConflictsPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let all = own::all(&mut conn, competition.id).await?;
        let list = entries::summaries(&mut conn, competition.id, None).await?;
        let people = organisers::all(&mut conn, competition.id).await?;
        drop(conn);
        let rights: Vec<(AccountId, Rights)> = people.iter().map(|person| (person.account, person.rights)).collect();
        let owner = by.rights() == Rights::Owner;
        let deserted = if owner { rules::deserted(&rights, &all) } else { Vec::new() };
        let nobody_publishes = owner && rules::nobody_publishes(&rights, &all);
        let (own, mut others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|conflict| Some(conflict.account) == by.account());
        let mut others_names: Vec<(AccountId, String)> = people
            .into_iter()
            .filter(|person| Some(person.account) != by.account())
            .map(|person| (person.account, person.name))
            .collect();
        if by.rights() < Rights::Editor {
            others.clear();
            others_names.clear();
        }
        let list = list.into_iter().map(|entry| (entry.id, entry.title, entry.team)).collect();
        let (entries, more) = rules::offered(list, &text);
        Ok(OwnConflictsPage {
            competition,
            own,
            others,
            entries,
            more,
            organisers: others_names,
            deserted,
            nobody_publishes,
        })
    }

    async fn declare(&self, slug: String, form: OwnConflictForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (_, by) = organiser::<Observer>(tx, request.caller(), &slug).await?;
                    let entry: EntryId = chosen("entry", &form.entry)?;
                    let tie = rules::own_conflict(&form.category, &form.reason)?;
                    let account = by.account().ok_or(AppError::NotFound)?;
                    if !own::declare(tx, &by, entry, &tie).await? {
                        return Err(AppError::NotFound);
                    }
                    let payload = json!({ "entry": entry, "category": tie.category, "reason": tie.reason });
                    note(tx, &by, "panel.declare_own_conflict", account, payload).await?;
                    Ok(back(&slug))
                })
            })
            .await
    }

    async fn record(&self, slug: String, other: String, form: OwnConflictForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    let account: AccountId = chosen("other", &other)?;
                    let entry: EntryId = chosen("other_entry", &form.entry)?;
                    let tie = rules::own_conflict(&form.category, &form.reason).map_err(renamed)?;
                    let all = organisers::all(tx, competition.id).await?;
                    let known = all.iter().any(|organiser| organiser.account == account);
                    if !known || !own::record(tx, &by, (account, entry), &tie).await? {
                        return Err(AppError::NotFound);
                    }
                    let payload = json!({ "entry": entry, "category": tie.category, "reason": tie.reason });
                    note(tx, &by, "panel.record_own_conflict", account, payload).await?;
                    Ok(back(&slug))
                })
            })
            .await
    }

    async fn set_aside(&self, slug: String, which: WhichConflict, aside: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Owner>(tx, request.caller(), &slug).await?;
                    let WhichConflict { account, entry, source, all_found } = which;
                    if by.account() == Some(account) {
                        return Err(Refusal::SecondOrganiser.into());
                    }
                    let source = ConflictSource::parse(&source).ok_or(AppError::NotFound)?;
                    let known = own::all(tx, competition.id).await?;
                    let wanted = |conflict: &&app::panel::model::OwnConflict| {
                        let this = (conflict.entry, conflict.source) == (entry, source);
                        let found = all_found && conflict.source == ConflictSource::Detected;
                        conflict.account == account && !conflict.of_the_team() && (this || found)
                    };
                    let reason = rules::own_aside(&aside)?;
                    let mut entries: Vec<EntryId> = Vec::new();
                    for conflict in known.iter().filter(wanted) {
                        if own::set_aside(tx, &by, (account, conflict.entry, conflict.source), &reason).await? {
                            entries.push(conflict.entry);
                        }
                    }
                    if entries.is_empty() {
                        return Err(Refusal::NothingThere.into());
                    }
                    let payload = json!({ "entries": entries, "source": source.as_str(), "reason": reason });
                    note(tx, &by, "panel.set_own_conflict_aside", account, payload).await?;
                    Ok(back(&slug))
                })
            })
            .await
    }
}

/// The fields of the second form of the page have names of their own.
fn renamed(error: AppError) -> AppError {
    match error {
        AppError::Invalid(mut errors) => {
            errors.iter_mut().for_each(|error| error.field.insert_str(0, "other_"));
            AppError::Invalid(errors)
        }
        other => other,
    }
}
