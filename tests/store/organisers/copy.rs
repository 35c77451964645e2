//! Every column that a competition has is copied, or is named here as one that is not.

use super::*;
use app::{
    competition::{
        model::{CompetitionState, NewCompetition},
        rules::{self, Copy, Shift},
    },
    time::Moment,
};
use server::competition::store::{precheck, read, write};
use sqlx::{Column, Postgres, Row, postgres::PgRow};
use std::{collections::BTreeMap, fmt::Debug};

/// Tables of a competition's setup, with the order in which their rows are compared and the columns that differ in a
/// copy, each with its reason.
const COPIED: [(&str, &str, &[&str]); 13] = [
    (
        "competition",
        "SELECT * FROM competition WHERE id = $1",
        &[
            // Its own.
            "id",
            "slug",
            "name",
            "created_at",
            // It begins again.
            "state",
            "version",
            "erased_at",
            // Moved.
            "entries_open_at",
            "entries_close_at",
            "results_at",
        ],
    ),
    ("track", "SELECT * FROM track WHERE competition_id = $1 ORDER BY position", &["id", "competition_id"]),
    (
        "criterion",
        "SELECT c.* FROM criterion c JOIN track t ON t.id = c.track_id WHERE c.competition_id = $1 ORDER BY t.position, c.position",
        &["id", "competition_id", "track_id"],
    ),
    (
        "level",
        "SELECT l.* FROM level l JOIN criterion c ON c.id = l.criterion_id JOIN track t ON t.id = c.track_id
         WHERE c.competition_id = $1 ORDER BY t.position, c.position, l.mark",
        &["criterion_id"],
    ),
    (
        "award",
        "SELECT a.* FROM award a JOIN track t ON t.id = a.track_id WHERE a.competition_id = $1 ORDER BY t.position, a.position",
        &["id", "competition_id", "track_id"],
    ),
    (
        "question",
        "SELECT q.* FROM question q JOIN track t ON t.id = q.track_id WHERE q.competition_id = $1 ORDER BY t.position, q.position",
        &["competition_id", "track_id"],
    ),
    // Moved.
    (
        "round",
        "SELECT * FROM round WHERE competition_id = $1 ORDER BY position",
        &["id", "competition_id", "closes_at", "opened_at"],
    ),
    ("precheck", "SELECT * FROM precheck WHERE competition_id = $1 ORDER BY position", &["competition_id"]),
    // Counted anew: nobody was mailed this text of the new edition.
    (
        "message_template",
        "SELECT * FROM message_template WHERE competition_id = $1 ORDER BY template, locale",
        &["competition_id", "version", "changed_at"],
    ),
    ("panel_settings", "SELECT * FROM panel_settings WHERE competition_id = $1", &["competition_id"]),
    ("feedback_settings", "SELECT * FROM feedback_settings WHERE competition_id = $1", &["competition_id"]),
    ("appeal_settings", "SELECT * FROM appeal_settings WHERE competition_id = $1", &["competition_id"]),
    // Only the text in force, as version 1, from now.
    (
        "conduct_text",
        "SELECT * FROM conduct_text WHERE competition_id = $1 AND version = (SELECT MAX(version) FROM conduct_text WHERE competition_id = $1) ORDER BY locale",
        &["competition_id", "version", "since"],
    ),
];

/// Only the text in force, as version 1, from now.
const RULES: &str = "rules_version";

/// What belongs to people, to what they did, or to the time of one edition; roles come by choice. Further reviews are
/// announced anew, samples named anew.
const NOT_COPIED: [&str; 77] = [
    "access_key",
    "appeal",
    "assignment",
    "assignment_run",
    "assignment_seed",
    "attachment",
    "audit_event",
    "ballot",
    "calibration",
    "checkpoint",
    "close_manifest",
    "comment_review",
    "comparison",
    "concern",
    "conduct_signature",
    "conflict",
    "conflict_claim",
    "conflict_question",
    "deadline_exception",
    "deliberation_post",
    "eligibility_check",
    "entry",
    "entry_translation",
    "entry_version",
    "feedback_numbers",
    "feedback_release",
    "finding",
    "finding_aside",
    "forbidden_pair",
    "former_member",
    "further_review",
    "further_round",
    "further_rule",
    "given_award",
    "guardian_consent",
    "inquiry",
    "judge",
    "judge_import",
    "late_scorecard",
    "link_check",
    "log_leaf",
    "log_statement",
    "member",
    "organiser_conflict",
    "organiser_invitation",
    "outbox_mail",
    "panel_vote",
    "play",
    "prize",
    "prize_check",
    "proposal",
    "publication",
    "rejection",
    "released_assignment",
    "report",
    "result_pack",
    "revised_score",
    "role",
    "room",
    "round_criterion",
    "round_entry",
    "round_judge",
    "sample",
    "sample_anchor",
    "sample_score",
    "sample_scorecard",
    "score",
    "scorecard",
    "scorecard_revision",
    "sealed_method",
    "shortlisted_entry",
    "snapshot",
    "team",
    "tie_vote",
    "timetable_change",
    "unsent_work",
    "vote_option",
];

/// Tables of the site, which no competition has.
const OF_THE_SITE: [&str; 9] = [
    "_sqlx_migrations",
    "account",
    "audit_horizon",
    "audit_seal",
    "idempotency_key",
    "kept_post",
    "one_time_link",
    "session",
    "sqlite_sequence",
];

async fn tables(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.expect("a reader");
    let sql = match conn.engine() {
        server::db::Engine::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        server::db::Engine::Postgres(_) => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
        }
    };
    let rows: Vec<(String,)> = fetch_all!(&mut conn, (String,), sql).expect("tables");
    rows.into_iter().map(|row| row.0).collect()
}

