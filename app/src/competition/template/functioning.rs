//! The track of works that can be played today.

use super::{award, criterion, distinctions, shared_criteria, shared_questions};
use crate::competition::model::{
    Audience, AwardKind, NewTrack, Question,
    known::{BUILDS, EVIDENCE, INSTRUCTIONS, PLAY_URL, VIDEO_URL},
};

pub(super) fn track() -> NewTrack {
    let [dialogue, prevention, harm] = shared_criteria();
    let [mention, youth, multilingual] = distinctions();
    NewTrack {
        key: "functioning".to_owned(),
        name: "Fully functioning".to_owned(),
        description:
            "A stranger can play or use it today, without help from its makers. Send a way to play and a short video."
                .to_owned(),
        examples: "A game on the web that strangers play today\nAn app in a store\nA game that schools or a group already use\n\
                   A new use of a game that many play, with its own server or scenario"
            .to_owned(),
        tie_criteria: vec!["prevention".to_owned(), "dialogue".to_owned()],
        criteria: vec![
            dialogue,
            prevention,
            harm,
            criterion(
                "play",
                "Play and craft",
                "Does it work and hold attention?",
                15,
                [
                    "Broken, or a quiz with decoration",
                    "Runs and is clear; interest is uneven",
                    "Solid and engaging; the mechanics carry the message",
                ],
            ),
            criterion(
                "inclusion",
                "Inclusion and languages",
                "Who can take part?",
                10,
                [
                    "One language, one device, no access features",
                    "A second language or a low-end device; some access",
                    "Planned for several languages, low bandwidth, disabilities and gender",
                ],
            ),
            criterion(
                "reach",
                "Reach, evidence, staying power",
                "Who uses it, how do you know, and what comes next?",
                10,
                [
                    "No users and no plan",
                    "Early users or pilot data, and some plan",
                    "Real use, honest evidence, and a route onward that is funded or owned",
                ],
            ),
        ],
        awards: vec![
            award("prize", "Prize", "USD 5,000 and one travel place", AwardKind::Place, 3),
            mention,
            youth,
            multilingual,
        ],
        questions: questions(),
    }
}

fn questions() -> Vec<Question> {
    let [what, more] = shared_questions();
    let play = [
        Question::known(PLAY_URL, 0).link().required(),
        Question::known(VIDEO_URL, 0).link().required().read_by(Audience::Public),
        Question::known(INSTRUCTIONS, 200),
        Question::known(EVIDENCE, 200),
    ];
    let builds: Vec<Question> = BUILDS.into_iter().map(|(key, _)| Question::known(key, 0).link()).collect();
    [what.as_slice(), &play, &builds, &more].concat()
}
