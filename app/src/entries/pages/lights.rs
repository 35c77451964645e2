//! Before a submission: what stops it, what could be better, what is good, each with the way to its field.

use super::fix;
use crate::{
    entries::{
        model::{CurePart, EntryState},
        rules::{self, Asked, GOOD_SIDE, Light, Looked, Subject},
        views::Desk,
    },
    error::Problem,
    i18n::{Locale, td_string},
    services::Page,
    ui::{Badge, Tone, error_text},
};
use leptos::prelude::*;

/// The list, for an entry that can be submitted.
pub fn lights_view(page: &Page, desk: &Desk) -> Option<AnyView> {
    if desk.entry.state != EntryState::Draft || desk.may_write.is_err() {
        return None;
    }
    let l = page.locale;
    let asked = Asked { questions: &desk.questions, languages: &desk.competition.languages };
    let looked = Looked { files: &desk.files, facts: &desk.facts };
    let found = rules::lights(&desk.entry.content, asked, looked, &desk.entry.team.members);
    let items: Vec<_> = found.iter().map(|subject| item(page, desk, subject)).collect();
    let view = view! {
        <section class="section" aria-labelledby="lights">
            <h2 id="lights">{td_string!(l, deadline.lights)}</h2>
            <p>{td_string!(l, deadline.lights_lead)}</p>
            <ul class="plain stack-tight">{items}</ul>
        </section>
    };
    Some(view.into_any())
}

fn item(page: &Page, desk: &Desk, subject: &Subject) -> AnyView {
    let l = page.locale;
    // A sign and a word, for those who do not tell colours apart.
    let (tone, sign, word) = match subject.light() {
        Light::Good => (Tone::Positive, '✓', td_string!(l, deadline.light_green)),
        Light::Advice => (Tone::Warning, '!', td_string!(l, deadline.light_amber)),
        Light::Stops => (Tone::Danger, '✕', td_string!(l, deadline.light_red)),
    };
    let href = page.link(&format!("/entries/{}{}", desk.entry.id, place(subject)));
    view! { <li class="cluster"><Badge tone=tone text=format!("{sign} {word}")/> <a href=href><bdi>{text(l, desk, subject)}</bdi></a></li> }
        .into_any()
}

/// Where it is mended.
fn place(subject: &Subject) -> String {
    match subject {
        Subject::Part(part, _) => format!("/edit#{}", part.word()),
        Subject::Consents(_) => "/team".to_owned(),
        Subject::Play(_) => "/edit".to_owned(),
        Subject::Build(..) | Subject::Picture(..) | Subject::PictureWithoutWords(_) | Subject::NoPicture => {
            "/files".to_owned()
        }
    }
}

fn text(l: Locale, desk: &Desk, subject: &Subject) -> String {
    match subject {
        Subject::Part(part, problem) => part_text(l, desk, part, problem.as_ref()),
        Subject::Consents(true) => td_string!(l, deadline.light_consents).to_string(),
        Subject::Consents(false) => td_string!(l, deadline.light_consents_missing).to_string(),
        Subject::Build(name, Some(true)) => td_string!(l, deadline.light_build, name = name.clone()).to_string(),
        Subject::Build(name, Some(false)) => {
            td_string!(l, deadline.light_build_nothing, name = name.clone()).to_string()
        }
        Subject::Build(name, None) => td_string!(l, deadline.light_build_unknown, name = name.clone()).to_string(),
        Subject::Picture(name, None) => td_string!(l, deadline.light_picture, name = name.clone()).to_string(),
        Subject::Picture(name, Some((width, height))) => td_string!(
            l,
            deadline.light_picture_small,
            name = name.clone(),
            width = *width,
            height = *height,
            side = GOOD_SIDE
        )
        .to_string(),
        Subject::PictureWithoutWords(name) => {
            td_string!(l, deadline.light_picture_alt, name = name.clone()).to_string()
        }
        Subject::NoPicture => td_string!(l, deadline.light_pictures_none).to_string(),
        Subject::Play(true) => td_string!(l, deadline.light_play).to_string(),
        Subject::Play(false) => td_string!(l, deadline.light_play_missing).to_string(),
    }
}

fn part_text(l: Locale, desk: &Desk, part: &CurePart, problem: Option<&Problem>) -> String {
    let name = fix::part(l, part, &desk.questions);
    match problem {
        None => td_string!(l, deadline.light_required, part = name).to_string(),
        Some(Problem::Required) => td_string!(l, deadline.light_required_missing, part = name).to_string(),
        Some(problem) => format!("{name}: {}", error_text::problem_text(l, problem)),
    }
}
