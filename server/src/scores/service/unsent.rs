//! What waits on judges' devices: said by them, seen by organisers.

use super::by_slug;
use crate::{
    auth::permits::{self, Observer},
    request::Request,
    scores::store::unsent,
};
use app::{
    error::AppError,
    next::Next,
    scores::{model::UnsentWork, rules},
};

/// Notes what a device has not sent. Saying it twice changes nothing more, and it says nothing that the log should keep.
pub(super) async fn report(request: &Request, slug: String, device: String, items: i64) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    permits::signed_in(caller.as_deref())?;
    rules::unsent_report(&device, items)?;
    request
        .write_unkeyed(move |tx| {
            Box::pin(async move {
                let competition = by_slug(tx, &slug).await?;
                let member = permits::panel_member(tx, caller.as_deref(), competition.id).await?;
                unsent::report(tx, &member, &device, items).await?;
                Ok(Next::to(format!("/c/{slug}/judge")))
            })
        })
        .await
}

pub(super) async fn unsent(request: &Request, slug: &str) -> Result<Vec<UnsentWork>, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    permits::organiser::<Observer>(&mut conn, request.caller(), competition.id).await?;
    Ok(unsent::of_competition(&mut conn, competition.id).await?)
}
