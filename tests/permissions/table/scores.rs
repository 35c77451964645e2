//! Scorecards: of the judges assigned.

use super::*;

const CALIBRATING: &[&str] = &["setup", "open", "screening", "judging"];

pub const ROWS: &[Row] = &[
    // Scores: the assigned judge while judging.
    Row {
        unseen: &["setup", "open", "screening"],
        ..row(
            "scores/save",
            &[
                ("entry", "$entry"),
                ("version", "0"),
                ("submit", "submit"),
                ("untried", "on"),
                ("marks[dialogue]", "3"),
                ("marks[prevention]", "4"),
                ("comments[dialogue]", "fine"),
                ("note", ""),
            ],
            &[Actor::AssignedJudge],
            // After the close it is kept as late.
            &["judging", "deliberation"],
        )
    },
    // What a judge has to say of an entry, and the answer, at any time that the entry is the judge's.
    Row {
        unseen: &["setup", "open", "screening"],
        ..row(
            "scores/report",
            &[("entry", "$entry"), ("report_kind", "key"), ("report_text", "Used up")],
            &[Actor::AssignedJudge],
            &["judging", "deliberation", "published"],
        )
    },
    // There are no keys: whoever may is told so.
    Row {
        unseen: &["setup", "open", "screening"],
        ..row("scores/take_key", &[("entry", "$entry")], &[Actor::AssignedJudge], &[])
    },
    Row {
        unseen: &["setup", "open", "screening"],
        ..row("scores/key_broken", &[("entry", "$entry"), ("key_words", "Used up")], &[Actor::AssignedJudge], &[])
    },
    // Samples: named by organisers, scored by whoever declared conflicts of interest, until judging ends.
    row("scores/save_calibration", &[("slug", "peace"), ("required", "on")], ORGANISERS, CALIBRATING),
    row(
        "scores/add_sample",
        &[
            ("slug", "peace"),
            ("track", "$track"),
            ("title", "Drum"),
            ("text", "Two"),
            ("play_url", "https://play.example"),
        ],
        ORGANISERS,
        CALIBRATING,
    ),
    row("scores/save_anchors", &[("sample", "$sample"), ("marks[dialogue]", "3")], ORGANISERS, CALIBRATING),
    row("scores/remove_sample", &[("sample", "$sample")], ORGANISERS, CALIBRATING),
    Row {
        but: &[(Actor::NewJudge, Expected::NotNow)],
        ..row(
            "scores/save_sample",
            &[
                ("sample", "$sample"),
                ("version", "0"),
                ("submit", "submit"),
                ("marks[dialogue]", "3"),
                ("marks[prevention]", "4"),
            ],
            JUDGES,
            CALIBRATING,
        )
    },
    row("scores/answer_report", &[("report", "$report"), ("report_answer", "A new one is there")], CHECKERS, ALWAYS),
    row(
        "scores/decide_late",
        &[("late", "$late"), ("decision", "set_aside"), ("reason", "Too late.")],
        ORGANISERS,
        &["judging", "deliberation"],
    ),
    // Nobody is behind: whoever may is told so.
    row("scores/remind", &[("slug", "peace")], CHECKERS, &[]),
    row("scores/report_unsent", &[("slug", "peace"), ("device", "d1"), ("items", "2")], JUDGES, ALWAYS),
    // None was announced: whoever may is told so.
    row("scores/give_further", &[("slug", "peace"), ("digest", "0")], ORGANISERS, &[]),
];
