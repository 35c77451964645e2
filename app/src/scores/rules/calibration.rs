//! Sample entries: what one has, when they are scored, and what is shown of them when.

use super::may_score;
use crate::{
    competition::model::CompetitionState,
    error::{AppError, FormCheck, Problem, Refusal},
    scores::model::{DeskState, NewSample, SampleForm, SampleLine, ScorecardState},
    text,
    time::Moment,
};

/// The most samples of a track: two or three show how a rubric is read, more only cost judges their time.
pub const MOST_SAMPLES: usize = 3;
/// The most words of a sample.
pub const SAMPLE_WORDS: usize = 600;
/// The most characters of its title.
pub const SAMPLE_TITLE: usize = 120;
/// Below this many scorecards nobody is shown how others scored: of two, each would know the other's.
pub const FEWEST_SHOWN: usize = 3;

/// Whether samples are named and scored: until judging ends.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_calibrate(state: CompetitionState) -> Result<(), Refusal> {
    if state <= CompetitionState::Judging { Ok(()) } else { Err(Refusal::WrongState) }
}

/// Whether a judge scores samples at this moment: once judging has begun only as long as the round of the judge's own
/// entries is open, since samples are there to be scored before these.
///
/// # Errors
/// [`Refusal::WrongState`]; [`Refusal::RoundClosed`].
pub fn may_score_samples(state: CompetitionState, closes_at: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    may_calibrate(state)?;
    if state == CompetitionState::Judging { may_score(state, closes_at, now) } else { Ok(()) }
}

/// Reads a sample that is made by hand.
///
/// # Errors
/// [`AppError::Invalid`] at `title`, `text`, `play_url`, `video_url`.
pub fn sample(form: &SampleForm) -> Result<NewSample, AppError> {
    let mut check = FormCheck::default();
    let title = check.take("title", text::required_line(&form.title, SAMPLE_TITLE));
    let words = text::block(&form.text, SAMPLE_WORDS)
        .and_then(|words| if words.is_empty() { Err(Problem::Required) } else { Ok(words) });
    let words = check.take("text", words);
    let play_url =
        text::link(&form.play_url).and_then(|link| if link.is_empty() { Err(Problem::Required) } else { Ok(link) });
    let play_url = check.take("play_url", play_url);
    let video_url = check.take("video_url", text::link(&form.video_url));
    check.finish()?;
    match (title, words, play_url, video_url) {
        (Some(title), Some(text), Some(play_url), Some(video_url)) => {
            Ok(NewSample { title, text, play_url, video_url })
        }
        _ => Err(AppError::Internal),
    }
}

/// The first sample that a judge has not handed in.
pub fn first_open(samples: &[SampleLine]) -> Option<&SampleLine> {
    samples.iter().find(|sample| sample.state != DeskState::Submitted)
}

/// Whether somebody who handed in is shown how others scored.
pub fn may_compare(own: Option<ScorecardState>, submitted: usize) -> bool {
    own == Some(ScorecardState::Submitted) && submitted >= FEWEST_SHOWN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(title: &str, text: &str, play: &str, video: &str) -> SampleForm {
        SampleForm { title: title.into(), text: text.into(), play_url: play.into(), video_url: video.into() }
    }

    #[test]
    fn a_sample_has_a_title_words_and_a_link() {
        let made = sample(&form(" Bridge ", "Two\nplayers", "https://play.example/b", " ")).expect("a sample");
        assert_eq!((made.title.as_str(), made.text.as_str(), made.video_url.as_str()), ("Bridge", "Two\nplayers", ""));
        let long = "word ".repeat(SAMPLE_WORDS + 1);
        for (typed, fields) in [
            (form("", "", "", ""), vec!["title", "text", "play_url"]),
            (form("B", &long, "https://play.example", ""), vec!["text"]),
            (form("B", "words", "javascript:alert(1)", "ftp://x"), vec!["play_url", "video_url"]),
            (form(&"b".repeat(SAMPLE_TITLE + 1), "words", "https://play.example", ""), vec!["title"]),
        ] {
            let Err(AppError::Invalid(errors)) = sample(&typed) else { panic!("{typed:?}") };
            assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), fields);
        }
    }

    #[test]
    fn samples_are_scored_until_judging_ends() {
        for state in CompetitionState::ALL {
            assert_eq!(may_calibrate(state).is_ok(), state <= CompetitionState::Judging, "{state:?}");
        }
        assert!(
            may_calibrate(CompetitionState::Judging).is_ok() && may_calibrate(CompetitionState::Published).is_err()
        );
    }

    #[test]
    fn a_judge_scores_samples_while_the_own_round_is_open() {
        let (closes, before, after) =
            (Moment::from_micros(5_000_000), Moment::from_micros(1), Moment::from_micros(9_000_000));
        for state in CompetitionState::ALL {
            let open = state <= CompetitionState::Judging;
            assert_eq!(may_score_samples(state, Some(closes), before).is_ok(), open, "{state:?}");
            assert_eq!(may_score_samples(state, None, after).is_ok(), open, "{state:?}: a round without an end");
            let late = may_score_samples(state, Some(closes), after);
            match state {
                CompetitionState::Judging => assert_eq!(late, Err(Refusal::RoundClosed)),
                _ => assert_eq!(late.is_ok(), open, "{state:?}: no round is under way"),
            }
        }
    }

    #[test]
    fn nobody_compares_before_handing_in_or_with_two() {
        let (draft, submitted) = (Some(ScorecardState::Draft), Some(ScorecardState::Submitted));
        for (own, count, shown) in
            [(None, 9, false), (draft, 9, false), (submitted, 2, false), (submitted, 3, true), (submitted, 9, true)]
        {
            assert_eq!(may_compare(own, count), shown, "{own:?} {count}");
        }
    }
}
