//! Competitions in and out as folders of files.

use crate::program::{Run, run, run_on};
use std::{collections::BTreeMap, path::Path};
use tempfile::TempDir;

const ENTRIES: &str = "entry,title,track,kind,team,affiliation,country,languages,devices,summary,play_url,video_url\n\
    x,Two Rivers,,existing,Delta,Open Play,KE,en;ar,web,\"Two, banks\",https://play.example/x,\n\
    y,=1+1,,,,,,fr,,,,\n\
    z,جسر,,repurposed,,,,ar,,,,\n";
const JUDGES: &str = "judge,name,email,affiliation,country,languages,devices,expertise,max_load\n\
    a,Ann,ann@example.org,,,en,,peace;play,3\nb,Bob,,,,en;fr,,,\n";
const RUBRIC: &str = "criterion,weight,min,max,step,label\nplay,3,1,5,1,Play\ntalk,1,1,5,1,Talk\n";
const SCORES: &str =
    "entry,judge,criterion,score\nx,a,play,4\nx,a,talk,5\nx,b,play,\nx,b,talk,3\ny,a,play,2\ny,a,talk,2\n";
const CONFLICTS: &str = "entry,judge,kind,reason\nz,b,hard,sister\ny,b,soft,\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn small() -> TempDir {
    folder(&[
        ("entries.csv", ENTRIES),
        ("judges.csv", JUDGES),
        ("rubric.csv", RUBRIC),
        ("scores.csv", SCORES),
        ("conflicts.csv", CONFLICTS),
    ])
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

fn import(database: &[&str], slug: &str, files: &Path) -> Run {
    run(&[&["import", "--competition", slug, text(files)], database].concat())
}

/// Exports, and gives the files by name.
fn export(database: &[&str], slug: &str, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let run = run(&[&["export", "--competition", slug, "--out", text(out)], database].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    std::fs::read_dir(out)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("contents"))
        })
        .collect()
}

/// Exports, imports into an empty database, exports: the same files. Gives them.
fn there_and_back(first: &[&str], second: &[&str], slug: &str) -> BTreeMap<String, Vec<u8>> {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut before = export(first, slug, one.path());
    let imported = import(second, slug, one.path());
    assert_eq!((imported.code, imported.err.as_str()), (0, ""));
    let mut after = export(second, slug, two.path());
    // What was done in one database was not done in the other.
    assert!(before.remove("log.csv").is_some() && after.remove("log.csv").is_some());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, data) in &before {
        let other = after.get(name).expect("the file");
        assert!(data == other, "{name}:\n{}\n{}", String::from_utf8_lossy(data), String::from_utf8_lossy(other));
    }
    before
}

/// An empty PostgreSQL schema.
fn schema() -> String {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(crate::postgres::fresh_schema())
}

#[test]
fn tables_come_in_with_counts_and_go_out_as_they_came() {
    let data = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let databases = data.each_ref().map(|data| ["--data", text(data.path())]);
    let small = small();
    std::fs::write(small.path().join("official.csv"), "x").expect("written");
    let run = import(&databases[0], "small", small.path());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out, "small: 3 entries, 2 judges, 2 conflicts, 3 assignments, 3 scorecards, 6 scores\n");
    assert_eq!(run.err, "official.csv is not read\n");
    let again = import(&databases[0], "small", small.path());
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("there is a competition small already"), "{}", again.err);

    let files = there_and_back(&databases[0], &databases[1], "small");
    let table = |name: &str| String::from_utf8_lossy(files.get(name).expect("the file")).into_owned();
    let entries = table("entries.csv");
    assert!(
        entries
            .contains("x,Two Rivers,main,existing,Delta,Open Play,KE,en;ar,web,\"Two, banks\",https://play.example/x,"),
        "{entries}"
    );
    assert!(entries.contains("y,'=1+1,main,made_for_competition,"), "{entries}");
    assert!(table("scores.csv").contains("x,b,play,\r\n"), "could not assess stays");
    assert!(table("rubric.csv").contains("play,75,1,5,1,Play"), "{}", table("rubric.csv"));
    assert!(table("conflicts.csv").contains("z,b,hard,sister"));

    let rank = |folder: &Path| {
        let (scores, rubric) = (folder.join("scores.csv"), folder.join("rubric.csv"));
        crate::program::run(&["rank", "--scores", text(&scores), "--rubric", text(&rubric), "--format", "csv"]).out
    };
    let out = tempfile::tempdir().expect("a folder");
    export(&databases[1], "small", out.path());
    assert_eq!(rank(small.path()), rank(out.path()), "the ranking is the same");
}

