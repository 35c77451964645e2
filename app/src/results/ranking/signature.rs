//! Judges told apart by what they said, not by what they are called: a copy of a competition names them anew, and a published
//! pack gives them other names, and both have to draw the same.

use std::fmt::Write;

use super::{CheckedInput, Marks};
use crate::number::Decimal;

/// Of each judge of the input, all that the judge said, in the order of the entries' keys. Judges of the same text are
/// interchangeable.
pub(super) fn signatures(input: &CheckedInput) -> Vec<String> {
    let mut sheets: Vec<(usize, &str, &Marks)> =
        input.sheets.iter().map(|sheet| (sheet.judge, input.entries[sheet.entry].as_str(), &sheet.marks)).collect();
    sheets.sort_unstable_by_key(|sheet| (sheet.0, sheet.1));
    let mut signatures = vec![String::new(); input.judges.len()];
    for (judge, entry, marks) in sheets {
        let out = &mut signatures[judge];
        // Writing to a string does not fail.
        let _ = write!(out, "{}:{entry}", entry.len());
        match marks {
            Marks::Total(total) => {
                let _ = write!(out, "={}", total.micros());
            }
            Marks::Criteria(marks) => {
                for mark in marks {
                    let _ = match mark.map(Decimal::micros) {
                        Some(mark) => write!(out, " {mark}"),
                        None => write!(out, " -"),
                    };
                }
            }
        }
        out.push(';');
    }
    signatures
}
