//! The panel: organisers invite and assign, judges answer for themselves.

use super::*;

pub const ROWS: &[Row] = &[
    // The panel: organisers invite and assign, judges answer for themselves.
    row(
        "panel/invite",
        &[
            ("slug", "peace"),
            ("name", "J"),
            ("email", "j@example.org"),
            ("affiliation", ""),
            ("field", ""),
            ("languages", "en"),
            ("max_load", ""),
        ],
        ORGANISERS,
        &["setup", "open", "screening", "judging"],
    ),
    row(
        "panel/renew_invitation",
        &[("slug", "peace"), ("judge", "$invited")],
        ORGANISERS,
        &["setup", "open", "screening", "judging"],
    ),
    row("panel/remove_judge", &[("slug", "peace"), ("judge", "$unassigned")], ORGANISERS, ALWAYS),
    Row {
        but: &[
            (Actor::AssignedJudge, Expected::NotNow),
            (Actor::UnassignedJudge, Expected::NotNow),
            (Actor::ConflictedJudge, Expected::NotNow),
            (Actor::NewJudge, Expected::NotNow),
        ],
        ..row(
            "panel/accept",
            &[("token", "$judge_link"), ("languages", "en"), ("max_load", ""), ("conduct", "1")],
            SIGNED_IN,
            &["setup", "open", "screening", "judging"],
        )
    },
    anybody("panel/decline", &[("token", "$judge_link"), ("reason", "No time")], ALWAYS),
    row(
        "panel/save_profile",
        &[("slug", "peace"), ("name", "J"), ("affiliation", ""), ("field", ""), ("languages", "en"), ("max_load", "")],
        JUDGES,
        ALWAYS,
    ),
    row(
        "panel/save_public_profile",
        &[("slug", "peace"), ("country", "KE"), ("about", "Mediates"), ("named", "on")],
        JUDGES,
        ALWAYS,
    ),
    row(
        "panel/declare_conflicts",
        &[("slug", "peace"), ("confirmed", "on"), ("kind[e$entry]", "none"), ("kind[e$second]", "none")],
        JUDGES,
        &["screening", "judging", "deliberation", "published"],
    ),
    row(
        "panel/add_conflict",
        &[("slug", "peace"), ("entry", "$entry"), ("kind", "hard"), ("category", "family"), ("reason", "kin")],
        JUDGES,
        &["screening", "judging", "deliberation", "published"],
    ),
    row(
        "panel/record_conflict",
        &[("slug", "peace"), ("judge", "$unassigned"), ("entry", "$second"), ("kind", "hard"), ("category", "family")],
        ORGANISERS,
        &["screening", "judging", "deliberation"],
    ),
    // What was found there is no tie to a judge: whoever may is told so.
    row(
        "panel/weigh_tie",
        &[("slug", "peace"), ("judge", "$judge"), ("entry", "$entry"), ("finding", "found"), ("answer", "hard")],
        ORGANISERS,
        &[],
    ),
    row(
        "panel/set_conflict_aside",
        &[
            ("slug", "peace"),
            ("judge", "$conflicted"),
            ("entry", "$entry"),
            ("source", "declared"),
            ("aside", "A slip"),
        ],
        ORGANISERS,
        &["screening", "judging", "deliberation"],
    ),
    // Whoever has a seat signs, tells and leaves; organisers keep the panel.
    row("panel/sign_conduct", &[("slug", "peace"), ("version", "1"), ("agreed", "on")], JUDGES, ALWAYS),
    row("panel/step_down", &[("slug", "peace"), ("reason", "")], JUDGES, ALWAYS),
    row("panel/give_back", &[("slug", "peace"), ("entry", "$second"), ("reason", "")], &[Actor::AssignedJudge], ALWAYS),
    row(
        "panel/save_profile_of",
        &[
            ("slug", "peace"),
            ("judge", "$unassigned"),
            ("name", "J"),
            ("affiliation", ""),
            ("field", ""),
            ("languages", "en"),
            ("max_load", ""),
        ],
        ORGANISERS,
        ALWAYS,
    ),
    row(
        "panel/set_reserve",
        &[("slug", "peace"), ("judge", "$unassigned"), ("reserve", "true")],
        ORGANISERS,
        &["setup", "open", "screening", "judging"],
    ),
    row("panel/save_settings", &[("slug", "peace"), ("minutes", "30"), ("expertise", "law")], ORGANISERS, ALWAYS),
    row(
        "panel/publish_conduct",
        &[("slug", "peace"), ("text_en", "Be fair"), ("text_ar", "كن عادلا")],
        ORGANISERS,
        ALWAYS,
    ),
    row(
        "panel/read_list",
        &[("slug", "peace"), ("text", "name,email\nAnn,ann@example.org")],
        ORGANISERS,
        &["setup", "open", "screening", "judging"],
    ),
    // Nobody has looked at a list: whoever may is told so.
    row("panel/bring_in", &[("slug", "peace"), ("digest", "00")], ORGANISERS, &[]),
    row("panel/propose", &[("slug", "peace")], ORGANISERS, &["judging"]),
    // The proposal there is does not fit the entries any more: whoever may is told so.
    row("panel/apply", &[("slug", "peace"), ("run", "$run"), ("digest", "0")], ORGANISERS, &[]),
    row("panel/propose_repair", &[("slug", "peace")], ORGANISERS, &["judging"]),
    row("panel/assign", &[("slug", "peace"), ("judge", "$unassigned"), ("entry", "$second")], ORGANISERS, &["judging"]),
    row(
        "panel/unassign",
        &[("slug", "peace"), ("assignment", "$assignment"), ("reason", "No time")],
        ORGANISERS,
        &["screening", "judging"],
    ),
    row(
        "panel/pin",
        &[("slug", "peace"), ("assignment", "$assignment"), ("pinned", "on")],
        ORGANISERS,
        &["screening", "judging"],
    ),
    // A judge has nothing to change with nobody else: whoever may is told so.
    row("panel/swap", &[("slug", "peace"), ("assignment", "$assignment"), ("other", "$assignment")], ORGANISERS, &[]),
    row(
        "panel/forbid",
        &[
            ("slug", "peace"),
            ("apart_judge", "$unassigned"),
            ("apart_entry", "$second"),
            ("apart_reason", "Judged it before"),
        ],
        ORGANISERS,
        &["screening", "judging"],
    ),
    // They are not kept apart: whoever may is told so.
    row("panel/allow", &[("slug", "peace"), ("judge", "$unassigned"), ("entry", "$second")], ORGANISERS, &[]),
];
