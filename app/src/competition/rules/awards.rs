//! Prizes and distinctions of a track.

use super::{Rows, as_rows, in_order, key, settings::whole};
use crate::{
    competition::model::{AwardKind, NewAward},
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};

/// An award as the form has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AwardForm {
    /// Its short name; made of its name when empty.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is won.
    pub prize: String,
    /// `place` or `distinction`.
    pub kind: String,
    /// How many of it there are.
    pub count: String,
    /// `on` to leave it out.
    pub remove: Option<String>,
}

/// Reads the awards of a track; there may be none.
///
/// # Errors
/// [`AppError::Invalid`] at `award[ROW][..]`.
pub fn awards(rows: &Rows<AwardForm>) -> Result<Vec<NewAward>, AppError> {
    let mut check = FormCheck::default();
    let mut awards: Vec<NewAward> = Vec::new();
    let blank =
        |form: &AwardForm| form.name.trim().is_empty() && form.prize.trim().is_empty() && form.key.trim().is_empty();
    let kept = in_order(rows).into_iter().filter(|(_, form)| form.remove.is_none() && !blank(form));
    for (number, (row, form)) in kept.enumerate() {
        let at = |field: &str| format!("award[{row}][{field}]");
        let name = check.take(&at("name"), text::required_line(&form.name, 80));
        let key = check.take(&at("key"), key(&form.key, &form.name, "award", number + 1));
        let prize = check.take(&at("prize"), text::line(&form.prize, 120));
        let kind = check.take(&at("kind"), AwardKind::parse(&form.kind).ok_or(Problem::Choice));
        let count = check.take(&at("count"), whole(&form.count, 1, 99));
        if let (Some(key), Some(name), Some(prize), Some(kind), Some(count)) = (key, name, prize, kind, count) {
            if awards.iter().any(|known| known.key == key) {
                check.note(&at("name"), Problem::Taken);
            }
            awards.push(NewAward { key, name, prize, kind, count });
        }
    }
    check.finish()?;
    Ok(awards)
}

/// What is wrong with awards that did not come from a form.
pub(super) fn check(list: &[NewAward]) -> Result<(), AppError> {
    let form = |award: &NewAward| AwardForm {
        key: award.key.clone(),
        name: award.name.clone(),
        prize: award.prize.clone(),
        kind: award.kind.as_str().to_owned(),
        count: award.count.to_string(),
        remove: None,
    };
    awards(&as_rows(list.iter().map(form))).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awards_are_read_and_the_empty_row_is_none() {
        let row = |name: &str, count: &str| AwardForm {
            name: name.into(),
            prize: "USD 5,000".into(),
            kind: "place".into(),
            count: count.into(),
            ..AwardForm::default()
        };
        let rows: Rows<AwardForm> = [
            ("r0".into(), row("Prize", "3")),
            ("r1".into(), AwardForm { kind: "place".into(), count: "1".into(), ..AwardForm::default() }),
        ]
        .into();
        let read = awards(&rows).expect("good");
        assert_eq!(read.first().map(|award| (award.key.as_str(), award.count)), Some(("prize", 3)));
        assert_eq!(read.len(), 1);
        let bad =
            [("r0".into(), row("Prize", "0")), ("r1".into(), row("Prize", "1")), ("r2".into(), row("Prize", "1"))]
                .into();
        let Err(AppError::Invalid(errors)) = awards(&bad) else { panic!("accepted") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["award[r0][count]", "award[r2][name]"]);
    }
}
