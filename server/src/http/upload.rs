//! A form with a file, posted in parts (`multipart/form-data`), as a browser does with or without script. The file goes
//! to disk while it arrives; who may not add it is told before its first byte is taken. Then the operation runs like any
//! other, with the same key, kept words and redirect.

use super::{
    State,
    api::{self, Form, back, by_form, key, operate, refuse},
    body::Arriving,
    context::Prepared,
};
use crate::{
    entries::service::files::may_arrive,
    files::{Files, Received},
};
use app::{error::AppError, ids::EntryId};
use axum::{
    body::Body,
    extract,
    http::{HeaderMap, Request, header, request::Parts},
    response::Response,
};
use multer::Multipart;

/// The most that everything but the file may have, with the marks between the parts.
const WORDS: u64 = api::BODY_LIMIT as u64;
/// The field that holds the file.
const FILE: &str = "file";

/// What came.
#[derive(Default)]
struct Posted {
    fields: Vec<(String, String)>,
    file: Option<Received>,
}

impl Posted {
    fn field(&self, name: &str) -> Result<&str, AppError> {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str()).ok_or(AppError::Malformed)
    }
}

/// Adds a file to an entry.
pub async fn add_file(extract::State(state): extract::State<State>, request: Request<Body>) -> Response {
    let boundary = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| multer::parse_boundary(kind).ok());
    let Some(boundary) = boundary else {
        // Without a file it is a form like any other, and says so.
        return api::post(extract::State(state), request).await;
    };
    let (parts, body) = request.into_parts();
    let arriving = Arriving::new(body, WORDS);
    let result = receive(&state, &parts, &arriving, boundary).await;
    match result {
        Ok((prepared, form)) => operate(state, parts, prepared, form).await,
        Err(error) => {
            // The browser reads the answer only when it could send: what is left is thrown away meanwhile.
            arriving.throw_away();
            refuse_form(state, parts, error).await
        }
    }
}

/// Answers a form whose file was not taken: at its field, where that is possible.
async fn refuse_form(state: State, parts: Parts, (error, fields): (AppError, Vec<(String, String)>)) -> Response {
    let shown_at_form = matches!(error, AppError::Invalid(_) | AppError::Refused(_) | AppError::Stale);
    let form = by_form(&parts);
    if form && shown_at_form {
        return api::come_back(state, parts, fields, error, &HeaderMap::new()).await;
    }
    refuse(&state, parts, form, error).await
}

type Refused = (AppError, Vec<(String, String)>);

async fn receive(
    state: &State,
    parts: &Parts,
    arriving: &Arriving,
    boundary: String,
) -> Result<(Prepared, Form), Refused> {
    let mut posted = Posted::default();
    let prepared = read(state, parts, arriving, boundary, &mut posted).await;
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return Err((error, posted.fields)),
    };
    // The whole request is here: this is the moment that a deadline is compared with.
    let arrived = state.ambient.now();
    let Posted { fields, file } = posted;
    let key = key(parts, &fields, file.as_ref().map(Received::sha256));
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish().into();
    Ok((prepared.with_file(file, key, arrived), Form { fields, body }))
}

async fn read(
    state: &State,
    parts: &Parts,
    arriving: &Arriving,
    boundary: String,
    posted: &mut Posted,
) -> Result<Prepared, AppError> {
    let prepared = Prepared::from(state, &back(parts), &parts.headers, None).await?;
    if prepared.request.caller.is_none() {
        return Err(AppError::SignIn);
    }
    let _place = state.config.files.arrival()?;
    let mut form = Multipart::new(arriving.stream(), boundary);
    while let Some(mut field) = form.next_field().await.map_err(|error| arriving.error(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != FILE {
            let value = field.text().await.map_err(|error| arriving.error(&error))?;
            posted.fields.push((name, value));
            continue;
        }
        if posted.file.is_some() {
            return Err(AppError::Malformed);
        }
        let sent = field.file_name().unwrap_or_default().to_owned();
        let entry: EntryId = posted.field("entry")?.parse()?;
        let bounds = may_arrive(&prepared.request, entry, posted.field("kind")?, posted.field("key")?).await?;
        arriving.allow(bounds.most);
        let files: &Files = &state.config.files;
        let mut file = files.receive(&state.ambient, sent.clone(), bounds.most).await?;
        let mut any = false;
        while let Some(chunk) = field.chunk().await.map_err(|error| match arriving.error(&error) {
            AppError::TooLarge => bounds.over.clone(),
            other => other,
        })? {
            any |= !chunk.is_empty();
            if !file.take(&chunk).await? {
                return Err(bounds.over);
            }
        }
        // A browser whose user chose no file sends an empty one without a name.
        if any || !sent.is_empty() {
            posted.file = Some(file.end().await?);
        }
    }
    Ok(prepared)
}
