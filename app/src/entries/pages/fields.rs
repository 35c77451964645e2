//! Fields that several forms of this stage share.

use crate::{
    competition::model::message::languages,
    country,
    entries::{
        islands::{Counter, Unit},
        model::Member,
        views::TrackName,
    },
    i18n::{Locale, td_string},
    services::services,
    ui::{CheckField, Options, SelectField, TextField, error_text, form::FormState, language_name},
};
use leptos::prelude::*;

/// How much is written in a field, of how much there may be.
pub fn counter(l: Locale, field: &str, unit: Unit, max: usize, stored: &str) -> AnyView {
    let typed = FormState::here().typed(field);
    let start = unit.count(typed.as_deref().unwrap_or(stored));
    let sentence = match unit {
        Unit::Words => td_string!(l, entries.words_of, count = "#", max = max).to_string(),
        Unit::Characters => td_string!(l, entries.characters_of, count = "#", max = max).to_string(),
    };
    view! { <Counter field=field.to_owned() unit=unit max=max start=start sentence=sentence/> }.into_any()
}

/// One of the tracks, each with who belongs there.
#[component]
pub fn TrackField(
    /// What can be chosen.
    tracks: Vec<TrackName>,
) -> impl IntoView {
    let state = FormState::here();
    let l = services().page.locale;
    state.name_field("track", td_string!(l, entries.track_question));
    let error = state.error("track").map(|error| error_text::problem_text(l, &error.problem));
    let described = error.is_some().then_some("track-error");
    // Where there is no choice, none has to be made.
    let chosen = state.typed("track").or_else(|| match tracks.as_slice() {
        [only] => Some(only.id.to_string()),
        _ => None,
    });
    let options: Vec<_> = tracks
        .into_iter()
        .enumerate()
        .map(|(index, track)| {
            let id = if index == 0 { "track".to_owned() } else { format!("track-{index}") };
            let value = track.id.to_string();
            let checked = chosen.as_ref() == Some(&value);
            let hint = (!track.description.is_empty())
                .then(|| view! { <span class="field-hint"><bdi>{track.description}</bdi></span> });
            view! {
                <label class="choice">
                    <input type="radio" id=id name="track" value=value checked=checked/>
                    <span><bdi>{track.name}</bdi></span>
                    {hint}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field-group" aria-describedby=described>
            <legend class="field-label">{td_string!(l, entries.track_question)}</legend>
            <div class="choices">{options}</div>
            {error.map(|text| view! { <p class="field-error" id="track-error">{text}</p> })}
        </fieldset>
    }
}

/// The fields of a member.
#[component]
pub fn MemberFields(
    /// Who is changed; nobody for somebody new.
    #[prop(optional, into)]
    member: Option<Member>,
    /// The guardian of who is changed.
    #[prop(optional, into)]
    guardian: String,
    /// Whether people write of themselves.
    #[prop(default = false)]
    own: bool,
) -> impl IntoView {
    let l = services().page.locale;
    let (public_name, country, role, minor) =
        member.map(|member| (member.public_name, member.country, member.role, member.minor)).unwrap_or_default();
    let mut countries: Options = vec![(String::new(), td_string!(l, entries.choose).to_owned())];
    countries.extend(country::choices(l));
    let named = |known: &Locale| {
        let tag = known.to_string();
        let name = language_name(&tag);
        (tag, name)
    };
    let languages: Options = languages().iter().map(named).collect();
    let minor_label = if own { td_string!(l, entries.minor_self) } else { td_string!(l, entries.minor) };
    view! {
        <TextField name="public_name" label=td_string!(l, entries.public_name) hint=td_string!(l, entries.public_name_hint) value=public_name/>
        <SelectField name="country" label=td_string!(l, entries.country) options=countries value=country/>
        <TextField name="role" label=td_string!(l, entries.role) hint=td_string!(l, entries.role_hint) value=role required=false/>
        <CheckField name="minor" label=minor_label checked=minor/>
        <TextField name="guardian" label=td_string!(l, entries.guardian) hint=td_string!(l, entries.guardian_hint) value=guardian required=false/>
        <TextField name="guardian_email" label=td_string!(l, messages.guardian_email) hint=td_string!(l, messages.guardian_email_hint)
            kind="email" required=false dir="ltr"/>
        <SelectField name="guardian_language" label=td_string!(l, screening.guardian_language) options=languages value=l.to_string()/>
    }
}
