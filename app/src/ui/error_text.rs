//! The words of errors. Each says what happened, what was kept, and what to do.

use crate::{
    competition::model::MOST_ROUNDS,
    error::{AppError, ClosedPart, Missing, Problem, Refusal},
    i18n::{Locale, td_string},
    ui::moment_text,
};

/// The words of an error page.
pub struct PageText {
    /// Its heading.
    pub title: String,
    /// What happened and what to do.
    pub what: String,
}

/// The words of an error that takes a page of its own.
pub fn page_text(l: Locale, error: &AppError) -> PageText {
    let (title, what) = match error {
        AppError::NotFound => {
            (td_string!(l, errors.not_found_title).to_string(), td_string!(l, errors.not_found).to_string())
        }
        AppError::SignIn => {
            (td_string!(l, errors.sign_in_title).to_string(), td_string!(l, errors.sign_in).to_string())
        }
        AppError::Refused(Refusal::NotYet) => {
            (td_string!(l, errors.not_yet_title).to_string(), td_string!(l, errors.not_yet).to_string())
        }
        AppError::Refused(Refusal::ConductNotSigned { .. }) => {
            (td_string!(l, judges.conduct).to_string(), form_text(l, error))
        }
        AppError::TooLarge => {
            (td_string!(l, errors.too_large_title).to_string(), td_string!(l, errors.too_large).to_string())
        }
        AppError::FileTooLarge { mebibytes } => (
            td_string!(l, errors.file_too_large_title).to_string(),
            td_string!(l, errors.file_too_large, mebibytes = *mebibytes).to_string(),
        ),
        AppError::NoSpace => {
            (td_string!(l, errors.no_space_title).to_string(), td_string!(l, errors.no_space).to_string())
        }
        AppError::Busy => (td_string!(l, errors.busy_title).to_string(), td_string!(l, errors.busy).to_string()),
        AppError::Internal => {
            (td_string!(l, errors.internal_title).to_string(), td_string!(l, errors.internal).to_string())
        }
        other => (td_string!(l, errors.refused_title).to_string(), form_text(l, other)),
    };
    PageText { title, what }
}

/// The words of an error above a form.
pub fn form_text(l: Locale, error: &AppError) -> String {
    match error {
        AppError::Refused(refusal) => refusal_text(l, refusal),
        AppError::Invalid(_) => td_string!(l, errors.invalid).to_string(),
        AppError::Stale => td_string!(l, errors.stale).to_string(),
        AppError::Malformed => td_string!(l, errors.malformed).to_string(),
        other => page_text(l, other).what,
    }
}

