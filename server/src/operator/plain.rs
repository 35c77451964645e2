//! A competition of tables alone, without `competition.json`: it gets the plainest settings there are.

use super::parcel::{AssignmentArchive, Document, FORM};
use crate::exchange::{
    FileError, FileErrors, Located, Problem, entries::EntryRecord, rubric::RubricRecord, scores::ScoreRecord,
};
use app::{
    competition::model::{
        CompetitionState, NewCompetition, NewCriterion, NewRound, NewTrack, PublishDepth, Question, Rules, known,
    },
    entries::{
        archive::{EntryArchive, MemberArchive, TeamArchive},
        model::{EntryContent, EntryKind, EntryState},
    },
    number::Decimal,
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};

const TRACK: &str = "main";
const ROUND: &str = "first";
const MOST_REVIEWS: usize = 99;
const REVIEWS: u32 = 3;

/// The tables of a competition.
pub struct Tables<'t> {
    /// The name of `entries.csv` in messages.
    pub entries_file: &'t str,
    /// `entries.csv`.
    pub entries: &'t [Located<EntryRecord>],
    /// The name of `rubric.csv` in messages.
    pub rubric_file: &'t str,
    /// `rubric.csv`.
    pub rubric: Option<&'t [Located<RubricRecord>]>,
    /// `scores.csv`.
    pub scores: Option<&'t [Located<ScoreRecord>]>,
}

