//! What organisers look at before and after they publish, from what decides results and a little besides. Pure; it decides
//! nothing.

mod copied;
mod entries;
mod hasty;
mod judges;
mod panel;
mod signs;
#[cfg(test)]
mod tests;

pub use hasty::reading_seconds;

use super::{
    doubt,
    evidence::Evidence,
    standing::{Standing, standings},
};
use crate::{
    ids::{EntryId, JudgeId},
    results::{
        model::analysis::{Signs, TrackAnalysis},
        ranking::{
            InputError,
            diagnostics::{DiagnosticsSettings, diagnose},
        },
    },
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known besides what decides results.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Names of the judges.
    pub names: BTreeMap<JudgeId, String>,
    /// Judges and entries of one country or organisation.
    pub own: BTreeSet<(JudgeId, EntryId)>,
    /// Judges and entries that are close to each other: by a conflict of interest, of one organisation, of the team.
    pub close: BTreeSet<(JudgeId, EntryId)>,
    /// When scorecards were handed in, in the order of judges and times.
    pub handed_in: Vec<HandedIn>,
    /// How many panels are simulated for the limits of a judge's fit.
    pub simulations: u32,
}

/// When a scorecard was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// By whom.
    pub judge: JudgeId,
    /// Of what.
    pub entry: EntryId,
    /// When.
    pub at: Moment,
    /// Seconds that are known to have been spent on the entry; nothing where no sign was recorded, as of an import.
    pub spent: Option<u32>,
}

/// How many panels are simulated where nobody says.
pub const SIMULATIONS: u32 = 200;

/// One track on the way to what is shown of it.
struct Looked<'a> {
    standing: &'a Standing<'a>,
    /// The judges of the input, by their numbers.
    judges: Vec<Option<JudgeId>>,
    /// Numbers of places that win a prize, ascending.
    lines: Vec<u32>,
    around: &'a Surroundings,
}

impl<'a> Looked<'a> {
    fn at(standing: &'a Standing<'a>, around: &'a Surroundings) -> Self {
        let mut lines = doubt::lines(standing.track);
        lines.retain(|line| *line > 0);
        lines.dedup();
        if lines.is_empty() {
            lines.push(1);
        }
        let judges = standing.input.judges.iter().map(|key| key.parse().ok()).collect();
        Self { standing, judges, lines, around }
    }

    /// Pairs of judge and entry by their numbers in the input.
    fn numbered(&self, pairs: &BTreeSet<(JudgeId, EntryId)>) -> BTreeSet<(usize, usize)> {
        let judges: BTreeMap<JudgeId, usize> =
            self.judges.iter().enumerate().filter_map(|(number, judge)| Some(((*judge)?, number))).collect();
        let entries: BTreeMap<EntryId, usize> =
            self.standing.entries.iter().enumerate().map(|(number, entry)| (entry.id, number)).collect();
        let number = |(judge, entry): &(JudgeId, EntryId)| Some((*judges.get(judge)?, *entries.get(entry)?));
        pairs.iter().filter_map(number).collect()
    }

    /// What a judge of the input is called.
    fn name(&self, judge: usize) -> String {
        let id = self.judges.get(judge).copied().flatten();
        id.and_then(|id| self.around.names.get(&id).cloned()).unwrap_or_default()
    }

    fn title(&self, entry: usize) -> String {
        self.standing.entries[entry].title.clone()
    }

    /// The last time at which each scorecard of the input was handed in; empty unless it is known of all.
    fn order(&self) -> Vec<u64> {
        let newest: BTreeMap<(JudgeId, EntryId), i64> =
            self.around.handed_in.iter().map(|one| ((one.judge, one.entry), one.at.micros())).collect();
        let time = |sheet: &crate::results::ranking::Sheet| {
            let judge = self.judges.get(sheet.judge).copied().flatten()?;
            u64::try_from(*newest.get(&(judge, self.standing.entries[sheet.entry].id))?).ok()
        };
        self.standing.input.sheets.iter().map(time).collect::<Option<Vec<u64>>>().unwrap_or_default()
    }

    fn settings(&self) -> DiagnosticsSettings {
        DiagnosticsSettings {
            seed: self.standing.doubted().map(|of| of.seed).unwrap_or_default(),
            simulations: self.around.simulations,
            order: self.order(),
            own: self.numbered(&self.around.own),
        }
    }
}

/// All tracks, and what may be a cheat.
///
/// # Errors
/// [`InputError`] when stored data break the rules of their own tables.
pub fn analysed(evidence: &Evidence, around: &Surroundings) -> Result<(Vec<TrackAnalysis>, Signs), InputError> {
    let standings = standings(evidence)?;
    let looked: Vec<Looked<'_>> = standings.iter().map(|standing| Looked::at(standing, around)).collect();
    let tracks = looked.iter().map(|looked| track(looked, evidence.competition.reviews_per_entry)).collect();
    let mut signs =
        Signs { copied: copied::texts(evidence, around), hasty: hasty::runs(evidence, around), ..Signs::default() };
    looked.iter().for_each(|looked| signs::add(&mut signs, looked));
    Ok((tracks, signs))
}

fn track(looked: &Looked<'_>, promised: u32) -> TrackAnalysis {
    let found = diagnose(&looked.standing.input, &looked.standing.ranking, &looked.settings());
    TrackAnalysis {
        key: looked.standing.track.key.clone(),
        name: looked.standing.track.name.clone(),
        panel: found.as_ref().map(|found| panel::panel(looked, found, promised)),
        lines: looked.lines.clone(),
        entries: entries::entries(looked),
        settling: entries::settling(looked),
        judges: found.map(|found| judges::judges(looked, found)).unwrap_or_default(),
    }
}