#[test]
fn the_log_goes_out_and_not_in() {
    let data = tempfile::tempdir().expect("a folder");
    let database = ["--data", text(data.path())];
    let out = tempfile::tempdir().expect("a folder");
    assert_eq!(import(&database, "small", small().path()).code, 0);
    let files = export(&database, "small", out.path());
    let log = String::from_utf8_lossy(files.get("log.csv").expect("the file")).into_owned();
    let mut lines = log.lines();
    assert_eq!(lines.next(), Some("number,at,actor,action,subject,payload"));
    assert!(lines.next().is_some_and(|line| line.contains("import")), "{log}");
    let other = tempfile::tempdir().expect("a folder");
    let again = import(&["--data", text(other.path())], "small", out.path());
    assert_eq!((again.code, again.err.as_str()), (0, ""), "the file is no mistake");
}

#[test]
fn what_goes_out_of_one_engine_comes_into_the_other() {
    let sqlite = tempfile::tempdir().expect("a folder");
    let sqlite = ["--data", text(sqlite.path())];
    let keys = tempfile::tempdir().expect("a folder");
    let (one, two) = (schema(), schema());
    let postgres =
        [one, two].map(|url| [String::from("--data"), text(keys.path()).to_owned(), "--database-url".to_owned(), url]);
    let postgres = postgres.each_ref().map(|args| args.each_ref().map(String::as_str));
    assert_eq!(import(&sqlite, "small", small().path()).code, 0);
    there_and_back(&sqlite, &postgres[0], "small");
    there_and_back(&postgres[0], &postgres[1], "small");
}

