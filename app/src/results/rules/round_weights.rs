//! The rubric of a further round: what the criteria of each track weigh in it.

use crate::{
    competition::{
        model::{RoundWeights, Track},
        rules::{WHOLE, total},
    },
    error::{FormCheck, Problem},
    ids::CriterionId,
    number::Decimal,
};
use std::collections::BTreeMap;

/// The field of a criterion's weight.
pub fn weight_field(criterion: CriterionId) -> String {
    format!("weights[{}]", key(criterion))
}

fn key(criterion: CriterionId) -> String {
    format!("criterion-{criterion}")
}

/// Reads what criteria weigh: of a track 100 in all, where nothing or nought leaves a criterion out. A track that is not asked
/// about keeps its rubric; where all do, the round has none of its own. Problems are noted at the fields.
pub(super) fn round_weights(
    check: &mut FormCheck,
    fields: &BTreeMap<String, String>,
    tracks: &[Track],
) -> RoundWeights {
    let (mut weights, mut differs) = (BTreeMap::new(), false);
    for track in tracks {
        if !track.criteria.iter().any(|line| fields.contains_key(&key(line.id))) {
            weights.extend(track.criteria.iter().map(|line| (line.id, line.weight)));
            continue;
        }
        let mut read = Vec::with_capacity(track.criteria.len());
        for line in &track.criteria {
            let typed = fields.get(&key(line.id)).map(String::as_str).unwrap_or_default();
            read.extend(check.take(&weight_field(line.id), weight(typed)).map(|weight| (line, weight)));
        }
        if read.len() < track.criteria.len() {
            continue;
        }
        let sum = total(read.iter().map(|(_, weight)| *weight));
        if let Some((line, _)) = read.first().filter(|_| sum != WHOLE) {
            check.note(&weight_field(line.id), Problem::WeightsTotal { total: sum.to_string() });
        }
        differs |= read.iter().any(|(line, weight)| line.weight != *weight);
        weights
            .extend(read.iter().filter(|(_, weight)| *weight > Decimal::ZERO).map(|(line, weight)| (line.id, *weight)));
    }
    if differs { RoundWeights(weights) } else { RoundWeights::default() }
}

fn weight(typed: &str) -> Result<Decimal, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Decimal::ZERO);
    }
    let weight: Decimal = typed.parse().map_err(|_| Problem::Number)?;
    let range = || Problem::OutOfRange { min: "0".to_owned(), max: WHOLE.to_string() };
    if (Decimal::ZERO..=WHOLE).contains(&weight) { Ok(weight) } else { Err(range()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        competition::model::{Criterion, Scale},
        error::{AppError, FieldError},
    };
    use uuid::Uuid;

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    fn track(n: u128, weights: &[(u128, i64)]) -> Track {
        let whole = Decimal::from_integer;
        let line = |(line, weight): &(u128, i64)| Criterion {
            id: id(*line),
            key: format!("c{line}"),
            label: String::new(),
            question: String::new(),
            weight: whole(*weight as i32),
            scale: Scale { min: whole(1), max: whole(5), step: whole(1) },
            levels: Vec::new(),
        };
        Track {
            id: id(n),
            key: format!("t{n}"),
            name: String::new(),
            description: String::new(),
            examples: String::new(),
            criteria: weights.iter().map(line).collect(),
            awards: Vec::new(),
            tie_criteria: Vec::new(),
            questions: Vec::new(),
        }
    }

    fn read(typed: &[(u128, &str)]) -> Result<RoundWeights, Vec<FieldError>> {
        let tracks = [track(1, &[(1, 60), (2, 40)]), track(2, &[(3, 100)])];
        let fields = typed.iter().map(|(line, text)| (key(id(*line)), (*text).to_owned())).collect();
        let mut check = FormCheck::default();
        let weights = round_weights(&mut check, &fields, &tracks);
        match check.finish() {
            Ok(()) => Ok(weights),
            Err(AppError::Invalid(errors)) => Err(errors),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_says_the_same_as_the_tracks_is_no_rubric_of_its_own() {
        assert_eq!(read(&[]), Ok(RoundWeights::default()));
        assert_eq!(read(&[(1, "60"), (2, " 40.0 "), (3, "100")]), Ok(RoundWeights::default()));
    }

    #[test]
    fn a_criterion_without_weight_is_left_out_and_the_rest_of_every_track_is_kept() {
        let weights = read(&[(1, ""), (2, "100"), (3, "100")]).expect("a rubric");
        let whole = Decimal::from_integer(100);
        assert_eq!(weights, RoundWeights([(id(2), whole), (id(3), whole)].into()));
        assert_eq!(read(&[(1, ""), (2, "100")]), Ok(weights.clone()), "a track that is not asked about keeps its own");
        let first = track(1, &[(1, 60), (2, 40)]);
        let rubric = weights.rubric(&first);
        assert_eq!(rubric.iter().map(|line| (line.key.as_str(), line.weight)).collect::<Vec<_>>(), [("c2", whole)]);
        assert_eq!(RoundWeights::default().rubric(&first), first.criteria);
    }

    #[test]
    fn each_track_weighs_a_hundred_and_every_weight_is_a_number_up_to_that() {
        let at = |line: u128, problem| FieldError::new(weight_field(id(line)), problem);
        let total = |total: &str| Problem::WeightsTotal { total: total.to_owned() };
        assert_eq!(read(&[(1, "60"), (2, "30.5"), (3, "100")]), Err(vec![at(1, total("90.5"))]));
        assert_eq!(read(&[(1, "60"), (2, "40"), (3, "0")]), Err(vec![at(3, total("0"))]), "no track without a rubric");
        let range = || Problem::OutOfRange { min: "0".to_owned(), max: "100".to_owned() };
        assert_eq!(
            read(&[(1, "much"), (2, "-1"), (3, "101")]),
            Err(vec![at(1, Problem::Number), at(2, range()), at(3, range())])
        );
    }
}
