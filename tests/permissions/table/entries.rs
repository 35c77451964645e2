//! Entries: of their teams; organisers check them.

use super::*;

/// A complete entry. Saving a draft does not look at the rules that submitting accepts.
const ENTRY_FORM: &[(&str, &str)] = &[
    ("entry", "$entry"),
    ("version", "1"),
    ("title", "T"),
    ("pitch", "P"),
    ("kind", "existing"),
    ("answer[description]", "D"),
    ("answer[dialogue]", "D"),
    ("answer[prevention]", "P"),
    ("languages[0]", "en"),
    ("platforms[0]", "web"),
    ("answer[play_url]", "https://play.example/x"),
    ("accept_rules", "on"),
    ("rules_version", "1"),
];

pub const ROWS: &[Row] = &[
    // Entries: their team until the closing date, organisers in screening.
    Row {
        unseen: &["setup"],
        ..row(
            "entries/create",
            &[
                ("slug", "peace"),
                ("track", "$track"),
                ("title", "Mine"),
                ("team_name", "We"),
                ("public_name", "Me"),
                ("country", "KE"),
                ("role", ""),
            ],
            SIGNED_IN,
            &["open"],
        )
    },
    row("entries/save_draft", ENTRY_FORM, TEAM, &["open"]),
    row("entries/submit", ENTRY_FORM, TEAM, &["open"]),
    // Nobody sends a file here: who may is told that it is missing.
    Row {
        but: &[(Actor::OwnTeam, Expected::Invalid)],
        ..row("entries/add_file", &[("entry", "$entry"), ("kind", "build")], TEAM, ALWAYS)
    },
    row("entries/describe_file", &[("entry", "$entry"), ("file", "$picture"), ("alt", "A boat")], TEAM, &["open"]),
    row("entries/remove_file", &[("entry", "$entry"), ("file", "$picture")], TEAM, &["open"]),
    row(
        "entries/give_exception",
        &[("entry", "$entry"), ("until", "2026-03-05T12:00"), ("reason", "A power cut")],
        ORGANISERS,
        &["open", "screening"],
    ),
    row("entries/add_keys", &[("entry", "$entry"), ("keys", "A-1\nA-2")], KEEPERS, &["open", "screening", "judging"]),
    // Nobody gave any: whoever may is told so.
    row("entries/take_keys_back", &[("entry", "$entry")], KEEPERS, &[]),
    // Organisers translate what judges read; the team has no part in it, and sees nothing of it.
    row(
        "entries/translate",
        &[
            ("entry", "$entry"),
            ("language", "fr"),
            ("snapshot", "$snapshot"),
            ("version", "0"),
            ("translator", "person"),
            ("texts[description]", "Des mots"),
        ],
        ORGANISERS,
        &["open", "screening", "judging", "deliberation"],
    ),
    row("entries/change_track", &[("entry", "$entry"), ("version", "1"), ("track", "$other_track")], TEAM, &["open"]),
    row("entries/withdraw", &[("entry", "$entry")], TEAM, &["open", "screening", "judging", "deliberation"]),
    row("entries/edit_team", &[("entry", "$entry"), ("team_name", "We"), ("organisation", "")], TEAM, &["open"]),
    row(
        "entries/add_member",
        &[("entry", "$entry"), ("public_name", "M"), ("country", "KE"), ("role", "")],
        TEAM,
        &["open"],
    ),
    row(
        "entries/edit_member",
        &[("entry", "$entry"), ("member", "$member"), ("public_name", "M"), ("country", "KE"), ("role", "")],
        TEAM,
        &["open"],
    ),
    row("entries/remove_member", &[("entry", "$entry"), ("member", "$member")], TEAM, &["open"]),
    row("entries/ask_consent", &[("entry", "$entry"), ("member", "$minor")], TEAM, &["open", "screening", "judging"]),
    row("entries/invite", &[("entry", "$entry")], TEAM, &["open"]),
    row("entries/stop_invitation", &[("entry", "$entry")], TEAM, &["open"]),
    row("entries/confirm_member", &[("entry", "$entry"), ("member", "$member")], TEAM, &["open"]),
    row("entries/invite_member", &[("entry", "$entry"), ("member", "$member")], TEAM, &["open"]),
    row("entries/set_contacts", &[("entry", "$entry"), ("contact", "$own_member"), ("second", "")], TEAM, ALWAYS),
    // The only one of the team who can sign in has to stay.
    row("entries/leave", &[("entry", "$entry")], TEAM, &[]),
    anybody(
        "entries/answer_consent",
        &[("token", "$consent_link"), ("answer", "given"), ("name", "Guardian")],
        BEFORE_PUBLICATION,
    ),
    anybody("entries/answer_publication", &[("token", "$consent_link"), ("publication", "given")], BEFORE_PUBLICATION),
    row(
        "entries/join",
        &[("token", "$team_link"), ("public_name", "J"), ("country", "KE"), ("role", "")],
        SIGNED_IN,
        &["open"],
    ),
    row(
        "entries/check",
        &[
            ("entry", "$entry"),
            ("version", "1"),
            ("outcome", "reject"),
            ("reason", "theme"),
            ("text", "Not about it"),
            ("cure_days", ""),
        ],
        CHECKERS,
        &["screening", "judging"],
    ),
    row(
        "entries/settle_rejection",
        &[("entry", "$entry"), ("version", "1"), ("answer", "drop")],
        CHECKERS,
        &["screening", "judging"],
    ),
    // What organisers find out about entries, until results are out. A draft is its team's own.
    row("entries/compare", &[("slug", "peace")], CHECKERS, BEFORE_PUBLICATION),
    row(
        "entries/set_aside",
        &[("entry", "$entry"), ("finding", "found"), ("aside", "Two sisters")],
        CHECKERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "entries/raise_concern",
        &[("entry", "$entry"), ("concern_kind", "tone"), ("concern_text", "Mocks")],
        CHECKERS,
        &["open", "screening", "judging", "deliberation"],
    ),
    row(
        "entries/settle_concern",
        &[("concern", "$concern"), ("reason", "Talked it over")],
        CHECKERS,
        BEFORE_PUBLICATION,
    ),
    row("entries/chase_consent", &[("member", "$minor")], CHECKERS, &["open", "screening", "judging"]),
    // A draft was not handed in, and before the checks nothing is eligible: there is nothing to ask.
    row("entries/check_links", &[("entry", "$entry")], CHECKERS, &["open", "screening", "judging", "deliberation"]),
    row("entries/check_all_links", &[("slug", "peace")], CHECKERS, &["judging", "deliberation"]),
];
