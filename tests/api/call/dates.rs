//! The dates of the call: in the competition's zone, in the reader's, and how much time is left.

use super::*;

#[tokio::test]
async fn dates_are_shown_in_the_readers_zone_too() {
    let s = scene(Engine::Sqlite).await;
    let mut visitor = s.site.visitor();
    let plain = visitor.get("/en/c/peace").await.body;
    assert!(
        plain.contains("2 March 2026, 12:00 UTC") && !plain.contains("EAT") && !plain.contains("<datalist"),
        "{plain}"
    );
    assert!(plain.contains("href=\"/en/c/peace?zone=#dates\""), "{plain}");
    let asked = visitor.get("/en/c/peace?zone=").await.body;
    assert!(asked.contains("<option value=\"Africa/Nairobi\">") && !asked.contains("zone-error"), "{asked}");
    let both = visitor.get("/en/c/peace?zone=africa/nairobi").await.body;
    assert!(both.contains("2 March 2026, 12:00 UTC") && both.contains("2 March 2026, 15:00 EAT"), "{both}");
    assert!(both.contains("in your time zone, Africa/Nairobi"), "{both}");
    assert!(both.contains("href=\"/ar/c/peace?zone=africa%2Fnairobi\""), "the other language keeps it: {both}");
    for zone in ["Mars/Base", "..%2F..%2Fetc%2Fpasswd", "%22%3E%3Cscript%3Ehit()%3C%2Fscript%3E"] {
        let page = visitor.get(&format!("/en/c/peace?zone={zone}")).await;
        assert_eq!(page.status, 200, "{zone}");
        assert!(page.body.contains("zone-error") && page.body.contains("12:00 UTC"), "{zone}: {}", page.body);
        assert!(!page.body.contains("<script"), "{zone}");
    }
    let same = visitor.get("/en/c/peace?zone=UTC").await.body;
    assert!(!same.contains("In your time zone:"), "nothing stands twice: {same}");
}

#[tokio::test]
async fn the_time_left_is_said_until_the_deadline() {
    let s = scene(Engine::Sqlite).await;
    let mut visitor = s.site.visitor();
    for (seconds, left) in [(0, "1 day left"), (3600, "23 hours left"), (86_400, "less than a minute left")] {
        s.site.clock.set(tests::NOON.plus_seconds(seconds));
        assert!(visitor.get("/en/c/peace").await.body.contains(left), "{left}");
        assert!(visitor.get("/en").await.body.contains(left), "{left}");
    }
    s.site.clock.set(tests::NOON.plus_seconds(86_401));
    assert!(!visitor.get("/en/c/peace").await.body.contains(" left</"));
    // What comes before entering is one step away.
    let call = visitor.get("/ar/c/peace").await.body;
    for page in ["eligibility", "rules", "questions", "jury"] {
        assert!(call.contains(&format!("href=\"/ar/c/peace/{page}\"")), "{page}: {call}");
    }
}
