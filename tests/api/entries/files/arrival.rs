//! How files arrive: in time, whole, not too large, one at a time in memory; and what is left when they do not.

use super::*;
use axum::body::{Body, Bytes};
use futures::stream;
use server::db::DbError;

/// The end of entries: a day after noon, to the end of its second.
const CLOSE: i64 = 86_400;

/// A form whose pieces are made when they are asked for.
fn pieces(kind: &str, pieces: Vec<Box<dyn FnOnce() -> Result<Bytes, std::io::Error> + Send>>) -> (String, Body) {
    (kind.to_owned(), Body::from_stream(stream::iter(pieces.into_iter().map(|piece| piece()))))
}

fn build_form(place: &Place, key: &str) -> (String, Vec<u8>) {
    let fields = [("key", key), ("entry", place.entry.as_str()), ("kind", "build"), ("alt", "")];
    samples::parts(&fields, Some(("game.zip", &samples::build())))
}

#[tokio::test]
async fn what_has_arrived_whole_in_the_last_second_counts() {
    let mut place = Place::open().await;
    let clock = place.site.clock.clone();
    let last = app::time::Moment::from_micros(NOON.plus_seconds(CLOSE).micros() + 999_999);
    // Begun long before, the last byte in the last second; Ann's session is as long as that.
    clock.set(last.plus_seconds(-3600));
    place.ann = sign_in(&place.site).await;
    let (kind, body) = build_form(&place, "in-time");
    let (head, tail) = body.split_at(body.len() - 10);
    let (head, tail) = (Bytes::copy_from_slice(head), Bytes::copy_from_slice(tail));
    let (kind, body) = pieces(
        &kind,
        vec![
            Box::new(move || Ok(head)),
            Box::new(move || {
                clock.set(last);
                Ok(tail)
            }),
        ],
    );
    let request = place.ann.form_in_parts("application/json", &kind);
    let reply = place.ann.send(request, body).await;
    assert_eq!(reply.status, 200, "{}", reply.body);

    // Begun in time, the last byte a second later.
    let clock = place.site.clock.clone();
    clock.set(last);
    let (kind, body) = build_form(&place, "late");
    let (head, tail) = body.split_at(body.len() - 10);
    let (head, tail) = (Bytes::copy_from_slice(head), Bytes::copy_from_slice(tail));
    let late = NOON.plus_seconds(CLOSE + 1);
    let (kind, body) = pieces(
        &kind,
        vec![
            Box::new(move || Ok(head)),
            Box::new(move || {
                clock.set(late);
                Ok(tail)
            }),
        ],
    );
    let request = place.ann.form_in_parts("application/json", &kind);
    let reply = place.ann.send(request, body).await;
    assert!(reply.status == 409 && reply.body.contains("entries_closed"), "{} {}", reply.status, reply.body);
    assert_eq!(place.rows().await, 1);
    let page = place.ann.get(&format!("/en/entries/{}/files", place.entry)).await;
    assert!(page.status == 200 && page.body.contains("The time for entries is over"), "{}", page.body);
}

async fn sign_in(site: &Site) -> Client {
    let mut client = site.visitor();
    let fields = [("email", "ann@example.org"), ("password", "correct horse battery"), ("next", "")];
    assert_eq!(client.post("accounts/sign_in", &fields).await.status, 303);
    client
}

#[tokio::test]
async fn a_connection_that_is_cut_leaves_nothing() {
    let mut place = Place::open().await;
    let (kind, whole) = build_form(&place, "cut");
    // Cut anywhere: in the head of a part, in the file, before the last mark; by an error, or by a plain end.
    let file = whole.windows(4).position(|four| four == b"PK\x03\x04").expect("the file");
    for (at, error) in [(40, true), (file, true), (file + 20, true), (file + 20, false), (whole.len() - 6, false)] {
        let head = Bytes::copy_from_slice(&whole[..at]);
        let mut all: Vec<Box<dyn FnOnce() -> _ + Send>> = vec![Box::new(move || Ok(head))];
        if error {
            all.push(Box::new(|| Err(std::io::ErrorKind::ConnectionReset.into())));
        }
        let (kind, body) = pieces(&kind, all);
        let request = place.ann.form_in_parts("application/json", &kind);
        let reply = place.ann.send(request, body).await;
        assert_eq!(reply.status, 400, "cut at {at}: {}", reply.body);
        assert_eq!((place.on_disk(), place.rows().await), ((0, 0), 0), "cut at {at}");
    }
    // The same form whole: nothing of the attempts stands in its way.
    let request = place.ann.form_in_parts("application/json", &kind);
    assert_eq!(place.ann.send(request, Body::from(whole)).await.status, 200);
}

