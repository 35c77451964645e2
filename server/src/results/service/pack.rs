//! Result packs: what one says is written with its publication, and the log states its digest; the file follows when the
//! publication has its checkpoint.

use crate::{
    audit::{self, Event, Statement, checkpoints, leaves},
    auth::permits::Release,
    config::Config,
    db::{Db, DbError, Tx},
    results::store::pack::{self as store, NewPack, Waiting},
    scores::store::statement::{self, Place},
};
use app::{
    competition::model::PublishDepth,
    error::AppError,
    ids::{JudgeId, PublicationId},
    log::{
        checkpoint::{Checkpoint, SignedCheckpoint},
        tree::{self, Hash},
    },
    results::{
        pack::{self, Checkpointed, Content, FORMAT, Pack, Parts, Placed, Salted, Stated},
        rules::{Evidence, Standing},
    },
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What is being published.
pub(super) struct Publishing<'a> {
    pub by: &'a Release,
    pub id: PublicationId,
    pub version: i64,
    pub evidence: &'a Evidence,
    pub standings: &'a [Standing<'a>],
    pub document: &'a str,
}

/// Writes what the pack of a publication says; gives what the log is to state of it, with the publication's event.
pub(super) async fn commit(tx: &mut Tx, config: &Config, publishing: Publishing<'_>) -> Result<Statement, AppError> {
    state_the_rest(tx, config, &publishing).await?;
    let Publishing { by, id, version, evidence, standings, document } = publishing;
    let competition = &evidence.competition;
    let said = store::statements(tx, competition.id).await?;
    let key = config.log_key(&competition.slug)?.signer().clone();
    // Those under another address of the site are of a log with another name.
    let own = |note: &str| SignedCheckpoint::parse(note).is_ok_and(|note| note.checkpoint.origin == key.name);
    let checkpoints = checkpoints::of(tx, competition.id).await?.into_iter().filter(|kept| own(&kept.note));
    let parts = Parts {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        key: key.line(),
        version,
        method: evidence.rules().method,
        sealed: said.sealed.map(|Stated { salt, body }| Salted { salt: hex::encode(salt), body }),
        document: document.to_owned(),
        stated: said.scorecards,
        judges: names(config, evidence)?,
        checkpoints: checkpoints.map(|kept| Checkpointed { occasion: kept.occasion, note: kept.note }).collect(),
    };
    let content = pack::content(evidence, standings, parts).ok_or(AppError::Internal)?;
    let text = pack::json(&content).map_err(|_| AppError::Internal)?;
    let digest = app::text::digest(&text);
    // Marks are scores, and an entry below the published depth is not to be known by them.
    let offered = competition.publish_scores && competition.publish_depth == PublishDepth::All;
    let new = NewPack { publication: id, version, content: &text, digest: &digest, offered };
    store::insert(tx, by, new).await?;
    let body = pack::pack_statement(&content.competition, version, &digest);
    Ok(Statement { competition: competition.id, subject: id.uuid(), body })
}

/// The names that stand for judges, by what the ranking calls them.
fn names(config: &Config, evidence: &Evidence) -> Result<BTreeMap<String, String>, DbError> {
    let (vault, competition) = (config.link_key.vault(), evidence.competition.id.uuid());
    let judges: BTreeSet<JudgeId> = evidence.scorecards.iter().map(|card| card.judge).collect();
    judges.into_iter().map(|judge| Ok((judge.to_string(), vault.pseudonym(competition, judge.uuid())?))).collect()
}

/// States the scorecards that count and that the log does not state as they are: those of an import.
async fn state_the_rest(tx: &mut Tx, config: &Config, publishing: &Publishing<'_>) -> Result<(), AppError> {
    let Publishing { by, evidence, standings, .. } = publishing;
    let competition = by.competition();
    let said = store::statements(tx, competition).await?.scorecards;
    for card in standings.iter().flat_map(|standing| pack::shown(evidence, standing)) {
        let place = Place { competition, round: card.round, judge: card.judge, entry: card.entry };
        let statement = statement::statement(&config.link_key.vault(), place, (card.id, card.version), &card.scores)?;
        if said.get(&card.id).is_some_and(|stated| stated.body == statement.body) {
            continue;
        }
        let event = Event {
            competition: Some(competition),
            actor: by.confirmed_by(),
            action: "results.state_scorecard",
            subject: card.id.to_string(),
            payload: json!({ "version": card.version }),
        };
        audit::state(tx, event, statement).await?;
    }
    Ok(())
}

/// Signs the checkpoints of occasions that have become final, and then writes the packs of publications among them. Done by
/// housekeeping, again and again.
///
/// # Errors
/// The database's.
pub async fn sign(db: &Db, config: &Config) -> Result<(), DbError> {
    let due = checkpoints::due(&mut db.read().await?).await?;
    for occasion in due {
        let below = leaves::first(&mut db.read().await?, occasion.competition, occasion.size).await?;
        let key = config.log_key(&occasion.slug)?;
        let checkpoint =
            Checkpoint { origin: key.signer().name.clone(), size: occasion.size, root: tree::root(&below) };
        let note = key.sign(&checkpoint)?;
        db.write(move |tx| Box::pin(async move { checkpoints::keep(tx, &occasion, &note).await })).await?;
    }
    let waiting = store::waiting(&mut db.read().await?).await?;
    for pack in waiting {
        let size = u64::try_from(pack.checkpoint.1).unwrap_or_default();
        let below = leaves::first(&mut db.read().await?, pack.competition, size).await?;
        let (competition, publication) = (pack.competition, pack.publication);
        let file = file(pack, below).ok_or_else(|| DbError::corrupt("result_pack", "content", publication))?;
        db.write(move |tx| Box::pin(async move { store::set_file(tx, competition, publication, &file).await })).await?;
    }
    Ok(())
}

/// The file; `None` when what it says is not in the log.
fn file(waiting: Waiting, leaves: Vec<Hash>) -> Option<String> {
    let content: Content = serde_json::from_str(&waiting.content).ok()?;
    let places: BTreeMap<Hash, u64> = leaves.iter().copied().zip(0..).collect();
    let place = |salted: &Salted| {
        let leaf = tree::leaf(&[&hex::decode(&salted.salt).ok()?, salted.body.as_bytes()]);
        places.get(&leaf).copied()
    };
    let sealed = match &content.sealed {
        Some(sealed) => Some(place(sealed)?),
        None => None,
    };
    let placed = Placed {
        checkpoint: waiting.checkpoint.0,
        statement: (waiting.salt, *places.get(&waiting.leaf)?),
        sealed,
        scorecards: content.scorecards.iter().map(place).collect::<Option<_>>()?,
        leaves,
    };
    let proofs = pack::proofs(&content, &placed)?;
    pack::json(&Pack { format: FORMAT.to_owned(), content, proofs }).ok()
}
