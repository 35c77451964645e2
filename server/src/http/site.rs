//! The site map: every page and its address.

use app::{
    accounts::pages::{AccountPage, LinkPage, SignInPage, SignOutPage, SignUpPage, WorkPage},
    competition::pages::{
        AnswerPage, CallPage, CopyPage, EligibilityPage, HomePage, InquiriesPage, LogPage, MailPage, MessagePage,
        MessagesPage, MethodPage, NewPage, OrganiseMethodPage, OrganiserInvitationPage, OrganisersPage, OverviewPage,
        PrechecksPage, QuestionsPage, RemindersPage, RulesPage, SettingsPage, TrackPage,
    },
    entries::pages::{
        ClosesPage, ConsentPage, CountsPage, EditPage, EnterPage, EntryPage, FilesPage, JoinPage, KeysPage,
        MyEntriesPage, PendingConsentsPage, QueuePage, ReviewPage, TeamPage, TrackChangePage, TranslatePage,
        TranslationsPage,
    },
    error::AppError,
    panel::pages::{
        AssignmentPage, BalancePage, CapacityPage, ConductPage, ConflictOverviewPage, ConflictsPage, InvitationPage,
        JudgeListPage, JudgeProfilePage, JuryPage, OwnConflictsPage, PairPage, PanelPage, PanelSettingsPage,
        ProfileOfPage, StepDownPage,
    },
    results::pages::{
        AnalysisPage, AppealDecisionPage, AppealsPage, AskPage, CertificatePage, CheckPage, ComparePage,
        EntryResultPage, FeedbackPage, GalleryPage, JudgeEntryRoomPage, JudgeRoomPage, JudgeVotePage,
        OrganiseEntryRoomPage, OrganiseResultsPage, OrganiseRoomPage, OrganiseStatisticsPage, OrganiseVotePage,
        OwnAppealsPage, OwnCommentsPage, OwnPrizesPage, PrizesPage, PublicAppealsPage, PublicEntryPage, ResultsPage,
        ReviewCommentPage, RoundsPage, StatisticsPage, VerificationPage,
    },
    scores::pages::{
        AgreementPage, AnchorsPage, CalibrationPage, FurtherPage, JudgeDeskPage, ReceiptPage, ReportPage, ReportsPage,
        SamplePage, ScorecardPage, ScoresPage, SpreadPage,
    },
    services::services,
    ui::{
        layout::{Footer, Header, direction},
        page::{at_once, error_page},
    },
};
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};

/// A page and its address.
#[derive(Clone, Copy, Debug)]
pub struct SitePage {
    /// The path after the reader's language, which every address begins with; what is in braces differs.
    pub path: &'static str,
    /// Draws what is between the header and the footer.
    pub draw: fn() -> AnyView,
}

const fn page(path: &'static str, draw: fn() -> AnyView) -> SitePage {
    SitePage { path, draw }
}

