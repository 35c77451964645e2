//! What a team is told of its scores.

use crate::{
    competition::model::Track,
    number::{Decimal, Exact},
    results::model::CriterionFeedback,
};

/// One criterion of one scorecard that counts, without the judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessedScore {
    /// The criterion's key.
    pub criterion: String,
    /// The mark; `None` when it could not be assessed.
    pub mark: Option<Decimal>,
    /// What the judge says to the team.
    pub comment: String,
}

/// Mean mark and comments of each criterion, in the rubric's order.
pub fn feedback(track: &Track, scores: &[AssessedScore]) -> Vec<CriterionFeedback> {
    track
        .criteria
        .iter()
        .map(|line| {
            let given: Vec<&AssessedScore> = scores.iter().filter(|score| score.criterion == line.key).collect();
            let (sum, count) = given
                .iter()
                .filter_map(|score| score.mark)
                .fold((0_i128, 0_i128), |(sum, count), mark| (sum + i128::from(mark.micros()), count + 1));
            let mut comments: Vec<String> = given
                .iter()
                .map(|score| score.comment.trim())
                .filter(|comment| !comment.is_empty())
                .map(str::to_owned)
                .collect();
            comments.sort();
            CriterionFeedback {
                label: line.label.clone(),
                question: line.question.clone(),
                mean: Exact::from_ratio(sum, count * 1_000_000).map(|mean| mean.rounded(2)),
                max: line.scale.max.to_string(),
                comments,
            }
        })
        .collect()
}
