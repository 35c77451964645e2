//! Keys for ids and back: a file names things by keys, which mean the same in every database.

use app::{
    competition::model::{Round, Track},
    ids::{AwardId, CriterionId, EntryId, JudgeId, RoundId, TrackId},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Something in a file has no counterpart in the database, or the other way round.
#[derive(Debug, thiserror::Error)]
#[error("there is no {0} {1}")]
pub struct Unknown(&'static str, String);

/// Names on both sides of one kind of thing.
#[derive(Debug)]
struct Names {
    kind: &'static str,
    ids: HashMap<String, Uuid>,
    keys: HashMap<Uuid, String>,
}

impl Names {
    fn of(kind: &'static str, pairs: impl IntoIterator<Item = (String, Uuid)>) -> Self {
        let ids: HashMap<String, Uuid> = pairs.into_iter().collect();
        let keys = ids.iter().map(|(key, id)| (*id, key.clone())).collect();
        Self { kind, ids, keys }
    }

    fn id(&self, key: &str) -> Result<Uuid, Unknown> {
        self.ids.get(key).copied().ok_or_else(|| Unknown(self.kind, key.to_owned()))
    }

    fn key(&self, id: Uuid) -> Result<String, Unknown> {
        self.keys.get(&id).cloned().ok_or_else(|| Unknown(self.kind, id.to_string()))
    }
}

/// Keys and ids of one competition. An award's key is `TRACK:KEY`.
#[derive(Debug)]
pub struct Keys {
    entries: Names,
    judges: Names,
    rounds: Names,
    tracks: Names,
    awards: Names,
    criteria: Names,
}

impl Keys {
    /// The keys of a competition's parts.
    pub fn of(
        tracks: &[Track],
        rounds: &[Round],
        entries: impl IntoIterator<Item = (String, EntryId)>,
        judges: impl IntoIterator<Item = (String, JudgeId)>,
    ) -> Self {
        let awards = tracks.iter().flat_map(|track| {
            track.awards.iter().map(move |award| (format!("{}:{}", track.key, award.key), award.id.uuid()))
        });
        let criteria = tracks.iter().flat_map(|track| {
            track.criteria.iter().map(move |line| (format!("{}:{}", track.key, line.key), line.id.uuid()))
        });
        Self {
            entries: Names::of("entry", entries.into_iter().map(|(key, id)| (key, id.uuid()))),
            judges: Names::of("judge", judges.into_iter().map(|(key, id)| (key, id.uuid()))),
            rounds: Names::of("round", rounds.iter().map(|round| (round.key.clone(), round.id.uuid()))),
            tracks: Names::of("track", tracks.iter().map(|track| (track.key.clone(), track.id.uuid()))),
            awards: Names::of("award", awards),
            criteria: Names::of("criterion", criteria),
        }
    }

    /// The entry with this key.
    ///
    /// # Errors
    /// [`Unknown`], as all of these.
    pub fn entry(&self, key: &str) -> Result<EntryId, Unknown> {
        self.entries.id(key).map(EntryId::from)
    }

    /// The judge with this key.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn judge(&self, key: &str) -> Result<JudgeId, Unknown> {
        self.judges.id(key).map(JudgeId::from)
    }

    /// The round with this key.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn round(&self, key: &str) -> Result<RoundId, Unknown> {
        self.rounds.id(key).map(RoundId::from)
    }

    /// The track with this key.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn track(&self, key: &str) -> Result<TrackId, Unknown> {
        self.tracks.id(key).map(TrackId::from)
    }

    /// The award of a track with this key.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn award(&self, track: &str, key: &str) -> Result<AwardId, Unknown> {
        self.awards.id(&format!("{track}:{key}")).map(AwardId::from)
    }

    /// The criterion of a track with this key.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn criterion(&self, track: &str, key: &str) -> Result<CriterionId, Unknown> {
        self.criteria.id(&format!("{track}:{key}")).map(CriterionId::from)
    }

    /// The key of an entry.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn of_entry(&self, id: EntryId) -> Result<String, Unknown> {
        self.entries.key(id.uuid())
    }

    /// The key of a judge.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn of_judge(&self, id: JudgeId) -> Result<String, Unknown> {
        self.judges.key(id.uuid())
    }

    /// The key of a round.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn of_round(&self, id: RoundId) -> Result<String, Unknown> {
        self.rounds.key(id.uuid())
    }

    /// The keys of an award: its track's and its own.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn of_award(&self, id: AwardId) -> Result<(String, String), Unknown> {
        Ok(in_track(&self.awards.key(id.uuid())?))
    }

    /// The keys of a criterion: its track's and its own.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn of_criterion(&self, id: CriterionId) -> Result<(String, String), Unknown> {
        Ok(in_track(&self.criteria.key(id.uuid())?))
    }
}

/// The two parts of `TRACK:KEY`.
fn in_track(key: &str) -> (String, String) {
    let (track, own) = key.split_once(':').unwrap_or(("", key));
    (track.to_owned(), own.to_owned())
}
