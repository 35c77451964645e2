//! The expected answers, written by hand from the rules, not read off the code.

use crate::world::{Actor, STATES};

/// What an attempt comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It is done.
    Done,
    /// Sign in first.
    SignIn,
    /// There is no such thing, for this person.
    NotFound,
    /// The person may, but not now.
    NotNow,
    /// The person may, but the form does not fit the data.
    Invalid,
}

impl Expected {
    /// Whether a status says so.
    pub const fn fits(self, status: u16) -> bool {
        match self {
            Self::Done => status == 200,
            Self::SignIn => status == 401,
            Self::NotFound => status == 404,
            Self::NotNow => status == 409,
            Self::Invalid => status == 422,
        }
    }
}

/// One operation.
pub struct Row {
    /// Its address below `/api/`.
    pub operation: &'static str,
    /// Fields that make it well-formed; `$name` stands for an id or token of the world.
    pub fields: &'static [(&'static str, &'static str)],
    /// Who may.
    who: &'static [Actor],
    /// In which states.
    when: &'static [&'static str],
    /// Whether a link in it is enough, so that nobody is asked to sign in and nobody is told it does not exist.
    for_all: bool,
    /// People for whom it comes to something else, wherever it would be done.
    but: &'static [(Actor, Expected)],
    /// States in which the thing does not exist yet for those who may later.
    unseen: &'static [&'static str],
}

impl Row {
    /// What must come of it.
    pub fn expected(&self, actor: Actor, state: &str) -> Expected {
        let may = self.for_all || self.who.contains(&actor);
        if !may {
            return if actor == Actor::Visitor { Expected::SignIn } else { Expected::NotFound };
        }
        if self.unseen.contains(&state) && !READERS.contains(&actor) {
            return if actor == Actor::Visitor { Expected::SignIn } else { Expected::NotFound };
        }
        if !self.when.contains(&state) {
            return Expected::NotNow;
        }
        self.but.iter().find(|(who, _)| *who == actor).map_or(Expected::Done, |(_, other)| *other)
    }
}

const ALWAYS: &[&str] = &STATES;
/// Who owns the competition.
const OWNERS: &[Actor] = &[Actor::Organiser, Actor::Host];
/// Who runs it: changes what there is to change.
const ORGANISERS: &[Actor] = &[Actor::Organiser, Actor::Host, Actor::Editor];
/// Who checks entries and answers people.
const CHECKERS: &[Actor] = &[Actor::Organiser, Actor::Host, Actor::Editor, Actor::Checker];
/// Everybody who organises it, if only to read.
pub const READERS: &[Actor] = &[Actor::Organiser, Actor::Host, Actor::Editor, Actor::Checker, Actor::Observer];
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

const FILE_LIMIT: &[(&str, &str)] = &[("slug", "peace"), ("version", "1"), ("build_mebibytes", "500")];
const TEAM: &[Actor] = &[Actor::OwnTeam];
const JUDGES: &[Actor] = &[Actor::AssignedJudge, Actor::UnassignedJudge, Actor::ConflictedJudge, Actor::NewJudge];
const SIGNED_IN: &[Actor] = &[
    Actor::Organiser,
    Actor::Host,
    Actor::Editor,
    Actor::Checker,
    Actor::Observer,
    Actor::OtherOrganiser,
    Actor::OwnTeam,
    Actor::OtherTeam,
    Actor::AssignedJudge,
    Actor::UnassignedJudge,
    Actor::ConflictedJudge,
    Actor::NewJudge,
    Actor::Stranger,
];
const BEFORE_PUBLICATION: &[&str] = &["setup", "open", "screening", "judging", "deliberation"];

const fn row(
    operation: &'static str,
    fields: &'static [(&'static str, &'static str)],
    who: &'static [Actor],
    when: &'static [&'static str],
) -> Row {
    Row { operation, fields, who, when, for_all: false, but: &[], unseen: &[] }
}

const fn anybody(
    operation: &'static str,
    fields: &'static [(&'static str, &'static str)],
    when: &'static [&'static str],
) -> Row {
    Row { operation, fields, who: &[], when, for_all: true, but: &[], unseen: &[] }
}

/// What everybody who is signed in may do with what is their own.
const fn mine(operation: &'static str, fields: &'static [(&'static str, &'static str)]) -> Row {
    row(operation, fields, SIGNED_IN, ALWAYS)
}

