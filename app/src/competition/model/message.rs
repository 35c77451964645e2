//! What people are told by mail: kinds of messages, what stands in them, and where each message is on its way.

use super::Competition;
use crate::{
    i18n::Locale,
    ids::{EntryId, MailId},
    time::Moment,
};

words! {
    /// A kind of message.
    MessageTemplate {
        /// An entry was handed in: the receipt.
        EntrySubmitted = "entry_submitted",
        /// An entry passed the eligibility check.
        EntryPassed = "entry_passed",
        /// An entry has a defect that may be cured.
        EntryFixNeeded = "entry_fix_needed",
        /// An entry is not let in.
        EntryRejected = "entry_rejected",
        /// The closing date was moved.
        DeadlineMoved = "deadline_moved",
        /// One entry has a later deadline.
        DeadlineException = "deadline_exception",
        /// A draft is not handed in yet.
        DraftReminder = "draft_reminder",
        /// Somebody is invited to a team.
        TeamInvitation = "team_invitation",
        /// A guardian is asked for consent.
        GuardianRequest = "guardian_request",
        /// Somebody is invited to the panel.
        JudgeInvitation = "judge_invitation",
        /// What a judge is asked to judge has changed.
        AssignmentsChanged = "assignments_changed",
        /// A judge cannot run an entry.
        CannotRun = "cannot_run",
        /// A judge is behind with scoring.
        JudgingReminder = "judging_reminder",
        /// A judge on reserve is called in.
        JudgeCalledIn = "judge_called_in",
        /// A judge stepped down, or gave work back.
        JudgeSteppedDown = "judge_stepped_down",
        /// A guardian has not answered yet.
        ConsentReminder = "consent_reminder",
        /// Somebody is invited to organise.
        OrganiserInvitation = "organiser_invitation",
        /// What an organiser may do was changed.
        OrganiserChanged = "organiser_changed",
        /// A guardian has answered.
        ConsentAnswered = "consent_answered",
        /// A question about the competition was answered.
        InquiryAnswered = "inquiry_answered",
        /// A team is asked whether it accepts a prize.
        PrizeOffered = "prize_offered",
        /// A prize passes to a team, which is asked whether it accepts.
        PrizePassed = "prize_passed",
        /// The results are out.
        ResultsPublished = "results_published",
        /// Teams may read what judges said.
        FeedbackReleased = "feedback_released",
        /// A team filed an appeal, or replied to a question about it.
        AppealFiled = "appeal_filed",
        /// A team is asked about its appeal.
        AppealQuestion = "appeal_question",
        /// An appeal was decided.
        AppealDecided = "appeal_decided",
    }
}

words! {
    /// What differs from one message to the next; in a text it stands in braces.
    Placeholder {
        /// Who is written to.
        Name = "name",
        /// The competition's name.
        Competition = "competition",
        /// Where to go on.
        Link = "link",
        /// An entry's title.
        Title = "title",
        /// A team's name.
        Team = "team",
        /// A member's public name.
        Member = "member",
        /// When it happened.
        Time = "time",
        /// When entries close.
        Deadline = "deadline",
        /// The version of the rules that was accepted.
        RulesVersion = "rules_version",
        /// SHA-256 of what was handed in.
        Hash = "hash",
        /// Until when a defect may be cured.
        Until = "until",
        /// Why.
        Reason = "reason",
        /// What the organisers wrote.
        Words = "text",
        /// The date that was moved.
        Old = "old",
        /// Where it was moved.
        New = "new",
        /// A guardian's answer.
        Answer = "answer",
        /// What a guardian agrees to.
        Terms = "terms",
        /// What was asked about the competition.
        Question = "question",
        /// What became of it.
        Outcome = "outcome",
        /// A prize or distinction.
        Prize = "prize",
    }
}

words! {
    /// Where a message is on its way.
    MailState {
        /// Waits to be sent, for the first time or again.
        Queued = "queued",
        /// A mail server took it.
        Sent = "sent",
        /// It was given up.
        Failed = "failed",
        /// No mail server is set: it is read here.
        Kept = "kept",
    }
}

/// Why one is written to; the footer says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// Belongs to a team.
    Team,
    /// A team gave the address.
    InvitedToTeam,
    /// A team gave the address of a guardian.
    Guardian,
    /// Organisers invite to the panel.
    InvitedToPanel,
    /// Organises, or is invited to.
    Organiser,
    /// Takes part, in a team or on the panel.
    Participant,
    /// Asked something about the competition.
    Asker,
}