on_both_engines!(every_table_is_decided_on, |db| async move {
    let decided: Vec<&str> =
        COPIED.iter().map(|(table, ..)| *table).chain(NOT_COPIED).chain(OF_THE_SITE).chain([RULES]).collect();
    let missing: Vec<String> =
        tables(&db).await.into_iter().filter(|table| !decided.contains(&table.as_str())).collect();
    assert!(missing.is_empty(), "is it copied with an edition? {missing:?}");
});

/// Rows as words, by column: whatever a column is.
async fn rows(db: &Db, sql: &'static str, competition: CompetitionId) -> Vec<BTreeMap<String, String>> {
    let mut conn = db.read().await.expect("a reader");
    match conn.engine() {
        server::db::Engine::Sqlite(connection) => {
            let mut statement = connection.prepare(sql).expect("a statement");
            let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
            let words = |row: &rusqlite::Row<'_>| {
                names.iter().map(|name| Ok((name.clone(), format!("{:?}", row.get_ref(name.as_str())?)))).collect()
            };
            statement.query_map([competition.uuid()], words).expect("rows").map(|row| row.expect("a row")).collect()
        }
        server::db::Engine::Postgres(connection) => {
            let rows = sqlx::query(sql).bind(competition.uuid()).fetch_all(connection).await.expect("rows");
            rows.iter().map(|row| row.columns().iter().map(|column| word(row, column.name())).collect()).collect()
        }
    }
}

fn word(row: &PgRow, name: &str) -> (String, String) {
    fn of<T: Debug + for<'r> sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres>>(
        row: &PgRow,
        name: &str,
    ) -> Option<String> {
        row.try_get::<Option<T>, _>(name).ok().map(|value| format!("{value:?}"))
    }
    let word = of::<i64>(row, name)
        .or_else(|| of::<String>(row, name))
        .or_else(|| of::<Uuid>(row, name))
        .or_else(|| of::<Vec<u8>>(row, name))
        .or_else(|| of::<bool>(row, name));
    (name.to_owned(), word.unwrap_or_else(|| panic!("a column of a kind this does not know: {name}")))
}

async fn put_settings_that_are_no_defaults(db: &Db, competition: CompetitionId) {
    let id = competition.uuid();
    db.write(move |tx| {
        Box::pin(async move {
            execute!(tx, "UPDATE competition SET build_mebibytes = 77, retention_days = 99, erased_at = 5, publish_scores = $2, publish_depth = 'winners' WHERE id = $1", id, true)?;
            execute!(tx, "INSERT INTO feedback_settings (competition_id, shows, with_publication) VALUES ($1, 'comments', $2)", id, true)?;
            execute!(tx, "INSERT INTO appeal_settings (competition_id, days, answer_days) VALUES ($1, 3, 5)", id)?;
            execute!(tx, "INSERT INTO panel_settings (competition_id, minutes_per_entry, expertise, required) VALUES ($1, 40, 'law', 'law')", id)?;
            execute!(tx, "INSERT INTO conduct_text (competition_id, version, locale, text, since) VALUES ($1, 1, 'en', 'Old', 1), ($1, 2, 'en', 'New', 2), ($1, 2, 'ar', 'جديد', 2)", id)?;
            execute!(
                tx,
                "INSERT INTO message_template (competition_id, template, locale, subject, body, version, changed_at) VALUES ($1, 'entry_passed', 'ar', 'S', 'B', 4, 1)",
                id
            )
        })
    })
    .await
    .expect("settings");
}

on_both_engines!(every_column_is_copied_or_named, |db| async move {
    let new = app::competition::template::competition(
        "old",
        "Old",
        "UTC",
        app::competition::template::Timetable::from(tests::NOON),
    );
    let host = Operator::at_the_command_line().host();
    let from =
        db.write(move |tx| Box::pin(async move { write::insert(tx, &host, &new).await })).await.expect("inserted");
    put_settings_that_are_no_defaults(&db, from).await;
    let to = db
        .write(move |tx| {
            Box::pin(async move {
                let by = owner(from);
                let competition = read::by_id(tx, from).await?.expect("there");
                let call = read::call(tx, competition).await?;
                let copy = Copy { name: "New".into(), slug: "new".into(), shift: Shift::Years(1), organisers: false };
                let later = |at: Moment| Ok::<_, DbError>(at.plus_seconds(365 * 86_400));
                let edition: NewCompetition =
                    rules::edition(&call, precheck::of_competition(tx, from).await?, &copy, tx.now(), later)?;
                assert_eq!(edition.state, CompetitionState::Setup);
                let to = write::insert(tx, &by.host(), &edition).await?;
                edition::copy_rest(tx, &by, to).await?;
                Ok::<_, DbError>(to)
            })
        })
        .await
        .expect("copied");
    for (table, sql, differ) in COPIED {
        let (old, new) = (rows(&db, sql, from).await, rows(&db, sql, to).await);
        assert!(!old.is_empty(), "{table} has rows that could be lost");
        assert_eq!(old.len(), new.len(), "{table}");
        for (old, new) in old.iter().zip(&new) {
            for (column, value) in old.iter().filter(|(column, _)| !differ.contains(&column.as_str())) {
                assert_eq!(Some(value), new.get(column), "{table}.{column}: is it copied with an edition?");
            }
            for column in differ {
                assert!(old.contains_key(*column), "{table}.{column} is not there any more");
            }
        }
    }
    let rules = rows(&db, "SELECT version, text FROM rules_version WHERE competition_id = $1", to).await;
    assert_eq!(rules.len(), 1);
    assert!(rules[0]["version"].contains('1'));
    let people = rows(&db, "SELECT role FROM role WHERE competition_id = $1", to).await;
    assert!(people.is_empty(), "nobody comes who was not chosen");
});