/// The competition the tables describe.
///
/// # Errors
/// When a kind of entry is unknown, or a weight is nought.
pub fn document(slug: &str, tables: &Tables<'_>, now: Moment) -> Result<Document, FileErrors> {
    let mut errors = FileErrors::default();
    let mut keys: Vec<&str> = Vec::new();
    for row in tables.entries {
        let key = row.record.track.as_deref().unwrap_or(TRACK);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let tracks = if keys.is_empty() { vec![TRACK] } else { keys };
    let tracks = tracks.into_iter().map(|key| track(key, tables, &mut errors)).collect();
    let entries = tables.entries.iter().filter_map(|row| entry(row, tables.entries_file, now, &mut errors)).collect();
    let languages: BTreeSet<&String> = tables.entries.iter().flat_map(|row| &row.record.languages).collect();
    let languages: Vec<String> = languages.into_iter().cloned().collect();
    let document = Document {
        form: FORM,
        competition: NewCompetition {
            slug: slug.to_owned(),
            name: slug.to_owned(),
            theme: "Imported from tables".to_owned(),
            description: String::new(),
            time_zone: "UTC".to_owned(),
            languages: if languages.is_empty() { vec!["en".to_owned()] } else { languages },
            state: if tables.scores.is_some() { CompetitionState::Deliberation } else { CompetitionState::Screening },
            entries_open_at: None,
            entries_close_at: None,
            results_at: None,
            reviews_per_entry: reviews(tables.scores.unwrap_or_default()),
            disparity_points: 25,
            publish_scores: true,
            ranking: app::competition::model::RankingRules::default(),
            publish_depth: PublishDepth::All,
            tracks,
            rounds: vec![NewRound { key: ROUND.to_owned(), closes_at: None }],
            rules: vec![Rules { version: 1, text: "Imported from tables.".to_owned(), since: now }],
            prechecks: Vec::new(),
        },
        changes: Vec::new(),
        reopened: Vec::new(),
        further_rounds: Vec::new(),
        sealed_method: None,
        departure: None,
        entries,
        judges: Vec::new(),
        assignments: assignments(tables.scores.unwrap_or_default()),
        scorecards: Vec::new(),
        tie_votes: Vec::new(),
        given_awards: Vec::new(),
        prizes: super::parcel::PrizesArchive::default(),
        publications: Vec::new(),
        feedback: None,
        appeals: None,
    };
    errors.or(document)
}

/// The fewest reviews an entry that was reviewed at all has.
fn reviews(scores: &[Located<ScoreRecord>]) -> u32 {
    let mut judges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in scores {
        judges.entry(&row.record.entry).or_default().insert(&row.record.judge);
    }
    let fewest = judges.values().map(BTreeSet::len).min();
    fewest.and_then(|count| u32::try_from(count.min(MOST_REVIEWS)).ok()).unwrap_or(REVIEWS)
}

/// Who scored was assigned.
fn assignments(scores: &[Located<ScoreRecord>]) -> Vec<AssignmentArchive> {
    let pairs: BTreeSet<(&str, &str)> =
        scores.iter().map(|row| (row.record.entry.as_str(), row.record.judge.as_str())).collect();
    let assignment = |(entry, judge): (&str, &str)| AssignmentArchive {
        round: ROUND.to_owned(),
        entry: entry.to_owned(),
        judge: judge.to_owned(),
        by_hand: true,
    };
    pairs.into_iter().map(assignment).collect()
}

fn track(key: &str, tables: &Tables<'_>, errors: &mut FileErrors) -> NewTrack {
    let criteria = match tables.rubric {
        Some(rows) => {
            let own: Vec<&Located<RubricRecord>> =
                rows.iter().filter(|row| row.record.track.as_deref().is_none_or(|of| of == key)).collect();
            weighted(&own, tables.rubric_file, errors)
        }
        None => unweighted(tables.scores.unwrap_or_default()),
    };
    NewTrack {
        key: key.to_owned(),
        name: key.to_owned(),
        description: String::new(),
        examples: String::new(),
        tie_criteria: Vec::new(),
        criteria,
        awards: Vec::new(),
        questions: Question::standard(),
    }
}

/// The criteria of a rubric, in points of 100 where that is exact: only then do all sums stay what they are.
fn weighted(rows: &[&Located<RubricRecord>], file: &str, errors: &mut FileErrors) -> Vec<NewCriterion> {
    let sum: i128 = rows.iter().map(|row| i128::from(row.record.weight.micros())).sum();
    let scaled = |weight: Decimal| -> Option<Decimal> {
        let points = i128::from(weight.micros()) * 100_000_000;
        (sum > 0 && points % sum == 0).then(|| i64::try_from(points / sum).ok()).flatten().map(Decimal::from_micros)
    };
    let exact = rows.iter().all(|row| scaled(row.record.weight).is_some());
    for row in rows.iter().filter(|row| row.record.weight == Decimal::ZERO) {
        let problem = Problem::Senseless { value: "0".to_owned(), rule: "a weight is above 0 in a competition" };
        let column = Some("weight".to_owned());
        errors.push(FileError { file: file.to_owned(), line: row.line, column, problem });
    }
    rows.iter()
        .map(|row| {
            let RubricRecord { criterion, weight, min, max, step, label, .. } = &row.record;
            NewCriterion {
                key: criterion.clone(),
                label: label.clone().unwrap_or_else(|| criterion.clone()),
                question: String::new(),
                weight: if exact { scaled(*weight).unwrap_or(*weight) } else { *weight },
                min: *min,
                max: *max,
                step: *step,
                levels: Vec::new(),
            }
        })
        .collect()
}

/// The criteria of scores without a rubric: equal weights, one scale for all, that of the scores.
fn unweighted(scores: &[Located<ScoreRecord>]) -> Vec<NewCriterion> {
    let keys: BTreeSet<&str> = scores.iter().map(|row| row.record.criterion.as_str()).collect();
    let marks = || scores.iter().filter_map(|row| row.record.score).map(Decimal::micros);
    let max = marks().max().filter(|max| *max > 0).unwrap_or(5_000_000);
    let min = marks().min().filter(|min| *min < max).unwrap_or(0);
    let step = marks().chain([max]).fold(0, |step, mark| common_divisor(step, mark - min)).max(1);
    let weight = i64::try_from(keys.len()).ok().filter(|count| *count > 0 && 100_000_000 % count == 0);
    let weight = weight.map_or(Decimal::from_integer(1), |count| Decimal::from_micros(100_000_000 / count));
    keys.into_iter()
        .map(|key| NewCriterion {
            key: key.to_owned(),
            label: key.to_owned(),
            question: String::new(),
            weight,
            min: Decimal::from_micros(min),
            max: Decimal::from_micros(max),
            step: Decimal::from_micros(step),
            levels: Vec::new(),
        })
        .collect()
}

fn common_divisor(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

fn entry(row: &Located<EntryRecord>, file: &str, now: Moment, errors: &mut FileErrors) -> Option<EntryArchive> {
    let record = &row.record;
    let kind = match record.kind.as_deref().map(EntryKind::parse) {
        None => EntryKind::default(),
        Some(Some(kind)) => kind,
        Some(None) => {
            let problem = Problem::NotAllowed {
                value: record.kind.clone().unwrap_or_default(),
                allowed: "made_for_competition, existing or repurposed",
            };
            let column = Some("kind".to_owned());
            errors.push(FileError { file: file.to_owned(), line: row.line, column, problem });
            return None;
        }
    };
    let team = record.team.clone().unwrap_or_else(|| record.title.clone());
    // Somebody has to live in the country.
    let members = record.country.iter().map(|country| MemberArchive {
        public_name: team.clone(),
        country: country.clone(),
        ..MemberArchive::default()
    });
    Some(EntryArchive {
        key: record.entry.clone(),
        track: record.track.clone().unwrap_or_else(|| TRACK.to_owned()),
        team: TeamArchive {
            members: members.collect(),
            name: team,
            organisation: record.affiliation.clone().unwrap_or_default(),
        },
        state: EntryState::Eligible,
        content: EntryContent {
            title: record.title.clone(),
            pitch: record.summary.clone().unwrap_or_default(),
            kind,
            languages: record.languages.clone(),
            platforms: record.devices.clone(),
            warnings: Vec::new(),
            answers: [(known::PLAY_URL, &record.play_url), (known::VIDEO_URL, &record.video_url)]
                .into_iter()
                .filter_map(|(key, link)| Some((key.to_owned(), link.clone().filter(|link| !link.is_empty())?)))
                .collect(),
        },
        judged: None,
        submitted_at: Some(now),
        rules_version: Some(1),
        cure_until: None,
        cure_parts: None,
        exception: None,
        checks: Vec::new(),
        translations: Vec::new(),
    })
}
