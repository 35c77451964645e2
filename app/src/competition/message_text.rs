//! The default words of messages, from the dictionary of each language.

use super::{
    model::{
        InquiryState,
        message::{Addressee, MessageTemplate, MessageText},
    },
    rules::message::{Values, fill},
};
use crate::{
    i18n::{Locale, td_string},
    time::Moment,
    ui::moment_text,
};

/// What a kind of message says where organisers have not changed it.
pub fn default_text(l: Locale, template: MessageTemplate) -> MessageText {
    MessageText { subject: subject(l, template).to_owned(), body: body(l, template).to_owned() }
}

fn subject(l: Locale, template: MessageTemplate) -> &'static str {
    match template {
        MessageTemplate::EntrySubmitted => td_string!(l, messages.entry_submitted_subject),
        MessageTemplate::EntryPassed => td_string!(l, messages.entry_passed_subject),
        MessageTemplate::EntryFixNeeded => td_string!(l, messages.entry_fix_needed_subject),
        MessageTemplate::EntryRejected => td_string!(l, messages.entry_rejected_subject),
        MessageTemplate::DeadlineMoved => td_string!(l, messages.deadline_moved_subject),
        MessageTemplate::DeadlineException => td_string!(l, deadline.mail_subject),
        MessageTemplate::DraftReminder => td_string!(l, messages.draft_reminder_subject),
        MessageTemplate::TeamInvitation => td_string!(l, messages.team_invitation_subject),
        MessageTemplate::GuardianRequest => td_string!(l, messages.guardian_request_subject),
        MessageTemplate::JudgeInvitation => td_string!(l, messages.judge_invitation_subject),
        MessageTemplate::AssignmentsChanged => td_string!(l, assigning.mail_subject),
        MessageTemplate::CannotRun => td_string!(l, judging.report_mail_subject),
        MessageTemplate::JudgingReminder => td_string!(l, live.mail_subject),
        MessageTemplate::JudgeCalledIn => td_string!(l, judges.mail_called_in_subject),
        MessageTemplate::JudgeSteppedDown => td_string!(l, judges.mail_stepped_down_subject),
        MessageTemplate::ConsentReminder => td_string!(l, messages.consent_reminder_subject),
        MessageTemplate::OrganiserInvitation => td_string!(l, messages.organiser_invitation_subject),
        MessageTemplate::OrganiserChanged => td_string!(l, messages.organiser_changed_subject),
        MessageTemplate::ConsentAnswered => td_string!(l, messages.consent_answered_subject),
        MessageTemplate::InquiryAnswered => td_string!(l, call.mail_answered_subject),
        MessageTemplate::PrizeOffered => td_string!(l, prizes.mail_offered_subject),
        MessageTemplate::PrizePassed => td_string!(l, prizes.mail_passed_subject),
        MessageTemplate::ResultsPublished => td_string!(l, messages.results_published_subject),
        MessageTemplate::FeedbackReleased => td_string!(l, feedback.mail_released_subject),
        MessageTemplate::AppealFiled => td_string!(l, appeals.mail_filed_subject),
        MessageTemplate::AppealQuestion => td_string!(l, appeals.mail_question_subject),
        MessageTemplate::AppealDecided => td_string!(l, appeals.mail_decided_subject),
    }
}

fn body(l: Locale, template: MessageTemplate) -> &'static str {
    match template {
        MessageTemplate::EntrySubmitted => td_string!(l, messages.entry_submitted_body),
        MessageTemplate::EntryPassed => td_string!(l, messages.entry_passed_body),
        MessageTemplate::EntryFixNeeded => td_string!(l, messages.entry_fix_needed_body),
        MessageTemplate::EntryRejected => td_string!(l, messages.entry_rejected_body),
        MessageTemplate::DeadlineMoved => td_string!(l, messages.deadline_moved_body),
        MessageTemplate::DeadlineException => td_string!(l, deadline.mail_body),
        MessageTemplate::DraftReminder => td_string!(l, messages.draft_reminder_body),
        MessageTemplate::TeamInvitation => td_string!(l, messages.team_invitation_body),
        MessageTemplate::GuardianRequest => td_string!(l, messages.guardian_request_body),
        MessageTemplate::JudgeInvitation => td_string!(l, messages.judge_invitation_body),
        MessageTemplate::AssignmentsChanged => td_string!(l, assigning.mail_body),
        MessageTemplate::CannotRun => td_string!(l, judging.report_mail_body),
        MessageTemplate::JudgingReminder => td_string!(l, live.mail_body),
        MessageTemplate::JudgeCalledIn => td_string!(l, judges.mail_called_in_body),
        MessageTemplate::JudgeSteppedDown => td_string!(l, judges.mail_stepped_down_body),
        MessageTemplate::ConsentReminder => td_string!(l, messages.consent_reminder_body),
        MessageTemplate::OrganiserInvitation => td_string!(l, messages.organiser_invitation_body),
        MessageTemplate::OrganiserChanged => td_string!(l, messages.organiser_changed_body),
        MessageTemplate::ConsentAnswered => td_string!(l, messages.consent_answered_body),
        MessageTemplate::InquiryAnswered => td_string!(l, call.mail_answered_body),
        MessageTemplate::PrizeOffered => td_string!(l, prizes.mail_offered_body),
        MessageTemplate::PrizePassed => td_string!(l, prizes.mail_passed_body),
        MessageTemplate::ResultsPublished => td_string!(l, messages.results_published_body),
        MessageTemplate::FeedbackReleased => td_string!(l, feedback.mail_released_body),
        MessageTemplate::AppealFiled => td_string!(l, appeals.mail_filed_body),
        MessageTemplate::AppealQuestion => td_string!(l, appeals.mail_question_body),
        MessageTemplate::AppealDecided => td_string!(l, appeals.mail_decided_body),
    }
}

