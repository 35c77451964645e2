//! Accounts of organisers.

use crate::program::run_on;

#[test]
fn the_first_organiser_gets_a_link_and_no_password() {
    let data = tempfile::tempdir().expect("a folder");
    let args = [
        "account",
        "create",
        "--email",
        "Ada@Example.org",
        "--role",
        "organiser",
        "--origin",
        "https://judging.example",
    ];
    let made = run_on(data.path(), &args);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let token = made.out.trim().strip_prefix("https://judging.example/en/links/").expect("a link");
    assert_eq!(token.len(), 64);

    let again = run_on(data.path(), &args);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("account reset --email ada@example.org"), "{}", again.err);

    let reset = run_on(data.path(), &["account", "reset", "--email", "ada@example.org"]);
    assert_eq!(reset.code, 0);
    assert!(reset.out.starts_with("http://127.0.0.1:3000/en/links/"), "{}", reset.out);
    assert!(!reset.out.contains(token));
}

#[test]
fn what_cannot_be_done_is_said() {
    let data = tempfile::tempdir().expect("a folder");
    let reset = run_on(data.path(), &["account", "reset", "--email", "nobody@example.org"]);
    assert_eq!((reset.code, reset.out.as_str()), (1, ""));
    assert!(reset.err.contains("has no account"), "{}", reset.err);
    let nowhere = ["account", "create", "--email", "a@example.org", "--role", "organiser", "--competition", "nowhere"];
    let nowhere = run_on(data.path(), &nowhere);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("no competition nowhere"), "{}", nowhere.err);
    assert_eq!(run_on(data.path(), &["account", "create", "--email", "no mail", "--role", "organiser"]).code, 2);
    assert_eq!(run_on(data.path(), &["account", "create", "--email", "a@example.org", "--role", "judge"]).code, 2);
}
