//! What people type: cleaned, counted and bounded the same way everywhere (trust.md W-11, L-06).

use crate::error::Problem;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// Invisible characters that turn the direction of text around; they can make a name lie.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// SHA-256 of a text in hexadecimal: the form in which digests are shown.
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// How many characters a reader sees.
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Whether a reader sees more than `max` characters. A character has at least one byte, so most texts need no counting.
fn has_more_characters(text: &str, max: usize) -> bool {
    text.len() > max && characters(text) > max
}

/// Composed (NFC). Nearly everything typed is composed already.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// How many words a reader counts; in scripts without spaces, by their own word boundaries.
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// A single line: composed (NFC), trimmed, inner white space folded, direction marks taken out.
///
/// # Errors
/// [`Problem`] when control characters are in it or it is longer than `max` characters.
pub fn line(text: &str, max: usize) -> Result<String, Problem> {
    let straight = composed(text).replace(turns_direction, "");
    let folded = straight.split([' ', '\t', '\u{A0}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let clean = folded.trim().to_owned();
    if clean.chars().any(char::is_control) {
        return Err(Problem::ControlCharacters);
    }
    if has_more_characters(&clean, max) {
        return Err(Problem::TooManyCharacters { max });
    }
    Ok(clean)
}

/// A line that must not be empty.
///
/// # Errors
/// As [`line`], and [`Problem::Required`] when nothing is left.
pub fn required_line(text: &str, max: usize) -> Result<String, Problem> {
    let clean = line(text, max)?;
    if clean.is_empty() { Err(Problem::Required) } else { Ok(clean) }
}

/// Several lines: composed (NFC), line ends made `\n`, trimmed.
///
/// # Errors
/// [`Problem`] when control characters other than line ends and tabs are in it, or more than `max` words.
pub fn block(text: &str, max_words: usize) -> Result<String, Problem> {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean = composed(&lines).replace('\u{FEFF}', "").trim().to_owned();
    if clean.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Problem::ControlCharacters);
    }
    // A word has at most 60 characters or so: what is longer is not words but a way around the limit.
    if has_more_characters(&clean, max_words.saturating_mul(30)) || words(&clean) > max_words {
        return Err(Problem::TooManyWords { max: max_words });
    }
    Ok(clean)
}

/// An address of mail: something before and after one `@`, no spaces; kept in lower case, since people
/// do not remember how they wrote it.
///
/// # Errors
/// [`Problem::Required`] or [`Problem::Email`].
pub fn email(text: &str) -> Result<String, Problem> {
    let clean = line(text, 254)?.to_lowercase();
    if clean.is_empty() {
        return Err(Problem::Required);
    }
    let Some((local, domain)) = clean.split_once('@') else { return Err(Problem::Email) };
    let plausible = !local.is_empty()
        && local.len() <= 64
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
        && !domain.contains('@')
        && !clean.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',' | ';' | '\\'));
    if plausible { Ok(clean) } else { Err(Problem::Email) }
}

/// A web address that is safe to show as a link: http or https, no user information (trust.md W-07).
/// Empty stays empty.
///
/// # Errors
/// [`Problem::Link`].
pub fn link(text: &str) -> Result<String, Problem> {
    let clean = line(text, 2000).map_err(|_| Problem::Link)?;
    if clean.is_empty() {
        return Ok(clean);
    }
    match web_address(&clean) {
        Some(url) if url.host_str().is_some_and(|host| host.contains('.')) => Ok(url.to_string()),
        _ => Err(Problem::Link),
    }
}

/// An address of the web, without a name or password in it; nothing for any other, which then must be no link.
pub fn web_address(address: &str) -> Option<url::Url> {
    let url = url::Url::parse(address).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    (web && url.host_str().is_some_and(|host| !host.is_empty())).then_some(url)
}

/// A short name for addresses: small letters, digits and single hyphens, 3 to 60 of them.
///
/// # Errors
/// [`Problem::Required`] or [`Problem::Slug`].
pub fn slug(text: &str) -> Result<String, Problem> {
    let clean = line(text, 200)?;
    if clean.is_empty() {
        return Err(Problem::Required);
    }
    let well_formed = (3..=60).contains(&clean.len())
        && clean.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !clean.starts_with('-')
        && !clean.ends_with('-')
        && !clean.contains("--");
    if well_formed { Ok(clean) } else { Err(Problem::Slug) }
}