#[test]
fn without_scores_it_is_screened_and_without_a_rubric_all_weigh_the_same() {
    let data = tempfile::tempdir().expect("a folder");
    let database = ["--data", text(data.path())];
    let out = tempfile::tempdir().expect("a folder");
    assert_eq!(import(&database, "only-entries", folder(&[("entries.csv", ENTRIES)]).path()).code, 0);
    let files = export(&database, "only-entries", out.path());
    let json = String::from_utf8_lossy(files.get("competition.json").expect("the file")).into_owned();
    assert!(json.contains("\"state\": \"screening\""), "{json}");

    let files = folder(&[("entries.csv", ENTRIES), ("judges.csv", JUDGES), ("scores.csv", SCORES)]);
    assert_eq!(import(&database, "no-rubric", files.path()).code, 0);
    let files = export(&database, "no-rubric", out.path());
    let table = String::from_utf8_lossy(files.get("rubric.csv").expect("the file")).into_owned();
    assert!(table.contains("play,50,2,5,1,play\r\ntalk,50,2,5,1,talk"), "{table}");
    let json = String::from_utf8_lossy(files.get("competition.json").expect("the file")).into_owned();
    assert!(json.contains("\"state\": \"deliberation\""), "{json}");
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_kept() {
    let data = tempfile::tempdir().expect("a folder");
    let database = ["--data", text(data.path())];
    let refused = |files: &[(&str, &str)], expected: &str| {
        let folder = folder(files);
        let run = import(&database, "refused", folder.path());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{expected}");
        assert!(run.err.contains(expected), "{expected} in {}", run.err);
    };
    let (entries, judges, rubric) = (("entries.csv", ENTRIES), ("judges.csv", JUDGES), ("rubric.csv", RUBRIC));
    refused(&[judges], "entries.csv: there is no such file");
    refused(&[("entries.csv", "entry,title,colour\nx,X,red\n")], "entries.csv, line 1, column colour");
    refused(&[("entries.csv", "entry,title,kind\nx,X,stolen\n")], "entries.csv, line 2, column kind");
    let score = |row: &'static str| format!("entry,judge,criterion,score\nx,a,play,4\n{row}\n");
    for (row, expected) in [
        ("q,a,play,4", "scores.csv, line 3, column entry"),
        ("x,q,play,4", "scores.csv, line 3, column judge"),
        ("x,a,looks,4", "scores.csv, line 3, column criterion"),
        ("x,a,talk,4.5", "scores.csv, line 3, column score: 4.5 is off the scale"),
        ("x,a,talk,six", "scores.csv, line 3, column score"),
    ] {
        refused(&[entries, judges, rubric, ("scores.csv", &score(row))], expected);
    }
    refused(&[entries, judges, ("scores.csv", "entry,judge,total\nx,a,80\n")], "totals cannot be imported");
    let conflict = ("conflicts.csv", "entry,judge,kind,reason\nx,a,hard,sister\n");
    refused(&[entries, judges, rubric, ("scores.csv", SCORES), conflict], "a hard conflict bars this judge");
    refused(
        &[entries, ("conflicts.csv", "entry,judge,kind,reason\nx,q,hard,\n")],
        "conflicts.csv, line 2, column judge",
    );
    refused(&[entries, ("competition.json", "{")], "competition.json, line 1");
    assert_eq!(import(&database, "refused", small().path()).code, 0, "nothing was kept of any of these");
    assert_eq!(import(&database, "Not A Slug", small().path()).code, 2);
    assert_eq!(import(&database, "nowhere", Path::new("/nowhere/at/all")).code, 1);
    let nowhere = run_on(data.path(), &["export", "--competition", "nowhere", "--out", "/tmp/nowhere"]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("there is no competition nowhere"), "{}", nowhere.err);
}

#[test]
fn tables_that_contradict_the_document_are_refused() {
    let data = tempfile::tempdir().expect("a folder");
    let database = ["--data", text(data.path())];
    let out = tempfile::tempdir().expect("a folder");
    assert_eq!(import(&database, "small", small().path()).code, 0);
    export(&database, "small", out.path());
    let path = out.path().join("entries.csv");
    let changed = std::fs::read_to_string(&path).expect("text").replace("Two Rivers", "Three Rivers");
    std::fs::write(&path, changed).expect("written");
    let run = import(&database, "changed", out.path());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("entries.csv, line 2: the row says something else than competition.json"), "{}", run.err);
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(import(&database, "changed", out.path()).code, 0, "without the table the document is enough");
}

#[test]
fn the_demo_fills_an_empty_database_once_and_goes_out_and_in() {
    let data = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let databases = data.each_ref().map(|data| ["--data", text(data.path())]);
    let demo = run_on(data[0].path(), &["demo"]);
    assert_eq!((demo.code, demo.err.as_str()), (0, ""));
    let lines: Vec<&str> = demo.out.lines().collect();
    assert_eq!(lines.len(), 4);
    let people = [("organiser", "organiser"), ("second-organiser", "second"), ("judge", "judge"), ("team", "team")];
    for (line, (role, name)) in lines.iter().zip(people) {
        assert!(line.starts_with(&format!("sign in as {role}: {name}@demo.example / ")), "{line}");
    }
    let again = run_on(data[0].path(), &["demo"]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    let files = there_and_back(&databases[0], &databases[1], "peaceapp-demo");
    let document: serde_json::Value = serde_json::from_slice(&files["competition.json"]).expect("JSON");
    let questions = document["competition"]["tracks"][0]["questions"].as_array().expect("questions");
    let theme = questions.iter().find(|question| question["key"] == "theme").expect("what it is about");
    assert_eq!((&theme["kind"], &theme["options"][2]["key"]), (&"choices".into(), &"stories".into()));
    let entries = document["entries"].as_array().expect("entries");
    let chosen = entries.iter().find(|entry| entry["key"] == "ballot-walk").expect("an entry");
    assert_eq!(chosen["content"]["theme"], "contact\nidentity");
}
