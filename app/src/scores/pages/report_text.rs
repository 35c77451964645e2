//! What reports are about, in words: on pages, and in what teams are told.

use crate::{
    i18n::{Locale, td_string},
    scores::model::ReportKind,
};

/// What a report is about.
pub fn kind_text(l: Locale, kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Safety => td_string!(l, judging.report_safety),
        ReportKind::Content => td_string!(l, judging.report_content),
        ReportKind::Plagiarism => td_string!(l, judging.report_plagiarism),
        ReportKind::Eligibility => td_string!(l, judging.report_eligibility),
        ReportKind::Device => td_string!(l, judging.report_device),
        ReportKind::Region => td_string!(l, judging.report_region),
        ReportKind::Crash => td_string!(l, judging.report_crash),
        ReportKind::Key => td_string!(l, judging.report_key),
        ReportKind::Link => td_string!(l, judging.report_link),
        ReportKind::Other => td_string!(l, judging.report_other),
    }
}
