//! What organisers may write into messages, and how placeholders are filled.

use crate::{
    competition::model::message::{MessageTemplate, MessageText, Placeholder},
    error::{AppError, FormCheck, Problem},
    i18n::Locale,
    text,
};

const SUBJECT_CHARACTERS: usize = 150;
const BODY_WORDS: usize = 600;
/// Stands for a link whose token is not stored. Nobody can write it: it is taken out of every value.
pub const LINK_MARK: char = '\u{FFFC}';

/// A piece of a text: words, or the name in a pair of braces.
enum Piece<'t> {
    Words(&'t str),
    Name(&'t str),
}

/// Takes a text apart. Braces around anything but a name are words.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        match after.split_once('}') {
            Some((name, behind)) if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                found.push(Piece::Words(before));
                found.push(Piece::Name(name));
                rest = behind;
            }
            _ => {
                found.push(Piece::Words(rest.get(..=before.len()).unwrap_or(rest)));
                rest = after;
            }
        }
    }
    found.push(Piece::Words(rest));
    found
}

fn known(template: MessageTemplate, text: &str) -> Result<(), Problem> {
    for piece in pieces(text) {
        if let Piece::Name(name) = piece
            && !template.placeholders().iter().any(|placeholder| placeholder.as_str() == name)
        {
            return Err(Problem::UnknownPlaceholder { name: name.to_owned() });
        }
    }
    Ok(())
}

/// Reads a text that organisers wrote.
///
/// # Errors
/// [`AppError::Invalid`] at `subject`, `body`: `Required`, too long, `ControlCharacters`, `UnknownPlaceholder`.
pub fn message_text(template: MessageTemplate, subject: &str, body: &str) -> Result<MessageText, AppError> {
    let mut check = FormCheck::default();
    let checked = |text: String| known(template, &text).map(|()| text);
    let subject = check.take("subject", text::required_line(subject, SUBJECT_CHARACTERS).and_then(checked));
    let body = text::block(body, BODY_WORDS)
        .and_then(|body| if body.is_empty() { Err(Problem::Required) } else { Ok(body) })
        .and_then(checked);
    let body = check.take("body", body);
    check.finish()?;
    Ok(MessageText { subject: subject.unwrap_or_default(), body: body.unwrap_or_default() })
}

/// What is put in the place of placeholders.
pub type Values = Vec<(Placeholder, String)>;

/// Whether a letter is of a script written from right to left: Hebrew to Arabic, and their presentation forms.
const fn from_the_right(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Somebody's words inside a sentence of another direction stay in their own order. Addresses are left as they are,
/// since programs look for them in plain text.
fn isolated(l: Locale, placeholder: Placeholder, value: &str) -> String {
    let mixed = l == Locale::ar || value.chars().any(from_the_right);
    match placeholder {
        Placeholder::Link => value.to_owned(),
        _ if mixed => format!("\u{2068}{value}\u{2069}"),
        _ => value.to_owned(),
    }
}

fn filled(text: &str, value: impl Fn(Placeholder) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Name(name) => out.push_str(&Placeholder::parse(name).map(&value).unwrap_or_default()),
        }
    }
    out
}

/// Puts values in the place of placeholders, each once: braces in a value are words. A subject is one line. Lines of a
/// text written from the right begin with a mark of that direction, since plain text has no other way to say so.
pub fn fill(l: Locale, text: &MessageText, values: &Values) -> MessageText {
    let of = |wanted: Placeholder| {
        let value = values.iter().find(|(placeholder, _)| *placeholder == wanted).map(|(_, value)| value.as_str());
        value.unwrap_or_default()
    };
    let clean = |wanted: Placeholder| match wanted {
        Placeholder::Link => of(wanted).to_owned(),
        _ => of(wanted).replace(LINK_MARK, ""),
    };
    let subject = filled(&text.subject, |wanted| clean(wanted).split_whitespace().collect::<Vec<_>>().join(" "));
    let body = filled(&text.body, |wanted| isolated(l, wanted, &clean(wanted)));
    let subject: String = subject.chars().filter(|c| !c.is_control() && *c != LINK_MARK).collect();
    MessageText { subject, body: if l == Locale::ar { lines_from_the_right(&body) } else { body } }
}

fn lines_from_the_right(text: &str) -> String {
    let line = |line: &str| match line.chars().next() {
        None => String::new(),
        // An address on a line of its own stays what it is.
        Some(LINK_MARK) => line.to_owned(),
        Some(_) if line.starts_with("http") || line == "-- " => line.to_owned(),
        Some(_) => format!("\u{200F}{line}"),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(subject: &str, body: &str) -> MessageText {
        MessageText { subject: subject.into(), body: body.into() }
    }

    #[test]
    fn unknown_placeholders_are_errors_at_their_field_and_missing_ones_are_fine() {
        let refused = message_text(MessageTemplate::EntryPassed, "{name}: {hash}", "{nmae}");
        let unknown = |field: &str, name: &str| app_error(field, Problem::UnknownPlaceholder { name: name.into() });
        let AppError::Invalid(errors) = refused.expect_err("refused") else { panic!("invalid") };
        assert_eq!(errors, [unknown("subject", "hash"), unknown("body", "nmae")]);
        assert!(message_text(MessageTemplate::EntryPassed, "Good news", "Nothing to fill in, {not one}.").is_ok());
        assert_eq!(
            message_text(MessageTemplate::EntryPassed, " ", "x"),
            Err(AppError::field("subject", Problem::Required))
        );
        assert_eq!(
            message_text(MessageTemplate::EntryPassed, "a\r\nBcc: b@c.org", "x"),
            Err(AppError::field("subject", Problem::ControlCharacters))
        );
    }

    fn app_error(field: &str, problem: Problem) -> crate::error::FieldError {
        crate::error::FieldError::new(field, problem)
    }

    #[test]
    fn values_are_filled_in_once_and_cannot_bring_lines_into_a_subject() {
        let values = vec![(Placeholder::Name, "{title}\r\nBcc: x".into()), (Placeholder::Title, "Walk\u{FFFC}".into())];
        let filled = fill(Locale::en, &text("To {name}", "{name} / {title} { } {"), &values);
        assert_eq!(filled.subject, "To {title} Bcc: x");
        assert_eq!(filled.body, "{title}\r\nBcc: x / Walk { } {");
    }

    #[test]
    fn directions_are_kept_apart() {
        let values = vec![(Placeholder::Title, "Ballot Walk".into()), (Placeholder::Link, "https://a.b/x".into())];
        let filled = fill(Locale::ar, &text("س", "وصلت {title}\n\n{link}"), &values);
        assert_eq!(filled.body, "\u{200F}وصلت \u{2068}Ballot Walk\u{2069}\n\nhttps://a.b/x");
        let arabic = vec![(Placeholder::Title, "سلام".into())];
        assert_eq!(fill(Locale::en, &text("s", "{title}!"), &arabic).body, "\u{2068}سلام\u{2069}!");
    }
}
