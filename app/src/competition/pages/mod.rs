//! The pages of this stage, drawn on the server only.

mod call;
mod chosen;
mod copy;
mod dates;
mod eligibility;
mod further;
mod home;
mod inquiries;
mod inquiry_words;
mod log;
mod mail;
mod message;
mod messages;
mod method;
mod new;
mod organiser_invitation;
mod organisers;
mod overview;
mod prechecks;
mod question_form;
mod question_words;
mod questions;
mod reminders;
mod reopening;
mod rounds;
mod rubric;
mod rubric_form;
mod rules;
mod settings;
mod tabs;
mod track;
mod tracks;

pub use call::CallPage;
pub use chosen::chosen_fact;
pub use copy::CopyPage;
pub use eligibility::EligibilityPage;
pub use further::further_rule;
pub use home::HomePage;
pub use inquiries::{AnswerPage, InquiriesPage};
pub use log::LogPage;
pub use mail::MailPage;
pub use message::MessagePage;
pub use messages::MessagesPage;
pub use method::{MethodPage, OrganiseMethodPage, decimals_text, method_fields, method_name, method_text};
pub use new::NewPage;
pub use organiser_invitation::OrganiserInvitationPage;
pub use organisers::OrganisersPage;
pub use overview::OverviewPage;
pub use prechecks::PrechecksPage;
pub use question_words::{audience, chosen_labels, option_label, platform_name, question_hint, question_label};
pub use questions::QuestionsPage;
pub use reminders::RemindersPage;
pub use rounds::{round_rule, rounds_list};
pub use rules::RulesPage;
pub use settings::SettingsPage;
pub use tabs::{OrganiseTab, organise_tabs};
pub use track::TrackPage;

use crate::{
    competition::model::{Competition, CompetitionState},
    i18n::{Locale, td_string},
    ui::{Badge, Crumb, Tone},
};
use leptos::prelude::*;

/// Where a competition stands, as its readers call it.
pub fn state_badge(l: Locale, state: CompetitionState) -> AnyView {
    let (tone, text) = match state {
        CompetitionState::Setup => (Tone::Neutral, td_string!(l, competition.state_setup)),
        CompetitionState::Open => (Tone::Positive, td_string!(l, competition.state_open)),
        CompetitionState::Screening => (Tone::Information, td_string!(l, competition.state_screening)),
        CompetitionState::Judging => (Tone::Information, td_string!(l, competition.state_judging)),
        CompetitionState::Deliberation => (Tone::Information, td_string!(l, competition.state_deliberation)),
        CompetitionState::Published => (Tone::Award, td_string!(l, competition.state_published)),
    };
    view! { <Badge tone=tone text=text/> }.into_any()
}

/// The way to an organiser's page: the call, its overview.
pub fn organiser_crumbs(l: Locale, competition: &Competition) -> Vec<Crumb> {
    vec![
        Crumb::new(&competition.name, format!("/c/{}", competition.slug)),
        Crumb::new(td_string!(l, competition.organise), format!("/c/{}/organise", competition.slug)),
    ]
}
