//! Sample entries, and how far judges agree.

mod agreement;
mod judge;
mod organise;
mod spread;

use super::ScoresService;
use crate::{competition, db::Conn, scores::store::calibration as store};
use app::{
    competition::model::{Competition, Track},
    error::AppError,
    ids::{CompetitionId, EntryId, SampleId, TrackId},
    next::Next,
    scores::{
        api::Calibration,
        model::{
            AgreementDesk, AnchorSheet, CalibrationDesk, OwnSpread, Sample, SampleForm, SampleLine, SampleSheet,
            SamplesDesk, ScorecardForm,
        },
    },
};
use async_trait::async_trait;

async fn by_id(conn: &mut Conn, competition: CompetitionId) -> Result<Competition, AppError> {
    competition::store::read::by_id(conn, competition).await?.ok_or(AppError::NotFound)
}

/// The competition of a sample, and the entry it was copied from.
async fn place(conn: &mut Conn, sample: SampleId) -> Result<(CompetitionId, Option<EntryId>), AppError> {
    store::place(conn, sample).await?.ok_or(AppError::NotFound)
}

async fn track(conn: &mut Conn, competition: CompetitionId, id: TrackId) -> Result<Track, AppError> {
    let tracks = competition::store::read::tracks(conn, competition).await?;
    tracks.into_iter().find(|track| track.id == id).ok_or(AppError::NotFound)
}

/// Under what the log names a sample: a copy belongs to its entry, so that it is kept from whom the entry is kept.
fn subject(sample: &Sample) -> String {
    sample.entry.map_or_else(|| sample.id.to_string(), |entry| entry.to_string())
}

#[async_trait]
impl Calibration for ScoresService {
    async fn samples(&self, slug: String) -> Result<SamplesDesk, AppError> {
        judge::samples(&self.0, &slug).await
    }

    async fn before(&self, entry: EntryId) -> Result<Option<SampleLine>, AppError> {
        judge::before(&self.0, entry).await
    }

    async fn sample(&self, sample: SampleId) -> Result<SampleSheet, AppError> {
        judge::sample(&self.0, sample).await
    }

    async fn save_sample(&self, sample: SampleId, form: ScorecardForm) -> Result<Next, AppError> {
        judge::save(&self.0, sample, form).await
    }

    async fn own_spread(&self, slug: String) -> Result<OwnSpread, AppError> {
        spread::own(&self.0, &slug).await
    }

    async fn calibration(&self, slug: String) -> Result<CalibrationDesk, AppError> {
        organise::desk(&self.0, &slug).await
    }

    async fn save_calibration(&self, slug: String, required: bool) -> Result<Next, AppError> {
        organise::require(&self.0, slug, required).await
    }

    async fn add_sample(
        &self,
        slug: String,
        track: Option<TrackId>,
        entry: String,
        form: SampleForm,
    ) -> Result<Next, AppError> {
        organise::add(&self.0, slug, (track, entry), form).await
    }

    async fn remove_sample(&self, sample: SampleId) -> Result<Next, AppError> {
        organise::remove(&self.0, sample).await
    }

    async fn anchors(&self, sample: SampleId) -> Result<AnchorSheet, AppError> {
        organise::anchors(&self.0, sample).await
    }

    async fn save_anchors(&self, sample: SampleId, form: ScorecardForm) -> Result<Next, AppError> {
        organise::save_anchors(&self.0, sample, form).await
    }

    async fn agreement(&self, slug: String) -> Result<AgreementDesk, AppError> {
        agreement::desk(&self.0, &slug).await
    }
}