impl MessageTemplate {
    /// What may stand in its texts.
    pub const fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder as P;
        match self {
            Self::EntrySubmitted => {
                &[P::Name, P::Competition, P::Link, P::Title, P::Team, P::Time, P::RulesVersion, P::Hash, P::Deadline]
            }
            Self::EntryPassed => &[P::Name, P::Competition, P::Link, P::Title],
            Self::EntryFixNeeded => &[P::Name, P::Competition, P::Link, P::Title, P::Until, P::Reason, P::Words],
            Self::EntryRejected | Self::CannotRun => &[P::Name, P::Competition, P::Link, P::Title, P::Reason, P::Words],
            Self::DeadlineMoved => &[P::Name, P::Competition, P::Link, P::Old, P::New, P::Reason],
            Self::DeadlineException => &[P::Name, P::Competition, P::Link, P::Title, P::Until, P::Reason],
            Self::DraftReminder => &[P::Name, P::Competition, P::Link, P::Title, P::Deadline],
            Self::TeamInvitation => &[P::Competition, P::Link, P::Team],
            Self::GuardianRequest => &[P::Name, P::Competition, P::Link, P::Team, P::Member, P::Terms],
            Self::ConsentReminder => &[P::Name, P::Competition, P::Link, P::Team, P::Member],
            Self::JudgeInvitation | Self::JudgingReminder => &[P::Name, P::Competition, P::Link, P::Until],
            Self::JudgeCalledIn | Self::AssignmentsChanged => &[P::Name, P::Competition, P::Link],
            Self::JudgeSteppedDown => &[P::Name, P::Competition, P::Link, P::Member, P::Reason],
            Self::OrganiserInvitation | Self::OrganiserChanged => &[P::Name, P::Competition, P::Link, P::Words],
            Self::ConsentAnswered => &[P::Name, P::Competition, P::Link, P::Team, P::Member, P::Answer],
            Self::InquiryAnswered => &[P::Name, P::Competition, P::Link, P::Question, P::Outcome, P::Words],
            Self::ResultsPublished | Self::FeedbackReleased => &[P::Name, P::Competition, P::Link],
            Self::AppealFiled | Self::AppealQuestion => {
                &[P::Name, P::Competition, P::Link, P::Title, P::Until, P::Words]
            }
            Self::AppealDecided => &[P::Name, P::Competition, P::Link, P::Title, P::Outcome, P::Words],
            Self::PrizeOffered | Self::PrizePassed => &[P::Name, P::Competition, P::Link, P::Title, P::Prize],
        }
    }

    /// Who gets it.
    pub const fn addressee(self) -> Addressee {
        match self {
            Self::TeamInvitation => Addressee::InvitedToTeam,
            Self::GuardianRequest => Addressee::Guardian,
            Self::JudgeInvitation => Addressee::InvitedToPanel,
            Self::OrganiserInvitation | Self::OrganiserChanged | Self::JudgeSteppedDown | Self::AppealFiled => {
                Addressee::Organiser
            }
            Self::JudgeCalledIn => Addressee::InvitedToPanel,
            Self::InquiryAnswered => Addressee::Asker,
            Self::AssignmentsChanged | Self::JudgingReminder | Self::ResultsPublished => Addressee::Participant,
            _ => Addressee::Team,
        }
    }

    /// Whether the link in it lets in whoever has it, so that organisers do not read it.
    pub const fn link_is_private(self) -> bool {
        matches!(self, Self::TeamInvitation | Self::GuardianRequest | Self::OrganiserInvitation)
    }
}

/// The language of a stored word; what is not known any more is read as English.
pub fn language(word: &str) -> Locale {
    languages().iter().copied().find(|locale| locale.to_string() == word).unwrap_or(Locale::en)
}

/// The languages messages are written in.
pub fn languages() -> &'static [Locale] {
    <Locale as leptos_i18n::Locale>::get_all()
}

/// A subject and a text, with placeholders in them or filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageText {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// A message in the list of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedMail {
    /// Its id.
    pub id: MailId,
    /// When it was written.
    pub at: Moment,
    /// To whom; empty once the address is not needed any more.
    pub address: String,
    /// Their name, if it is known.
    pub name: String,
    /// Of which kind.
    pub template: MessageTemplate,
    /// In which language.
    pub locale: Locale,
    /// Its subject.
    pub subject: String,
    /// Where it is.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: u32,
    /// When a mail server took it.
    pub sent_at: Option<Moment>,
    /// What went wrong last, as a word: `refused 550`.
    pub error: Option<String>,
}

/// What is shown of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailFilter {
    /// Only messages in this state.
    pub state: Option<MailState>,
    /// Which page, from 1.
    pub page: u32,
}

/// Messages on a page of the list.
pub const MAIL_PAGE: u32 = 50;

/// The list of what was sent.
#[derive(Clone, Debug)]
pub struct MailLog {
    /// Where.
    pub competition: Competition,
    /// Whether a mail server is set.
    pub sends: bool,
    /// The messages of this page, newest first.
    pub mails: Vec<LoggedMail>,
    /// How many there are in each state.
    pub counts: Vec<(MailState, u32)>,
    /// Kinds of messages whose text was changed, by language.
    pub changed: Vec<(MessageTemplate, Locale)>,
}

impl MailLog {
    /// How many messages a filter lets through.
    pub fn count(&self, state: Option<MailState>) -> u32 {
        self.counts.iter().filter(|(known, _)| state.is_none_or(|state| state == *known)).map(|(_, count)| count).sum()
    }
}

/// One message, to be read.
#[derive(Clone, Debug)]
pub struct MailView {
    /// Where.
    pub competition: Competition,
    /// The message.
    pub mail: LoggedMail,
    /// What it says.
    pub body: String,
}

/// One kind of message in one language, to be changed.
#[derive(Clone, Debug)]
pub struct MessageDesk {
    /// Where.
    pub competition: Competition,
    /// Of which kind.
    pub template: MessageTemplate,
    /// In which language.
    pub locale: Locale,
    /// The text in use.
    pub text: MessageText,
    /// How often it was changed; 0 for the default.
    pub version: i64,
}

/// A draft that is not handed in, and one of its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedDraft {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Who is reminded.
    pub name: String,
    /// Their address.
    pub address: String,
}

/// Who would be reminded now.
#[derive(Clone, Debug)]
pub struct Reminders {
    /// Where.
    pub competition: Competition,
    /// Whether it can be done now.
    pub may_remind: bool,
    /// The people behind.
    pub drafts: Vec<UnfinishedDraft>,
}

/// Nobody is reminded of a draft again before so many days have passed.
pub const REMINDER_DAYS: i64 = 3;
