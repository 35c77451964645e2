//! What a team is told of its scores, and what organisers see to before.

mod forms;
mod notices;
mod numbers;

pub use forms::{EDITED_WORDS, FeedbackForm, HELD_WORDS, ReviewForm, Reviewed, feedback_settings, may_release, review};
pub use notices::{KnownWords, notices};
pub use numbers::numbers;

use crate::{
    competition::model::{Criterion, Track},
    number::{Decimal, Exact},
    results::model::{
        CommentDecision, CriterionFeedback, CriterionNumbers, EntryFeedback, EntryNumbers, FEWEST_MARKS, FeedbackShows,
    },
    text::digest,
};

/// One criterion of one scorecard that counts, without the judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessedScore {
    /// The criterion's key.
    pub criterion: String,
    /// The mark; `None` when it could not be assessed.
    pub mark: Option<Decimal>,
    /// What the judge says to the team; in an edited one, what organisers left of it.
    pub comment: String,
    /// What organisers decided on the comment, once they did.
    pub decision: Option<CommentDecision>,
}

impl AssessedScore {
    /// What the team reads.
    fn shown(&self) -> Option<&str> {
        let released = matches!(self.decision, Some(CommentDecision::Released | CommentDecision::Edited));
        Some(self.comment.trim()).filter(|comment| released && !comment.is_empty())
    }

    fn count(scores: &[Self], decision: Option<CommentDecision>) -> u32 {
        let of = |score: &&Self| !score.comment.trim().is_empty() && score.decision == decision;
        u32::try_from(scores.iter().filter(of).count()).unwrap_or(u32::MAX)
    }
}

/// What the team of an entry reads once feedback is released. `numbers`: those frozen with the publication; without them
/// the means are those of the scorecards.
pub fn feedback(
    track: &Track,
    key: &str,
    scores: &[AssessedScore],
    numbers: Option<EntryNumbers>,
    shows: FeedbackShows,
) -> EntryFeedback {
    let adjusted = numbers.as_ref().and_then(|numbers| numbers.adjusted.clone());
    let criteria = track.criteria.iter().map(|line| {
        let given: Vec<&AssessedScore> = scores.iter().filter(|score| score.criterion == line.key).collect();
        let known = match &numbers {
            Some(numbers) => numbers.criteria.iter().find(|known| known.key == line.key).cloned(),
            None => Some(of_scorecards(line, &given)),
        };
        let known = known.filter(|_| shows >= FeedbackShows::Marks);
        let mean = known.as_ref().and_then(|known| known.mean.clone());
        let mut comments: Vec<&str> = given.iter().filter_map(|score| score.shown()).collect();
        // Drawn from the words, anew for each criterion, so that nobody's comments stand at the same place twice.
        comments.sort_by_cached_key(|comment| digest(&format!("{key}\n{}\n{comment}", line.key)));
        CriterionFeedback {
            label: line.label.clone(),
            question: line.question.clone(),
            level: mean.as_deref().and_then(|mean| closest(line, mean)),
            mean,
            scale: (line.scale.min.to_string(), line.scale.max.to_string()),
            field: known.and_then(|known| known.field).filter(|_| shows >= FeedbackShows::Field),
            comments: comments.into_iter().map(str::to_owned).collect(),
        }
    });
    EntryFeedback {
        shows,
        criteria: criteria.collect(),
        adjusted: adjusted.filter(|_| shows >= FeedbackShows::Marks),
        held: AssessedScore::count(scores, Some(CommentDecision::Held)),
        waiting: AssessedScore::count(scores, None),
    }
}

fn of_scorecards(line: &Criterion, given: &[&AssessedScore]) -> CriterionNumbers {
    let (sum, count) = given
        .iter()
        .filter_map(|score| score.mark)
        .fold((0_i128, 0_usize), |(sum, count), mark| (sum + i128::from(mark.micros()), count + 1));
    let of = i128::try_from(count).unwrap_or_default() * 1_000_000;
    let mean = Exact::from_ratio(sum, of).filter(|_| count >= FEWEST_MARKS).map(|mean| mean.rounded(2));
    CriterionNumbers { key: line.key.clone(), mean, field: None }
}

/// The described point of the scale that is closest to a mean; the lower of two as close.
fn closest(line: &Criterion, mean: &str) -> Option<(String, String)> {
    let mean = mean.parse::<Decimal>().ok()?;
    let level = line.levels.iter().min_by_key(|level| (level.mark.micros() - mean.micros()).abs())?;
    Some((level.mark.to_string(), level.text.clone()))
}

#[cfg(test)]
mod tests;