/// Language tags (BCP 47, the short common form) from a list with `;`, `,` or spaces between; duplicates dropped.
///
/// # Errors
/// [`Problem::Language`].
pub fn languages(text: &str) -> Result<Vec<String>, Problem> {
    let mut tags: Vec<String> = Vec::new();
    for part in text.split([';', ',', ' ']).map(str::trim).filter(|part| !part.is_empty()) {
        let tag = part.to_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let well_formed = (2..=3).contains(&primary.len())
            && primary.chars().all(|c| c.is_ascii_lowercase())
            && parts.all(|p| (2..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()));
        if !well_formed || tag.len() > 35 {
            return Err(Problem::Language);
        }
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_control_characters_is_refused() {
        assert_eq!(required_line("\u{0}\u{7}", 80), Err(Problem::ControlCharacters));
        assert_eq!(required_line("a\nb", 80), Err(Problem::ControlCharacters));
        assert_eq!(required_line("\u{202E}\u{2066} ", 80), Err(Problem::Required));
    }

    #[test]
    fn characters_are_what_a_reader_sees() {
        assert_eq!(characters("👩‍👩‍👧 é"), 3);
        assert!(line(&"é".repeat(80), 80).is_ok());
        assert_eq!(line(&"é".repeat(81), 80), Err(Problem::TooManyCharacters { max: 80 }));
    }

    #[test]
    fn what_is_typed_in_parts_is_composed() {
        assert_eq!(line("e\u{301}te\u{301}", 3).as_deref(), Ok("\u{e9}t\u{e9}"));
        assert_eq!(line("a\u{202E}\u{FEFF}b", 2).as_deref(), Ok("ab"));
        assert_eq!(block("e\u{301}\r\n\u{FEFF}\u{d55c}", 2).as_deref(), Ok("\u{e9}\n\u{d55c}"));
        assert_eq!(block("\u{1112}\u{1161}\u{11ab}", 2).as_deref(), Ok("\u{d55c}"), "jamo");
    }

    #[test]
    fn words_are_bounded_and_cannot_be_dodged() {
        assert!(block(&"word ".repeat(400), 400).is_ok());
        assert_eq!(block(&"word ".repeat(401), 400), Err(Problem::TooManyWords { max: 400 }));
        assert_eq!(block(&"a".repeat(20_000), 400), Err(Problem::TooManyWords { max: 400 }));
        assert_eq!(block("a\r\nb\rc", 9).as_deref(), Ok("a\nb\nc"));
    }

    #[test]
    fn mail_addresses() {
        assert_eq!(email(" Ann@Example.ORG ").as_deref(), Ok("ann@example.org"));
        for bad in ["ann", "ann@", "@b.c", "a b@c.d", "a@b", "a@b..c", "a@b@c.d", "a\nb@c.d", "<a@b.c>"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn links_that_could_harm_are_refused() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "ftp://a.b",
            "https://u:p@a.b/",
            "https://localhost/",
            "http://",
            "vbscript:msgbox(1)",
            "java\tscript:alert(1)",
            "https://a.b/\u{0}",
            "https://a.b/\u{7}x",
            "https://a.b\n/x",
            "/path",
        ] {
            assert_eq!(link(bad), Err(Problem::Link), "{bad}");
        }
        assert_eq!(link(&format!("https://a.b/{}", "x".repeat(4000))), Err(Problem::Link));
        // A name that looks like another is shown as what it is.
        assert_eq!(link("https://\u{430}pple.com/").as_deref(), Ok("https://xn--pple-43d.com/"));
        assert_eq!(link("https://a.example/x?y=1").as_deref(), Ok("https://a.example/x?y=1"));
        assert_eq!(link(" ").as_deref(), Ok(""));
    }

    #[test]
    fn language_tags() {
        assert_eq!(languages("en; AR,zh-hans en"), Ok(vec!["en".into(), "ar".into(), "zh-hans".into()]));
        assert_eq!(languages("english"), Err(Problem::Language));
    }
}
