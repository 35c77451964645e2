//! What a browser does after a form was accepted: go to a page, which says what was done.

use serde::{Deserialize, Serialize};

/// Where to go, and what to say there. The path has no language in front; the server adds the reader's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// A path of this site: `/entries/0190...`.
    pub to: String,
    /// What to say there.
    pub done: Option<Done>,
}

impl Next {
    /// Go there and say nothing.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: path.into(), done: None }
    }

    /// Go there and say this.
    pub fn done(path: impl Into<String>, done: Done) -> Self {
        Self { to: path.into(), done: Some(done) }
    }
}

macro_rules! done {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// What was done; its text is in the locale files under `common.done`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Done { $($(#[$doc])* #[serde(rename = $word)] $name),+ }

        impl Done {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// The word in the address.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $word),+ } }
            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> { Self::ALL.iter().copied().find(|done| done.as_str() == word) }
        }
    };
}

done! {
    /// Something was saved.
    Saved = "saved",
    /// Somebody signed in.
    SignedIn = "signed-in",
    /// Somebody signed out.
    SignedOut = "signed-out",
    /// An account was made.
    AccountCreated = "account-created",
    /// A password was set.
    PasswordSet = "password-set",
    /// A competition was made.
    CompetitionCreated = "competition-created",
    /// A competition changed its state.
    StateChanged = "state-changed",
    /// A further round of judging was made.
    RoundAdded = "round-added",
    /// It was proposed to open a phase again.
    ReopeningProposed = "reopening-proposed",
    /// A phase was opened again.
    Reopened = "reopened",
    /// It was proposed to publish results.
    PublicationProposed = "publication-proposed",
    /// Results come out at a time.
    PublicationScheduled = "publication-scheduled",
    /// A proposal was taken back.
    ProposalWithdrawn = "proposal-withdrawn",
    /// Another method of ranking was proposed.
    MethodProposed = "method-proposed",
    /// Entries are ranked by another method.
    MethodChanged = "method-changed",
    /// The method of ranking was sealed.
    MethodSealed = "method-sealed",
    /// It was decided on comments.
    CommentsReviewed = "comments-reviewed",
    /// Feedback was released to teams.
    FeedbackReleased = "feedback-released",
    /// A team filed an appeal.
    AppealFiled = "appeal-filed",
    /// A team was asked about its appeal.
    AppealAsked = "appeal-asked",
    /// A team replied to a question about its appeal.
    AppealReplied = "appeal-replied",
    /// An appeal was decided.
    AppealDecided = "appeal-decided",
    /// An edition was copied.
    EditionCopied = "edition-copied",
    /// Somebody was invited to organise.
    OrganiserInvited = "organiser-invited",
    /// Who organises was changed.
    OrganisersChanged = "organisers-changed",
    /// A date was moved.
    DateMoved = "date-moved",
    /// A question about a competition was asked.
    InquiryAsked = "inquiry-asked",
    /// A question about a competition was answered.
    InquiryAnswered = "inquiry-answered",
    /// A draft was begun.
    DraftCreated = "draft-created",
    /// An entry was handed in.
    EntrySubmitted = "entry-submitted",
    /// An entry is in another track.
    TrackChanged = "track-changed",
    /// An entry was taken back.
    EntryWithdrawn = "entry-withdrawn",
    /// A member was added, changed or removed.
    TeamChanged = "team-changed",
    /// A file was added, described or removed.
    FilesChanged = "files-changed",
    /// A guardian answered.
    ConsentAnswered = "consent-answered",
    /// A minor's data were removed at a guardian's wish.
    DataRemoved = "data-removed",
    /// A check before announcing was ticked or taken back.
    PrizeChecked = "prize-checked",
    /// Teams are asked whether they accept.
    PrizesAsked = "prizes-asked",
    /// A prize passes to the next, or is offered again.
    PrizePassed = "prize-passed",
    /// A team answered.
    PrizeAnswered = "prize-answered",
    /// Guardians are asked before publication.
    PublicationAsked = "publication-asked",
    /// Somebody left a team.
    TeamLeft = "team-left",
    /// All other sessions ended.
    SessionsEnded = "sessions-ended",
    /// An account was deleted.
    AccountDeleted = "account-deleted",
    /// An eligibility check was recorded.
    CheckRecorded = "check-recorded",
    /// A rejection was proposed.
    RejectionProposed = "rejection-proposed",
    /// One entry was given a later deadline.
    ExceptionGiven = "exception-given",
    /// Look-alikes and ties were looked for.
    Compared = "compared",
    /// A finding was set aside, or a concern raised or settled.
    ScreeningRecorded = "screening-recorded",
    /// A guardian was asked again.
    ConsentChased = "consent-chased",
    /// Addresses wait to be asked.
    LinksQueued = "links-queued",
    /// A judge was invited.
    JudgeInvited = "judge-invited",
    /// An invitation was withdrawn or a judge left.
    JudgeRemoved = "judge-removed",
    /// A judge accepted.
    InvitationAccepted = "invitation-accepted",
    /// A judge declined.
    InvitationDeclined = "invitation-declined",
    /// Conduct was signed.
    ConductSigned = "conduct-signed",
    /// A judge was put on reserve or called in.
    ReserveChanged = "reserve-changed",
    /// A judge stepped down, or gave work back.
    SteppedDown = "stepped-down",
    /// A list of judges is there to be looked at.
    ListRead = "list-read",
    /// Judges of a list were invited.
    JudgesInvited = "judges-invited",
    /// Conflicts were declared.
    ConflictsDeclared = "conflicts-declared",
    /// A page of the list of entries was gone through, and there are more.
    ConflictsPart = "conflicts-part",
    /// An organiser recorded, weighed or set aside a conflict.
    ConflictWeighed = "conflict-weighed",
    /// It was proposed to set a conflict aside.
    AsideProposed = "aside-proposed",
    /// A proposal of assignments was made.
    AssignmentProposed = "assignment-proposed",
    /// Assignments took effect.
    AssignmentApplied = "assignment-applied",
    /// One assignment was added or removed.
    AssignmentChanged = "assignment-changed",
    /// Keys for judges were added.
    KeysAdded = "keys-added",
    /// Keys that nobody had were taken back.
    KeysTakenBack = "keys-taken-back",
    /// A judge has a key.
    KeyGiven = "key-given",
    /// A judge has another key.
    KeyReplaced = "key-replaced",
    /// A judge reported something of an entry.
    Reported = "reported",
    /// A report was answered.
    ReportAnswered = "report-answered",
    /// A scorecard was saved as a draft.
    ScorecardSaved = "scorecard-saved",
    /// A scorecard came after the close and is kept as late.
    ScorecardLate = "scorecard-late",
    /// An organiser decided on one.
    LateDecided = "late-decided",
    /// A scorecard was handed in.
    ScorecardSubmitted = "scorecard-submitted",
    /// An award was given or taken back.
    AwardChanged = "award-changed",
    /// Votes on a tie were recorded.
    VotesRecorded = "votes-recorded",
    /// The panel's room was opened, changed or closed.
    RoomChanged = "room-changed",
    /// Something was said in it.
    Said = "said",
    /// A post was taken back.
    PostWithdrawn = "post-withdrawn",
    /// A score was changed in it.
    ScoreRevised = "score-revised",
    /// A question was opened to the panel's vote.
    VoteOpened = "vote-opened",
    /// A vote was cast.
    BallotCast = "ballot-cast",
    /// A question was closed, taken back, decided or put into effect.
    VoteChanged = "vote-changed",
    /// Reminders were written.
    RemindersWritten = "reminders-written",
    /// Results were published.
    ResultsPublished = "results-published",
}
