//! The panel's room: judges without a conflict of interest speak and vote, organisers open, close and decide.

use super::*;

/// Who would write where a judge has a conflict, or has not declared any.
const NOT_THEM: &[(Actor, Expected)] =
    &[(Actor::ConflictedJudge, Expected::NotNow), (Actor::NewJudge, Expected::NotNow)];

pub const ROWS: &[Row] = &[
    // Nobody is ranked here, so there is nothing to put on a shortlist.
    row("results/open_room", &[("slug", "peace"), ("names", "shown")], ORGANISERS, &[]),
    row("results/close_room", &[("slug", "peace")], ORGANISERS, &["deliberation"]),
    // Who was assigned has not handed in, and waits for what others say.
    Row {
        but: &[
            (Actor::AssignedJudge, Expected::NotFound),
            (Actor::ConflictedJudge, Expected::NotNow),
            (Actor::NewJudge, Expected::NotNow),
        ],
        ..row(
            "results/say",
            &[("slug", "peace"), ("entry", "$entry"), ("side", "judge"), ("language", "en"), ("text", "I played it.")],
            // Who is not on the panel speaks as an organiser.
            &[
                Actor::AssignedJudge,
                Actor::UnassignedJudge,
                Actor::ConflictedJudge,
                Actor::NewJudge,
                Actor::Organiser,
                Actor::Host,
                Actor::Editor,
            ],
            &["deliberation"],
        )
    },
    Row {
        but: NOT_THEM,
        ..row(
            "results/withdraw_post",
            &[("post", "$post"), ("side", "judge")],
            &[Actor::UnassignedJudge, Actor::ConflictedJudge, Actor::NewJudge],
            &["deliberation"],
        )
    },
    // There is no scorecard that was handed in.
    Row {
        unseen: &["setup", "open", "screening"],
        ..row(
            "results/revise_scorecard",
            &[
                ("entry", "$entry"),
                ("version", "1"),
                ("marks[dialogue]", "3"),
                ("marks[prevention]", "3"),
                ("reason", "x"),
            ],
            &[Actor::AssignedJudge],
            &[],
        )
    },
    row(
        "results/open_vote",
        &[
            ("slug", "peace"),
            ("kind", "free"),
            ("question", "Shall we?"),
            ("options", "Yes\nNo"),
            ("tie_decider", "organisers"),
        ],
        ORGANISERS,
        &["deliberation"],
    ),
    Row {
        but: &[(Actor::NewJudge, Expected::NotNow)],
        ..row("results/cast_ballot", &[("vote", "$vote"), ("choice", "abstain")], JUDGES, &["deliberation"])
    },
    row("results/close_vote", &[("vote", "$vote")], ORGANISERS, &["deliberation"]),
    row("results/cancel_vote", &[("vote", "$vote"), ("cancel_reason", "A slip")], ORGANISERS, &["deliberation"]),
    // It is open: there is nothing to decide or to put into effect.
    row("results/decide_vote", &[("vote", "$vote"), ("option", ""), ("decide_reason", "x")], ORGANISERS, &[]),
    row("results/apply_vote", &[("vote", "$vote")], ORGANISERS, &[]),
];
