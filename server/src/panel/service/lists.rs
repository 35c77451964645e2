//! Judges by list: read, looked at, brought in whole or not at all.

use super::{PanelService, event, invitations, organiser};
use crate::{
    audit,
    auth::permits::Editor,
    db::{Conn, DbError},
    exchange::{
        error::{FileError, Problem as FileProblem},
        roster,
    },
    panel::store::{lists as store, read, settings},
};
use app::{
    competition::model::Competition,
    error::{AppError, Problem, Refusal},
    ids::AccountId,
    next::{Done, Next},
    panel::{
        conduct_text::digest,
        model::{JudgeList, LineProblem, ListProblem},
        rules::{self, InvitationForm, ListLine},
    },
};
use serde_json::json;

/// The most that is read.
const BYTES: usize = 200_000;

/// An error of a file in the words of pages.
fn told(error: FileError) -> LineProblem {
    let (value, problem) = match error.problem {
        FileProblem::Empty(_) => (String::new(), ListProblem::Empty),
        FileProblem::MissingColumn(_) => (String::new(), ListProblem::MissingColumn),
        FileProblem::UnknownColumn(_) => (String::new(), ListProblem::UnknownColumn),
        FileProblem::RepeatedColumn => (String::new(), ListProblem::RepeatedColumn),
        FileProblem::CellCount { expected, found } => (String::new(), ListProblem::Cells { found, expected }),
        FileProblem::OpenQuote => (String::new(), ListProblem::OpenQuote),
        FileProblem::NotUtf8 => (String::new(), ListProblem::NotUtf8),
        FileProblem::EmptyCell => (String::new(), ListProblem::Required),
        FileProblem::Repeated { first_line, .. } => (String::new(), ListProblem::Repeated { line: first_line }),
        FileProblem::NotACount(value) => (value, ListProblem::Number),
        FileProblem::NotALanguage(value) => (value, ListProblem::Language),
        _ => (String::new(), ListProblem::Text),
    };
    LineProblem { line: error.line, column: error.column.unwrap_or_default(), value, problem }
}

/// Reads a list against the panel as it is.
async fn looked_at(conn: &mut Conn, competition: Competition, text: Option<String>) -> Result<JudgeList, DbError> {
    let expertise = settings::of(conn, competition.id).await?.expertise;
    let panel: Vec<String> = read::judges(conn, competition.id).await?.into_iter().map(|judge| judge.email).collect();
    let sha256 = text.as_deref().map(|text| hex::encode(digest(text))).unwrap_or_default();
    let (judges, problems) = match text.as_deref().map(|text| roster::read(text.as_bytes())) {
        None => (Vec::new(), Vec::new()),
        Some(Err(errors)) => (Vec::new(), errors.errors.into_iter().map(told).collect()),
        Some(Ok(rows)) if rows.is_empty() => {
            let problem =
                LineProblem { line: 1, column: String::new(), value: String::new(), problem: ListProblem::Empty };
            (Vec::new(), vec![problem])
        }
        Some(Ok(rows)) => {
            let lines: Vec<ListLine> = rows
                .into_iter()
                .map(|row| ListLine {
                    line: row.line,
                    form: InvitationForm {
                        name: row.record.name,
                        email: row.record.email,
                        affiliation: row.record.organisation,
                        field: row.record.field,
                        languages: row.record.languages.join(";"),
                        max_load: row.record.load_limit.map(|most| most.to_string()).unwrap_or_default(),
                        ..InvitationForm::default()
                    },
                    devices: row.record.devices,
                    expertise: row.record.expertise,
                    region: row.record.region,
                    reserve: row.record.reserve,
                })
                .collect();
            rules::judge_list(&lines, &expertise, &panel)
        }
    };
    let judges = if problems.is_empty() { judges } else { Vec::new() };
    Ok(JudgeList { competition, text, digest: sha256, judges, problems, expertise })
}

impl PanelService {
    pub(super) async fn kept_list(&self, slug: &str) -> Result<JudgeList, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Editor>(&mut conn, self.0.caller(), slug).await?;
        let account: AccountId = by.account().ok_or(AppError::NotFound)?;
        let text = store::kept(&mut conn, competition.id, account).await?;
        Ok(looked_at(&mut conn, competition, text).await?)
    }

    pub(super) async fn keep_list(&self, slug: String, text: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_invite(competition.state)?;
                    let account = by.account().ok_or(AppError::NotFound)?;
                    if text.trim().is_empty() {
                        return Err(AppError::field("text", Problem::Required));
                    }
                    if text.len() > BYTES {
                        return Err(AppError::field("text", Problem::TooManyCharacters { max: BYTES }));
                    }
                    if text.contains('\0') {
                        return Err(AppError::field("text", Problem::ControlCharacters));
                    }
                    store::keep(tx, &by, account, &text).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel/list"), Done::ListRead))
                })
            })
            .await
    }

    pub(super) async fn bring_list_in(&self, slug: String, looked: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_invite(competition.state)?;
                    let account = by.account().ok_or(AppError::NotFound)?;
                    let text = store::kept(tx, competition.id, account).await?;
                    let list = looked_at(tx, competition, text).await?;
                    if list.judges.is_empty() || list.digest != looked {
                        return Err(Refusal::PreviewChanged.into());
                    }
                    let until = invitations::until(tx.now(), "", &list.competition.time_zone)?;
                    for listed in &list.judges {
                        invitations::invite_listed(tx, &request, &list.competition, &by, listed, until).await?;
                    }
                    store::forget(tx, &by, account).await?;
                    let payload = json!({ "judges": list.judges.len(), "sha256": list.digest });
                    let id = list.competition.id;
                    audit::append(tx, event(id, by.account(), "panel.bring_in", id, payload)).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel"), Done::JudgesInvited))
                })
            })
            .await
    }
}
