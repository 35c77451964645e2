//! Answers as a form posts them: `answer[key]` with a text, or `answer[key][]` several times.

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};
use std::{collections::BTreeMap, fmt};

/// One answer; of several values each is a line.
struct Answer(String);

/// Reads answers by their keys.
pub(super) fn joined<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let answers = BTreeMap::<String, Answer>::deserialize(from)?;
    Ok(answers.into_iter().map(|(key, Answer(text))| (key, text)).collect())
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Lines)
    }
}

struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or several")
    }

    fn visit_str<E>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Answer, E> {
        Ok(Answer(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Answer, A::Error> {
        let mut lines: Vec<String> = Vec::new();
        while let Some(line) = values.next_element()? {
            lines.push(line);
        }
        Ok(Answer(lines.join("\n")))
    }
}
