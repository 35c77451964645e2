//! What in a comment is worth a look before a team reads it. Nothing is decided by it: a name can be a word, and what tells
//! who wrote something need not be a name.

use crate::{
    results::model::{Notice, NoticeKind},
    text,
};

/// The fewest characters of a part of a name, of an organisation and of a title that are looked for.
const SHORTEST: usize = 3;
const SHORTEST_TITLE: usize = 5;
/// Digits of a number that can be called.
const PHONE_DIGITS: usize = 9;
/// Words in capitals, of at least four letters, that are no abbreviations any more.
const CAPITALS: usize = 3;
/// How people speak of their own work, in the languages of this site. What is said otherwise is not found.
const OF_WORK: [&str; 12] = [
    "my work",
    "my job",
    "my company",
    "my organisation",
    "my organization",
    "my university",
    "my students",
    "my colleagues",
    "i work",
    "i worked",
    "عملي",
    "طلابي",
];

/// What is looked for in the comments of a competition.
#[derive(Clone, Debug, Default)]
pub struct KnownWords {
    /// Names of judges, whole and their parts.
    names: Vec<(String, Vec<String>)>,
    organisations: Vec<String>,
    titles: Vec<String>,
}

impl KnownWords {
    /// Of the names and organisations of the panel, and the titles of the entries.
    pub fn of(judges: impl IntoIterator<Item = (String, String)>, titles: impl IntoIterator<Item = String>) -> Self {
        let long = |text: &String, shortest| text::characters(text) >= shortest;
        let mut known = Self::default();
        for (name, organisation) in judges {
            let parts = name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
            let parts = parts.filter(|part| long(part, SHORTEST)).collect();
            known.names.push((name.trim().to_lowercase(), parts));
            known.organisations.extend(Some(organisation.trim().to_lowercase()).filter(|one| long(one, SHORTEST)));
        }
        known.titles.extend(titles.into_iter().filter(|title| long(title, SHORTEST_TITLE)));
        known
    }
}

/// What is worth a look in a comment on an entry of this title: at most one notice of a kind and words.
pub fn notices(known: &KnownWords, own_title: &str, comment: &str) -> Vec<Notice> {
    let lower = comment.to_lowercase();
    let words: Vec<&str> = comment.split_whitespace().collect();
    let mut found: Vec<Notice> = Vec::new();
    let mut note = |kind, words: &str| {
        let notice = Notice { kind, words: words.to_owned() };
        if !found.contains(&notice) {
            found.push(notice);
        }
    };
    for (name, parts) in &known.names {
        if has(&lower, name) {
            note(NoticeKind::Judge, name);
        } else if let Some(part) = parts.iter().find(|part| has(comment, part)) {
            note(NoticeKind::Judge, part);
        }
    }
    known.organisations.iter().filter(|one| has(&lower, one)).for_each(|one| note(NoticeKind::Organisation, one));
    OF_WORK.iter().filter(|one| has(&lower, one)).for_each(|one| note(NoticeKind::Work, one));
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.contains('@') && text::email(bare).is_ok() {
            note(NoticeKind::Email, bare);
        } else if bare.contains("://") || bare.to_lowercase().starts_with("www.") {
            note(NoticeKind::Link, word);
        }
    }
    if let Some(number) = phone(comment) {
        note(NoticeKind::Phone, number);
    }
    let others = known.titles.iter().filter(|title| *title != own_title && !has(own_title, title));
    others.filter(|title| has(comment, title)).for_each(|title| note(NoticeKind::OtherEntry, title));
    let loud: Vec<&str> = words.iter().copied().filter(|word| is_loud(word)).collect();
    if loud.len() >= CAPITALS {
        note(NoticeKind::Capitals, &loud.join(" "));
    }
    found
}

/// Whether a text has these words, not as a part of longer ones. Where a script writes without spaces, as a part too.
fn has(text: &str, words: &str) -> bool {
    if words.is_empty() {
        return false;
    }
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    text.match_indices(words).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        let whole = |outer: Option<char>, inner: Option<char>| !goes_on(outer) || !goes_on(inner);
        whole(before.chars().next_back(), found.chars().next())
            && whole(after.chars().next(), found.chars().next_back())
    })
}

/// Of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// Digits with what stands between those of a number to call.
fn phone(comment: &str) -> Option<&str> {
    let between = |c: char| !(c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '/'));
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    comment.split(between).map(str::trim).find(|part| digits(part) >= PHONE_DIGITS)
}

fn is_loud(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= 4 && letters.iter().all(|c| c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use NoticeKind as Kind;

    fn kinds(comment: &str) -> Vec<NoticeKind> {
        let judges = [
            ("Amina Wanjirũ".to_owned(), "Radio Lakeside".to_owned()),
            ("李雷".to_owned(), String::new()),
            ("Will Marsh".to_owned(), "UN".to_owned()),
        ];
        let known = KnownWords::of(judges, ["Ballot Walk", "Doors", "Rumour Line", "Eve"].map(str::to_owned));
        notices(&known, "Rumour Line", comment).into_iter().map(|notice| notice.kind).collect()
    }

    #[test]
    fn what_tells_who_wrote_it_is_noticed() {
        for (comment, expected) in [
            ("As amina wanjirũ said", vec![Kind::Judge]),
            ("Thanks, Amina", vec![Kind::Judge]),
            ("我是李雷的朋友", vec![Kind::Judge]),
            ("We at radio lakeside would air it", vec![Kind::Organisation]),
            ("I worked on this in Kisumu", vec![Kind::Work]),
            ("Write to me: a.b@example.org.", vec![Kind::Email]),
            ("See https://example.org/x", vec![Kind::Link]),
            ("See www.example.org", vec![Kind::Link]),
            ("Call +254 (700) 123-456", vec![Kind::Phone]),
            ("Ballot Walk does this better", vec![Kind::OtherEntry]),
            ("THIS GAME MUST NEVER be shown, UNESCO says", vec![Kind::Capitals]),
        ] {
            assert_eq!(kinds(comment), expected, "{comment}");
        }
        assert_eq!(kinds("Amina, Will and a@b.example").len(), 3);
    }

    #[test]
    fn what_is_ordinary_is_not() {
        for comment in [
            "",
            "The market scene is moving; the ending less so.",
            "It will be marshalled well, running from 2024 to 2026 in 12 places",
            "Rumour Line is a good title, and the eve of the vote a good time.",
            "Three things: the UI, the NPCs and the FAQ.",
            "A user@name is no address, and doors are open.",
        ] {
            assert_eq!(kinds(comment), Vec::new(), "{comment}");
        }
    }
}
