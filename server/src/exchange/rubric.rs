//! `rubric.csv`: the criteria and their scales.

use std::io::Write;

use app::number::Decimal;

use super::error::{FileErrors, Problem};
use super::layout::Layout;
use super::reader::{Located, Source};
use super::row::Row;
use super::writer::{WriteError, Writer};

const LAYOUT: Layout = Layout {
    required: &["criterion", "weight", "min", "max", "step"],
    optional: &["label", "track"],
    key: &["criterion", "track"],
};

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubricRecord {
    /// The key of the criterion.
    pub criterion: String,
    /// Its weight relative to the others; nought for one that only breaks ties.
    pub weight: Decimal,
    /// The lowest mark.
    pub min: Decimal,
    /// The highest mark, above nought because totals are shares of it.
    pub max: Decimal,
    /// The distance of neighbouring marks.
    pub step: Decimal,
    /// What judges read.
    pub label: Option<String>,
    /// The key of the track, where tracks have rubrics of their own.
    pub track: Option<String>,
}

/// Reads the file. Whether weights total a certain sum is left to the caller.
///
/// # Errors
/// All errors of the file.
pub fn read(file: &str, data: &[u8]) -> Result<Vec<Located<RubricRecord>>, FileErrors> {
    Source::new(file, data).read(&LAYOUT, |row| {
        let (criterion, label, track) = (row.text("criterion"), row.optional_text("label"), row.optional_text("track"));
        let (weight, min, max, step) = (row.number("weight"), row.number("min"), row.number("max"), row.number("step"));
        let record = RubricRecord {
            criterion: criterion?.to_owned(),
            weight: weight?,
            min: min?,
            max: max?,
            step: step?,
            label: label?,
            track: track?,
        };
        check(row, &record).then_some(record)
    })
}

fn check(row: &mut Row<'_>, record: &RubricRecord) -> bool {
    let RubricRecord { weight, min, max, step, .. } = record;
    let zero = Decimal::ZERO;
    let mut sound = true;
    let mut demand = |holds: bool, column: &str, value: &Decimal, rule: &'static str| {
        if !holds {
            sound = false;
            row.report(Some(column), Problem::Senseless { value: value.to_string(), rule });
        }
    };
    demand(*weight >= zero, "weight", weight, "a weight is 0 or more");
    demand(*max > zero, "max", max, "the highest mark is above 0");
    demand(max > min, "max", max, "the highest mark is above the lowest");
    demand(*step > zero, "step", step, "a step is above 0");
    if *step > zero && max > min {
        // In 128 bits, as the distance of two 64-bit numbers may not fit into 64.
        let distance = i128::from(max.micros()) - i128::from(min.micros());
        let whole = distance % i128::from(step.micros()) == 0;
        demand(whole, "step", step, "whole steps lead from the lowest mark to the highest");
    }
    sound
}

/// Writes the file, with the column `track` only if one is set.
///
/// # Errors
/// When the output fails.
pub fn write(records: &[RubricRecord], out: impl Write) -> Result<(), WriteError> {
    let tracks = records.iter().any(|record| record.track.is_some());
    let optional = if tracks { LAYOUT.optional } else { &LAYOUT.optional[..1] };
    let mut writer = Writer::new(out, &[LAYOUT.required, optional].concat())?;
    for record in records {
        writer
            .text(&record.criterion)?
            .number(record.weight)?
            .number(record.min)?
            .number(record.max)?
            .number(record.step)?
            .optional_text(record.label.as_deref())?;
        if tracks {
            writer.optional_text(record.track.as_deref())?;
        }
        writer.end_row()?;
    }
    writer.finish()
}
