//! Who organises: owners invite, change and remove; everybody may go.

mod invitation;

use super::{CompetitionService, note, organiser};
use crate::{
    auth::{
        link,
        permits::{Observer, Owner},
    },
    competition::store::organisers as store,
    db::Tx,
    mail::{self, Link, News, Post},
};
use app::{
    accounts::model::{LinkPurpose, Rights},
    competition::{
        api::Organisers,
        model::{
            Competition, Organiser, OrganiserInvitation, Organisers as OrganisersView,
            message::{MessageTemplate, Placeholder},
        },
        rights_text::change_text,
        rules::{self, OrganiserForm},
    },
    error::{AppError, Refusal},
    ids::{AccountId, OrganiserInvitationId},
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

const PURPOSE: LinkPurpose = LinkPurpose::OrganiserInvitation;

fn page(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/organisers"), done)
}

/// Tells somebody what they may do from now on; nothing: that they organise no longer.
async fn tell(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    account: AccountId,
    rights: Option<Rights>,
) -> Result<(), AppError> {
    let Some(person) = mail::store::person(tx, account).await? else { return Ok(()) };
    let number: uuid::Uuid = tx.ambient().id();
    let news = News {
        competition,
        template: MessageTemplate::OrganiserChanged,
        // Each change is told, also one back to what was.
        event: format!("organiser_changed:{account}:{number}"),
        about: None,
        link: Link::Page(if rights.is_some() { format!("/c/{}/organise", competition.slug) } else { "/work".into() }),
    };
    let values = |l| vec![(Placeholder::Words, change_text(l, rights))];
    Ok(mail::tell(tx, post, &news, &[person], values).await?)
}

/// One that is there; who is none cannot be told apart from who does not exist.
async fn find(tx: &mut Tx, by: &Owner, account: AccountId) -> Result<Organiser, AppError> {
    let all = store::all(tx, by.competition()).await?;
    all.into_iter().find(|organiser| organiser.account == account).ok_or(AppError::NotFound)
}

/// Ends the links of open invitations: whoever was an owner until now may have kept one, and could come back by it.
/// Owners make new ones.
async fn end_links(tx: &mut Tx, by: &Observer) -> Result<(), AppError> {
    for invitation in store::invitations(tx, by.competition()).await? {
        link::revoke(tx, PURPOSE, invitation.id.uuid()).await?;
    }
    Ok(())
}

/// Changes what an organiser may do, writes it down and tells them.
async fn change(
    tx: &mut Tx,
    post: &Post,
    by: &Owner,
    competition: &Competition,
    (account, new): (AccountId, Rights),
) -> Result<(), AppError> {
    let owners = store::hold(tx, by).await?;
    let known = find(tx, by, account).await?;
    rules::may_become(known.rights, Some(new), owners)?;
    if known.rights == new {
        return Ok(());
    }
    store::set_rights(tx, by, account, new).await?;
    if known.rights == Rights::Owner {
        end_links(tx, by).await?;
    }
    let payload = json!({ "old": known.rights, "new": new });
    note(tx, by, "competition.set_rights", account.to_string(), payload).await?;
    tell(tx, post, competition, account, Some(new)).await
}

#[async_trait]
impl Organisers for CompetitionService {
    async fn organisers(&self, slug: String) -> Result<OrganisersView, AppError> {
        let mut conn = self.0.read().await?;
        let (by, competition) = organiser::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let mut organisers = store::all(&mut conn, competition.id).await?;
        let mut invitations = store::invitations(&mut conn, competition.id).await?;
        if by.rights() < Rights::Checker {
            organisers.iter_mut().for_each(|organiser| organiser.email.clear());
            invitations.iter_mut().for_each(|invitation| invitation.email.clear());
        }
        if by.rights() == Rights::Owner {
            let now = self.0.ambient.now();
            for invitation in &mut invitations {
                let id = invitation.id.uuid();
                invitation.token = self.0.config.link_key.open(&mut conn, PURPOSE, id, now).await?;
            }
        }
        let origin = self.0.config.origin.to_string();
        Ok(OrganisersView { competition, organisers, invitations, origin, reader: by.account() })
    }

    async fn invite_organiser(&self, slug: String, form: OrganiserForm) -> Result<Next, AppError> {
        self.make_organiser_invitation(slug, form).await
    }

    async fn renew_organiser(&self, slug: String, invitation: OrganiserInvitationId) -> Result<Next, AppError> {
        self.renew_organiser_invitation(slug, invitation).await
    }

    async fn stop_organiser(&self, slug: String, invitation: OrganiserInvitationId) -> Result<Next, AppError> {
        self.stop_organiser_invitation(slug, invitation).await
    }

    async fn organiser_invitation(&self, token: String) -> Result<OrganiserInvitation, AppError> {
        self.look_at_organiser_invitation(&token).await
    }

    async fn join_organisers(&self, token: String) -> Result<Next, AppError> {
        self.accept_organiser_invitation(token).await
    }

    async fn set_rights(&self, slug: String, account: AccountId, rights: String) -> Result<Next, AppError> {
        let (caller, post) = (self.0.caller.clone(), self.0.config.post());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Owner>(tx, caller.as_deref(), &slug).await?;
                    let new = rules::rights(&rights).map_err(|problem| AppError::field("rights", problem))?;
                    change(tx, &post, &by, &competition, (account, new)).await?;
                    Ok(page(&slug, Done::OrganisersChanged))
                })
            })
            .await
    }

    async fn remove_organiser(&self, slug: String, account: AccountId) -> Result<Next, AppError> {
        let (caller, post) = (self.0.caller.clone(), self.0.config.post());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Owner>(tx, caller.as_deref(), &slug).await?;
                    let owners = store::hold(tx, &by).await?;
                    let known = find(tx, &by, account).await?;
                    rules::may_become(known.rights, None, owners)?;
                    store::remove(tx, &by, account).await?;
                    end_links(tx, &by).await?;
                    let payload = json!({ "old": known.rights });
                    note(tx, &by, "competition.remove_organiser", account.to_string(), payload).await?;
                    tell(tx, &post, &competition, account, None).await?;
                    let own = by.account() == Some(account);
                    Ok(if own {
                        Next::done("/work", Done::OrganisersChanged)
                    } else {
                        page(&slug, Done::OrganisersChanged)
                    })
                })
            })
            .await
    }

    async fn leave_organisers(&self, slug: String) -> Result<Next, AppError> {
        let (caller, post) = (self.0.caller.clone(), self.0.config.post());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Observer>(tx, caller.as_deref(), &slug).await?;
                    let account = by.account().ok_or(AppError::NotFound)?;
                    let owners = store::hold(tx, &by).await?;
                    let all = store::all(tx, by.competition()).await?;
                    let known = all.iter().find(|organiser| organiser.account == account);
                    let known = known.ok_or(Refusal::NothingThere)?;
                    rules::may_become(known.rights, None, owners)?;
                    store::leave(tx, &by).await?;
                    if known.rights == Rights::Owner {
                        end_links(tx, &by).await?;
                    }
                    let payload = json!({ "old": known.rights });
                    note(tx, &by, "competition.leave_organisers", account.to_string(), payload).await?;
                    tell(tx, &post, &competition, account, None).await?;
                    Ok(Next::done("/work", Done::OrganisersChanged))
                })
            })
            .await
    }

    async fn hand_over(&self, slug: String, account: AccountId) -> Result<Next, AppError> {
        let (caller, post) = (self.0.caller.clone(), self.0.config.post());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Owner>(tx, caller.as_deref(), &slug).await?;
                    let own = by.account().filter(|own| *own != account).ok_or(Refusal::NothingThere)?;
                    change(tx, &post, &by, &competition, (account, Rights::Owner)).await?;
                    // A host of the site organises without a row of their own, and stays what they are.
                    if store::all(tx, by.competition()).await?.iter().any(|organiser| organiser.account == own) {
                        change(tx, &post, &by, &competition, (own, Rights::Editor)).await?;
                    }
                    Ok(page(&slug, Done::OrganisersChanged))
                })
            })
            .await
    }
}
