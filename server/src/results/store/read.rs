//! What results are computed from, and what was published.

use super::{prizes, public_entry};
use crate::{
    competition::store::{method, proposal, question, read as competitions, rounds},
    db::{Conn, DbError},
    entries::store::read as entries,
    fetch_all, fetch_optional,
    panel::store::read as panel,
    row,
    scores::store::read as scores,
};
use app::{
    competition::model::{Competition, CompetitionState, Question},
    ids::{AwardId, CompetitionId, EntryId, TrackId},
    results::{
        model::{MinorConsents, PublicationFacts},
        rules::{self, Decision, Departure, Evidence, JudgedEntry},
    },
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everything that decides the results of a competition.
///
/// # Errors
/// The database's.
pub async fn evidence(conn: &mut Conn, competition: Competition) -> Result<Evidence, DbError> {
    let id = competition.id;
    let tracks = competitions::tracks(conn, id).await?;
    let in_order = competitions::rounds(conn, id).await?.into_iter().map(|round| round.id).collect();
    let further = rounds::further(conn, id).await?;
    let mut asked: BTreeMap<TrackId, Vec<Question>> = BTreeMap::new();
    for (track, question) in question::all(conn, id).await? {
        asked.entry(track).or_default().push(question);
    }
    let mut frozen = public_entry::frozen(conn, id).await?;
    let mut hidden = hidden(conn, id).await?;
    let entries = entries::summaries(conn, id, None)
        .await?
        .into_iter()
        .map(|entry| {
            let judged = frozen.remove(&entry.id);
            let (minors, countries) = hidden.remove(&entry.id).unwrap_or((MinorConsents::default(), entry.countries));
            let questions = asked.get(&entry.track).map_or(&[][..], Vec::as_slice);
            let about = judged
                .as_ref()
                .map(|judged| rules::public_entry(&judged.content, questions, &judged.files, minors.withheld()));
            let (title, pitch) =
                judged.map_or((entry.title, String::new()), |judged| (judged.content.title, judged.content.pitch));
            JudgedEntry {
                id: entry.id,
                key: entry.key,
                track: entry.track,
                state: entry.state,
                title,
                pitch,
                team: entry.team,
                countries,
                minors,
                about,
            }
        })
        .collect();
    let fields = panel::judges(conn, id).await?.into_iter().map(|judge| (judge.id, judge.field)).collect();
    let scorecards = scores::of_competition(conn, id).await?;
    let votes = votes(conn, id).await?;
    let decisions = decisions(conn, id).await?;
    let prizes = prizes::facts(conn, id).await?;
    let ranking = method::choice(conn, id).await?;
    let departure = departure(conn, id).await?;
    let drawn = departure.as_ref().map_or(ranking.rules, |departure| departure.rules).lottery;
    let lottery = if drawn { method::lottery_seed(conn, id).await? } else { None };
    Ok(Evidence {
        competition,
        ranking,
        departure,
        lottery,
        tracks,
        rounds: in_order,
        further,
        entries,
        fields,
        scorecards,
        votes,
        decisions,
        prizes,
    })
}

/// What two organisers agreed to rank by instead of the sealed method.
///
/// # Errors
/// The database's.
pub async fn departure(conn: &mut Conn, competition: CompetitionId) -> Result<Option<Departure>, DbError> {
    let Some((rules, reason, names, at)) = proposal::departure(conn, competition).await? else { return Ok(None) };
    let rules = serde_json::from_str(&rules).map_err(|error| DbError::corrupt("proposal", "payload", error))?;
    Ok(Some(Departure { rules, reason, names, at }))
}

/// The entries with minors who may not be shown, and the countries of those in the team who may. A minor is shown with
/// a guardian's consent to it, given before publication.
async fn hidden(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<BTreeMap<EntryId, (MinorConsents, Vec<String>)>, DbError> {
    let rows: Vec<(Uuid, String, bool, Option<String>)> = fetch_all!(
        conn,
        (Uuid, String, bool, Option<String>),
        "SELECT e.id, m.country, m.minor, g.publication FROM entry e JOIN member m ON m.team_id = e.team_id
         LEFT JOIN guardian_consent g ON g.member_id = m.id
         WHERE e.competition_id = $1 AND EXISTS (
           SELECT 1 FROM member k LEFT JOIN guardian_consent c ON c.member_id = k.id
           WHERE k.team_id = e.team_id AND k.minor AND COALESCE(c.publication, '') <> 'given')
         ORDER BY e.id, m.country, m.id",
        competition.uuid(),
    )?;
    let mut hidden: BTreeMap<EntryId, (MinorConsents, Vec<String>)> = BTreeMap::new();
    for (entry, country, minor, publication) in rows {
        let (minors, countries) = hidden.entry(entry.into()).or_default();
        match (minor, publication.as_deref()) {
            (true, None) => minors.unasked += 1,
            (true, Some("pending")) => minors.pending += 1,
            (true, Some("refused")) => minors.refused += 1,
            _ if country.is_empty() || countries.last() == Some(&country) => {}
            _ => countries.push(country),
        }
    }
    Ok(hidden)
}

/// The panel's votes on ties.
///
/// # Errors
/// The database's.
pub async fn votes(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<EntryId, u32>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT entry_id, votes FROM tie_vote WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry, votes)| (entry.into(), competitions::count(votes))).collect())
}

