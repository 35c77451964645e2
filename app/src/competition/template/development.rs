//! The track of works that are not finished.

use super::{award, criterion, distinctions, shared_criteria, shared_questions};
use crate::competition::model::{
    Audience, AwardKind, NewTrack, Question,
    known::{EVIDENCE, INSTRUCTIONS, MENTORSHIP, PLAY_URL, VIDEO_URL},
};

pub(super) fn track() -> NewTrack {
    let [dialogue, prevention, harm] = shared_criteria();
    let [mention, youth, multilingual] = distinctions();
    NewTrack {
        key: "development".to_owned(),
        name: "In development".to_owned(),
        description: "A prototype or a plan with a walk-through that shows how it will be played. It need not run yet."
            .to_owned(),
        examples: "A prototype on paper that was filmed while people played it\nOne level that runs on the makers' computer\n\
                   A working design of an app, shown screen by screen\nA game that crashes too often to be sent to strangers"
            .to_owned(),
        tie_criteria: vec!["prevention".to_owned(), "dialogue".to_owned()],
        criteria: vec![
            dialogue,
            prevention,
            harm,
            criterion(
                "play",
                "Promise of play",
                "Does the walk-through show a loop worth playing?",
                15,
                [
                    "No loop to be seen, or a quiz with decoration",
                    "A clear loop; why one would come back is open",
                    "A loop one wants to play now, whose mechanics carry the message",
                ],
            ),
            criterion(
                "feasibility",
                "Feasibility and use of mentorship",
                "Can this team make it, and what would help it?",
                15,
                [
                    "No plan",
                    "A plan with gaps; the help asked for is general",
                    "Small next steps that can be tested, and clear requests",
                ],
            ),
            criterion(
                "inclusion",
                "Inclusion and languages",
                "Who will be able to take part?",
                5,
                [
                    "One language and one device, and no thought of access",
                    "A second language or a low-end device is planned; some access",
                    "Planned for several languages, low bandwidth, disabilities and gender",
                ],
            ),
        ],
        awards: vec![
            award("mentorship", "Mentorship", "Expert mentorship and one travel place", AwardKind::Place, 2),
            mention,
            youth,
            multilingual,
        ],
        questions: questions(),
    }
}

fn questions() -> Vec<Question> {
    let [what, more] = shared_questions();
    let plan = [
        Question::known(VIDEO_URL, 0).link().required().read_by(Audience::Public),
        Question::known(PLAY_URL, 0).link(),
        Question::known(INSTRUCTIONS, 200),
        Question::known(EVIDENCE, 200).required(),
        Question::known(MENTORSHIP, 150).required(),
    ];
    [what.as_slice(), &plan, &more].concat()
}
