//! A proposal beside what is.

use crate::{
    ids::{EntryId, JudgeId},
    panel::{
        model::{AssignmentRun, BoardEntry, BoardJudge, Preview, PreviewJudge, PreviewLine, PreviewLoad, ProposedPair},
        rules::{groups, shared_languages},
    },
};
use std::collections::{BTreeMap, BTreeSet};

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a preview is about, apart from the proposal.
#[derive(Clone, Debug, Default)]
pub struct PreviewOf {
    /// What the proposal rests on has changed.
    pub outdated: bool,
    /// The public digest of what settled ties.
    pub seed_digest: String,
    /// SHA-256 of what is seen.
    pub digest: String,
}

/// Lays a run of the assigner beside the present assignments.
pub fn preview(run: &AssignmentRun, entries: &[BoardEntry], judges: &[BoardJudge], of: PreviewOf) -> Preview {
    let proposal = &run.proposal;
    let known: BTreeMap<JudgeId, &BoardJudge> = judges.iter().map(|judge| (judge.id, judge)).collect();
    let name = |id: &JudgeId| known.get(id).map(|judge| judge.name.clone()).unwrap_or_default();
    let mut loads: BTreeMap<JudgeId, u32> =
        judges.iter().filter(|judge| judge.ready).map(|judge| (judge.id, 0)).collect();
    for pair in &proposal.pairs {
        *loads.entry(pair.judge).or_default() += 1;
    }
    let proposed: BTreeSet<(EntryId, JudgeId)> = proposal.pairs.iter().map(|pair| (pair.entry, pair.judge)).collect();
    let ready: BTreeSet<JudgeId> = judges.iter().filter(|judge| judge.ready).map(|judge| judge.id).collect();
    // Who left after handing in stays, whatever is proposed.
    let present: BTreeSet<(EntryId, JudgeId)> = entries
        .iter()
        .flat_map(|entry| entry.judges.iter().map(move |judge| (entry.id, judge.judge)))
        .filter(|(_, judge)| ready.contains(judge))
        .collect();
    let line = |entry: &BoardEntry| {
        let mut got: Vec<PreviewJudge> = proposal
            .pairs
            .iter()
            .filter(|pair| pair.entry == entry.id)
            .map(|pair| judge_of(pair, entry, &known, &loads, !present.contains(&(pair.entry, pair.judge))))
            .collect();
        got.sort_by(|one, other| one.name.cmp(&other.name));
        let removed = present.iter().filter(|pair| pair.0 == entry.id && !proposed.contains(pair));
        let removed = removed.map(|(_, judge)| name(judge)).collect();
        PreviewLine { title: entry.title.clone(), judges: got, removed }
    };
    let title =
        |id: EntryId| entries.iter().find(|entry| entry.id == id).map(|entry| entry.title.clone()).unwrap_or_default();
    let pairs = many(proposal.pairs.len());
    let lines: Vec<PreviewLine> =
        entries.iter().map(line).filter(|line| !(line.judges.is_empty() && line.removed.is_empty())).collect();
    let covered: BTreeSet<EntryId> =
        proposal.pairs.iter().map(|pair| pair.entry).chain(proposal.short.iter().map(|short| short.entry)).collect();
    let parts = groups(proposal.pairs.iter().map(|pair| (pair.judge, pair.entry)));
    let named = |part: &Vec<JudgeId>| {
        let mut names: Vec<String> = part.iter().map(name).collect();
        names.sort();
        names
    };
    let load = |judge: &BoardJudge| PreviewLoad {
        name: judge.name.clone(),
        now: judge.load,
        then: loads.get(&judge.id).copied().unwrap_or_default(),
        max_load: judge.max_load,
    };
    Preview {
        groups: if parts.len() > 1 { parts.iter().map(named).collect() } else { Vec::new() },
        seed_digest: of.seed_digest,
        digest: of.digest,
        repair: proposal.repair,
        kept: many(proposed.intersection(&present).count()),
        loads: judges.iter().filter(|judge| judge.ready).map(load).collect(),
        run: run.id,
        at: run.at,
        outdated: of.outdated,
        entries: many(covered.len()),
        reviews_per_entry: proposal.reviews_per_entry,
        load_min: loads.values().copied().min().unwrap_or_default(),
        load_max: loads.values().copied().max().unwrap_or_default(),
        languages_matched: pairs.saturating_sub(proposal.language_mismatches),
        devices_matched: pairs.saturating_sub(proposal.device_mismatches),
        same_organisation: proposal.same_organisation,
        pairs,
        conflicts_avoided: proposal.conflicts_avoided,
        soft_conflicts: proposal.soft_conflicts,
        components: proposal.components,
        added: many(proposed.difference(&present).count()),
        removed: many(present.difference(&proposed).count()),
        bottlenecks: proposal.bottlenecks.iter().map(|cut| cut.map(|entry| title(*entry), name)).collect(),
        remedies: proposal.remedies.iter().map(|remedy| remedy.map(|entry| title(*entry), name)).collect(),
        short: proposal.short.iter().map(|short| (title(short.entry), short.clone())).collect(),
        lines,
    }
}