/// The words of a refusal.
pub fn refusal_text(l: Locale, refusal: &Refusal) -> String {
    match refusal {
        Refusal::WrongCredentials => td_string!(l, errors.wrong_credentials).to_string(),
        Refusal::TooManyAttempts { seconds } => td_string!(l, errors.too_many_attempts, seconds = *seconds).to_string(),
        Refusal::LinkUsed => td_string!(l, errors.link_used).to_string(),
        Refusal::LinkExpired => td_string!(l, errors.link_expired).to_string(),
        Refusal::LinkForAnother => td_string!(l, errors.link_for_another).to_string(),
        Refusal::KeyReused => td_string!(l, errors.key_reused).to_string(),
        Refusal::WrongState => td_string!(l, errors.wrong_state).to_string(),
        Refusal::NoSuchTransition => td_string!(l, errors.no_such_transition).to_string(),
        Refusal::NotReady(missing) => {
            let list: Vec<String> = missing.iter().map(|missing| missing_text(l, *missing)).collect();
            format!("{} {}", td_string!(l, errors.not_ready), list.join(" "))
        }
        Refusal::EntriesClosed => td_string!(l, errors.entries_closed).to_string(),
        Refusal::EntriesNotOpen => td_string!(l, errors.entries_not_open).to_string(),
        Refusal::CureOver => td_string!(l, errors.cure_over).to_string(),
        Refusal::OutsideFix { part } => closed_text(l, *part),
        Refusal::ExceptionGiven => td_string!(l, deadline.exception_given).to_string(),
        Refusal::EntriesStillOpen => td_string!(l, errors.entries_still_open).to_string(),
        Refusal::MethodSealed => td_string!(l, errors.method_sealed).to_string(),
        Refusal::RubricLocked => td_string!(l, errors.rubric_locked).to_string(),
        Refusal::RoundClosed => td_string!(l, errors.round_closed).to_string(),
        Refusal::OtherRound => td_string!(l, scorecards.other_round).to_string(),
        Refusal::RoundStillOpen => td_string!(l, rounds.still_open).to_string(),
        Refusal::RoundsUsed => td_string!(l, rounds.used, most = MOST_ROUNDS).to_string(),
        Refusal::NotTried => td_string!(l, errors.not_tried).to_string(),
        Refusal::SamplesFirst => td_string!(l, scorecards.samples_first).to_string(),
        Refusal::ConsentMissing => td_string!(l, errors.consent_missing).to_string(),
        Refusal::ConflictsNotDeclared => td_string!(l, errors.conflicts_not_declared).to_string(),
        Refusal::ConductNotSigned { .. } => td_string!(l, judges.sign_first).to_string(),
        Refusal::OnReserve => td_string!(l, judges.on_reserve).to_string(),
        Refusal::ConflictOfInterest => td_string!(l, errors.conflict_of_interest).to_string(),
        Refusal::OwnConflict => td_string!(l, own_conflicts.refused).to_string(),
        Refusal::PairForbidden => td_string!(l, assigning.pair_forbidden).to_string(),
        Refusal::AlreadyAssigned => td_string!(l, errors.already_assigned).to_string(),
        Refusal::AlreadyOnPanel => td_string!(l, errors.already_on_panel).to_string(),
        Refusal::EntryLimit => td_string!(l, errors.entry_limit).to_string(),
        Refusal::NotEligible => td_string!(l, errors.not_eligible).to_string(),
        Refusal::ProposalOutdated => td_string!(l, errors.proposal_outdated).to_string(),
        Refusal::HasScorecard => td_string!(l, errors.has_scorecard).to_string(),
        Refusal::PreviewChanged => td_string!(l, errors.preview_changed).to_string(),
        Refusal::RoomClosed => td_string!(l, deliberation.room_closed).to_string(),
        Refusal::VoteClosed => td_string!(l, deliberation.vote_closed).to_string(),
        Refusal::TooManyPosts => td_string!(l, deliberation.too_many_posts).to_string(),
        Refusal::AwardGiven => td_string!(l, errors.award_given).to_string(),
        Refusal::LastMember => td_string!(l, errors.last_member).to_string(),
        Refusal::TheirOwn => td_string!(l, errors.their_own).to_string(),
        Refusal::NotContact => td_string!(l, errors.not_contact).to_string(),
        Refusal::AlreadyOrganises => td_string!(l, organisers.already).to_string(),
        Refusal::TrackInUse => td_string!(l, organisers.track_in_use).to_string(),
        Refusal::LastOrganiser => td_string!(l, errors.last_organiser).to_string(),
        Refusal::SecondOrganiser => td_string!(l, errors.second_organiser).to_string(),
        Refusal::ReopeningTakesTwo => td_string!(l, errors.reopening_takes_two).to_string(),
        Refusal::AskedLately => td_string!(l, errors.asked_lately).to_string(),
        Refusal::TooManyInquiries { max } => td_string!(l, call.too_many_inquiries, max = *max).to_string(),
        Refusal::RemindedLately { until, zone } => {
            td_string!(l, live.reminded_lately, time = moment_text(l, *until, zone)).to_string()
        }
        Refusal::NothingThere => td_string!(l, errors.nothing_there).to_string(),
        Refusal::NotYet => td_string!(l, errors.not_yet).to_string(),
        Refusal::AppealsOver => td_string!(l, appeals.over).to_string(),
        Refusal::Appealed => td_string!(l, appeals.appealed).to_string(),
        Refusal::NoPack => td_string!(l, errors.no_pack).to_string(),
    }
}

fn closed_text(l: Locale, part: ClosedPart) -> String {
    match part {
        ClosedPart::Words => td_string!(l, deadline.closed_words),
        ClosedPart::Screenshots => td_string!(l, deadline.closed_screenshots),
        ClosedPart::Documents => td_string!(l, deadline.closed_documents),
        ClosedPart::Builds => td_string!(l, deadline.closed_builds),
        ClosedPart::Team => td_string!(l, deadline.closed_team),
    }
    .to_string()
}

