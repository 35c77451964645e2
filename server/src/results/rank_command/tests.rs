use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use app::results::ranking::MethodKind;

use super::*;
use crate::results::rank_report::{PlacementReport, Variance, write_csv, write_json};

const RUBRIC: &str = "criterion,weight,min,max,step\ndialogue,60,1,5,1\nplay,40,1,5,1\n";
const SCORES: &str = "entry,judge,criterion,score\n\
    doors,a,play,4\ndoors,a,dialogue,4\ndoors,b,dialogue,4\ndoors,b,play,4\n\
    council,a,dialogue,5\ncouncil,a,play,5\ncouncil,b,dialogue,3\ncouncil,b,play,3\n\
    blocks,b,dialogue,2\nblocks,b,play,\ntide,a,dialogue,\n";

fn run(
    scores: &str,
    rubric: Option<&str>,
    tie: &[TieStep],
    format: Format,
) -> Result<(String, Vec<String>), RankError> {
    let folder = TempDir::new().expect("a folder");
    let file = |name: &str, data: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, data).expect("written");
        path
    };
    let scores = file("scores.csv", scores);
    let rubric = rubric.map(|rubric| file("rubric.csv", rubric));
    let mut out = Vec::new();
    let options = RankOptions { tie: tie.to_vec(), format, draws: 200, ..RankOptions::default() };
    let unranked = rank(&scores, rubric.as_deref(), &options, &mut out)?;
    Ok((String::from_utf8(out).expect("text"), unranked))
}

fn placement(entry: &str, place: u32, score: f64, scorecards: u32, tie_broken_by: Value) -> Value {
    json!({
        "entry": entry, "place": place, "score": score, "raw_mean": score, "scorecards": scorecards,
        "tie_broken_by": tie_broken_by,
    })
}

/// Takes the fields of chance out, each of which must be there.
fn without_chance(mut answer: Value) -> Value {
    for at in answer["placements"].as_array_mut().expect("placements") {
        let at = at.as_object_mut().expect("an object");
        for field in ["posterior_mean", "expected_rank", "rank_low", "rank_high", "band"] {
            assert!(at.remove(field).expect(field).is_number(), "{field}");
        }
        let tops = at.remove("p_top").expect("p_top");
        assert!(tops["1"].is_number() && tops["3"].is_number());
    }
    for at in answer["judge_effects"].as_array_mut().expect("judges") {
        assert!(at.as_object_mut().expect("an object").remove("severity").expect("severity").is_number());
    }
    let answer = answer.as_object_mut().expect("an object");
    for field in ["entry", "judge", "residual"] {
        assert!(answer["variance"][field].is_number());
    }
    for field in ["variance", "reml_criterion", "reliability"] {
        assert!(!answer.remove(field).expect(field).is_null(), "{field}");
    }
    Value::Object(answer.clone())
}

#[test]
fn the_answer_has_every_field() {
    let tie = [TieStep::JudgePreference, TieStep::Criterion("dialogue".to_owned())];
    let (text, unranked) = run(SCORES, Some(RUBRIC), &tie, Format::Json).expect("a ranking");
    let found: Value = serde_json::from_str(&text).expect("json");
    let expected = json!({
        "method": "mean", "entries": 3, "judges": 2, "scorecards": 5, "components": 1, "mean": 72.0,
        "placements": [
            placement("council", 1, 80.0, 2, Value::Null),
            placement("doors", 1, 80.0, 2, Value::Null),
            placement("blocks", 3, 40.0, 1, Value::Null),
        ],
        "judge_effects": [
            {"judge": "a", "scorecards": 2},
            {"judge": "b", "scorecards": 3},
        ],
    });
    assert_eq!(without_chance(found), expected);
    assert_eq!(unranked, ["tide"]);
    let order = ["method", "entries", "judges", "scorecards", "components", "mean", "variance", "placements"];
    let places: Vec<_> = order.iter().map(|key| text.find(&format!("\"{key}\":"))).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some));
}