fn judge_of(
    pair: &ProposedPair,
    entry: &BoardEntry,
    known: &BTreeMap<JudgeId, &BoardJudge>,
    loads: &BTreeMap<JudgeId, u32>,
    added: bool,
) -> PreviewJudge {
    let judge = known.get(&pair.judge);
    PreviewJudge {
        name: judge.map(|judge| judge.name.clone()).unwrap_or_default(),
        language: pair.language,
        no_device: pair.no_device,
        shared_languages: judge.map(|judge| shared_languages(&judge.languages, &entry.languages)).unwrap_or_default(),
        field: judge.map(|judge| judge.field.clone()).unwrap_or_default(),
        soft_conflict: pair.soft_conflict,
        added,
        load: loads.get(&pair.judge).copied().unwrap_or_default(),
        max_load: judge.and_then(|judge| judge.max_load),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{AssignmentId, RunId},
        panel::model::{AssignedJudge, Proposal, Shortage, Work},
        time::Moment,
    };
    use uuid::Uuid;

    fn judge(n: u128, ready: bool) -> BoardJudge {
        BoardJudge {
            id: JudgeId::new(Uuid::from_u128(n)),
            name: format!("J{n}"),
            languages: Vec::new(),
            ready,
            load: 0,
            submitted: 0,
            max_load: None,
            field: String::new(),
        }
    }

    fn entry(n: u128, judges: &[u128]) -> BoardEntry {
        let assigned = |judge: &u128| AssignedJudge {
            assignment: AssignmentId::new(Uuid::from_u128(n * 10 + judge)),
            judge: JudgeId::new(Uuid::from_u128(*judge)),
            name: format!("J{judge}"),
            by_hand: false,
            language: true,
            soft_conflict: false,
            work: Work::None,
        };
        BoardEntry {
            id: EntryId::new(Uuid::from_u128(n)),
            title: format!("E{n}"),
            languages: Vec::new(),
            assignable: true,
            consent_missing: false,
            judges: judges.iter().map(assigned).collect(),
        }
    }

    #[test]
    fn a_proposal_is_laid_beside_what_is() {
        let pair = |judge: u128, entry: u128, language: bool| ProposedPair {
            no_device: false,
            judge: JudgeId::new(Uuid::from_u128(judge)),
            entry: EntryId::new(Uuid::from_u128(entry)),
            language,
            soft_conflict: false,
        };
        let proposal = Proposal {
            reviews_per_entry: 2,
            pairs: vec![pair(1, 1, true), pair(2, 1, false), pair(1, 2, true)],
            short: vec![Shortage { entry: EntryId::new(Uuid::from_u128(2)), missing: 1, eligible: 1 }],
            language_mismatches: 1,
            components: 1,
            ..Proposal::default()
        };
        let run = AssignmentRun { id: RunId::new(Uuid::nil()), at: Moment::from_seconds(0), applied: false, proposal };
        // Judge 4 has left after handing in; judge 3 would lose entry 1.
        let entries = [entry(1, &[1, 3, 4]), entry(2, &[])];
        let judges = [judge(1, true), judge(2, true), judge(3, true), judge(4, false)];
        let made = preview(&run, &entries, &judges, PreviewOf::default());
        assert_eq!((made.added, made.removed, made.pairs, made.languages_matched), (2, 1, 3, 2));
        assert_eq!((made.kept, made.groups.len()), (1, 0), "judge 1 has an entry with each");
        assert_eq!(made.loads.iter().map(|load| load.then).collect::<Vec<_>>(), [2, 1, 0]);
        assert_eq!((made.load_min, made.load_max, made.entries), (0, 2, 2));
        let first = made.lines.first().expect("a line");
        assert_eq!(
            first.judges.iter().map(|judge| (judge.name.as_str(), judge.added)).collect::<Vec<_>>(),
            [("J1", false), ("J2", true)]
        );
        assert_eq!(first.removed, ["J3"]);
        assert_eq!(made.short.first().map(|(title, _)| title.as_str()), Some("E2"));
    }
}
