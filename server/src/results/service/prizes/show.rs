//! Reading: the organisers' page of prizes, and a team's own.

use super::compare;
use crate::{
    auth::permits::{self, Observer},
    competition::store::read as competitions,
    entries::store::{read as entries, team},
    request::Request,
    results::{
        service::{broken, organised},
        store::{prizes as store, read},
    },
};
use app::{
    accounts::model::Rights,
    error::AppError,
    ids::EntryId,
    results::{
        model::{EntryPrizes, OwnPrize, PrizeDesk},
        rules,
    },
};

pub(super) async fn desk(request: &Request, slug: &str) -> Result<PrizeDesk, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organised::<Observer>(&mut conn, request.caller(), slug).await?;
    rules::may_decide(competition.state)?;
    // As in the preview: to a reader from whom an entry is kept, who wins among the others.
    let evidence = read::evidence(&mut conn, competition.clone()).await?.without(by.kept());
    let standings = rules::standings(&evidence).map_err(broken)?;
    let mut records = store::records(&mut conn, competition.id).await?;
    let checks = store::checks(&mut conn, competition.id).await?;
    let whole = by.rights() >= Rights::Editor;
    if !whole {
        for record in &mut records {
            (record.travels, record.needs, record.reason, record.delivery_note) = Default::default();
        }
    }
    let (mut winners, passed) = rules::winners(&evidence, &standings, &records);
    let panel = compare::Panel::read(&mut conn, competition.id).await?;
    for winner in &mut winners {
        let entry = winner.name.entry;
        winner.done = checks.iter().filter(|(of, _)| *of == entry).map(|(_, done)| done.clone()).collect();
        winner.compared = compare::compared(&mut conn, &panel, &evidence, entry).await?;
        if !whole {
            winner.compared.ties.iter_mut().for_each(|tie| tie.detail.clear());
            winner.done.iter_mut().for_each(|done| done.note.clear());
        }
    }
    Ok(PrizeDesk { competition, winners, passed, whole })
}

pub(super) async fn of_team(request: &Request, entry: EntryId) -> Result<EntryPrizes, AppError> {
    let mut conn = request.read().await?;
    let by = permits::entry_editor(&mut conn, request.caller(), entry).await?;
    let competition = competitions::by_id(&mut conn, by.competition()).await?.ok_or(AppError::NotFound)?;
    let found = entries::entry(&mut conn, entry).await?.ok_or(AppError::NotFound)?;
    let contact = team::is_contact(&mut conn, &by, &found.team).await?;
    let awards: Vec<_> =
        competitions::tracks(&mut conn, competition.id).await?.into_iter().flat_map(|track| track.awards).collect();
    let records = store::of_team(&mut conn, &by).await?;
    let prize = |record: app::results::model::PrizeRecord| {
        let award = awards.iter().find(|award| award.id == record.award)?;
        // Why organisers decide, and how they deliver, is theirs.
        let (reason, delivery_note) = (String::new(), String::new());
        let record = app::results::model::PrizeRecord { reason, delivery_note, ..record };
        Some(OwnPrize { name: award.name.clone(), prize: award.prize.clone(), record })
    };
    Ok(EntryPrizes {
        competition,
        entry,
        title: found.content.title,
        contact,
        prizes: records.into_iter().filter_map(prize).collect(),
    })
}
