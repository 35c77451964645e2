//! Every error names file, line and column, and says what to do.

use std::path::Path;

use super::super::rubric::RubricRecord;
use super::super::scores::{self, Scores};
use super::super::{affinity, conflicts, file, judges, rubric, scale};
use super::*;

fn columns_of_entries() -> String {
    "entry,title[,track,kind,team,affiliation,country,languages,devices,summary,play_url,video_url]".to_owned()
}

#[test]
fn header() {
    let columns = columns_of_entries();
    assert_eq!(only(read_entries(b"")), (1, None, Problem::Empty(columns.clone())));
    let missing = Problem::MissingColumn(columns.clone());
    assert_eq!(only(read_entries(b"entry\na\n")), (1, Some("title".to_owned()), missing));
    let unknown = Problem::UnknownColumn(columns.clone());
    assert_eq!(only(read_entries(b"entry,title,colour\na,b,c\n")), (1, Some("colour".to_owned()), unknown));
    let twice = (1, Some("title".to_owned()), Problem::RepeatedColumn);
    assert_eq!(only(read_entries(b"entry,title,title\na,b,c\n")), twice);
    let all = shown(read_entries(b"Entry,title\n"));
    assert_eq!(
        all[0],
        format!(
            "entries.csv, line 1, column Entry: the header has an unknown column; remove or rename it; the columns are {columns}"
        )
    );
    assert_eq!(
        all[1],
        format!("entries.csv, line 1, column entry: the header lacks this column; the columns are {columns}")
    );
}

#[test]
fn rows() {
    let repeated = Problem::Repeated { key: "entry".to_owned(), first_line: 2 };
    let column = Some("entry".to_owned());
    assert_eq!(only(read_entries(b"entry,title\na,b\nc,d\na,e\n")), (4, column.clone(), repeated.clone()));
    assert_eq!(only(read_entries(b"entry,title\n=a,b\n'=a,c\n")), (3, column, repeated));
    let count = Problem::CellCount { expected: 2, found: 3 };
    assert_eq!(only(read_entries(b"entry,title\na,b,c\n")), (2, None, count));
    let title = Some("title".to_owned());
    assert_eq!(only(read_entries(b"entry,title\na,b\xFFc\n")), (2, title.clone(), Problem::NotUtf8));
    assert_eq!(only(read_entries(b"entry,title\na,b\0c\n")), (2, title, Problem::Nul));
    let open = read_entries(b"entry,title\na,b\nc,\"d\ne,f\ng,h\n");
    assert_eq!(only(open), (3, None, Problem::OpenQuote));
    let language = only(read_entries(b"entry,title,languages\na,b,en;British English\n"));
    let problem = Problem::NotALanguage("British English".to_owned());
    assert_eq!(language, (2, Some("languages".to_owned()), problem));
}

#[test]
fn numbers_and_words() {
    let bad = |data: &str| shown(affinity::read("affinity.csv", data.as_bytes()));
    assert_eq!(
        bad("entry,judge,affinity\na,b,1\nc,d,\"9,75\"\n"),
        ["affinity.csv, line 3, column affinity: \"9,75\" is not a number here: \
         only digits, a leading minus and one point are allowed, such as 9.75"]
    );
    assert_eq!(
        bad("entry,judge,affinity\na,b,\n"),
        ["affinity.csv, line 2, column affinity: the cell is empty; fill it in"]
    );
    assert_eq!(bad("entry,judge,affinity\na,b,1e400\n").len(), 1);
    for load in ["-1", "1.5", "many", "+3", "4294967296"] {
        let data = format!("judge,name,max_load\na,b,{load}\n");
        let problem = Problem::NotACount(load.to_owned());
        assert_eq!(only(judges::read("judges.csv", data.as_bytes())), (2, Some("max_load".to_owned()), problem));
    }
    let kind = conflicts::read("conflicts.csv", b"entry,judge,kind,reason\na,b,maybe,\n");
    assert_eq!(shown(kind), ["conflicts.csv, line 2, column kind: \"maybe\" is not allowed; write hard or soft"]);
}

#[test]
fn a_row_shows_all_its_errors_and_a_file_the_first_twenty() {
    let data = "entry,judge,affinity\n,,x\n";
    assert_eq!(shown(affinity::read("affinity.csv", data.as_bytes())).len(), 3);
    let many = format!("entry,judge,affinity\n{}", "a,,1\n".repeat(30));
    let errors = affinity::read("affinity.csv", many.as_bytes()).expect_err("errors");
    assert_eq!((errors.errors.len(), errors.more), (20, 10));
    assert!(errors.to_string().ends_with("and 10 more"));
}

