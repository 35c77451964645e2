//! The competition that a new one begins as: two tracks with rubric and awards, rules, a timetable. It is one type with
//! what imports bring, so creating one is inserting these values; organisers change them before they open the call.

mod development;
mod functioning;
mod prechecks;
mod rules_text;

use super::model::{
    Audience, AwardKind, CompetitionState, Level, NewAward, NewCompetition, NewCriterion, NewRound, PublishDepth,
    Question, Rules, known,
};
use crate::{number::Decimal, time::Moment};

/// Languages of the United Nations, in which entries may be written.
pub const LANGUAGES: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];
/// Days from the beginning of the call to its close.
pub const DAYS_OF_ENTRY: i32 = 80;
/// Days from the beginning of the call to the close of the round of judging.
pub const DAYS_TO_ROUND_END: i32 = 110;
/// Days from the beginning of the call to the results.
pub const DAYS_TO_RESULTS: i32 = 126;

/// The dates of a new competition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// Now: when it is made, and its rules with it.
    pub now: Moment,
    /// When entries open.
    pub entries_open_at: Moment,
    /// The last second an entry is accepted.
    pub entries_close_at: Moment,
    /// The last second a scorecard is accepted.
    pub round_closes_at: Moment,
    /// When results are promised.
    pub results_at: Moment,
}

impl Timetable {
    /// The usual one, by days of 24 hours, entries and round closing at the end of a day in UTC.
    pub const fn from(now: Moment) -> Self {
        const DAY: i64 = 86_400;
        let midnight = Moment::from_seconds(now.seconds().div_euclid(DAY) * DAY);
        Self {
            now,
            entries_open_at: now,
            entries_close_at: midnight.plus_seconds((DAYS_OF_ENTRY as i64 + 1) * DAY - 1),
            round_closes_at: midnight.plus_seconds((DAYS_TO_ROUND_END as i64 + 1) * DAY - 1),
            results_at: midnight.plus_seconds(DAYS_TO_RESULTS as i64 * DAY + DAY / 2),
        }
    }
}

/// A new competition with everything in it.
pub fn competition(slug: &str, name: &str, time_zone: &str, dates: Timetable) -> NewCompetition {
    NewCompetition {
        slug: slug.to_owned(),
        name: name.to_owned(),
        theme: "Games and apps for dialogue that prevents violence".to_owned(),
        description: DESCRIPTION.to_owned(),
        time_zone: time_zone.to_owned(),
        languages: LANGUAGES.map(str::to_owned).to_vec(),
        state: CompetitionState::Setup,
        entries_open_at: Some(dates.entries_open_at),
        entries_close_at: Some(dates.entries_close_at),
        results_at: Some(dates.results_at),
        reviews_per_entry: 3,
        disparity_points: 25,
        publish_scores: true,
        ranking: super::model::RankingRules::default(),
        publish_depth: PublishDepth::Winners,
        tracks: vec![functioning::track(), development::track()],
        rounds: vec![NewRound { key: "first".to_owned(), closes_at: Some(dates.round_closes_at) }],
        rules: vec![Rules { version: 1, text: rules_text::TEXT.to_owned(), since: dates.now }],
        prechecks: prechecks::list(),
    }
}

const DESCRIPTION: &str = "\
We are looking for digital games and gamified apps that bring people on different sides of a conflict into dialogue, and \
that help to prevent violence: work that makes new spaces for talking and acting together, that puts people of different \
backgrounds in contact, that lets stories be told and heard, or that helps people question how they see themselves and others.

Anyone may enter, alone or as a team, newcomers and experts alike. An entry may be made for this competition, may exist \
already, or may be a new use of a game that exists, at any stage from a first prototype to a finished work.";

/// A line of a rubric on whole marks from 1 to 5, with its first, middle and last mark described.
fn criterion(key: &str, label: &str, question: &str, weight: i32, levels: [&str; 3]) -> NewCriterion {
    let level = |mark: i32, text: &str| Level { mark: Decimal::from_integer(mark), text: text.to_owned() };
    let [low, middle, high] = levels;
    NewCriterion {
        key: key.to_owned(),
        label: label.to_owned(),
        question: question.to_owned(),
        weight: Decimal::from_integer(weight),
        min: Decimal::from_integer(1),
        max: Decimal::from_integer(5),
        step: Decimal::from_integer(1),
        levels: vec![level(1, low), level(3, middle), level(5, high)],
    }
}

