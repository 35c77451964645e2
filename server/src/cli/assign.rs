//! `peaceapp assign`: solves an assignment from files, without a database.

use super::{Failure, rank::OutputFormat};
use crate::{
    assignment::{
        Balance, EntryNeed, JudgeLimits, Options, PairRow, PairTerms, Problem, Seed, Shortage, Solution, shortages,
        solve,
    },
    exchange::{
        Located,
        affinity::{self, AffinityRecord},
        conflicts::{self, ConflictKind, ConflictRecord},
        file,
        writer::Writer,
    },
};
use app::number::Decimal;
use clap::Args;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::PathBuf,
};

/// Solves an assignment from files.
#[derive(Args, Debug)]
pub struct Assign {
    /// `entry,judge,affinity`: the pairs listed are the pairs allowed.
    #[arg(long, value_name = "FILE")]
    affinity: PathBuf,
    /// `entry,judge,kind,reason`: hard ones are never assigned, soft ones only where nothing else is feasible.
    #[arg(long, value_name = "FILE")]
    conflicts: Option<PathBuf>,
    /// Judges that each entry gets.
    #[arg(long, value_name = "K")]
    reviews: u32,
    /// The fewest entries a judge gets.
    #[arg(long, value_name = "A", default_value_t = 0)]
    min_load: u32,
    /// The most entries a judge gets; as many as there are, if left out.
    #[arg(long, value_name = "B")]
    max_load: Option<u32>,
    /// Puts even loads above affinity.
    #[arg(long)]
    balance: bool,
    /// Settles what everything else leaves open.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "json")]
    format: OutputFormat,
}

impl Assign {
    /// Writes the assignment to standard output.
    ///
    /// # Errors
    /// Exit code 1 when a file has errors or the bounds cannot be met; in the latter case the best answer has been
    /// written and says why.
    pub fn run(self) -> Result<(), Failure> {
        if let Some(most) = self.max_load.filter(|most| *most < self.min_load) {
            return Err(Failure::usage(format!("--min-load {} is above --max-load {most}", self.min_load)));
        }
        let problem = self.problem()?;
        let seed = Seed::from(self.seed);
        let best = solution(&problem, Options { balance: Balance::Ignored, seed, connect: false })?;
        let optimum = best.affinity;
        let solution = if self.balance {
            solution(&problem, Options { balance: Balance::AboveAffinity, seed, connect: false })?
        } else {
            best
        };
        let answer = Answer::of(&problem, &solution, optimum);
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        match self.format {
            OutputFormat::Json => {
                serde_json::to_writer(&mut out, &answer).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
            OutputFormat::Csv => {
                let mut writer = Writer::new(&mut out, &["entry", "judge"])?;
                for pair in &answer.assignments {
                    writer.text(pair.entry)?.text(pair.judge)?.end_row()?;
                }
                writer.finish()?;
            }
        }
        out.flush()?;
        if solution.meets_all_bounds() {
            return Ok(());
        }
        Err(Failure::Answered(format!("the bounds cannot be met:\n{}", answer.explanations.join("\n"))))
    }

    fn problem(&self) -> Result<Problem, Failure> {
        let name = self.affinity.display().to_string();
        let pairs = affinity::read(&name, &file::required(&self.affinity)?)?;
        let (mut entries, mut judges) = (BTreeSet::new(), BTreeSet::new());
        for Located { record, .. } in &pairs {
            entries.insert(record.entry.as_str());
            judges.insert(record.judge.as_str());
        }
        let conflicts = self.read_conflicts(&entries, &judges)?;
        let most = self.max_load.unwrap_or_else(|| u32::try_from(entries.len()).unwrap_or(u32::MAX)).max(self.min_load);
        let rows = pairs.iter().filter_map(|row| pair_row(&row.record, &conflicts));
        Problem::new(
            entries.iter().map(|key| EntryNeed { key: (*key).to_owned(), reviews: self.reviews }).collect(),
            judges
                .iter()
                .map(|key| JudgeLimits { key: (*key).to_owned(), min_load: self.min_load, max_load: most })
                .collect(),
            rows,
        )
        .map_err(|error| Failure::no(error.to_string()))
    }

    fn read_conflicts(&self, entries: &BTreeSet<&str>, judges: &BTreeSet<&str>) -> Result<Conflicts, Failure> {
        let Some(path) = &self.conflicts else { return Ok(Conflicts::new()) };
        let name = path.display().to_string();
        let mut conflicts = Conflicts::new();
        for Located { line, record } in conflicts::read(&name, &file::required(path)?)? {
            let ConflictRecord { entry, judge, kind, .. } = record;
            if !entries.contains(entry.as_str()) || !judges.contains(judge.as_str()) {
                let file = self.affinity.display();
                eprintln!("{name}, line {line}: {entry} or {judge} is not in {file}; the conflict changes nothing");
            }
            conflicts.insert((entry, judge), kind);
        }
        Ok(conflicts)
    }
}

type Conflicts = BTreeMap<(String, String), ConflictKind>;

/// The pair, unless a hard conflict bars it.
fn pair_row<'a>(record: &'a AffinityRecord, conflicts: &Conflicts) -> Option<PairRow<'a>> {
    let kind = conflicts.get(&(record.entry.clone(), record.judge.clone()));
    let terms = PairTerms {
        affinity: record.affinity.micros(),
        soft_conflict: kind == Some(&ConflictKind::Soft),
        ..PairTerms::default()
    };
    (kind != Some(&ConflictKind::Hard)).then_some(PairRow { entry: &record.entry, judge: &record.judge, terms })
}

