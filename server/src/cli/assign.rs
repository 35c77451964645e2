//! `peaceapp assign`: solves an assignment from files, without a database.

use super::{Failure, rank::OutputFormat};
use crate::{
    assignment::{
        Balance, Bottleneck, EntryNeed, JudgeLimits, Options, PairRow, PairTerms, Problem, Remedy, Seed, Short,
        Shortage, Solution, SolveError, Tried, bottlenecks, remedies, shortages, solve,
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
        let solution = if self.balance || best.components > 1 {
            let balance = if self.balance { Balance::AboveAffinity } else { Balance::Ignored };
            solution(&problem, Options { balance, seed, connect: true })?
        } else {
            best
        };
        let answer = Answer::of(&problem, &solution, optimum)?;
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
    fn of(problem: &'p Problem, solution: &Solution, optimum: i64) -> Result<Self, Failure> {
        let pair = |&(entry, judge): &(usize, usize)| {
            Some(Pair { entry: &problem.entries().get(entry)?.key, judge: &problem.judges().get(judge)?.key })
        };
        Ok(Self {
            optimum: number(optimum),
            affinity: number(solution.affinity),
            missing: solution.missing_reviews(),
            components: solution.components,
            load: Load {
                min: solution.loads.iter().copied().min().unwrap_or(0),
                max: solution.loads.iter().copied().max().unwrap_or(0),
            },
            assignments: solution.pairs.iter().filter_map(pair).collect(),
            explanations: explanations(problem, solution).map_err(|error| Failure::no(error.to_string()))?,
        })
    }
}

/// An amount in millionths as a JSON number: whole where it is whole.
fn number(micros: i64) -> serde_json::Number {
    let text = Decimal::from_micros(micros).to_string();
    serde_json::from_str(&text).unwrap_or_else(|_| (micros / 1_000_000).into())
}

/// Which entries share too few judges, which judges are below their minimum, and what would help; then what was given
/// up to connect the panel.
fn explanations(problem: &Problem, solution: &Solution) -> Result<Vec<String>, SolveError> {
    let mut lines = Vec::new();
    if !solution.missing.is_empty() {
        lines.extend(shortages(problem, solution).iter().map(|short| shortage(problem, short)));
        lines.extend(bottlenecks(problem)?.iter().filter_map(|cut| sharing(problem, cut)));
        lines.extend(remedies(problem)?.iter().map(|tried| remedy(problem, tried)));
    }
    for &(judge, units) in &solution.below_minimum {
        let (Some(limits), Some(load)) = (problem.judges().get(judge), solution.loads.get(judge)) else { continue };
        let allowed = problem.pairs().as_slice().iter().filter(|pair| pair.judge == judge).count();
        lines.push(format!(
            "judge {} has {load} of at least {} entries: {units} too few; {allowed} are allowed for this judge",
            limits.key, limits.min_load
        ));
    }
    let connection = &solution.connection;
    for exchange in &connection.exchanges {
        lines.push(format!(
            "entries {} and {} exchanged judges {} and {} to join two parts of the panel; affinity given up: {}",
            entry(problem, exchange.entries.0),
            entry(problem, exchange.entries.1),
            judge(problem, exchange.judges.0),
            judge(problem, exchange.judges.1),
            number(exchange.cost.affinity_lost)
        ));
    }
    Ok(lines)
}

fn shortage(problem: &Problem, short: &Shortage) -> String {
    let Shortage { missing, needed, eligible, at_limit, .. } = short;
    let lacks = format!("entry {} lacks {missing} of {needed} reviews", entry(problem, short.entry));
    if short.too_few_eligible() {
        return format!("{lacks}: judges who may review it: {eligible}");
    }
    format!("{lacks}: judges who may review it: {eligible}; at their limit: {}", judges(problem, at_limit))
}

/// The entries that compete for judges at their limit. An entry with too few judges of its own has been named before.
fn sharing(problem: &Problem, cut: &Bottleneck) -> Option<String> {
    let Bottleneck { needed, capacity, .. } = cut;
    (!cut.judges.is_empty()).then(|| {
        format!(
            "the entries {} need {needed} reviews and share judges ({}) who can take {capacity} in all",
            entries(problem, &cut.entries),
            judges(problem, &cut.judges)
        )
    })
}

fn remedy(problem: &Problem, tried: &Tried) -> String {
    let change = match &tried.remedy {
        Remedy::HigherLimit { judge: of } => format!("one entry more for judge {}", judge(problem, *of)),
        Remedy::Unpin { entry: of, judge: by } => {
            format!("no pin of entry {} and judge {}", entry(problem, *of), judge(problem, *by))
        }
        Remedy::AnotherJudge { entries: of, .. } => {
            format!("one judge more who may review {}", entries(problem, of))
        }
        Remedy::FewerReviews { entries: of } => format!("one review less for {}", entries(problem, of)),
    };
    match tried.left {
        Short { reviews: 0, .. } => format!("would be enough: {change}"),
        Short { reviews, .. } => format!("would leave {reviews} missing: {change}"),
    }
}

fn entry(problem: &Problem, place: usize) -> &str {
    problem.entries().get(place).map_or("", |entry| entry.key.as_str())
}

fn judge(problem: &Problem, place: usize) -> &str {
    problem.judges().get(place).map_or("", |judge| judge.key.as_str())
}

fn entries(problem: &Problem, places: &[usize]) -> String {
    listed(places.iter().map(|&place| entry(problem, place)))
}

fn judges(problem: &Problem, places: &[usize]) -> String {
    listed(places.iter().map(|&place| judge(problem, place)))
}

/// The first dozen by name: a line is to be read.
fn listed<'k>(keys: impl ExactSizeIterator<Item = &'k str>) -> String {
    const NAMED: usize = 12;
    let more = keys.len().saturating_sub(NAMED);
    let names = keys.take(NAMED).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{names} and {more} more") } else { names }
}
