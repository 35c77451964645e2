//! Another track, as long as entries are open.

use super::*;
use tests::{Engine, Fixture, NOON, Site, fresh_key, samples};

async fn change_to(client: &mut Client, entry: &str, version: &str, track: &str) -> Reply {
    client.call("entries/change_track", &[("entry", entry), ("version", version), ("track", track)]).await
}

async fn what_both_tracks_ask_is_kept(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let ideas = fixture.other_track(&site.db).await.to_string();
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);
    let upload = [("entry", entry.as_str()), ("kind", "build"), ("alt", "")];
    assert_eq!(ann.upload_as_script(&fresh_key(), &upload, ("game.zip", &samples::build())).await.status, 200);

    let desk = format!("/en/entries/{entry}");
    assert!(ann.get(&desk).await.body.contains(&format!("{desk}/track")));
    let page = ann.get(&format!("{desk}/track")).await.body;
    assert!(page.contains("From Fully functioning to Ideas") || page.contains("Ideas"), "{page}");
    let (asks, leaves) = (between(&page, "Asked in addition", "</dd>"), between(&page, "Left out", "</dd>"));
    assert!(asks.contains("Storyboard") && between(&page, ">Kept<", "</dd>").contains("<li>"), "{page}");
    assert!(leaves.contains("<li>"), "{leaves}");
    assert!(page.contains("it is a draft again until you submit it there"), "{page}");

    let fields = [("entry", entry.as_str()), ("version", "3"), ("track", ideas.as_str())];
    let reply = ann.post("entries/change_track", &fields).await;
    assert_eq!(reply.location.as_deref(), Some(format!("{desk}/edit?done=track-changed").as_str()), "{}", reply.body);
    let form = ann.follow(&reply).await.body;
    assert!(form.contains("name=\"answer[storyboard]\"") && form.contains("Neighbours plan a walk."), "{form}");
    assert!(!form.contains("name=\"answer[dialogue]\""), "{form}");
    assert_eq!(state(&site.db, &entry).await, "draft");
    let content = text(&site.db, "SELECT content FROM entry WHERE id = $1", &entry).await;
    assert!(content.contains("Neighbours") && !content.contains("Rumours lose their force."), "{content}");
    let before = text(&site.db, "SELECT content FROM entry_version WHERE entry_id = $1 AND version = 3", &entry).await;
    assert!(before.contains("Rumours lose their force."), "what is left out stays in the history: {before}");
    let page = ann.get(&desk).await.body;
    assert!(!page.contains("Rumours lose their force.") && !page.contains("id=\"receipt\""), "{page}");
    assert!(page.contains("game.zip"), "files stay: {page}");

    // A draft that is not handed in again is not judged: it is on no list.
    let other =
        [("title", "Ballot Walk"), ("answer[storyboard]", "A walk"), ("answer[video_url]", "https://video.example/a")];
    let reply = submit(&mut ann, &entry, "4", &other).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let frozen = "SELECT content FROM snapshot WHERE entry_id = $1 ORDER BY version DESC LIMIT 1";
    let frozen = text(&site.db, frozen, &entry).await;
    assert!(frozen.contains("A walk") && !frozen.contains("Rumours"), "{frozen}");
    let track =
        text(&site.db, "SELECT t.key FROM entry e JOIN track t ON t.id = e.track_id WHERE e.id = $1", &entry).await;
    assert_eq!(track, "walkthrough");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_both_tracks_ask_is_kept_on_sqlite() {
    what_both_tracks_ask_is_kept(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_both_tracks_ask_is_kept_on_postgres() {
    what_both_tracks_ask_is_kept(Engine::Postgres).await;
}

#[tokio::test]
async fn a_change_fits_the_entry_and_its_time() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let close = NOON.plus_seconds(3600);
    change(
        &site.db,
        "UPDATE competition SET entries_close_at = $2 WHERE id = $1",
        fixture.competition.uuid(),
        close.micros(),
    )
    .await;
    let (own, ideas) = (fixture.track.to_string(), fixture.other_track(&site.db).await.to_string());
    let other = Fixture::with_slug(&site.db, "open", "other").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &own, "Kura").await;
    for wrong in [own.as_str(), &other.track.to_string(), "nonsense", ""] {
        let reply = change_to(&mut ann, &entry, "1", wrong).await;
        assert!(reply.status == 422 && reply.body.contains("\"field\":\"track\""), "{wrong}: {}", reply.body);
    }
    let stale = change_to(&mut ann, &entry, "2", &ideas).await;
    assert!(stale.status == 409 && stale.body.contains("Stale"), "{}", stale.body);

    // The team has an entry there already.
    let id = Uuid::parse_str(&entry).expect("an id");
    let mut conn = site.db.read().await.expect("a reader");
    let team =
        fetch_one!(&mut conn, (Uuid,), "SELECT team_id FROM entry WHERE id = $1", id).expect("a team").0.to_string();
    drop(conn);
    let mut second = start(&ideas, "Kura");
    second.retain(|(name, _)| *name != "team");
    second.push(("team", &team));
    let begun = ann.call("entries/create", &second).await;
    assert_eq!(begun.status, 200, "{}", begun.body);
    let full = change_to(&mut ann, &entry, "1", &ideas).await;
    assert!(full.status == 409 && full.body.contains("entry_limit"), "{}", full.body);
    site.db
        .write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE entry SET state = 'withdrawn' WHERE id <> $1", id) })
        })
        .await
        .expect("withdrawn");

    // To the last second.
    site.clock.set(close.plus_seconds(1));
    let late = change_to(&mut ann, &entry, "1", &ideas).await;
    assert!(late.status == 409 && late.body.contains("entries_closed"), "{}", late.body);
    let page = ann.get(&format!("/en/entries/{entry}/track")).await.body;
    assert!(
        page.contains("The track can be changed while entries are open.") && !page.contains("entries/change_track"),
        "{page}"
    );
    site.clock.set(app::time::Moment::from_micros(close.micros() + 999_999));
    assert_eq!(change_to(&mut ann, &entry, "1", &ideas).await.status, 200);
    fixture.set_state(&site.db, "screening").await;
    assert_eq!(change_to(&mut ann, &entry, "2", &own).await.status, 409);
    let mut eve = site.person("Eve").await;
    assert_eq!(eve.get(&format!("/en/entries/{entry}/track")).await.status, 404);
}