#[tokio::test]
async fn what_goes_away_in_the_middle_takes_its_file_along() {
    let mut place = Place::open().await;
    let (kind, whole) = build_form(&place, "gone");
    let head = Bytes::copy_from_slice(&whole[..whole.len() - 30]);
    let body = Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(head) }).chain(stream::pending()));
    let request = place.ann.form_in_parts("application/json", &kind);
    let waits = tokio::time::timeout(std::time::Duration::from_millis(300), place.ann.send(request, body));
    assert!(waits.await.is_err(), "it waits for the rest");
    assert_eq!((place.on_disk(), place.rows().await), ((0, 0), 0));
}

use futures::StreamExt;

/// A hundred mebibytes where ten are allowed, as fast as they are taken: stopped soon after ten, and gone.
#[tokio::test]
async fn ten_times_the_limit_is_refused_without_being_kept() {
    let mut place = Place::open().await;
    let fields = [("key", "large"), ("entry", place.entry.as_str()), ("kind", "screenshot"), ("alt", "Large")];
    let (kind, head) = samples::parts(&fields, Some(("boat.png", b"")));
    // Without the end of the file's part and of the form.
    let end = head.windows(4).rposition(|four| four == b"\r\n\r\n").expect("a head") + 4;
    let first = Bytes::copy_from_slice(&head[..end]);
    let incoming = place.site.data.join("incoming");
    let most = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let seen = most.clone();
    let zeros = Bytes::from(vec![0; 1024 * 1024]);
    let rest = stream::iter(0..100).map(move |_| {
        let largest = std::fs::read_dir(&incoming).expect("a folder").flatten();
        let largest = largest.filter_map(|file| file.metadata().ok()).map(|file| file.len()).max();
        seen.fetch_max(largest.unwrap_or_default(), std::sync::atomic::Ordering::SeqCst);
        Ok::<_, std::io::Error>(zeros.clone())
    });
    let body = Body::from_stream(stream::once(async { Ok(first) }).chain(rest));
    let request = place.ann.form_in_parts("application/json", &kind);
    let reply = place.ann.send(request, body).await;
    assert!(reply.status == 413 && reply.body.contains("\"mebibytes\":10"), "{} {}", reply.status, reply.body);
    assert_eq!((place.on_disk(), place.rows().await), ((0, 0), 0));
    let most = most.load(std::sync::atomic::Ordering::SeqCst);
    assert!(most > 1024 * 1024 && most <= 10 * 1024 * 1024, "{most} bytes were on the disk");
}

#[tokio::test]
async fn words_beside_the_file_are_bounded_and_parts_are_well_formed() {
    let mut place = Place::open().await;
    let long = "x".repeat(300 * 1024);
    let fields = [("entry", place.entry.as_str()), ("kind", "screenshot"), ("alt", long.as_str())];
    let reply = place.ann.upload_as_script(&fresh_key(), &fields, ("boat.png", b"x")).await;
    assert_eq!(reply.status, 413, "{}", reply.body);
    // A head of a part without an end is not gathered either.
    let (kind, _) = build_form(&place, "head");
    let endless = format!("------a-boundary-of-tests\r\nContent-Disposition: {long}");
    let request = place.ann.form_in_parts("application/json", &kind);
    assert_eq!(place.ann.send(request, Body::from(endless)).await.status, 413);
    // The file before what says where it belongs, and two files.
    for body in [
        "------a-boundary-of-tests\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\nPK\r\n------a-boundary-of-tests--\r\n",
        "no parts at all",
        "",
    ] {
        let request = place.ann.form_in_parts("application/json", &kind);
        assert_eq!(place.ann.send(request, Body::from(body)).await.status, 400, "{body}");
    }
    let (kind, one) = build_form(&place, "two");
    let file = one.windows(40).position(|part| part.ends_with(b"name=\"file\"")).expect("the file");
    let from = one[..file].windows(2).rposition(|two| two == b"--").map_or(0, |at| at - 4);
    let end = one.len() - 4;
    let two = [&one[..end], b"\r\n", &one[from..]].concat();
    let request = place.ann.form_in_parts("application/json", &kind);
    assert_eq!(place.ann.send(request, Body::from(two)).await.status, 400);
    assert_eq!((place.on_disk(), place.rows().await), ((0, 0), 0));
}

