//! The checks a new competition begins with: what its rules ask of those who enter (peaceapp.md 5.4), as yes or no.

use crate::competition::model::{Effect, Precheck};

/// The answer that is needed, what the other one means, the question, what is said otherwise.
const CHECKS: [(bool, Effect, &str, &str); 11] = [
    (true, Effect::Stops, "Is every member of your team 13 or older?", "Every member has to be 13 or older."),
    (
        false,
        Effect::Needs,
        "Is a member of your team a minor in the country where they live?",
        "The consent of a parent or guardian of each minor. You name them in the team, and the site makes a link for them.",
    ),
    (
        false,
        Effect::Stops,
        "Is a member of your team close family of an organiser, a judge, a sponsor or a partner?",
        "Close family of organisers, judges, sponsors and partners cannot enter: parents, siblings, spouses or partners, children and grandchildren.",
    ),
    (
        false,
        Effect::Needs,
        "Does a member work for an organiser or partner, or did one of them support your work before?",
        "A sentence in the entry that says so. It is no bar in itself.",
    ),
    (
        true,
        Effect::Stops,
        "Is your work a digital game, or an app that is played?",
        "Digital games and apps that are played can be entered, not films, texts or events.",
    ),
    (
        true,
        Effect::Stops,
        "Does it bring people into dialogue, or help to prevent violence?",
        "Every entry is about dialogue, or about preventing violence.",
    ),
    (
        true,
        Effect::Stops,
        "Is there at least a prototype, or a design that you can show step by step?",
        "An idea alone cannot be judged. Build a first prototype, on paper or on screen, and record a walk-through of it.",
    ),
    (
        true,
        Effect::Needs,
        "Can you show it in a video of at most three minutes?",
        "A video of at most three minutes, or slides where your work is in development. A recording of a screen is enough.",
    ),
    (
        true,
        Effect::Needs,
        "Can somebody of you write in one of the languages that the call names?",
        "Somebody who writes the entry in one of these languages. How well it is written is not judged.",
    ),
    (
        true,
        Effect::Needs,
        "May you use everything that is in it: pictures, sound, code, and a game that you build on?",
        "The right to use every part, and a list in the entry of what others or a machine made.",
    ),
    (
        false,
        Effect::Stops,
        "Does it glorify violence, insult people, or put anybody in danger?",
        "Such work is turned down.",
    ),
];

/// The checks of a new competition.
pub(super) fn list() -> Vec<Precheck> {
    CHECKS
        .into_iter()
        .map(|(needed, effect, text, otherwise)| Precheck {
            text: text.to_owned(),
            needed,
            effect,
            otherwise: otherwise.to_owned(),
        })
        .collect()
}
