//! Inviting somebody to organise, and the answer.

use super::{super::organiser, CompetitionService, PURPOSE, note, page, store};
use crate::{
    audit::{self, Event},
    auth::{
        link,
        permits::{self, LinkHolder, Owner},
    },
    competition::store::read,
    db::{Conn, DbError, Tx},
    mail::{self, Link, News, store::Recipient},
    request::Request,
};
use app::{
    competition::{
        model::{
            Competition, OpenInvitation, OrganiserInvitation,
            message::{MessageTemplate, Placeholder},
        },
        rights_text::change_text,
        rules::{self, OrganiserForm},
    },
    error::{AppError, Refusal},
    ids::{LinkId, OrganiserInvitationId},
    next::{Done, Next},
};
use serde_json::json;

/// An invitation that can still be answered, and where to.
async fn invited(conn: &mut Conn, holder: &LinkHolder) -> Result<(OpenInvitation, Competition), AppError> {
    let id = holder.subject_for(PURPOSE)?;
    let (invitation, place) = store::invitation(conn, id).await?.ok_or(Refusal::LinkUsed)?;
    let competition = read::by_id(conn, place).await?.ok_or(AppError::NotFound)?;
    Ok((invitation, competition))
}

/// An invitation of this competition.
async fn of(tx: &mut Tx, by: &Owner, id: OrganiserInvitationId) -> Result<OpenInvitation, AppError> {
    let found = store::invitation(tx, id.uuid()).await?.filter(|(_, place)| *place == by.competition());
    found.map(|(invitation, _)| invitation).ok_or(AppError::NotFound)
}

async fn write_to(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    invitation: &OpenInvitation,
    link: LinkId,
) -> Result<(), DbError> {
    let news = News {
        competition,
        template: MessageTemplate::OrganiserInvitation,
        event: format!("organiser_invitation:{link}"),
        about: Some(invitation.id.uuid()),
        link: Link::Once(link),
    };
    let person = Recipient {
        account: None,
        address: invitation.email.clone(),
        name: invitation.name.clone(),
        locale: request.locale,
    };
    let rights = invitation.rights;
    let values = |l| vec![(Placeholder::Words, change_text(l, Some(rights)))];
    mail::tell(tx, &request.config.post(), &news, &[person], values).await
}

impl CompetitionService {
    pub(super) async fn make_organiser_invitation(&self, slug: String, form: OrganiserForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Owner>(tx, request.caller(), &slug).await?;
                    let new = rules::new_organiser(&form)?;
                    let known = store::all(tx, competition.id).await?;
                    let open = store::invitations(tx, competition.id).await?;
                    let there = known.iter().any(|organiser| organiser.email == new.email)
                        || open.iter().any(|invitation| invitation.email == new.email);
                    if there {
                        return Err(Refusal::AlreadyOrganises.into());
                    }
                    let id = store::invite(tx, &by, &new).await.map_err(|error| match error {
                        // Another owner did at the same time.
                        DbError::Unique(_) => Refusal::AlreadyOrganises.into(),
                        other => AppError::from(other),
                    })?;
                    let invitation = of(tx, &by, id).await?;
                    let link = request.config.link_key.make_id(tx, PURPOSE, None, Some(id.uuid())).await?;
                    write_to(tx, &request, &competition, &invitation, link).await?;
                    let payload = json!({ "name": new.name, "email": new.email, "rights": new.rights });
                    note(tx, &by, "competition.invite_organiser", id.to_string(), payload).await?;
                    Ok(page(&slug, Done::OrganiserInvited))
                })
            })
            .await
    }

    pub(super) async fn renew_organiser_invitation(
        &self,
        slug: String,
        id: OrganiserInvitationId,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Owner>(tx, request.caller(), &slug).await?;
                    let invitation = of(tx, &by, id).await?;
                    link::revoke(tx, PURPOSE, id.uuid()).await?;
                    let link = request.config.link_key.make_id(tx, PURPOSE, None, Some(id.uuid())).await?;
                    write_to(tx, &request, &competition, &invitation, link).await?;
                    let payload = json!({ "rights": invitation.rights });
                    note(tx, &by, "competition.renew_organiser", id.to_string(), payload).await?;
                    Ok(page(&slug, Done::OrganiserInvited))
                })
            })
            .await
    }

    pub(super) async fn stop_organiser_invitation(
        &self,
        slug: String,
        id: OrganiserInvitationId,
    ) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, _) = organiser::<Owner>(tx, caller.as_deref(), &slug).await?;
                    let invitation = of(tx, &by, id).await?;
                    store::stop(tx, &by, id).await?;
                    link::revoke(tx, PURPOSE, id.uuid()).await?;
                    let payload = json!({ "rights": invitation.rights });
                    note(tx, &by, "competition.stop_organiser", id.to_string(), payload).await?;
                    Ok(page(&slug, Done::OrganisersChanged))
                })
            })
            .await
    }

    pub(super) async fn look_at_organiser_invitation(&self, token: &str) -> Result<OrganiserInvitation, AppError> {
        let mut conn = self.0.read().await?;
        let holder = link::look(&mut conn, token, self.0.ambient.now()).await?;
        let (invitation, competition) = invited(&mut conn, &holder).await?;
        Ok(OrganiserInvitation {
            competition: competition.name,
            theme: competition.theme,
            name: invitation.name,
            rights: invitation.rights,
            signed_in: self.0.caller().is_some(),
        })
    }

    pub(super) async fn accept_organiser_invitation(&self, token: String) -> Result<Next, AppError> {
        let who = permits::signed_in(self.0.caller())?;
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let holder = link::redeem(tx, &token).await?;
                    let (invitation, competition) = invited(tx, &holder).await?;
                    if !store::join(tx, &who, &holder, competition.id, invitation.rights).await? {
                        return Err(Refusal::AlreadyOrganises.into());
                    }
                    let event = Event {
                        competition: Some(competition.id),
                        actor: Some(who.account()),
                        action: "competition.join_organisers",
                        subject: who.account().to_string(),
                        payload: json!({ "rights": invitation.rights }),
                    };
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{}/organise", competition.slug), Done::InvitationAccepted))
                })
            })
            .await
    }
}
