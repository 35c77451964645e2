//! Reading what was written gives the same records.

use app::number::Decimal;
use proptest::prelude::*;

use super::super::affinity::AffinityRecord;
use super::super::conflicts::{ConflictKind, ConflictRecord};
use super::super::entries::EntryRecord;
use super::super::judges::JudgeRecord;
use super::super::reader::Located;
use super::super::rubric::RubricRecord;
use super::super::scores::{ScoreRecord, Scores, TotalRecord};
use super::super::{WriteError, affinity, conflicts, entries, judges, rubric, scores};

/// Any text without NUL, most often one that is hard to write; never empty, as an empty cell means "left out".
fn text() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        '=', '+', '-', '@', '\t', '\r', '\n', '\'', '"', ',', ';', ' ', 'a', 'é', '\u{feff}', '\u{202e}',
    ]);
    let hard = prop::collection::vec(hard, 1..8).prop_map(|characters| characters.into_iter().collect());
    prop_oneof![3 => hard, 1 => any::<String>()]
        .prop_map(|text: String| text.replace('\0', ""))
        .prop_filter("not empty", |text| !text.is_empty())
}

fn optional() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

fn list() -> impl Strategy<Value = Vec<String>> {
    let item = text().prop_map(|text| text.replace(';', "").trim().to_owned());
    prop::collection::vec(item.prop_filter("not empty", |item| !item.is_empty()), 0..3)
}

fn languages() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(vec!["en", "zh-Hant", "es-419"]).prop_map(str::to_owned), 0..3)
}

fn number() -> impl Strategy<Value = Decimal> {
    any::<i64>().prop_map(Decimal::from_micros)
}

/// Records with different keys.
fn distinct<T: Clone + std::fmt::Debug, K: Ord>(
    record: impl Strategy<Value = T>,
    key: impl Fn(&T) -> K,
) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(record, 0..5).prop_map(move |mut records| {
        records.sort_by_key(&key);
        records.dedup_by_key(|record| key(record));
        records
    })
}

fn entry() -> impl Strategy<Value = EntryRecord> {
    let words = (text(), text(), optional(), optional(), optional(), optional());
    let rest = (optional(), languages(), list(), optional(), optional(), optional());
    (words, rest).prop_map(|(words, rest)| {
        let (entry, title, track, kind, team, affiliation) = words;
        let (country, languages, devices, summary, play_url, video_url) = rest;
        EntryRecord {
            entry,
            title,
            track,
            kind,
            team,
            affiliation,
            country,
            languages,
            devices,
            summary,
            play_url,
            video_url,
        }
    })
}

fn judge() -> impl Strategy<Value = JudgeRecord> {
    let words = (text(), text(), optional(), optional(), optional());
    (words, languages(), list(), list(), any::<Option<u32>>()).prop_map(
        |((judge, name, email, affiliation, country), languages, devices, expertise, max_load)| JudgeRecord {
            judge,
            name,
            email,
            affiliation,
            country,
            languages,
            devices,
            expertise,
            max_load,
        },
    )
}

fn conflict() -> impl Strategy<Value = ConflictRecord> {
    let kind = prop::sample::select(vec![ConflictKind::Hard, ConflictKind::Soft]);
    (text(), text(), kind, optional()).prop_map(|(entry, judge, kind, reason)| ConflictRecord {
        entry,
        judge,
        kind,
        reason,
    })
}

fn rubric_line() -> impl Strategy<Value = RubricRecord> {
    let whole = Decimal::from_integer;
    (text(), 0..50_i32, 0..3_i32, 1..9_i32, optional(), optional()).prop_map(
        move |(criterion, weight, min, steps, label, track)| RubricRecord {
            criterion,
            weight: whole(weight),
            min: whole(min),
            max: whole(min + steps),
            step: whole(1),
            label,
            track,
        },
    )
}

