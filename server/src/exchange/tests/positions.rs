//! Line numbers, line ends, byte order mark.

use super::*;

fn row(line: u64, entry: &str, title: &str) -> (u64, String, String) {
    (line, entry.to_owned(), title.to_owned())
}

#[test]
fn columns_come_in_any_order() {
    let rows = read_entries(b"languages,title,entry\nen;fr ; zh-Hant,Night Bus,night-bus\n");
    assert_eq!(rows, Ok(vec![row(2, "night-bus", "Night Bus")]));
}

#[test]
fn lines_are_those_of_an_editor() {
    let expected = Ok(vec![row(3, "a", "one\ntwo"), row(5, "b", "three"), row(6, "c", "")]);
    let lines = "entry,title\n\na,\"one\ntwo\"\nb,three\nc,x\n";
    let title = |rows: Result<Vec<(u64, String, String)>, FileErrors>| {
        rows.map(|mut rows| {
            rows[2].2.clear();
            rows
        })
    };
    assert_eq!(title(read_entries(lines.as_bytes())), expected);
    let with_crlf = lines.replace('\n', "\r\n");
    let numbers = |data: &str| -> Vec<u64> {
        read_entries(data.as_bytes()).expect("sound").into_iter().map(|row| row.0).collect()
    };
    assert_eq!(numbers(&with_crlf), [3, 5, 6]);
    assert_eq!(numbers(&lines.replace('\n', "\r")), [3, 5, 6]);
}

#[test]
fn errors_after_a_quoted_line_break_have_the_right_line() {
    let data = b"entry,title\r\na,\"x\r\ny\r\nz\"\r\n\r\n,b\r\n";
    assert_eq!(only(read_entries(data)), (6, Some("entry".to_owned()), Problem::EmptyCell));
}

#[test]
fn a_byte_order_mark_and_a_missing_last_line_end_are_no_matter() {
    assert_eq!(read_entries(b"\xEF\xBB\xBFentry,title\na,b"), Ok(vec![row(2, "a", "b")]));
}

#[test]
fn a_header_alone_is_a_file_without_records() {
    assert_eq!(read_entries(b"title,entry"), Ok(vec![]));
}
