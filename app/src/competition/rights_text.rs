//! Words for what organisers may do.

use crate::{
    accounts::model::Rights,
    i18n::{Locale, td_string},
};

/// What somebody with these rights is called.
pub fn rights_name(l: Locale, rights: Rights) -> &'static str {
    match rights {
        Rights::Observer => td_string!(l, organisers.observer),
        Rights::Checker => td_string!(l, organisers.checker),
        Rights::Editor => td_string!(l, organisers.editor),
        Rights::Owner => td_string!(l, organisers.owner),
    }
}

/// What somebody with these rights may do, in a sentence.
pub fn rights_what(l: Locale, rights: Rights) -> &'static str {
    match rights {
        Rights::Observer => td_string!(l, organisers.observer_what),
        Rights::Checker => td_string!(l, organisers.checker_what),
        Rights::Editor => td_string!(l, organisers.editor_what),
        Rights::Owner => td_string!(l, organisers.owner_what),
    }
}

/// What changed for an organiser, as a message says it: new rights, or none any more.
pub fn change_text(l: Locale, rights: Option<Rights>) -> String {
    match rights {
        None => td_string!(l, organisers.told_removed).to_owned(),
        Some(rights) => format!("{}: {}", rights_name(l, rights), rights_what(l, rights)),
    }
}
