//! What keeps the server from starting, each in words that say what to do.

use crate::program::{Server, run, run_on};
use server::{
    clock::Ambient,
    db::{Db, DbError, SqliteSettings},
    execute,
};
use std::net::TcpListener;

#[test]
fn wrong_use_is_2_and_help_is_0() {
    assert_eq!(run(&["serve", "--addr", "nowhere"]).code, 2);
    assert_eq!(run(&["dance"]).code, 2);
    let help = run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("serve"), "{}", help.out);
}

#[test]
fn a_port_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let addr = taken.local_addr().expect("an address").to_string();
    let data = tempfile::tempdir().expect("a folder");
    let run = run_on(data.path(), &["serve", "--addr", &addr]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains(&addr) && run.err.contains("--addr"), "{}", run.err);
}

#[test]
fn a_data_folder_that_cannot_be_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").expect("a file");
    let run = run_on(&file.join("data"), &["serve", "--addr", "127.0.0.1:0"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("cannot write to the data folder") && run.err.contains("--data"), "{}", run.err);
}

#[test]
fn a_second_server_on_the_same_folder() {
    let data = tempfile::tempdir().expect("a folder");
    let first = Server::start(&["--data", data.path().to_str().expect("a path")]);
    assert!(first.origin.starts_with("http://127.0.0.1:"), "{}", first.origin);
    let second = run_on(data.path(), &["serve", "--addr", "127.0.0.1:0"]);
    assert_eq!(second.code, 1);
    assert!(second.err.contains("another peaceapp"), "{}", second.err);
}

#[tokio::test]
async fn a_database_newer_than_the_program() {
    let data = tempfile::tempdir().expect("a folder");
    let settings = SqliteSettings { folder: data.path().to_owned(), readers: 1 };
    let db = Db::open_sqlite(&settings, Ambient::system().expect("randomness")).await.expect("it opens");
    db.write(|tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, x'00', 0)"
            )?;
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("written");
    db.close().await;
    drop(db);
    let run = run_on(data.path(), &["serve", "--addr", "127.0.0.1:0"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("newer peaceapp") && run.err.contains("9999"), "{}", run.err);
}

#[test]
fn a_postgresql_that_would_lose_scorecards() {
    let url = crate::postgres::url();
    let data = tempfile::tempdir().expect("a folder");
    let url = format!("{url}?options=-c%20synchronous_commit%3Doff");
    let run = run_on(data.path(), &["serve", "--addr", "127.0.0.1:0", "--database-url", &url]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("would lose acknowledged scorecards"), "{}", run.err);
}

#[test]
fn a_postgresql_that_is_not_there() {
    let data = tempfile::tempdir().expect("a folder");
    let run = run_on(data.path(), &["migrate", "--database-url", "postgres://nobody@127.0.0.1:1/none"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("cannot open the database"), "{}", run.err);
}

#[test]
fn migrating_ends() {
    let data = tempfile::tempdir().expect("a folder");
    let run = run_on(data.path(), &["migrate"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(data.path().join("peaceapp.sqlite").exists());
}

#[test]
fn mail_settings_of_no_use_say_so() {
    let data = tempfile::tempdir().expect("a folder");
    let serve = |args: &[&str]| run_on(data.path(), &[&["serve", "--addr", "127.0.0.1:0"], args].concat());
    let from = ["--mail-from", "office@peace.example"];
    let alone = serve(&["--smtp", "smtp://mail.example"]);
    assert!(alone.code == 2 && alone.err.contains("--mail-from"), "{}", alone.err);
    let open = serve(&[["--smtp", "smtp://u:hunter2@mail.example"].as_slice(), &from].concat());
    assert!(open.code == 2 && open.err.contains("--smtp-password-file"), "{}", open.err);
    assert!(!open.err.contains("hunter2"), "{}", open.err);
    let missing = ["--smtp", "smtp://u@mail.example", "--smtp-password-file", "/no/such/file"];
    let missing = serve(&[missing.as_slice(), &from].concat());
    assert!(missing.code == 1 && missing.err.contains("--smtp-password-file"), "{}", missing.err);
}