/// Why somebody gets a message; organisers cannot take it away.
fn footer(l: Locale, addressee: Addressee) -> &'static str {
    match addressee {
        Addressee::Team => td_string!(l, messages.footer_team),
        Addressee::InvitedToTeam => td_string!(l, messages.footer_invited_to_team),
        Addressee::Guardian => td_string!(l, messages.footer_guardian),
        Addressee::InvitedToPanel => td_string!(l, messages.footer_invited_to_panel),
        Addressee::Organiser => td_string!(l, messages.footer_organiser),
        Addressee::Participant => td_string!(l, messages.footer_participant),
        Addressee::Asker => td_string!(l, call.mail_footer),
    }
}

/// A message as somebody gets it: filled in, with its footer behind the mark that mail programs know.
pub fn written(l: Locale, template: MessageTemplate, text: &MessageText, values: &Values) -> MessageText {
    let body = format!("{}\n\n-- \n{}", text.body, footer(l, template.addressee()));
    fill(l, &MessageText { subject: text.subject.clone(), body }, values)
}

/// What a kind of message is called.
pub fn template_name(l: Locale, template: MessageTemplate) -> &'static str {
    match template {
        MessageTemplate::EntrySubmitted => td_string!(l, messages.template_entry_submitted),
        MessageTemplate::EntryPassed => td_string!(l, messages.template_entry_passed),
        MessageTemplate::EntryFixNeeded => td_string!(l, messages.template_entry_fix_needed),
        MessageTemplate::EntryRejected => td_string!(l, messages.template_entry_rejected),
        MessageTemplate::DeadlineMoved => td_string!(l, messages.template_deadline_moved),
        MessageTemplate::DeadlineException => td_string!(l, deadline.mail_template),
        MessageTemplate::DraftReminder => td_string!(l, messages.template_draft_reminder),
        MessageTemplate::TeamInvitation => td_string!(l, messages.template_team_invitation),
        MessageTemplate::GuardianRequest => td_string!(l, messages.template_guardian_request),
        MessageTemplate::JudgeInvitation => td_string!(l, messages.template_judge_invitation),
        MessageTemplate::AssignmentsChanged => td_string!(l, assigning.mail_template),
        MessageTemplate::CannotRun => td_string!(l, judging.report_mail_template),
        MessageTemplate::JudgingReminder => td_string!(l, live.mail_template),
        MessageTemplate::JudgeCalledIn => td_string!(l, judges.template_called_in),
        MessageTemplate::JudgeSteppedDown => td_string!(l, judges.template_stepped_down),
        MessageTemplate::ConsentReminder => td_string!(l, messages.template_consent_reminder),
        MessageTemplate::OrganiserInvitation => td_string!(l, messages.template_organiser_invitation),
        MessageTemplate::OrganiserChanged => td_string!(l, messages.template_organiser_changed),
        MessageTemplate::ConsentAnswered => td_string!(l, messages.template_consent_answered),
        MessageTemplate::InquiryAnswered => td_string!(l, call.mail_answered_template),
        MessageTemplate::PrizeOffered => td_string!(l, prizes.mail_offered_template),
        MessageTemplate::PrizePassed => td_string!(l, prizes.mail_passed_template),
        MessageTemplate::ResultsPublished => td_string!(l, messages.template_results_published),
        MessageTemplate::FeedbackReleased => td_string!(l, feedback.mail_released_template),
        MessageTemplate::AppealFiled => td_string!(l, appeals.mail_filed_template),
        MessageTemplate::AppealQuestion => td_string!(l, appeals.mail_question_template),
        MessageTemplate::AppealDecided => td_string!(l, appeals.mail_decided_template),
    }
}

/// A date in words, or that there is none.
pub fn date_text(l: Locale, at: Option<Moment>, zone: &str) -> String {
    at.map_or_else(|| td_string!(l, messages.no_deadline).to_owned(), |at| moment_text(l, at, zone))
}

/// A title, or that there is none yet.
pub fn title_text(l: Locale, title: &str) -> String {
    if title.is_empty() { td_string!(l, messages.untitled).to_owned() } else { title.to_owned() }
}

/// A reason, or that none was given.
pub fn reason_text(l: Locale, reason: &str) -> String {
    if reason.is_empty() { td_string!(l, messages.no_reason).to_owned() } else { reason.to_owned() }
}

/// What a guardian answered.
pub fn answer_text(l: Locale, given: bool) -> String {
    if given { td_string!(l, messages.answer_given) } else { td_string!(l, messages.answer_refused) }.to_owned()
}

/// What became of a question about the competition.
pub fn outcome_text(l: Locale, state: InquiryState) -> String {
    match state {
        InquiryState::Open => td_string!(l, call.state_open),
        InquiryState::Published => td_string!(l, call.outcome_published),
        InquiryState::Private => td_string!(l, call.outcome_private),
        InquiryState::Declined => td_string!(l, call.outcome_declined),
    }
    .to_owned()
}

/// What stands in the place of a link that is not for the reader.
pub fn private_link_text(l: Locale) -> String {
    td_string!(l, messages.private_link).to_owned()
}
