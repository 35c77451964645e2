//! Published entries, one by one.

use super::{ResultsService, show};
use crate::results::store::{
    public_entry,
    read::{self, PublicResults},
};
use app::{
    error::{AppError, Refusal},
    results::{
        api::Gallery,
        model::{Certificate, ShownEntry},
        rules,
    },
};
use async_trait::async_trait;

#[async_trait]
impl Gallery for ResultsService {
    async fn entry(&self, slug: String, key: String) -> Result<ShownEntry, AppError> {
        let published = show::published(&self.0, slug, None).await?;
        let document = published.document;
        let found = document.tracks.into_iter().find_map(|mut track| {
            let at = track.placements.iter().position(|at| at.key == key)?;
            Some((track.placements.swap_remove(at), track))
        });
        let (placement, track) = found.ok_or(AppError::NotFound)?;
        // Where the team's name is withheld, so is everybody's.
        let credits = if placement.team.is_empty() {
            Vec::new()
        } else {
            public_entry::credits(&mut self.0.read().await?, &published.slug, &key).await?
        };
        Ok(ShownEntry {
            slug: published.slug,
            competition: document.competition,
            digest: published.facts.digest,
            at: published.facts.at,
            time_zone: document.time_zone,
            track: track.name,
            ranked: track.ranked,
            placement,
            credits,
        })
    }

    async fn certificate(&self, slug: String, code: String) -> Result<Certificate, AppError> {
        let mut conn = self.0.read().await?;
        match read::public(&mut conn, &slug, None).await? {
            PublicResults::None => Err(AppError::NotFound),
            PublicResults::NotYet => Err(Refusal::NotYet.into()),
            PublicResults::Out { .. } => {
                let versions = public_entry::versions(&mut conn, &slug).await?;
                drop(conn);
                rules::certificate(&slug, &rules::normal_code(&code), &versions)
                    .ok_or_else(|| Refusal::NothingThere.into())
            }
        }
    }
}
