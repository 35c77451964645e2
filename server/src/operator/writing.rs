//! From a parcel to files.

use super::{
    parcel::{Document, Parcel},
    scorecards, times,
};
use crate::exchange::{
    WriteError, conflicts, entries, entries::EntryRecord, judges, rubric, rubric::RubricRecord, scores, writer::Writer,
};
use app::competition::model::{LoggedEvent, known};
use std::collections::BTreeSet;

/// The files of a competition, by name.
///
/// # Errors
/// When an item of a list could not be read back.
pub fn files(mut parcel: Parcel) -> Result<Vec<(&'static str, Vec<u8>)>, WriteError> {
    let rows = scorecards::split(&mut parcel.document);
    let mut files = Vec::new();
    let mut table = |name: &'static str, write: &dyn Fn(&mut Vec<u8>) -> Result<(), WriteError>| {
        let mut out = Vec::new();
        write(&mut out)?;
        files.push((name, out));
        Ok::<_, WriteError>(())
    };
    let document = &parcel.document;
    table("competition.json", &|out| json(document, out))?;
    table("entries.csv", &|out| entries::write(&entry_records(document), out))?;
    table("judges.csv", &|out| judges::write(&parcel.judges, out))?;
    table("conflicts.csv", &|out| conflicts::write(&parcel.conflicts, out))?;
    table("rubric.csv", &|out| rubric::write(&rubric_records(document), out))?;
    table("scores.csv", &|out| scores::write(&rows, out))?;
    Ok(files)
}

/// The name of the file of the panel's room: for people, it is not read again.
pub const ROOM: &str = "deliberation.json";

/// The name of the file of the log.
pub const LOG: &str = "log.csv";

/// `number,at,actor,action,subject,payload`, the time in UTC. An event without an actor was done by a link's holder or by
/// the operator.
///
/// # Errors
/// When the output fails.
pub fn log(events: &[LoggedEvent]) -> Result<Vec<u8>, WriteError> {
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, &["number", "at", "actor", "action", "subject", "payload"])?;
    for event in events {
        let at = times::written(event.at);
        writer.number(event.seq)?.optional_text(at.as_deref())?.optional_text(event.actor.as_deref())?;
        writer.text(&event.action)?.text(&event.subject)?.optional_text(event.payload.as_deref())?.end_row()?;
    }
    writer.finish()?;
    Ok(out)
}

fn json(document: &Document, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let mut value = serde_json::to_value(document).map_err(std::io::Error::from)?;
    times::to_text(&mut value);
    serde_json::to_writer_pretty(&mut *out, &value).map_err(std::io::Error::from)?;
    out.push(b'\n');
    Ok(())
}

fn filled(text: &str) -> Option<String> {
    Some(text).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The rows of `entries.csv`.
pub fn entry_records(document: &Document) -> Vec<EntryRecord> {
    document
        .entries
        .iter()
        .map(|entry| {
            let countries: BTreeSet<&str> =
                entry.team.members.iter().map(|m| m.country.as_str()).filter(|country| !country.is_empty()).collect();
            EntryRecord {
                entry: entry.key.clone(),
                title: filled(&entry.content.title).unwrap_or_else(|| entry.key.clone()),
                track: Some(entry.track.clone()),
                kind: Some(entry.content.kind.as_str().to_owned()),
                team: filled(&entry.team.name),
                affiliation: filled(&entry.team.organisation),
                country: filled(&countries.into_iter().collect::<Vec<_>>().join(";")),
                languages: entry.content.languages.clone(),
                devices: entry.content.platforms.clone(),
                summary: filled(&entry.content.pitch),
                play_url: filled(entry.content.answer(known::PLAY_URL)),
                video_url: filled(entry.content.answer(known::VIDEO_URL)),
            }
        })
        .collect()
}

/// The rows of `rubric.csv`; the track is named where there are several.
pub fn rubric_records(document: &Document) -> Vec<RubricRecord> {
    let several = document.competition.tracks.len() > 1;
    let tracks = &document.competition.tracks;
    tracks
        .iter()
        .flat_map(|track| track.criteria.iter().map(move |criterion| (track, criterion)))
        .map(|(track, criterion)| RubricRecord {
            criterion: criterion.key.clone(),
            weight: criterion.weight,
            min: criterion.min,
            max: criterion.max,
            step: criterion.step,
            label: filled(&criterion.label),
            track: several.then(|| track.key.clone()),
        })
        .collect()
}
