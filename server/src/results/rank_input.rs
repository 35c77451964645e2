//! From the files of the `rank` command to the input of a ranking.

use std::collections::HashMap;
use std::hash::Hash;

use app::number::Decimal;
use app::results::ranking::{CriterionInput, Marks, RankingInput, Sheet, TieStep};

use crate::exchange::Located;
use crate::exchange::rubric::RubricRecord;
use crate::exchange::scores::{ScoreRecord, Scores, TotalRecord};

/// The input of a ranking of everything in the file.
///
/// Without a rubric the criteria are those of the scores, in alphabetical order, so that the order of rows does not
/// matter. A row that is missing says the same as an empty score: could not assess.
#[must_use]
pub fn ranking_input(scores: &Scores, rubric: Option<&[Located<RubricRecord>]>, tie: &[TieStep]) -> RankingInput {
    let criteria = match (rubric, scores) {
        (Some(lines), _) => lines.iter().map(|line| rubric_line(&line.record)).collect(),
        (None, Scores::ByCriterion(rows)) => unscaled(rows),
        (None, Scores::Totals(_)) => Vec::new(),
    };
    let (entries, judges, sheets) = match scores {
        Scores::ByCriterion(rows) => by_criterion(rows, &criteria),
        Scores::Totals(rows) => totals(rows),
    };
    RankingInput { entries, judges, criteria, sheets, tie_order: tie.to_vec(), ..RankingInput::default() }
}

fn rubric_line(line: &RubricRecord) -> CriterionInput {
    CriterionInput { key: line.criterion.clone(), weight: line.weight, max: Some(line.max) }
}

fn unscaled(rows: &[Located<ScoreRecord>]) -> Vec<CriterionInput> {
    let mut index = Index::default();
    for row in rows {
        index.of(row.record.criterion.as_str());
    }
    let mut keys = index.keys;
    keys.sort_unstable();
    let weight = Decimal::from_integer(1);
    keys.into_iter().map(|key| CriterionInput { key: key.to_owned(), weight, max: None }).collect()
}

type Lists = (Vec<String>, Vec<String>, Vec<Sheet>);

fn by_criterion(rows: &[Located<ScoreRecord>], criteria: &[CriterionInput]) -> Lists {
    let columns: HashMap<&str, usize> =
        criteria.iter().enumerate().map(|(index, criterion)| (criterion.key.as_str(), index)).collect();
    let (mut entries, mut judges, mut pairs) = (Index::default(), Index::default(), Index::default());
    let mut marks: Vec<Vec<Option<Decimal>>> = Vec::new();
    for Located { record, .. } in rows {
        let sheet = pairs.of((entries.of(record.entry.as_str()), judges.of(record.judge.as_str())));
        if sheet == marks.len() {
            marks.push(vec![None; criteria.len()]);
        }
        if let Some(column) = columns.get(record.criterion.as_str()) {
            marks[sheet][*column] = record.score;
        }
    }
    let sheets = pairs.keys.into_iter().zip(marks);
    let sheets = sheets.map(|((entry, judge), marks)| Sheet { entry, judge, marks: Marks::Criteria(marks) }).collect();
    (entries.owned(), judges.owned(), sheets)
}

fn totals(rows: &[Located<TotalRecord>]) -> Lists {
    let (mut entries, mut judges) = (Index::default(), Index::default());
    let sheet =
        |row: &Located<TotalRecord>, entry, judge| Sheet { entry, judge, marks: Marks::Total(row.record.total) };
    let sheets = rows
        .iter()
        .map(|row| sheet(row, entries.of(row.record.entry.as_str()), judges.of(row.record.judge.as_str())))
        .collect();
    (entries.owned(), judges.owned(), sheets)
}

/// Numbers keys in the order in which they first come.
struct Index<K> {
    keys: Vec<K>,
    numbers: HashMap<K, usize>,
}

impl<K> Default for Index<K> {
    fn default() -> Index<K> {
        Index { keys: Vec::new(), numbers: HashMap::new() }
    }
}

impl<K: Copy + Eq + Hash> Index<K> {
    fn of(&mut self, key: K) -> usize {
        let next = self.keys.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        number
    }
}

impl Index<&str> {
    fn owned(self) -> Vec<String> {
        self.keys.into_iter().map(str::to_owned).collect()
    }
}
