//! Takes Rust text apart into code and string literals; comments go. Only as much of the grammar as that needs.

/// A string literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What is between its quotation marks, escapes as written.
    pub text: String,
}

/// The code without comments and with empty literals, line for line, and the literals.
pub fn take_apart(source: &str) -> (String, Vec<Text>) {
    let chars: Vec<char> = source.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let (mut code, mut strings) = (String::with_capacity(source.len()), Vec::new());
    let (mut index, mut line) = (0, 1);
    while index < chars.len() {
        let here = at(index);
        let end = match (here, at(index + 1)) {
            ('/', '/') => (index..chars.len()).find(|i| at(*i) == '\n').unwrap_or(chars.len()),
            ('/', '*') => end_of_comment(&chars, index),
            ('r', '"' | '#') if raw_fence(&chars, index).is_some() && !is_word(&code) => {
                let fence = raw_fence(&chars, index).unwrap_or(0);
                let begin = index + fence + 2;
                let close: String = std::iter::once('"').chain(std::iter::repeat_n('#', fence)).collect();
                let end = (begin..chars.len())
                    .find(|i| close.chars().enumerate().all(|(n, c)| at(i + n) == c))
                    .unwrap_or(chars.len());
                strings.push(Text { line, text: chars.get(begin..end).unwrap_or_default().iter().collect() });
                code.push_str("\"\"");
                end + fence + 1
            }
            ('"', _) => {
                let mut end = index + 1;
                while end < chars.len() && at(end) != '"' {
                    end += if at(end) == '\\' { 2 } else { 1 };
                }
                strings.push(Text { line, text: chars.get(index + 1..end).unwrap_or_default().iter().collect() });
                code.push_str("\"\"");
                end + 1
            }
            // A character, not a lifetime: it closes after one character or an escape.
            ('\'', '\\') => (index + 3..chars.len()).find(|i| at(*i) == '\'').unwrap_or(chars.len()) + 1,
            ('\'', _) if at(index + 2) == '\'' => index + 3,
            _ => {
                code.push(here);
                line += usize::from(here == '\n');
                index += 1;
                continue;
            }
        };
        // What was left out keeps its line ends, so that lines keep their numbers.
        let skipped = chars.get(index..end.min(chars.len())).unwrap_or_default().iter().filter(|c| **c == '\n').count();
        code.extend(std::iter::repeat_n('\n', skipped));
        line += skipped;
        index = end;
    }
    (code, strings)
}

fn is_word(code: &str) -> bool {
    code.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// How many `#` a raw string that begins here has.
fn raw_fence(chars: &[char], begin: usize) -> Option<usize> {
    let fence = chars.get(begin + 1..)?.iter().take_while(|c| **c == '#').count();
    (chars.get(begin + 1 + fence) == Some(&'"')).then_some(fence)
}

fn end_of_comment(chars: &[char], begin: usize) -> usize {
    let (mut index, mut depth) = (begin, 0_usize);
    while index < chars.len() {
        match (chars.get(index), chars.get(index + 1)) {
            (Some('/'), Some('*')) => depth += 1,
            (Some('*'), Some('/')) if depth == 1 => return index + 2,
            (Some('*'), Some('/')) => depth -= 1,
            _ => {
                index += 1;
                continue;
            }
        }
        index += 2;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_literals_are_taken_out() {
        let source = "a /* x \"no\" /* y */ */ b // sqlx\nc(\"SELECT \\\" 1\", 'x', '\\'', r#\"raw \"q\" \"#) 'life";
        let (code, strings) = take_apart(source);
        assert_eq!(code, "a  b \nc(\"\", , , \"\") 'life");
        let texts: Vec<(usize, &str)> = strings.iter().map(|text| (text.line, text.text.as_str())).collect();
        assert_eq!(texts, [(2, "SELECT \\\" 1"), (2, "raw \"q\" ")]);
    }

    #[test]
    fn lines_keep_their_numbers() {
        let (code, strings) = take_apart("/*\n\n*/ a\n\"x\ny\" b\n\"z\"");
        assert_eq!(code.lines().count(), 6);
        assert_eq!(strings.last().map(|text| text.line), Some(6));
    }
}
