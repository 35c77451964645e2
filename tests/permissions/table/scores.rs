//! Scorecards: of the judges assigned.

use super::*;

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
    row("scores/answer_report", &[("report", "$report"), ("report_answer", "A new one is there")], CHECKERS, ALWAYS),
    row(
        "scores/decide_late",
        &[("late", "$late"), ("decision", "set_aside"), ("reason", "Too late.")],
        ORGANISERS,
        &["judging", "deliberation"],
    ),
    row("scores/report_unsent", &[("slug", "peace"), ("device", "d1"), ("items", "2")], JUDGES, ALWAYS),
    // None was announced: whoever may is told so.
    row("scores/give_further", &[("slug", "peace"), ("digest", "0")], ORGANISERS, &[]),
];
