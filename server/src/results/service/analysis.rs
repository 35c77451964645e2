//! What organisers see of the panel and of the order.

use super::{ResultsService, broken, organised};
use crate::{
    auth::{
        Caller,
        permits::{self, Observer},
    },
    competition::store::further,
    db::Conn,
    results::store::{analysis as store, read},
};
use app::{
    competition::model::{Competition, CompetitionState},
    entries::rules::screening::normal,
    error::AppError,
    ids::{EntryId, JudgeId},
    results::{
        api::Analyses,
        model::analysis::{Analysis, AnalysisPage, AnalysisView},
        rules::{
            self, Evidence,
            analysis::{SIMULATIONS, Surroundings, analysed},
        },
    },
};
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};

/// Whether somebody is on the panel: while judges score, the present order is not for them, whatever else they may.
async fn judges_here(conn: &mut Conn, caller: Option<&Caller>, competition: &Competition) -> Result<bool, AppError> {
    match permits::panel_member(conn, caller, competition.id).await {
        Ok(_) => Ok(true),
        Err(AppError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is known of judges and entries beside the scores.
async fn surroundings(conn: &mut Conn, evidence: &Evidence) -> Result<Surroundings, AppError> {
    let id = evidence.competition.id;
    let judges = store::judges(conn, id).await?;
    let organisations = store::organisations(conn, id).await?;
    let mut close = store::close(conn, id).await?;
    let mut own: BTreeSet<(JudgeId, EntryId)> = BTreeSet::new();
    let houses: BTreeMap<EntryId, String> =
        organisations.iter().map(|(entry, name)| (*entry, normal(name))).filter(|(_, name)| !name.is_empty()).collect();
    for judge in &judges {
        let known = judge.organisations.each_ref().map(|name| normal(name));
        for entry in &evidence.entries {
            if houses.get(&entry.id).is_some_and(|house| known.contains(house)) {
                close.insert((judge.id, entry.id));
                own.insert((judge.id, entry.id));
            } else if !judge.country.is_empty() && entry.countries.contains(&judge.country) {
                own.insert((judge.id, entry.id));
            }
        }
    }
    Ok(Surroundings {
        names: judges.into_iter().map(|judge| (judge.id, judge.name)).collect(),
        own,
        close,
        handed_in: store::handed_in(conn, id).await?,
        simulations: SIMULATIONS,
    })
}

#[async_trait]
impl Analyses for ResultsService {
    async fn analysis(&self, slug: String) -> Result<AnalysisPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organised::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        rules::may_preview(competition.state)?;
        let page = |view| AnalysisPage { competition: competition.clone(), view };
        if by.impartial().is_err() {
            // Strictness, flags and what would change without a judge rest on all entries: none can be cut out of them.
            return Ok(page(AnalysisView::Kept));
        }
        let scoring = competition.state == CompetitionState::Judging;
        if scoring && judges_here(&mut conn, self.0.caller(), &competition).await? {
            return Ok(page(AnalysisView::Own));
        }
        let announced = further::announced(&mut conn, competition.id).await?;
        let evidence = read::evidence(&mut conn, competition.clone()).await?;
        let around = surroundings(&mut conn, &evidence).await?;
        drop(conn);
        // It is arithmetic, and has no place on the threads that answer requests.
        let work = tokio::task::spawn_blocking(move || analysed(&evidence, &around)).await;
        let worked_out = work.map_err(|error| {
            tracing::error!(%error, "analysis");
            AppError::Internal
        })?;
        let (tracks, signs) = worked_out.map_err(broken)?;
        let further = scoring && announced.is_some_and(|rule| rule.budget > 0);
        Ok(page(AnalysisView::Shown(Box::new(Analysis { tracks, signs, further }))))
    }
}
