//! From the tables of the release before: who organised owns, and messages keep the links they carry.

use rusqlite::Connection;
use std::path::PathBuf;

const LAST: &str = "0016_organisers.sql";

/// The files of SQLite up to this one, in order.
fn files() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("migrations")
        .map(|file| file.expect("a file").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("text"))
        })
        .filter(|(name, _)| name.as_str() <= LAST)
        .collect();
    files.sort();
    assert_eq!(files.last().map(|(name, _)| name.as_str()), Some(LAST));
    files
}

fn run(conn: &Connection, sql: &str) {
    conn.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

#[test]
fn organisers_become_owners_and_messages_keep_their_links() {
    let mut conn = Connection::open_in_memory().expect("SQLite");
    conn.pragma_update(None, "foreign_keys", "ON").expect("foreign keys");
    let mut files = files();
    let (_, last) = files.pop().expect("a file");
    for (_, sql) in files {
        run(&conn, &sql);
    }
    run(
        &conn,
        "INSERT INTO account (id, email, name, host, failures, blocked_until, created_at) VALUES (x'01', 'a@b.org', 'A', 0, 0, 0, 0);
         INSERT INTO competition (id, slug, name, theme, description, state, time_zone, languages, reviews_per_entry, disparity_points,
           publish_scores, publish_depth, version, created_at) VALUES (x'02', 's', 'N', '', '', 'open', 'UTC', 'en', 1, 1, 0, 'all', 1, 0);
         INSERT INTO role (account_id, competition_id, role, created_at) VALUES (x'01', x'02', 'organiser', 0);
         INSERT INTO one_time_link (id, token_hash, purpose, created_at, expires_at) VALUES (x'03', x'04', 'judge_invitation', 0, 9);
         INSERT INTO outbox_mail (id, link_id, event, to_address, to_name, locale, template, subject, body, state, attempts, next_attempt_at, created_at)
           VALUES (x'05', x'03', 'e', 'a', 'n', 'en', 'judge_invitation', 's', 'b', 'queued', 0, 0, 0);",
    );
    let tx = conn.transaction().expect("a transaction");
    run(&tx, &last);
    tx.commit().expect("committed");
    let rights: String = conn.query_one("SELECT rights FROM role", [], |row| row.get(0)).expect("a row");
    assert_eq!(rights, "owner");
    let link: Option<Vec<u8>> = conn.query_one("SELECT link_id FROM outbox_mail", [], |row| row.get(0)).expect("a row");
    assert_eq!(link, Some(vec![3]), "the message still leads somewhere");
}
