//! Sample entries, and how far judges agree.

use super::SaveForm;
use crate::{
    error::AppError,
    ids::{EntryId, SampleId, TrackId},
    next::Next,
    scores::model::{
        AgreementDesk, AnchorSheet, CalibrationDesk, OwnSpread, SampleForm, SampleLine, SampleSheet, SamplesDesk,
        ScorecardForm,
    },
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. What is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait Calibration: Send + Sync {
    /// The samples on the caller's desk; none before conflicts of interest are declared.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn samples(&self, slug: String) -> Result<SamplesDesk, AppError>;

    /// The sample that the caller has to score before a first look at this entry; `None` when there is none, when samples
    /// are only offered, and for an entry whose scorecard was begun.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] for every reason why the caller does not judge it.
    async fn before(&self, entry: EntryId) -> Result<Option<SampleLine>, AppError>;

    /// One sample with the caller's scorecard of it, and once that is handed in how the panel scored it.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`]; `ConflictsNotDeclared`.
    async fn sample(&self, sample: SampleId) -> Result<SampleSheet, AppError>;

    /// Saves the caller's scorecard of a sample by the rules of every scorecard. What is handed in stays.
    ///
    /// # Errors
    /// As [`Calibration::sample`]; `WrongState` once judging is over; [`AppError::Stale`]; [`AppError::Invalid`] and
    /// [`AppError::Malformed`] as for a real one.
    async fn save_sample(&self, sample: SampleId, form: ScorecardForm) -> Result<Next, AppError>;

    /// The caller's marks beside those of others for the same entries, once all of one's own are handed in.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn own_spread(&self, slug: String) -> Result<OwnSpread, AppError>;

    /// What organisers name.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn calibration(&self, slug: String) -> Result<CalibrationDesk, AppError>;

    /// Sets whether samples come before the real entries.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; `WrongState` once judging is over.
    async fn save_calibration(&self, slug: String, required: bool) -> Result<Next, AppError>;

    /// Names a sample: made by hand, or a copy of a withdrawn entry.
    ///
    /// # Errors
    /// As [`Calibration::save_calibration`]; [`AppError::Invalid`] at `title`, `text`, `play_url`, `video_url`, `track`,
    /// `entry`; `OwnConflict` for an entry that is kept from the organiser.
    async fn add_sample(
        &self,
        slug: String,
        track: Option<TrackId>,
        entry: String,
        form: SampleForm,
    ) -> Result<Next, AppError>;

    /// Takes a sample away with what was said of it, as long as nobody has handed in.
    ///
    /// # Errors
    /// As [`Calibration::save_calibration`]; `WrongState` once somebody has.
    async fn remove_sample(&self, sample: SampleId) -> Result<Next, AppError>;

    /// What organisers would say of a sample.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn anchors(&self, sample: SampleId) -> Result<AnchorSheet, AppError>;

    /// Saves it; criteria without a mark are left out.
    ///
    /// # Errors
    /// As [`Calibration::save_calibration`]; [`AppError::Invalid`] as for a scorecard.
    async fn save_anchors(&self, sample: SampleId, form: ScorecardForm) -> Result<Next, AppError>;

    /// How far judges agree: on samples, on entries, and over time.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn agreement(&self, slug: String) -> Result<AgreementDesk, AppError>;
}

/// See [`Calibration::save_sample`].
#[server(endpoint = "scores/save_sample")]
pub async fn save_sample(
    sample: String,
    #[server(default)] version: i64,
    #[server(flatten)] form: SaveForm,
) -> Result<Next, AppError> {
    crate::services::services().calibration.save_sample(sample.parse()?, form.of(None, version)).await
}

/// See [`Calibration::save_calibration`].
#[server(endpoint = "scores/save_calibration")]
pub async fn save_calibration(slug: String, #[server(default)] required: String) -> Result<Next, AppError> {
    crate::services::services().calibration.save_calibration(slug, required == "on").await
}

/// See [`Calibration::add_sample`].
#[server(endpoint = "scores/add_sample")]
pub async fn add_sample(
    slug: String,
    #[server(default)] track: String,
    #[server(default)] entry: String,
    #[server(flatten)] form: SampleForm,
) -> Result<Next, AppError> {
    crate::services::services().calibration.add_sample(slug, track.parse().ok(), entry, form).await
}

/// See [`Calibration::remove_sample`].
#[server(endpoint = "scores/remove_sample")]
pub async fn remove_sample(sample: String) -> Result<Next, AppError> {
    crate::services::services().calibration.remove_sample(sample.parse()?).await
}

/// See [`Calibration::save_anchors`].
#[server(endpoint = "scores/save_anchors")]
pub async fn save_anchors(sample: String, #[server(flatten)] form: SaveForm) -> Result<Next, AppError> {
    crate::services::services().calibration.save_anchors(sample.parse()?, form.of(None, 0)).await
}
