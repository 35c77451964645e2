//! Numbers of entries that say nothing of single people.

use super::{ResultsService, organised};
use crate::{
    auth::permits::Observer,
    competition::store::read as competitions,
    db::Conn,
    results::store::{
        read::{self, PublicResults},
        statistics as store,
    },
};
use app::{
    competition::model::Competition,
    error::{AppError, Refusal},
    results::{
        api::Statistics,
        model::Statistics as StatisticsView,
        rules::{band, tables},
    },
};
use async_trait::async_trait;

async fn count(conn: &mut Conn, competition: Competition, judged: bool) -> Result<StatisticsView, AppError> {
    let (counted, minors) = store::counted(conn, competition.id, judged).await?;
    let tables = tables(&counted);
    let enough = !tables.is_empty();
    Ok(StatisticsView {
        competition,
        entries: u32::try_from(counted.len()).ok().filter(|_| enough),
        tables,
        minors: enough.then(|| band(minors)),
    })
}

#[async_trait]
impl Statistics for ResultsService {
    async fn public_statistics(&self, slug: String) -> Result<StatisticsView, AppError> {
        let mut conn = self.0.read().await?;
        match read::public(&mut conn, &slug, None).await? {
            PublicResults::None => Err(AppError::NotFound),
            PublicResults::NotYet => Err(Refusal::NotYet.into()),
            PublicResults::Out { .. } => {
                let competition = competitions::by_slug(&mut conn, &slug).await?.ok_or(AppError::NotFound)?;
                count(&mut conn, competition, true).await
            }
        }
    }

    async fn statistics(&self, slug: String) -> Result<StatisticsView, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organised::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        count(&mut conn, competition, false).await
    }
}