#[test]
fn a_rubric_must_be_a_scale() {
    for (line, column) in [
        ("x,-1,1,5,1", "weight"),
        ("x,1,-5,0,1", "max"),
        ("x,1,5,5,1", "max"),
        ("x,1,1,5,0", "step"),
        ("x,1,1,5,3", "step"),
    ] {
        let data = format!("criterion,weight,min,max,step\n{line}\n");
        let (_, found, problem) = only(rubric::read("rubric.csv", data.as_bytes()));
        assert_eq!(found.as_deref(), Some(column), "{line}");
        assert!(matches!(problem, Problem::Senseless { .. }));
    }
    let tracks = b"criterion,weight,min,max,step,track\nx,1,1,5,1,f\nx,1,1,5,1,d\nx,2,1,5,1,f\n";
    let repeated = Problem::Repeated { key: "criterion and track".to_owned(), first_line: 2 };
    assert_eq!(only(rubric::read("rubric.csv", tracks)), (4, Some("criterion".to_owned()), repeated));
}

fn check(rows: &str) -> Result<(), FileErrors> {
    let rubric = rubric::read("rubric.csv", b"criterion,weight,min,max,step\nx,20,0.5,10,0.25\n")?;
    let data = format!("entry,judge,criterion,score\n{rows}");
    match scores::read("scores.csv", data.as_bytes())? {
        Scores::ByCriterion(rows) => scale::check("scores.csv", &rows, rubric.iter().map(|line| &line.record)),
        Scores::Totals(_) => Ok(()),
    }
}

#[test]
fn scores_are_on_the_scale_of_the_rubric() {
    assert_eq!(check("a,b,x,0.5\na,c,x,10.0\na,d,x,9.75\na,e,x,\n"), Ok(()));
    for score in ["0", "10.25", "9.8", "-1"] {
        let found = shown(check(&format!("a,b,x,1\na,c,x,{score}\n")));
        assert_eq!(
            found,
            [format!(
                "scores.csv, line 3, column score: {score} is off the scale; the rubric allows 0.5 to 10 in steps of 0.25"
            )]
        );
    }
    let unknown = Problem::Unknown { value: "y".to_owned(), list: "the rubric".to_owned() };
    assert_eq!(only(check("a,b,y,\n")), (2, Some("criterion".to_owned()), unknown));
}

#[test]
fn the_scale_holds_at_the_ends_of_the_numbers() {
    let number = app::number::Decimal::from_micros;
    let (min, max) = (number(i64::MIN), number(i64::MAX));
    let record = |step| RubricRecord { criterion: "x".into(), weight: max, min, max, step, label: None, track: None };
    assert!(scale::is_on_scale(&record(number(1)), max));
    assert!(!scale::is_on_scale(&record(number(0)), max));
}

#[test]
fn both_forms_of_scores_and_the_columns_carried_along() {
    let official = b"entry,judge,criterion,score,factor,panel_score\na,b,x,8.25,2.0,8.68\na,b,y,,,\n";
    let Ok(Scores::ByCriterion(rows)) = scores::read("scores.csv", official) else { panic!("by criterion") };
    assert_eq!(rows[1].record.score, None);
    let totals = b"judge,total,entry\nb,79.5,a\n";
    assert!(matches!(scores::read("scores.csv", totals), Ok(Scores::Totals(rows)) if rows.len() == 1));
    let both = only(scores::read("scores.csv", b"entry,judge,criterion,total\na,b,x,1\n"));
    assert_eq!((both.0, both.1.as_deref()), (1, Some("criterion")));
    let repeated = only(scores::read("scores.csv", b"entry,judge,criterion,score\na,b,x,1\na,b,x,\n"));
    assert_eq!(repeated.2, Problem::Repeated { key: "entry and judge and criterion".to_owned(), first_line: 2 });
}

#[test]
fn a_missing_file_is_an_error_only_where_it_is_required() {
    let path = Path::new("/nowhere/entries.csv");
    assert_eq!(only(file::required(path)), (0, None, Problem::MissingFile));
    assert_eq!(shown(file::required(path)), ["/nowhere/entries.csv: there is no such file; add it"]);
    assert_eq!(file::optional(path), Ok(None));
}

#[test]
fn messages_show_the_beginning_of_a_cell_on_one_line() {
    let data = format!("entry,judge,affinity\na,b,\"\x1b[2J\n{}\"\n", "9".repeat(500));
    let text = shown(affinity::read("affinity.csv", data.as_bytes())).remove(0);
    assert!(!text.contains(['\x1b', '\n']) && text.chars().count() < 250, "{text}");
}
