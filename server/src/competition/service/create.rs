//! A competition begins.

use crate::{
    accounts::store::add_role,
    audit::{self, Event},
    auth::permits,
    competition::{
        dates,
        store::{read, write},
    },
    db::DbError,
    request::Request,
};
use app::{
    accounts::model::Role,
    competition::template,
    error::{AppError, FormCheck, Problem},
    next::{Done, Next},
    text,
};
use serde_json::json;

/// Makes a competition from the template.
pub(super) async fn create(request: &Request, name: &str, slug: &str, time_zone: &str) -> Result<Next, AppError> {
    // Whoever may not do this learns nothing of its fields.
    permits::host(&mut request.read().await?, request.caller()).await?;
    let mut check = FormCheck::default();
    let name = check.take("name", text::required_line(name, 80));
    let slug = check.take("slug", text::slug(slug));
    let time_zone = check.take("time_zone", dates::time_zone(time_zone));
    check.finish()?;
    let (Some(name), Some(slug), Some(time_zone)) = (name, slug, time_zone) else { return Err(AppError::Internal) };
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let host = permits::host(tx, caller.as_deref()).await?;
                let taken = || AppError::field("slug", Problem::Taken);
                if read::by_slug(tx, &slug).await?.is_some() {
                    return Err(taken());
                }
                let timetable =
                    dates::timetable(tx.now(), &time_zone).map_err(|problem| AppError::field("time_zone", problem))?;
                let new = template::competition(&slug, &name, &time_zone, timetable);
                let id = write::insert(tx, &host, &new).await.map_err(|error| match error {
                    // Somebody else took it at the same time.
                    DbError::Unique(_) => taken(),
                    other => other.into(),
                })?;
                if let Some(account) = host.account() {
                    add_role(tx, account, id, Role::Organiser).await?;
                }
                let event = Event {
                    competition: Some(id),
                    actor: host.account(),
                    action: "competition.create",
                    subject: id.to_string(),
                    payload: json!({ "slug": slug, "name": name, "time_zone": time_zone }),
                };
                audit::append(tx, event).await?;
                Ok(Next::done(format!("/c/{slug}/organise"), Done::CompetitionCreated))
            })
        })
        .await
}
