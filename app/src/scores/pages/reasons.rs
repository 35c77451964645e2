//! Why a scorecard was not saved, in words: what its island is given to say.

use crate::{
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    scores::keeping::Fields,
    ui::error_text::form_text,
};

/// The words for each answer that a save may get and that its judge can do something about, by how the server says it.
pub fn reasons(l: Locale, slug: &str) -> Fields {
    let refusals = [
        Refusal::ConductNotSigned { slug: slug.to_owned() },
        Refusal::KeyReused,
        Refusal::NotTried,
        Refusal::OtherRound,
        Refusal::RoundClosed,
        Refusal::SamplesFirst,
        Refusal::WrongState,
    ];
    let errors = refusals.into_iter().map(AppError::from).chain([AppError::Malformed, AppError::TooLarge]);
    let mut words: Vec<_> = errors.map(|error| (serde_json::to_string(&error), form_text(l, &error))).collect();
    // Whoever had the page open judged it.
    words.push((serde_json::to_string(&AppError::NotFound), td_string!(l, scorecards.not_yours).to_owned()));
    let mut words: Fields = words.into_iter().filter_map(|(said, words)| Some((said.ok()?, words))).collect();
    // Which fields it is about stands at the fields, once the form came back.
    words.insert("{\"Invalid\":".to_owned(), td_string!(l, scorecards.needs_change).to_owned());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::{FieldError, Problem},
        scores::keeping::reason,
        ui::error_text::refusal_text,
    };

    fn said(l: Locale, error: impl Into<AppError>) -> Option<String> {
        let text = serde_json::to_string(&error.into()).expect("written");
        reason(&reasons(l, "peace"), &text).map(str::to_owned)
    }

    #[test]
    fn each_answer_has_words_of_its_own_in_each_language() {
        for l in [Locale::en, Locale::ar] {
            let conduct = Refusal::ConductNotSigned { slug: "peace".into() };
            for refusal in [Refusal::SamplesFirst, Refusal::OtherRound, Refusal::WrongState, conduct] {
                assert_eq!(said(l, refusal.clone()), Some(refusal_text(l, &refusal)));
            }
            let problems = vec![FieldError::new("note", Problem::TooManyWords { max: 9 }); 2];
            let others = [AppError::Invalid(problems), AppError::NotFound, AppError::Malformed, AppError::TooLarge];
            let others: std::collections::BTreeSet<_> = others.into_iter().filter_map(|error| said(l, error)).collect();
            assert_eq!(others.len(), 4, "{others:?}");
        }
        assert_ne!(said(Locale::en, AppError::NotFound), said(Locale::ar, AppError::NotFound));
        assert_eq!(said(Locale::en, Refusal::TheirOwn), None, "what a save is never answered");
    }
}
