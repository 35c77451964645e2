//! What judges' devices have not sent, as organisers see it; and the worker that keeps pages on a device.

use super::*;

const REPORT: &str = "scores/report_unsent";

impl Scene {
    async fn report(&mut self, device: &str, items: &str) -> tests::Reply {
        self.ada.call(REPORT, &[("slug", "peace"), ("device", device), ("items", items)]).await
    }

    async fn board(&mut self) -> String {
        self.organiser.get("/en/c/peace/organise/scores").await.body
    }
}

#[tokio::test]
async fn organisers_see_who_has_unsent_work_until_it_is_sent() {
    let mut scene = scene("judging").await;
    assert!(!scene.board().await.contains("Not sent yet"), "nobody has");
    assert_eq!(scene.report("d1", "3").await.status, 200);
    let board = scene.board().await;
    assert!(board.contains("Not sent yet") && board.contains("Scorecards on a device: 3"), "{board}");
    assert!(board.contains("last heard"), "with its time");
    assert_eq!(scene.report("d1", "0").await.status, 200);
    assert!(!scene.board().await.contains("Not sent yet"), "it is sent");
}

#[tokio::test]
async fn what_a_device_says_is_checked_and_the_panels_own() {
    let mut scene = scene("judging").await;
    for (device, items) in [("", "1"), ("a b", "1"), ("d1", "-1"), ("d1", "many"), ("d1", "99999999")] {
        let reply = scene.report(device, items).await;
        assert!(reply.status == 400 || reply.status == 422, "{device} {items}: {}", reply.status);
    }
    let fields = [("slug", "peace"), ("device", "d1"), ("items", "1")];
    assert_eq!(scene.organiser.call(REPORT, &fields).await.status, 404);
    assert_eq!(scene.site.visitor().call(REPORT, &fields).await.status, 401);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM unsent_work").await, 0);
}

#[tokio::test]
async fn the_worker_is_at_the_root_and_is_asked_for_anew_each_time() {
    let scene = scene("judging").await;
    let reply = scene.site.visitor().get("/service-worker.js").await;
    assert_eq!(reply.status, 200);
    assert!(reply.headers.contains("text/javascript") && reply.headers.contains("no-cache"), "{}", reply.headers);
    assert!(reply.headers.contains("script-src 'self'"), "under the site's policy: {}", reply.headers);
    assert!(!reply.body.contains("%VERSION%"), "it names the build");
    assert!(reply.body.contains("addEventListener('fetch'"));
}

#[tokio::test]
async fn a_worker_that_was_switched_off_takes_itself_off() {
    let mut scene = scene("judging").await;
    let mut config = scene.site.config.clone();
    config.offline = false;
    scene.site.router = server::build(scene.site.db.clone(), scene.site.ambient.clone(), config);
    let reply = scene.site.visitor().get("/service-worker.js").await;
    assert!(reply.body.contains("registration.unregister()") && !reply.body.contains("'fetch'"), "{}", reply.body);
}