/// What `read` makes of what `write` wrote.
fn there_and_back<T>(
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), WriteError>,
    read: impl FnOnce(&[u8]) -> Vec<Located<T>>,
) -> Vec<T> {
    let mut data = Vec::new();
    write(&mut data).expect("written");
    read(&data).into_iter().map(|row| row.record).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn of_entries(records in distinct(entry(), |record| record.entry.clone())) {
        let back = there_and_back(|out| entries::write(&records, out), |data| entries::read("f", data).expect("read"));
        prop_assert_eq!(back, records);
    }

    #[test]
    fn of_judges(records in distinct(judge(), |record| record.judge.clone())) {
        let back = there_and_back(|out| judges::write(&records, out), |data| judges::read("f", data).expect("read"));
        prop_assert_eq!(back, records);
    }

    #[test]
    fn of_conflicts(records in distinct(conflict(), |record| (record.entry.clone(), record.judge.clone()))) {
        let back = there_and_back(|out| conflicts::write(&records, out), |data| conflicts::read("f", data).expect("read"));
        prop_assert_eq!(back, records);
    }

    #[test]
    fn of_rubrics(records in distinct(rubric_line(), |record| (record.criterion.clone(), record.track.clone()))) {
        let back = there_and_back(|out| rubric::write(&records, out), |data| rubric::read("f", data).expect("read"));
        prop_assert_eq!(back, records);
    }

    #[test]
    fn of_affinities(rows in distinct((text(), text(), number()), |row| (row.0.clone(), row.1.clone()))) {
        let record = |(entry, judge, affinity)| AffinityRecord { entry, judge, affinity };
        let records: Vec<_> = rows.into_iter().map(record).collect();
        let back = there_and_back(|out| affinity::write(&records, out), |data| affinity::read("f", data).expect("read"));
        prop_assert_eq!(back, records);
    }

    #[test]
    fn of_scores(
        rows in distinct((text(), text(), text(), prop::option::of(number())), |row| (row.0.clone(), row.1.clone(), row.2.clone())),
        totals in distinct((text(), text(), number()), |row| (row.0.clone(), row.1.clone())),
    ) {
        let record = |(entry, judge, criterion, score)| ScoreRecord { entry, judge, criterion, score };
        let records: Vec<_> = rows.into_iter().map(record).collect();
        let back = there_and_back(|out| scores::write(&records, out), |data| match scores::read("f", data) {
            Ok(Scores::ByCriterion(rows)) => rows,
            other => panic!("{other:?}"),
        });
        prop_assert_eq!(back, records);

        let record = |(entry, judge, total)| TotalRecord { entry, judge, total };
        let records: Vec<_> = totals.into_iter().map(record).collect();
        let back = there_and_back(|out| scores::write_totals(&records, out), |data| match scores::read("f", data) {
            Ok(Scores::Totals(rows)) => rows,
            other => panic!("{other:?}"),
        });
        prop_assert_eq!(back, records);
    }

    #[test]
    fn reading_any_bytes_ends(data in prop::collection::vec(any::<u8>(), 0..200), text in "(entry|,|title|\n|\"|\r|x){0,40}") {
        drop(entries::read("f", &data));
        drop(entries::read("f", text.as_bytes()));
        drop(scores::read("f", text.as_bytes()));
    }
}

#[test]
fn a_file_is_written_as_rfc_4180_with_guarded_text_and_plain_numbers() {
    let record =
        AffinityRecord { entry: "=x,\"y\"".into(), judge: "-".into(), affinity: "-0.5".parse().expect("number") };
    let mut data = Vec::new();
    affinity::write([&record], &mut data).expect("written");
    assert_eq!(String::from_utf8_lossy(&data), "entry,judge,affinity\r\n\"'=x,\"\"y\"\"\",'-,-0.5\r\n");
}

#[test]
fn an_item_that_would_come_back_as_two_is_refused() {
    let record =
        EntryRecord { entry: "a".into(), title: "b".into(), devices: vec!["x;y".into()], ..EntryRecord::default() };
    let refused = entries::write([&record], Vec::new());
    assert!(matches!(refused, Err(WriteError::ListItem { column: "devices", .. })));
}