/// What a competition lacks, in words.
pub fn missing_text(l: Locale, missing: Missing) -> String {
    match missing {
        Missing::Track => td_string!(l, errors.missing_track),
        Missing::Rubric => td_string!(l, errors.missing_rubric),
        Missing::ClosingDate => td_string!(l, errors.missing_closing_date),
        Missing::Rules => td_string!(l, errors.missing_rules),
        Missing::EligibleEntry => td_string!(l, errors.missing_eligible_entry),
        Missing::UncheckedEntries => td_string!(l, errors.missing_unchecked_entries),
        Missing::Assignment => td_string!(l, errors.missing_assignment),
        Missing::Scorecard => td_string!(l, errors.missing_scorecard),
        Missing::Reviews => td_string!(l, errors.missing_reviews),
        Missing::LinkedPanel => td_string!(l, errors.missing_linked_panel),
        Missing::CommentsRead => td_string!(l, feedback.missing_read),
    }
    .to_string()
}

/// The words of an error at a field.
pub fn problem_text(l: Locale, problem: &Problem) -> String {
    match problem {
        Problem::Required => td_string!(l, errors.required).to_string(),
        Problem::TooManyCharacters { max } => td_string!(l, errors.too_many_characters, max = *max).to_string(),
        Problem::TooFewCharacters { min } => td_string!(l, errors.too_few_characters, min = *min).to_string(),
        Problem::TooManyWords { max } => td_string!(l, errors.too_many_words, max = *max).to_string(),
        Problem::ControlCharacters => td_string!(l, errors.control_characters).to_string(),
        Problem::Email => td_string!(l, errors.email).to_string(),
        Problem::Link => td_string!(l, errors.link).to_string(),
        Problem::Number => td_string!(l, errors.number).to_string(),
        Problem::OutOfRange { min, max } => {
            td_string!(l, errors.out_of_range, min = min.clone(), max = max.clone()).to_string()
        }
        Problem::OffScale { min, max, step } => {
            td_string!(l, errors.off_scale, min = min.clone(), max = max.clone(), step = step.clone()).to_string()
        }
        Problem::NothingAssessed => td_string!(l, errors.nothing_assessed).to_string(),
        Problem::OutsideFix => td_string!(l, deadline.outside_fix).to_string(),
        Problem::Choice => td_string!(l, errors.choice).to_string(),
        Problem::DateTime => td_string!(l, errors.date_time).to_string(),
        Problem::TimeZone => td_string!(l, errors.time_zone).to_string(),
        Problem::Language => td_string!(l, errors.language).to_string(),
        Problem::Slug => td_string!(l, errors.slug).to_string(),
        Problem::Taken => td_string!(l, errors.taken).to_string(),
        Problem::CommonPassword => td_string!(l, errors.common_password).to_string(),
        Problem::WeightsTotal { total } => td_string!(l, errors.weights_total, total = total.clone()).to_string(),
        Problem::CommentRequired => td_string!(l, errors.comment_required).to_string(),
        Problem::NotAfter => td_string!(l, errors.not_after).to_string(),
        Problem::NotBefore => td_string!(l, errors.not_before).to_string(),
        Problem::NobodyFree => td_string!(l, rounds.nobody_free).to_string(),
        Problem::Past => td_string!(l, errors.past).to_string(),
        Problem::WrongPassword => td_string!(l, errors.wrong_password).to_string(),
        Problem::Confirmation => td_string!(l, errors.confirmation).to_string(),
        Problem::NoAccount => td_string!(l, errors.no_account).to_string(),
        Problem::FileName => td_string!(l, errors.file_name).to_string(),
        Problem::FileType => td_string!(l, errors.file_type).to_string(),
        Problem::FileContent => td_string!(l, errors.file_content).to_string(),
        Problem::FileExtra => td_string!(l, errors.file_extra).to_string(),
        Problem::ImageTooLarge { side } => td_string!(l, errors.image_too_large, side = *side).to_string(),
        Problem::ArchiveUnsafe => td_string!(l, errors.archive_unsafe).to_string(),
        Problem::FileTwice => td_string!(l, errors.file_twice).to_string(),
        Problem::TooManyFiles { max } => td_string!(l, errors.too_many_files, max = *max).to_string(),
        Problem::FilesTotal { mebibytes } => td_string!(l, errors.files_total, mebibytes = *mebibytes).to_string(),
        Problem::Options { min, max } => td_string!(l, errors.options, min = *min, max = *max).to_string(),
        Problem::OptionChosen { option } => td_string!(l, errors.option_chosen, option = option.clone()).to_string(),
        Problem::UnknownPlaceholder { name } => {
            td_string!(l, errors.unknown_placeholder, name = name.clone()).to_string()
        }
        Problem::ReasonRequired => td_string!(l, errors.reason_required).to_string(),
        Problem::RoundingRequired => td_string!(l, errors.rounding_required).to_string(),
    }
}
