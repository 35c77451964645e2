//! Accounts: everybody's own business.

use super::*;

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
];