/// Every operation of the site.
pub const ROWS: &[Row] = &[
    // Accounts: everybody's own business.
    anybody(
        "accounts/sign_up",
        &[("name", "N"), ("email", "new@example.org"), ("password", "correct horse battery"), ("next", "")],
        ALWAYS,
    ),
    anybody(
        "accounts/sign_in",
        &[("email", "stranger@example.org"), ("password", "correct horse battery"), ("next", "")],
        ALWAYS,
    ),
    anybody("accounts/sign_out", &[], ALWAYS),
    anybody("accounts/set_password", &[("token", "$password_link"), ("password", "correct horse battery")], ALWAYS),
    mine("accounts/save_profile", &[("name", "N"), ("locale", "ar")]),
    mine(
        "accounts/change_password",
        &[("old_password", "correct horse battery"), ("new_password", "another horse battery")],
    ),
    mine("accounts/end_sessions", &[]),
    Row {
        // The only one who runs a competition stays until its results are out.
        but: &[(Actor::OtherOrganiser, Expected::NotNow)],
        ..mine(
            "accounts/delete",
            &[("confirmation", "$own_email"), ("password", "correct horse battery"), ("public_name", "keep")],
        )
    },
    // The competition: its organisers, until results are out.
    row("competition/create", &[("name", "New"), ("slug", "brand-new"), ("time_zone", "UTC")], &[Actor::Host], ALWAYS),
    row(
        "competition/save_settings",
        &[
            ("slug", "peace"),
            ("version", "1"),
            ("name", "Peace"),
            ("theme", "T"),
            ("description", "D"),
            ("languages", "en"),
            ("reviews_per_entry", "2"),
            ("disparity_points", "25"),
            ("publish_depth", "all"),
        ],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row("competition/set_retention", &[("slug", "peace"), ("retention_days", "365")], OWNERS, ALWAYS),
    row(
        "competition/save_track",
        &[
            ("slug", "peace"),
            ("track", "functioning"),
            ("version", "1"),
            ("name", "T"),
            ("description", "D"),
            ("tie[r0]", "dialogue"),
        ],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "competition/save_rubric",
        &[
            ("slug", "peace"),
            ("track", "functioning"),
            ("version", "1"),
            ("criterion[r0][key]", "dialogue"),
            ("criterion[r0][label]", "L"),
            ("criterion[r0][question]", "Q"),
            ("criterion[r0][weight]", "50"),
            ("criterion[r0][min]", "1"),
            ("criterion[r0][max]", "5"),
            ("criterion[r0][step]", "1"),
            ("criterion[r1][key]", "prevention"),
            ("criterion[r1][label]", "L"),
            ("criterion[r1][question]", "Q"),
            ("criterion[r1][weight]", "50"),
            ("criterion[r1][min]", "1"),
            ("criterion[r1][max]", "5"),
            ("criterion[r1][step]", "1"),
        ],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "competition/save_awards",
        &[
            ("slug", "peace"),
            ("track", "functioning"),
            ("version", "1"),
            ("award[r0][key]", "prize"),
            ("award[r0][name]", "P"),
            ("award[r0][prize]", "X"),
            ("award[r0][kind]", "place"),
            ("award[r0][count]", "1"),
            ("award[r1][key]", "mention"),
            ("award[r1][name]", "M"),
            ("award[r1][prize]", ""),
            ("award[r1][kind]", "distinction"),
            ("award[r1][count]", "5"),
        ],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "competition/save_questions",
        &[
            ("slug", "peace"),
            ("track", "functioning"),
            ("version", "1"),
            ("question[r0][key]", "description"),
            ("question[r0][kind]", "text"),
            ("question[r0][max_words]", "50"),
            ("question[r0][audience]", "public"),
        ],
        ORGANISERS,
        &["setup", "open"],
    ),
    row(
        "competition/move_date",
        &[
            ("slug", "peace"),
            ("version", "1"),
            ("date", "results_at"),
            ("value", "2026-05-01T12:00"),
            ("reason", "More time"),
        ],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "competition/publish_rules",
        &[("slug", "peace"), ("version", "1"), ("text", "Be kinder.")],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "competition/transition",
        &[("slug", "peace"), ("to", "open"), ("reason", "Because")],
        ORGANISERS,
        &["setup", "screening"],
    ),
    row(
        "competition/save_prechecks",
        &[
            ("slug", "peace"),
            ("version", "1"),
            ("check[r0][text]", "Are you 13?"),
            ("check[r0][needed]", "yes"),
            ("check[r0][effect]", "stops"),
            ("check[r0][otherwise]", "You have to be."),
            ("example[functioning]", "A game"),
        ],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    // Questions: from whoever is signed in, once the call is open; answers also after the results.
    Row {
        unseen: &["setup"],
        ..row(
            "competition/ask",
            &[("slug", "peace"), ("text", "May a school enter?")],
            SIGNED_IN,
            &["open", "screening", "judging", "deliberation"],
        )
    },
    row(
        "competition/answer_inquiry",
        &[
            ("slug", "peace"),
            ("inquiry", "$inquiry"),
            ("version", "1"),
            ("outcome", "published"),
            ("public_text", "May I?"),
            ("answer", "Yes."),
        ],
        ORGANISERS,
        ALWAYS,
    ),
    row("competition/save_file_limit", FILE_LIMIT, ORGANISERS, BEFORE_PUBLICATION),
    // Organisers: the owners; everybody may go by themselves.
    row(
        "competition/invite_organiser",
        &[("slug", "peace"), ("name", "N"), ("email", "somebody@example.org"), ("rights", "editor")],
        OWNERS,
        ALWAYS,
    ),
    row("competition/renew_organiser", &[("slug", "peace"), ("invitation", "$organiser_invitation")], OWNERS, ALWAYS),
    row("competition/stop_organiser", &[("slug", "peace"), ("invitation", "$organiser_invitation")], OWNERS, ALWAYS),
    Row {
        but: &[
            (Actor::Organiser, Expected::NotNow),
            (Actor::Host, Expected::NotNow),
            (Actor::Editor, Expected::NotNow),
            (Actor::Checker, Expected::NotNow),
            (Actor::Observer, Expected::NotNow),
        ],
        ..row("competition/join_organisers", &[("token", "$organiser_link")], SIGNED_IN, ALWAYS)
    },
    row("competition/set_rights", &[("slug", "peace"), ("account", "$observing"), ("rights", "owner")], OWNERS, ALWAYS),
    row("competition/remove_organiser", &[("slug", "peace"), ("account", "$observing")], OWNERS, ALWAYS),
    row("competition/leave_organisers", &[("slug", "peace")], READERS, ALWAYS),
    row("competition/hand_over", &[("slug", "peace"), ("account", "$observing")], OWNERS, ALWAYS),
    row(
        "competition/copy_edition",
        &[("slug", "peace"), ("name", "Next"), ("new_slug", "next"), ("years", "1"), ("organisers", "on")],
        OWNERS,
        ALWAYS,
    ),
    row(
        "competition/add_track",
        &[("slug", "peace"), ("version", "1"), ("track_name", "T"), ("track_key", "second"), ("like", "functioning")],
        ORGANISERS,
        &["setup", "open"],
    ),
    row(
        "competition/move_track",
        &[("slug", "peace"), ("track", "functioning"), ("version", "1"), ("direction", "later")],
        ORGANISERS,
        &["setup", "open"],
    ),
    // The track has entries: whoever may is told so.
    row("competition/remove_track", &[("slug", "peace"), ("track", "functioning"), ("version", "1")], ORGANISERS, &[]),
    row(
        "competition/save_message",
        &[
            ("slug", "peace"),
            ("version", "0"),
            ("template", "entry_passed"),
            ("language", "en"),
            ("subject", "Good news, {name}"),
            ("body", "{title} passed."),
        ],
        ORGANISERS,
        ALWAYS,
    ),
    row(
        "competition/reset_message",
        &[("slug", "peace"), ("template", "entry_passed"), ("language", "en")],
        ORGANISERS,
        ALWAYS,
    ),
    row("competition/remind_drafts", &[("slug", "peace")], CHECKERS, &["open"]),
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
    row("entries/compare", &[("slug", "peace")], ORGANISERS, BEFORE_PUBLICATION),
    row(
        "entries/set_aside",
        &[("entry", "$entry"), ("finding", "found"), ("aside", "Two sisters")],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row(
        "entries/raise_concern",
        &[("entry", "$entry"), ("concern_kind", "tone"), ("concern_text", "Mocks")],
        ORGANISERS,
        &["open", "screening", "judging", "deliberation"],
    ),
    row(
        "entries/settle_concern",
        &[("concern", "$concern"), ("reason", "Talked it over")],
        ORGANISERS,
        BEFORE_PUBLICATION,
    ),
    row("entries/chase_consent", &[("member", "$minor")], ORGANISERS, &["open", "screening", "judging"]),
    // A draft was not handed in, and before the checks nothing is eligible: there is nothing to ask.
    row("entries/check_links", &[("entry", "$entry")], ORGANISERS, &["open", "screening", "judging", "deliberation"]),
    row("entries/check_all_links", &[("slug", "peace")], ORGANISERS, &["judging", "deliberation"]),
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
            &[("token", "$judge_link"), ("languages", "en"), ("max_load", ""), ("conduct", "on")],
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
        &[("slug", "peace"), ("entry", "$entry"), ("kind", "hard"), ("reason", "kin")],
        JUDGES,
        &["screening", "judging", "deliberation", "published"],
    ),
    row("panel/propose", &[("slug", "peace")], ORGANISERS, &["judging"]),
    // The proposal there is does not fit the entries any more: whoever may is told so.
    row("panel/apply", &[("slug", "peace"), ("run", "$run")], ORGANISERS, &[]),
    row("panel/assign", &[("slug", "peace"), ("judge", "$unassigned"), ("entry", "$second")], ORGANISERS, &["judging"]),
    row("panel/unassign", &[("slug", "peace"), ("assignment", "$assignment")], ORGANISERS, &["screening", "judging"]),
    // Scores: the assigned judge while judging.
    Row {
        unseen: &["setup", "open", "screening"],
        ..row(
            "scores/save",
            &[
                ("entry", "$entry"),
                ("version", "0"),
                ("submit", "submit"),
                ("marks[dialogue]", "3"),
                ("marks[prevention]", "4"),
                ("comments[dialogue]", "fine"),
                ("note", ""),
            ],
            &[Actor::AssignedJudge],
            &["judging"],
        )
    },
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
            &["deliberation"],
        )
    },
    row(
        "results/take_award",
        &[("slug", "peace"), ("given", "$given"), ("take_reason", "A mistake")],
        ORGANISERS,
        &["deliberation"],
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
    row("results/publish", &[("slug", "peace"), ("digest", "no such digest")], OWNERS, &[]),
];