fn solution(problem: &Problem, options: Options) -> Result<Solution, Failure> {
    solve(problem, &options).map_err(|error| Failure::no(error.to_string()))
}

/// The answer. Stable: others build on its fields.
#[derive(Serialize)]
struct Answer<'p> {
    optimum: serde_json::Number,
    affinity: serde_json::Number,
    missing: u64,
    components: usize,
    load: Load,
    assignments: Vec<Pair<'p>>,
    explanations: Vec<String>,
}

#[derive(Serialize)]
struct Load {
    min: u32,
    max: u32,
}

#[derive(Serialize)]
struct Pair<'p> {
    entry: &'p str,
    judge: &'p str,
}

impl<'p> Answer<'p> {
    fn of(problem: &'p Problem, solution: &Solution, optimum: i64) -> Self {
        let pair = |&(entry, judge): &(usize, usize)| {
            Some(Pair { entry: &problem.entries().get(entry)?.key, judge: &problem.judges().get(judge)?.key })
        };
        Self {
            optimum: number(optimum),
            affinity: number(solution.affinity),
            missing: solution.missing_reviews(),
            components: solution.components,
            load: Load {
                min: solution.loads.iter().copied().min().unwrap_or(0),
                max: solution.loads.iter().copied().max().unwrap_or(0),
            },
            assignments: solution.pairs.iter().filter_map(pair).collect(),
            explanations: explanations(problem, solution),
        }
    }
}

/// An amount in millionths as a JSON number: whole where it is whole.
fn number(micros: i64) -> serde_json::Number {
    let text = Decimal::from_micros(micros).to_string();
    serde_json::from_str(&text).unwrap_or_else(|_| (micros / 1_000_000).into())
}

/// Which entries share too few judges, and which judges are below their minimum.
fn explanations(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut lines: Vec<String> = shortages(problem, solution).iter().map(|short| shortage(problem, short)).collect();
    lines.extend(shared_limits(problem, solution));
    for &(judge, units) in &solution.below_minimum {
        let (Some(limits), Some(load)) = (problem.judges().get(judge), solution.loads.get(judge)) else { continue };
        let allowed = problem.pairs().as_slice().iter().filter(|pair| pair.judge == judge).count();
        lines.push(format!(
            "judge {} has {load} of at least {} entries: {units} too few; {allowed} are allowed for this judge",
            limits.key, limits.min_load
        ));
    }
    lines
}

fn shortage(problem: &Problem, short: &Shortage) -> String {
    let entry = problem.entries().get(short.entry).map_or("", |entry| entry.key.as_str());
    let Shortage { missing, needed, eligible, at_limit, .. } = short;
    if short.too_few_eligible() {
        return format!("entry {entry} lacks {missing} of {needed} reviews: judges who may review it: {eligible}");
    }
    format!(
        "entry {entry} lacks {missing} of {needed} reviews: judges who may review it: {eligible}; at their limit: {}",
        keys(problem, at_limit)
    )
}

fn keys(problem: &Problem, judges: &[usize]) -> String {
    let keys: Vec<&str> =
        judges.iter().filter_map(|judge| problem.judges().get(*judge)).map(|judge| judge.key.as_str()).collect();
    keys.join(", ")
}

/// The entries that compete for the judges at their limit: which share too few of them.
fn shared_limits(problem: &Problem, solution: &Solution) -> Option<String> {
    let limited: BTreeSet<usize> = shortages(problem, solution)
        .into_iter()
        .filter(|short| !short.too_few_eligible())
        .flat_map(|s| s.at_limit)
        .collect();
    if limited.is_empty() {
        return None;
    }
    let capacity: u64 =
        limited.iter().filter_map(|judge| problem.judges().get(*judge)).map(|judge| u64::from(judge.max_load)).sum();
    let only_these = |entry: usize| problem.pairs().of_entry(entry).iter().all(|pair| limited.contains(&pair.judge));
    let sharing: Vec<&EntryNeed> =
        problem.entries().iter().enumerate().filter(|(entry, _)| only_these(*entry)).map(|(_, need)| need).collect();
    let needed: u64 = sharing.iter().map(|need| u64::from(need.reviews)).sum();
    let names: Vec<&str> = sharing.iter().map(|need| need.key.as_str()).collect();
    (needed > capacity).then(|| {
        format!(
            "the entries {} need {needed} reviews and share judges ({}) who can take {capacity} in all",
            names.join(", "),
            keys(problem, &limited.into_iter().collect::<Vec<_>>())
        )
    })
}