#[test]
fn chance_is_null_where_there_is_none() {
    let (text, _) = run("entry,judge,total\nx,a,70\n", None, &[], Format::Json).expect("a ranking");
    let found: Value = serde_json::from_str(&text).expect("json");
    let at = &found["placements"][0];
    assert!(["variance", "reml_criterion", "reliability"].iter().all(|field| found[field].is_null()));
    assert!(["posterior_mean", "expected_rank", "rank_low", "p_top", "band"].iter().all(|field| at[field].is_null()));
}

#[test]
fn several_methods_give_a_list_and_the_seed_decides() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("scores.csv");
    std::fs::write(&path, SCORES).expect("written");
    let ask = |kinds: &[MethodKind], seed, format| -> Result<String, RankError> {
        let method = |kind: &MethodKind| Method { kind: *kind, decimals: Some(2), ..Method::MEAN };
        let options = RankOptions {
            methods: kinds.iter().map(method).collect(),
            seed,
            draws: 300,
            tops: vec![2],
            format,
            ..RankOptions::default()
        };
        let mut out = Vec::new();
        rank(&path, None, &options, &mut out)?;
        Ok(String::from_utf8(out).expect("text"))
    };
    let all: Value = serde_json::from_str(&ask(&MethodKind::ALL, None, Format::Json).expect("answers")).expect("json");
    let names: Vec<_> = all.as_array().expect("a list").iter().map(|answer| answer["method"].clone()).collect();
    assert_eq!(names, ["mean", "trimmed", "adjusted"]);
    assert!(all[2]["placements"].as_array().expect("placements").iter().all(|at| at["p_top"]["2"].is_number()));
    let csv = ask(&MethodKind::ALL, None, Format::Csv).expect("answers");
    assert!(csv.starts_with("method,entry,place,"), "{csv}");
    assert_eq!(csv.lines().filter(|line| line.starts_with("adjusted,")).count(), 3);
    let one = |seed| ask(&[MethodKind::Adjusted], seed, Format::Json).expect("an answer");
    assert_eq!(one(Some(1)), one(Some(1)));
    assert_ne!(one(Some(1)), one(Some(2)));
    std::fs::write(&path, "entry,judge,total\nx,a,70\ny,b,60\n").expect("written");
    let apart = ask(&[MethodKind::Adjusted], None, Format::Json);
    assert!(matches!(apart, Err(RankError::Unrankable(Unrankable::Disconnected { parts: 2 }))));
}

#[test]
fn ties_are_decided_by_the_order_given() {
    let scores = "entry,judge,criterion,score\nx,a,play,1\nx,a,dialogue,4\ny,a,play,4\ny,a,dialogue,1\n";
    let tie = [TieStep::Criterion("play".to_owned())];
    let (text, _) = run(scores, None, &tie, Format::Csv).expect("a ranking");
    // Totals that do not vary: every order is as likely.
    assert_eq!(
        text,
        "entry,place,score,raw_mean,scorecards,posterior_mean,expected_rank,rank_low,rank_high,p_top_1,p_top_3,band,\
         tie_broken_by\r\n\
         y,1,2.5,2.5,1,0,1.5,1,2,0.5,1,1,criterion:play\r\n\
         x,2,2.5,2.5,1,0,1.5,1,2,0.5,1,1,criterion:play\r\n"
    );
    let unknown = run(scores, None, &[TieStep::Criterion("harm".to_owned())], Format::Csv);
    assert!(matches!(unknown, Err(RankError::Input(InputError::UnknownTieCriterion(key))) if key == "harm"));
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let (header, rows) = SCORES.split_once('\n').expect("rows");
    let mut rows: Vec<_> = rows.lines().collect();
    rows.reverse();
    let reversed = format!("{header}\n{}", rows.join("\n"));
    for rubric in [Some(RUBRIC), None] {
        let answer = |scores| run(scores, rubric, &DEFAULT_TIE_ORDER, Format::Json).expect("a ranking").0;
        assert_eq!(answer(SCORES), answer(&reversed));
    }
}

