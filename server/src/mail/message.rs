//! From a row of the outbox to a message as mail servers take it. Headers are built by lettre's types only (trust.md
//! W-12): a name or subject never gets into one as text.

use app::text;
use lettre::{
    Address, Message,
    message::{Mailbox, header::ContentType},
};
use uuid::Uuid;

/// Why a message could not be sent; what is stored of it holds no words of others and no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The mail server will not take it, now or later.
    #[error("refused {0}")]
    Refused(u16),
    /// The mail server may take it later.
    #[error("later {0}")]
    Later(u16),
    /// No mail server answered, or not to the end.
    #[error("unreachable")]
    Unreachable,
    /// The address or name cannot stand in a header.
    #[error("address")]
    Address,
    /// The link in it had ended.
    #[error("link_over")]
    LinkOver,
}

impl MailError {
    /// Whether trying again is of no use.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused(_) | Self::Address | Self::LinkOver)
    }
}

/// A sender or receiver. Names with line ends or other control characters are refused.
pub fn mailbox(name: &str, address: &str) -> Result<Mailbox, MailError> {
    let address: Address = address.parse().map_err(|_| MailError::Address)?;
    let name = text::line(name, 200).map_err(|_| MailError::Address)?;
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// What is sent.
pub struct Letter<'a> {
    /// Its row in the outbox.
    pub id: Uuid,
    /// When it was written, in microseconds.
    pub at: i64,
    /// To whom.
    pub to: Mailbox,
    /// Its subject.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
}

/// Builds it. Its Message-ID is made from the row, so that one that comes twice is known as the same.
pub fn message(from: &Mailbox, letter: Letter<'_>) -> Result<Message, MailError> {
    let subject = text::line(letter.subject, 400).map_err(|_| MailError::Address)?;
    let date = std::time::UNIX_EPOCH + std::time::Duration::from_micros(u64::try_from(letter.at).unwrap_or_default());
    Message::builder()
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .date(date)
        .from(from.clone())
        .to(letter.to)
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.to_owned())
        .map_err(|_| MailError::Address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, subject: &str) -> Result<String, MailError> {
        let from = mailbox("PEACEapp", "office@peace.example")?;
        let letter = Letter { id: Uuid::nil(), at: 0, to: mailbox(name, "a@b.example")?, subject, body: "Hello" };
        Ok(String::from_utf8(message(&from, letter)?.formatted()).expect("headers are ASCII"))
    }

    #[test]
    fn names_and_subjects_bring_no_headers() {
        for bad in ["A\r\nBcc: evil@x.example", "A\nBcc: x", "A\rB", "A\u{0}", "A\u{7}", "A\u{85}B"] {
            assert_eq!(written(bad, "s").err(), Some(MailError::Address), "{bad:?}");
            assert_eq!(written("A", bad).err(), Some(MailError::Address), "{bad:?}");
        }
        for bad in ["a@b.example\r\nBcc: x@y.example", "a b@c.example", "a@b@c", "", "a@b.example>"] {
            assert_eq!(mailbox("A", bad).err(), Some(MailError::Address), "{bad:?}");
        }
    }

    #[test]
    fn any_name_stands_in_one_header() {
        let long = "Wanjirũ ".repeat(20);
        for name in
            ["Amina, \"the\" <Great>", "أمينة عثمان", "李雷", "Łukasz; Bcc: x@y.example", long.trim(), "=?utf-8?q?x?="]
        {
            let text = written(name, name).expect("a message");
            let (head, _) = text.split_once("\r\n\r\n").expect("headers");
            let names: Vec<&str> = head
                .lines()
                .filter(|line| !line.starts_with([' ', '\t']))
                .filter_map(|line| line.split(':').next())
                .collect();
            let expected = ["Message-ID", "Date", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding"];
            assert!(names.iter().all(|name| expected.contains(name) || *name == "MIME-Version"), "{name}: {names:?}");
            assert!(head.is_ascii() && head.lines().all(|line| line.len() <= 998), "{head}");
            assert!(head.contains("Message-ID: <00000000-0000-0000-0000-000000000000@peace.example>"), "{head}");
        }
    }
}