/// The distinctions that were given, in the order they were.
///
/// # Errors
/// The database's.
pub async fn decisions(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Decision>, DbError> {
    let rows: Vec<(Uuid, Uuid, String)> = fetch_all!(
        conn,
        (Uuid, Uuid, String),
        "SELECT award_id, entry_id, reason FROM given_award WHERE competition_id = $1 ORDER BY at, award_id, entry_id",
        competition.uuid(),
    )?;
    let decision = |(award, entry, reason): (Uuid, Uuid, String)| Decision {
        award: AwardId::from(award),
        entry: EntryId::from(entry),
        reason,
    };
    Ok(rows.into_iter().map(decision).collect())
}

row! {
    struct PublicRow {
        state: String,
        version: Option<i64>,
        published_at: Option<i64>,
        digest: Option<String>,
        note: Option<String>,
        document: Option<String>,
    }
}

/// What the public address of results says.
#[derive(Debug, PartialEq, Eq)]
pub enum PublicResults {
    /// There is no such competition or version, or the competition is still being set up.
    None,
    /// There is one, and its results are not out.
    NotYet,
    /// A publication.
    Out {
        /// Which.
        facts: PublicationFacts,
        /// The document, as it was approved.
        document: String,
    },
}

/// The one row behind everything public of a competition's results, of the newest version or a given one: nothing that is not
/// published can come from here.
///
/// # Errors
/// The database's.
pub async fn public(conn: &mut Conn, slug: &str, version: Option<i64>) -> Result<PublicResults, DbError> {
    let row: Option<PublicRow> = fetch_optional!(
        conn,
        PublicRow,
        "SELECT c.state, p.version, p.published_at, p.digest, p.note, p.document FROM competition c
         LEFT JOIN publication p ON p.competition_id = c.id AND c.state = 'published'
           AND p.version = COALESCE($2, (SELECT MAX(n.version) FROM publication n WHERE n.competition_id = c.id))
         WHERE c.slug = $1",
        slug,
        version,
    )?;
    let Some(row) = row.filter(|row| row.state != CompetitionState::Setup.as_str()) else {
        return Ok(PublicResults::None);
    };
    let facts = facts(row.version, row.published_at, row.digest, row.note);
    Ok(match (facts, row.document) {
        (Some(facts), Some(document)) => PublicResults::Out { facts, document },
        _ if row.state == CompetitionState::Published.as_str() => PublicResults::None,
        _ => PublicResults::NotYet,
    })
}

fn facts(
    version: Option<i64>,
    at: Option<i64>,
    digest: Option<String>,
    note: Option<String>,
) -> Option<PublicationFacts> {
    Some(PublicationFacts { version: version?, at: Moment::from_micros(at?), digest: digest?, note: note? })
}

row! {
    struct FactsRow {
        version: i64,
        published_at: i64,
        digest: String,
        note: String,
    }
}

impl FactsRow {
    fn facts(self) -> PublicationFacts {
        let Self { version, published_at, digest, note } = self;
        PublicationFacts { version, at: Moment::from_micros(published_at), digest, note }
    }
}

/// What is published of a competition, the newest first.
///
/// # Errors
/// The database's.
pub async fn publications(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<PublicationFacts>, DbError> {
    let rows: Vec<FactsRow> = fetch_all!(
        conn,
        FactsRow,
        "SELECT version, published_at, digest, note FROM publication WHERE competition_id = $1 ORDER BY version DESC",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(FactsRow::facts).collect())
}

/// The same by the competition's short name; nothing before results are out.
///
/// # Errors
/// The database's.
pub async fn public_versions(conn: &mut Conn, slug: &str) -> Result<Vec<PublicationFacts>, DbError> {
    let rows: Vec<FactsRow> = fetch_all!(
        conn,
        FactsRow,
        "SELECT p.version, p.published_at, p.digest, p.note FROM publication p JOIN competition c ON c.id = p.competition_id
         WHERE c.slug = $1 AND c.state = 'published' ORDER BY p.version DESC",
        slug,
    )?;
    Ok(rows.into_iter().map(FactsRow::facts).collect())
}