/// The steps in their order: where one fails, none of the later ones is done. So there is no row without its file, and a
/// file without a row is forgotten after a day.
#[tokio::test]
async fn there_is_no_row_without_its_file() {
    let mut place = Place::open().await;
    // Storing fails: a file stands where its folder should be.
    let files = place.site.data.join("files");
    std::fs::remove_dir(&files).expect("empty");
    std::fs::write(&files, "in the way").expect("written");
    let reply = place.add("build", "game.zip", &samples::build()).await;
    assert_eq!(reply.status, 500, "{}", reply.body);
    assert_eq!((place.rows().await, files_in(&place.site.data.join("incoming"))), (0, 0));
    std::fs::remove_file(&files).expect("removed");
    std::fs::create_dir(&files).expect("made");

    // Writing the row fails: the entry was taken back while the file was being sent.
    let id = Uuid::parse_str(&place.entry).expect("an id");
    place
        .site
        .db
        .write(move |tx| {
            Box::pin(async move {
                // A constraint that no state of the rules would catch before.
                execute!(tx, "DELETE FROM entry_version WHERE entry_id = $1", id)?;
                execute!(
                    tx,
                    "CREATE TRIGGER no_files BEFORE INSERT ON attachment BEGIN SELECT RAISE(ABORT, 'not now'); END"
                )?;
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("a trigger");
    let reply = place.add("build", "game.zip", &samples::build()).await;
    assert_eq!(reply.status, 500, "{}", reply.body);
    assert_eq!((place.rows().await, place.on_disk()), (0, (0, 1)), "stored, and nobody's");
    place.site.db.write(|tx| Box::pin(async move { execute!(tx, "DROP TRIGGER no_files") })).await.expect("no trigger");

    // Young: its row may be on the way. A day later: an orphan, and so is what was left half-way in.
    let kept = place.build().await;
    let other = samples::zip(&[samples::Member::new("other", b"bytes")]);
    assert_eq!(place.add("build", "other.zip", &other).await.status, 200);
    let orphan = place.newest().await;
    let fields = [("entry", place.entry.as_str()), ("file", orphan.as_str())];
    assert_eq!(place.ann.call("entries/remove_file", &fields).await.status, 200);
    std::fs::write(place.site.data.join("incoming/left"), "half").expect("written");
    let Site { db, ambient, clock, config, .. } = &place.site;
    clock.set(tomorrow(-3600));
    assert_eq!(housekeeping::collect_files(db, ambient, &config.files).await.expect("nothing old"), 0);
    assert_eq!(place.on_disk(), (1, 2));
    clock.set(tomorrow(3600));
    assert_eq!(housekeeping::collect_files(db, ambient, &config.files).await.expect("collected"), 2);
    assert_eq!(place.on_disk(), (0, 1));
    clock.set(NOON);
    assert_eq!(place.ann.get(&format!("/files/{kept}")).await.bytes, samples::build());
}

/// A day after files that were written just now, by the machine's clock, and some seconds.
fn tomorrow(seconds: i64) -> app::time::Moment {
    use server::clock::{Clock, SystemClock};
    SystemClock.now().plus_seconds(24 * 3600 + seconds)
}
