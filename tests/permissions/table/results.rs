//! Results: organisers decide, owners publish.

use super::*;

/// What is decided after publication comes out with the next version.
const DECIDED: &[&str] = &["deliberation", "published"];

pub const ROWS: &[Row] = &[
    // Results: organisers, before they are out.
    // Nobody is ranked here, so nobody can be distinguished.
    Row {
        but: &[
            (Actor::Organiser, Expected::Invalid),
            (Actor::Host, Expected::Invalid),
            (Actor::Editor, Expected::Invalid),
        ],
        ..row(
            "results/give_award",
            &[("slug", "peace"), ("award", "$award"), ("entry", "$entry"), ("reason", "Bold")],
            ORGANISERS,
            DECIDED,
        )
    },
    row(
        "results/take_award",
        &[("slug", "peace"), ("given", "$given"), ("take_reason", "A mistake")],
        ORGANISERS,
        DECIDED,
    ),
    // Nothing is tied here, and no preview has this digest: whoever may is told so, whatever the state.
    row(
        "results/record_votes",
        &[("slug", "peace"), ("votes[entry-$entry]", "2"), ("vote_reason", "A vote")],
        ORGANISERS,
        &[],
    ),
    // Nobody is ranked here, so nobody would be shown, and nobody is asked.
    row("results/ask_publication", &[("slug", "peace")], ORGANISERS, &[]),
    // Nobody is ranked here, so nobody wins anything, and no team is asked: whoever may is told so.
    row("results/check_prize", &[("slug", "peace"), ("of", "$check"), ("note", "Looked at")], ORGANISERS, &[]),
    row("results/reopen_check", &[("slug", "peace"), ("of", "$check")], ORGANISERS, &[]),
    row("results/ask_prizes", &[("slug", "peace")], ORGANISERS, &[]),
    row("results/withhold_prize", &[("slug", "peace"), ("prize", "$given"), ("reason", "Why")], ORGANISERS, &[]),
    row("results/offer_again", &[("slug", "peace"), ("prize", "$given"), ("reason", "Why")], ORGANISERS, &[]),
    row("results/deliver_prize", &[("slug", "peace"), ("prize", "$given"), ("delivery", "to_do")], ORGANISERS, &[]),
    row("results/answer_prize", &[("entry", "$entry"), ("award", "$award"), ("answer", "accepted")], TEAM, &[]),
    // The round is still open: whoever may is told so.
    row("results/add_round", &[("slug", "peace"), ("name", "Final")], ORGANISERS, &[]),
    // No preview has this digest, and nothing waits under this id: whoever may is told so, whatever the state.
    row("results/propose", &[("slug", "peace"), ("digest", "no such digest"), ("note", "Why")], ORGANISERS, &[]),
    row("results/confirm", &[("slug", "peace"), ("proposal", "$nothing")], OWNERS, &[]),
    row("results/withdraw", &[("slug", "peace"), ("proposal", "$nothing")], ORGANISERS, &[]),
    // No such comment: there is none for anybody. Who may decide on one is tried in the tests of comments.
    row(
        "results/review_comment",
        &[("slug", "peace"), ("scorecard", "$nothing"), ("criterion", "$nothing"), ("decision", "released")],
        &[],
        &[],
    ),
    // No comment waits.
    row("results/release_unnoticed", &[("slug", "peace")], CHECKERS, &[]),
    row("results/release_feedback", &[("slug", "peace")], ORGANISERS, &["published"]),
    row("results/set_feedback", &[("slug", "peace"), ("shows", "marks")], ORGANISERS, ALWAYS),
    row(
        "results/set_appeals",
        &[("slug", "peace"), ("days", "3"), ("answer_days", "5")],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    // Nothing was ever published here, so there is nothing to appeal against for a team.
    row("results/appeal", &[("entry", "$entry"), ("about", "fact"), ("text", "Words")], &[], &[]),
    row("results/reply_to_question", &[("appeal", "$appeal"), ("reply", "Words")], &[], &[]),
    row("results/ask_about_appeal", &[("appeal", "$appeal"), ("question", "Why?")], ORGANISERS, ALWAYS),
    row(
        "results/decide_appeal",
        &[("appeal", "$appeal"), ("outcome", "rejected"), ("reason", "Words")],
        ORGANISERS,
        ALWAYS,
    ),
    // The method in force, so that nothing would change.
    row(
        "results/propose_method",
        &[
            ("slug", "peace"),
            ("method", "mean"),
            ("judge_preference", "on"),
            ("panel_vote", "on"),
            ("departure_reason", "Why"),
        ],
        ORGANISERS,
        &[],
    ),
];