fn award(key: &str, name: &str, prize: &str, kind: AwardKind, count: u32) -> NewAward {
    NewAward { key: key.to_owned(), name: name.to_owned(), prize: prize.to_owned(), kind, count }
}

/// The distinctions of both tracks: the jury's decision, apart from places.
fn distinctions() -> [NewAward; 3] {
    [
        award("honourable_mention", "Honourable mention", "Named with the winners", AwardKind::Distinction, 5),
        award("youth_team", "Youth team", "For a team whose members are all 13 to 25", AwardKind::Distinction, 1),
        award(
            "multilingual_play",
            "Play across languages",
            "For play that joins people of several languages",
            AwardKind::Distinction,
            1,
        ),
    ]
}

/// The questions that both tracks ask (peaceapp.md 5.4): first what it is, last what else there is to know.
fn shared_questions() -> [Vec<Question>; 2] {
    use known::*;
    [
        vec![
            Question::known(DESCRIPTION, 400).required().read_by(Audience::Public),
            Question::known(DIALOGUE, 250).required().read_by(Audience::Public),
            Question::known(PREVENTION, 250).required().read_by(Audience::Public),
            Question::known(THEME, 0).choices(&THEMES).read_by(Audience::Public),
        ],
        vec![
            Question::known(RISKS, 200),
            Question::known(CONTENT_NOTES, 100).read_by(Audience::Public),
            Question::known(RIGHTS, 150),
            Question::known(TIES, 150).read_by(Audience::Organisers),
        ],
    ]
}

/// The criteria that both tracks share, in order: dialogue, prevention, harm.
fn shared_criteria() -> [NewCriterion; 3] {
    [
        criterion(
            "dialogue",
            "Dialogue and contact",
            "Do people on different sides meet, listen and answer?",
            25,
            [
                "One-way messages; the other group is absent or a caricature",
                "Perspectives are shown; exchange is limited or optional",
                "Exchange between groups is what the play is made of; listening and changing one's mind matter",
            ],
        ),
        criterion(
            "prevention",
            "Violence prevention",
            "Is there a credible route from play to less violence?",
            25,
            [
                "Conflict is ignored, or violence is the best move",
                "Plausible but general; some alternatives to violence",
                "Grounded in a named conflict dynamic; non-violent choices work and have consequences, and the theory of change is stated",
            ],
        ),
        criterion(
            "harm",
            "Do no harm and respect",
            "Are players and communities safe?",
            15,
            [
                "Stereotypes, exposure of people, no safeguards",
                "Respectful; some risks are not handled",
                "Risks to both sides were considered with local people; moderation, privacy and a way out are in place",
            ],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competition::rules;

    #[test]
    fn the_template_keeps_to_the_rules() {
        let new = competition("peace-2026", "Peace 2026", "UTC", Timetable::from(Moment::from_seconds(1_772_366_400)));
        rules::check_competition(&new).expect("whole");
        for track in &new.tracks {
            assert_eq!(
                rules::total(track.criteria.iter().map(|criterion| criterion.weight)),
                Decimal::from_integer(100)
            );
            assert!(track.criteria.iter().all(|criterion| criterion.levels.len() == 3));
        }
        let weights: Vec<Vec<String>> = new
            .tracks
            .iter()
            .map(|track| {
                track.criteria.iter().map(|criterion| format!("{} {}", criterion.key, criterion.weight)).collect()
            })
            .collect();
        assert_eq!(
            weights,
            [
                ["dialogue 25", "prevention 25", "harm 15", "play 15", "inclusion 10", "reach 10"],
                ["dialogue 25", "prevention 25", "harm 15", "play 15", "feasibility 15", "inclusion 5"],
            ]
        );
    }

    #[test]
    fn the_timetable_closes_at_the_end_of_a_day() {
        let noon = Moment::from_seconds(1_772_366_400);
        let dates = Timetable::from(noon);
        assert_eq!(dates.entries_close_at.seconds() - noon.seconds(), 80 * 86_400 + 12 * 3600 - 1);
        assert!(dates.entries_close_at < dates.round_closes_at && dates.round_closes_at < dates.results_at);
    }

    #[test]
    fn it_comes_back_from_json() {
        let new = competition("peace-2026", "Peace 2026", "UTC", Timetable::from(Moment::from_seconds(0)));
        let json = serde_json::to_string(&new).expect("text");
        assert_eq!(serde_json::from_str::<NewCompetition>(&json).expect("the same"), new);
    }
}
