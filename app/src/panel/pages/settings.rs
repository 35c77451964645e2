//! What organisers set for their panel: time per entry, expertise, and what judges sign.

use super::words::expertise_word;
use crate::{
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    panel::api::{PublishConduct, SavePanelSettings},
    services::services,
    ui::{AreaField, Hidden, Options, PostForm, TextField, TickField, language_name, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The settings of a panel.
#[component]
pub fn PanelSettingsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.judges.settings(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = desk.competition.slug.clone();
        let (signed, judges) = desk.signed;
        let (minutes, expertise) = (desk.settings.minutes_per_entry.to_string(), desk.settings.expertise.join("\n"));
        let choices: Options =
            desk.settings.expertise.iter().map(|tag| (tag.clone(), expertise_word(l, tag))).collect();
        let required = (!choices.is_empty()).then_some(choices).map(|choices| {
            let chosen = desk.settings.required.clone();
            move || {
                view! {
                    <TickField name="required" label=td_string!(l, assigning.match_required)
                        hint=td_string!(l, assigning.match_required_hint) options=choices chosen=chosen/>
                }
            }
        });
        let (version, texts) = (desk.version, desk.texts);
        let tabs = organise_tabs(&page, &slug, OrganiseTab::Panel);
        let again = slug.clone();
        Ok(layout::wide(
            td_string!(l, judges.settings),
            organiser_crumbs(l, &desk.competition),
            view! {
                {tabs}
                <PostForm action=SavePanelSettings::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    <TextField name="minutes" label=td_string!(l, judges.minutes) hint=td_string!(l, judges.minutes_hint)
                        value=minutes dir="ltr" size="input-short" inputmode="numeric"/>
                    <AreaField name="expertise" label=td_string!(l, judges.expertise_list) hint=td_string!(l, judges.expertise_list_hint)
                        value=expertise required=false rows=7/>
                    {required.map(|field| field())}
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, judges.save)}</button></div>
                </PostForm>
                <section class="section" aria-labelledby="conduct">
                    <h2 id="conduct">{td_string!(l, judges.conduct)}</h2>
                    <p>{td_string!(l, judges.conduct_what)}</p>
                    <p class="muted">{td_string!(l, judges.conduct_progress, version = version, signed = signed, judges = judges)}</p>
                    <PostForm action=PublishConduct::url() class="card form">
                        <Hidden name="slug" value=again/>
                        {texts.into_iter().map(|(word, text)| conduct_field(l, &word, text)).collect::<Vec<_>>()}
                        <div class="form-actions"><button class="button">{td_string!(l, judges.conduct_publish)}</button></div>
                    </PostForm>
                </section>
            },
        ))
    })
}

/// The text in one language; made inside the form, whose kept words it reads.
fn conduct_field(l: Locale, word: &str, text: String) -> AnyView {
    let label = format!("{} ({})", td_string!(l, judges.conduct_text), language_name(word));
    view! { <AreaField name=format!("text_{word}") label=label value=text rows=12/> }.into_any()
}