#[test]
fn totals_need_no_rubric() {
    let scores = "entry,judge,total\nx,a,79.5\ny,a,80\ny,b,80\nx,b,81\n";
    let (text, _) = run(scores, None, &DEFAULT_TIE_ORDER, Format::Csv).expect("a ranking");
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').take(5).collect()).collect();
    assert_eq!(rows, [["x", "1", "80.25", "80.25", "2"], ["y", "2", "80", "80", "2"]]);
}

#[test]
fn bad_files_are_refused_with_the_place() {
    let refusal = |scores: &str, rubric| {
        let error = run(scores, rubric, &DEFAULT_TIE_ORDER, Format::Json).expect_err("a refusal").to_string();
        error.split_once("scores.csv, ").map_or(error.clone(), |(_, rest)| rest.to_owned())
    };
    let missing = refusal("entry,judge,score\na,b,1\n", None);
    assert!(missing.starts_with("line 1, column criterion: the header lacks"), "{missing}");
    let unknown = refusal("entry,judge,criterion,score,mood\na,b,play,1,x\n", None);
    assert!(unknown.starts_with("line 1, column mood: the header has an unknown column"), "{unknown}");
    let repeated = refusal("entry,judge,criterion,score\na,b,play,1\na,b,play,2\n", None);
    assert!(
        repeated.starts_with("line 3, column entry: line 2 has the same entry and judge and criterion"),
        "{repeated}"
    );
    let number = refusal("entry,judge,criterion,score\na,b,play,good\n", None);
    assert!(number.starts_with("line 2, column score: \"good\" is not a number"), "{number}");
    let off = refusal("entry,judge,criterion,score\na,b,play,6\n", Some(RUBRIC));
    assert!(off.starts_with("line 2, column score: 6 is off the scale"), "{off}");
    let tracks = "criterion,weight,min,max,step,track\nplay,1,1,5,1,f\nplay,1,1,5,1,d\n";
    assert!(refusal(SCORES, Some(tracks)).contains("several tracks"));
    let absent = rank(Path::new("/nowhere/scores.csv"), None, &RankOptions::default(), &mut Vec::new());
    assert!(matches!(absent, Err(RankError::Files(_))));
}

#[test]
fn what_other_methods_know_has_its_place() {
    let report = RankReport {
        method: "adjusted",
        entries: 1,
        judges: 1,
        scorecards: 1,
        components: 1,
        mean: Some(79.5),
        variance: Some(Variance { entry: 20.5, judge: 3.25, residual: 30.0 }),
        reml_criterion: Some(151.25),
        reliability: Some(0.5),
        placements: vec![PlacementReport {
            entry: "=x".to_owned(),
            place: 1,
            score: 87.5,
            raw_mean: 87.25,
            scorecards: 3,
            posterior_mean: Some(-5.5),
            expected_rank: Some(1.5),
            rank_low: Some(1),
            rank_high: Some(4),
            p_top: Some(BTreeMap::from([(3, 0.75), (1, 0.5)])),
            band: Some(1),
            tie_broken_by: None,
        }],
        judge_effects: vec![],
    };
    let mut csv = Vec::new();
    write_csv(std::slice::from_ref(&report), &mut csv).expect("written");
    assert_eq!(
        String::from_utf8_lossy(&csv),
        "entry,place,score,raw_mean,scorecards,posterior_mean,expected_rank,rank_low,rank_high,p_top_1,p_top_3,band,\
         tie_broken_by\r\n'=x,1,87.5,87.25,3,-5.5,1.5,1,4,0.5,0.75,1,\r\n"
    );
    let mut out = Vec::new();
    write_json(&[report], &mut out).expect("written");
    let found: Value = serde_json::from_slice(&out).expect("json");
    assert_eq!(found["placements"][0]["p_top"], json!({"1": 0.5, "3": 0.75}));
    assert_eq!(found["variance"], json!({"entry": 20.5, "judge": 3.25, "residual": 30.0}));
}