/// Every page. Which one is asked for is found by the server's router: pages are whole documents, so that a second router
/// in the browser, and on the server for its sake, would do the same work again.
pub const PAGES: &[SitePage] = &[
    page("/sign-in", || view! { <SignInPage/> }.into_any()),
    page("/sign-out", || view! { <SignOutPage/> }.into_any()),
    page("/sign-up", || view! { <SignUpPage/> }.into_any()),
    page("/work", || view! { <WorkPage/> }.into_any()),
    page("/account", || view! { <AccountPage/> }.into_any()),
    page("/links/{token}", || view! { <LinkPage/> }.into_any()),
    page("/c/{slug}/judge", || view! { <JudgeDeskPage/> }.into_any()),
    page("/judge/entries/{entry}", || view! { <ScorecardPage/> }.into_any()),
    page("/judge/entries/{entry}/receipt", || view! { <ReceiptPage/> }.into_any()),
    page("/judge/entries/{entry}/report", || view! { <ReportPage/> }.into_any()),
    page("/c/{slug}/organise/scores/reports", || view! { <ReportsPage/> }.into_any()),
    page("/c/{slug}/organise/scores", || view! { <ScoresPage/> }.into_any()),
    page("/c/{slug}/organise/scores/further", || view! { <FurtherPage/> }.into_any()),
    page("/judge/samples/{sample}", || view! { <SamplePage/> }.into_any()),
    page("/c/{slug}/judge/spread", || view! { <SpreadPage/> }.into_any()),
    page("/c/{slug}/judge/comments", || view! { <OwnCommentsPage/> }.into_any()),
    page("/c/{slug}/organise/scores/calibration", || view! { <CalibrationPage/> }.into_any()),
    page("/c/{slug}/organise/scores/samples/{sample}", || view! { <AnchorsPage/> }.into_any()),
    page("/c/{slug}/organise/scores/agreement", || view! { <AgreementPage/> }.into_any()),
    page("/invitations/{token}", || view! { <InvitationPage/> }.into_any()),
    page("/c/{slug}/judge/profile", || view! { <JudgeProfilePage/> }.into_any()),
    page("/c/{slug}/judge/conflicts", || view! { <ConflictsPage/> }.into_any()),
    page("/c/{slug}/judge/conduct", || view! { <ConductPage/> }.into_any()),
    page("/c/{slug}/judge/step-down", || view! { <StepDownPage/> }.into_any()),
    page("/c/{slug}/jury", || view! { <JuryPage/> }.into_any()),
    page("/c/{slug}/organise/panel", || view! { <PanelPage/> }.into_any()),
    page("/c/{slug}/organise/conflicts", || view! { <ConflictOverviewPage/> }.into_any()),
    page("/c/{slug}/organise/conflicts/own", || view! { <OwnConflictsPage/> }.into_any()),
    page("/c/{slug}/organise/panel/settings", || view! { <PanelSettingsPage/> }.into_any()),
    page("/c/{slug}/organise/panel/balance", || view! { <BalancePage/> }.into_any()),
    page("/c/{slug}/organise/panel/list", || view! { <JudgeListPage/> }.into_any()),
    page("/c/{slug}/organise/panel/{judge}", || view! { <ProfileOfPage/> }.into_any()),
    page("/c/{slug}/organise/assignment", || view! { <AssignmentPage/> }.into_any()),
    page("/c/{slug}/organise/assignment/{assignment}", || view! { <PairPage/> }.into_any()),
    page("/c/{slug}/organise/panel/capacity", || view! { <CapacityPage/> }.into_any()),
    page("/c/{slug}/results/{version}", || view! { <ResultsPage/> }.into_any()),
    page("/c/{slug}/results/check", || view! { <CheckPage/> }.into_any()),
    page("/c/{slug}/results", || view! { <ResultsPage/> }.into_any()),
    page("/c/{slug}/entries", || view! { <GalleryPage/> }.into_any()),
    page("/c/{slug}/entries/{key}", || view! { <PublicEntryPage/> }.into_any()),
    page("/c/{slug}/entries/{key}/certificate", || view! { <CertificatePage/> }.into_any()),
    page("/c/{slug}/certificates/{code}", || view! { <VerificationPage/> }.into_any()),
    page("/c/{slug}/statistics", || view! { <StatisticsPage/> }.into_any()),
    page("/c/{slug}/organise/statistics", || view! { <OrganiseStatisticsPage/> }.into_any()),
    page("/c/{slug}/organise/results", || view! { <OrganiseResultsPage/> }.into_any()),
    page("/c/{slug}/organise/analysis", || view! { <AnalysisPage/> }.into_any()),
    page("/c/{slug}/organise/prizes", || view! { <PrizesPage/> }.into_any()),
    page("/entries/{entry}/prizes", || view! { <OwnPrizesPage/> }.into_any()),
    page("/c/{slug}/organise/rounds", || view! { <RoundsPage/> }.into_any()),
    page("/c/{slug}/judge/deliberation", || view! { <JudgeRoomPage/> }.into_any()),
    page("/c/{slug}/judge/deliberation/{entry}", || view! { <JudgeEntryRoomPage/> }.into_any()),
    page("/c/{slug}/judge/deliberation/votes/{vote}", || view! { <JudgeVotePage/> }.into_any()),
    page("/c/{slug}/organise/deliberation", || view! { <OrganiseRoomPage/> }.into_any()),
    page("/c/{slug}/organise/deliberation/votes", || view! { <AskPage/> }.into_any()),
    page("/c/{slug}/organise/deliberation/{entry}", || view! { <OrganiseEntryRoomPage/> }.into_any()),
    page("/c/{slug}/organise/deliberation/votes/{vote}", || view! { <OrganiseVotePage/> }.into_any()),
    page("/c/{slug}/appeals", || view! { <PublicAppealsPage/> }.into_any()),
    page("/c/{slug}/organise/appeals", || view! { <AppealsPage/> }.into_any()),
    page("/c/{slug}/organise/appeals/{appeal}", || view! { <AppealDecisionPage/> }.into_any()),
    page("/c/{slug}/organise/feedback", || view! { <FeedbackPage/> }.into_any()),
    page("/c/{slug}/organise/feedback/{scorecard}/{criterion}", || view! { <ReviewCommentPage/> }.into_any()),
    page("/entries/{entry}/appeal", || view! { <OwnAppealsPage/> }.into_any()),
    page("/entries/{entry}/result", || view! { <EntryResultPage/> }.into_any()),
    page("", || view! { <HomePage/> }.into_any()),
    page("/new", || view! { <NewPage/> }.into_any()),
    page("/c/{slug}", || view! { <CallPage/> }.into_any()),
    page("/c/{slug}/method", || view! { <MethodPage/> }.into_any()),
    page("/c/{slug}/organise/method", || view! { <OrganiseMethodPage/> }.into_any()),
    page("/c/{slug}/organise/method/compare", || view! { <ComparePage/> }.into_any()),
    page("/c/{slug}/rules", || view! { <RulesPage/> }.into_any()),
    page("/c/{slug}/questions", || view! { <QuestionsPage/> }.into_any()),
    page("/c/{slug}/eligibility", || view! { <EligibilityPage/> }.into_any()),
    page("/c/{slug}/organise/questions", || view! { <InquiriesPage/> }.into_any()),
    page("/c/{slug}/organise/questions/{inquiry}", || view! { <AnswerPage/> }.into_any()),
    page("/c/{slug}/organise/eligibility", || view! { <PrechecksPage/> }.into_any()),
    page("/c/{slug}/organise", || view! { <OverviewPage/> }.into_any()),
    page("/c/{slug}/organise/settings", || view! { <SettingsPage/> }.into_any()),
    page("/c/{slug}/organise/tracks/{track}", || view! { <TrackPage/> }.into_any()),
    page("/c/{slug}/organise/organisers", || view! { <OrganisersPage/> }.into_any()),
    page("/c/{slug}/organise/copy", || view! { <CopyPage/> }.into_any()),
    page("/organisers/{token}", || view! { <OrganiserInvitationPage/> }.into_any()),
    page("/c/{slug}/organise/log", || view! { <LogPage/> }.into_any()),
    page("/c/{slug}/organise/messages", || view! { <MessagesPage/> }.into_any()),
    page("/c/{slug}/organise/messages/reminders", || view! { <RemindersPage/> }.into_any()),
    page("/c/{slug}/organise/messages/texts/{template}", || view! { <MessagePage/> }.into_any()),
    page("/c/{slug}/organise/messages/{mail}", || view! { <MailPage/> }.into_any()),
    page("/c/{slug}/enter", || view! { <EnterPage/> }.into_any()),
    page("/c/{slug}/mine", || view! { <MyEntriesPage/> }.into_any()),
    page("/entries/{entry}", || view! { <EntryPage/> }.into_any()),
    page("/entries/{entry}/edit", || view! { <EditPage/> }.into_any()),
    page("/entries/{entry}/files", || view! { <FilesPage/> }.into_any()),
    page("/entries/{entry}/keys", || view! { <KeysPage/> }.into_any()),
    page("/entries/{entry}/track", || view! { <TrackChangePage/> }.into_any()),
    page("/entries/{entry}/team", || view! { <TeamPage/> }.into_any()),
    page("/consent/{token}", || view! { <ConsentPage/> }.into_any()),
    page("/join/{token}", || view! { <JoinPage/> }.into_any()),
    page("/c/{slug}/organise/entries", || view! { <QueuePage/> }.into_any()),
    page("/c/{slug}/organise/closes", || view! { <ClosesPage/> }.into_any()),
    page("/c/{slug}/organise/entries/counts", || view! { <CountsPage/> }.into_any()),
    page("/c/{slug}/organise/entries/consents", || view! { <PendingConsentsPage/> }.into_any()),
    page("/c/{slug}/organise/entries/{entry}", || view! { <ReviewPage/> }.into_any()),
    page("/c/{slug}/organise/entries/{entry}/translations", || view! { <TranslationsPage/> }.into_any()),
    page("/c/{slug}/organise/entries/{entry}/translations/{language}", || view! { <TranslatePage/> }.into_any()),
];

/// What does not exist, and what is not yours.
pub const NOT_FOUND: fn() -> AnyView = || view! { <NotFound/> }.into_any();

/// The document of an error that arose before a page could be asked.
pub fn error_shell(error: AppError) -> impl IntoView {
    shell(move || error_page(&services().page, &error))
}

/// The document around a page.
pub fn shell(body: impl FnOnce() -> AnyView) -> impl IntoView {
    provide_meta_context();
    let page = services().page;
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.to_string() dir=direction(page.locale)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" type="image/svg+xml" href=page.icon.to_string()/>
                <link rel="stylesheet" href=page.stylesheet.to_string()/>
                <MetaTags/>
            </head>
            <body>
                {at_once(view! { <Header/> })}
                {body()}
                {at_once(view! { <Footer/> })}
            </body>
        </html>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let page = services().page;
    page.reply.status(404);
    error_page(&page, &AppError::NotFound)
}
