//! Who sees a file, asked for each time.

use super::*;

/// What a browser may do with it, and what not.
#[tokio::test]
async fn a_file_says_how_to_treat_it() {
    let mut place = Place::open().await;
    let (picture, build) = (place.picture().await, place.build().await);
    for (id, disposition) in
        [(&picture, "inline; filename=\"boat.png\""), (&build, "attachment; filename=\"game.zip\"")]
    {
        let reply = place.ann.get(&format!("/files/{id}")).await;
        for line in [
            "content-security-policy: sandbox; default-src 'none'\n",
            "x-content-type-options: nosniff\n",
            "cross-origin-resource-policy: same-origin\n",
            "cache-control: private, no-store\n",
            &format!("content-disposition: {disposition}"),
        ] {
            assert!(reply.headers.contains(line), "{line}: {}", reply.headers);
        }
        assert_eq!(reply.headers.matches("content-security-policy").count(), 1);
        assert!(!reply.headers.contains("content-encoding"), "packed already: {}", reply.headers);
    }
    let page = place.ann.get("/en").await;
    assert!(page.headers.contains("script-src 'self'"), "pages keep their own policy: {}", page.headers);
}

#[tokio::test]
async fn a_part_is_given_to_who_asks_for_it() {
    let mut place = Place::open().await;
    let id = place.build().await;
    let mut ask = async |range: &str| {
        let request =
            axum::http::Request::get(format!("/files/{id}")).header("range", range).header("accept-encoding", "br");
        place.ann.send(request, axum::body::Body::empty()).await
    };
    let whole = samples::build();
    let part = ask("bytes=2-5").await;
    assert_eq!((part.status, part.bytes.as_slice()), (206, &whole[2..6]));
    assert!(part.headers.contains(&format!("content-range: bytes 2-5/{}\n", whole.len())), "{}", part.headers);
    let end = ask("bytes=-4").await;
    assert_eq!((end.status, end.bytes.as_slice()), (206, &whole[whole.len() - 4..]));
    let beyond = ask("bytes=100000-").await;
    assert_eq!((beyond.status, beyond.bytes.len()), (416, 0));
    assert!(beyond.headers.contains(&format!("content-range: bytes */{}\n", whole.len())));
    assert_eq!(ask("bytes=0-1,3-4").await.status, 200);
}

/// Every kind of person, before the entry is handed in, when it is, and when it is judged.
#[tokio::test]
async fn who_sees_a_file_and_when() {
    for engine in [Engine::Sqlite] {
        let mut place = Place::new(engine, "open", "draft").await;
        let site = place.site.clone();
        let fixture = place.fixture.clone();
        let other = Fixture::with_slug(&site.db, "open", "other").await;
        let mut people = vec![("visitor", site.visitor()), ("own team", place.ann.clone())];
        for name in ["Olga", "Otto", "Bob", "Judge", "Idle", "Tied", "Stranger"] {
            let (client, account) = site.person_with_account(name).await;
            let entry = Uuid::parse_str(&place.entry).expect("an id").into();
            match name {
                "Olga" => fixture.organiser(&site.db, account).await,
                "Otto" => other.organiser(&site.db, account).await,
                "Bob" => drop(fixture.entry(&site.db, "second", "draft", Some(account)).await),
                "Judge" => {
                    let judge = fixture.judge(&site.db, "assigned", "ready", Some(account)).await;
                    fixture.assign(&site.db, judge, entry).await;
                }
                "Idle" => drop(fixture.judge(&site.db, "idle", "ready", Some(account)).await),
                "Tied" => {
                    let judge = fixture.judge(&site.db, "tied", "ready", Some(account)).await;
                    fixture.assign(&site.db, judge, entry).await;
                    fixture.conflict(&site.db, judge, entry).await;
                }
                _ => {}
            }
            people.push((name, client));
        }
        let frozen = place.build().await;
        let mut check = async |when: &str, file: &str, allowed: &[&str]| {
            let nothing = site.visitor().get(&format!("/files/{}", Uuid::nil())).await;
            for (name, client) in &mut people {
                let reply = client.get(&format!("/files/{file}")).await;
                let expected = if allowed.contains(name) { 200 } else { 404 };
                assert_eq!(reply.status, expected, "{when}: {name}");
                if expected == 404 && *name == "visitor" {
                    let same = |body: &str| body.split("<code dir=\"ltr\">").next().map(str::to_owned);
                    let (a, b) = (reply.body.replace(file, ""), nothing.body.replace(&Uuid::nil().to_string(), ""));
                    assert_eq!(same(&a), same(&b), "the same as for what does not exist");
                }
            }
        };
        check("a draft", &frozen, &["own team"]).await;

        let saved = submit(&mut place.ann, &place.entry, "1", &[]).await;
        assert_eq!(saved.status, 200, "{}", saved.body);
        check("handed in", &frozen, &["own team", "Olga"]).await;

        let entry = Uuid::parse_str(&place.entry).expect("an id");
        put_state(&site.db, "UPDATE entry SET state = 'eligible' WHERE id = $1", entry).await;
        fixture.set_state(&site.db, "judging").await;
        check("judged", &frozen, &["own team", "Olga", "Judge"]).await;

        // A defect is being cured: a file that is not handed in yet is the team's own; a removed one is judged still.
        put_state(
            &site.db,
            "UPDATE entry SET state = 'fix_needed', cure_until = 9000000000000000 WHERE id = $1",
            entry,
        )
        .await;
        let fresh = place.picture().await;
        let fields = [("entry", place.entry.as_str()), ("file", frozen.as_str())];
        assert_eq!(place.ann.call("entries/remove_file", &fields).await.status, 200);
        check("being cured, new", &fresh, &["own team"]).await;
        check("being cured, removed", &frozen, &["own team", "Olga"]).await;
        put_state(&site.db, "UPDATE entry SET state = 'eligible' WHERE id = $1", entry).await;
        check("judged again, removed", &frozen, &["own team", "Olga", "Judge"]).await;
        check("judged again, new", &fresh, &["own team"]).await;
    }
}

async fn put_state(db: &Db, sql: &'static str, entry: Uuid) {
    db.write(move |tx| Box::pin(async move { execute!(tx, sql, entry) })).await.expect("a state");
}

#[tokio::test]
async fn who_may_not_add_is_told_before_a_byte_is_taken() {
    let place = Place::open().await;
    let mut visitor = place.site.visitor();
    let mut bob = place.site.person("Bob").await;
    let fields = [("entry", place.entry.as_str()), ("kind", "build"), ("alt", "")];
    assert_eq!(visitor.upload_as_script("v", &fields, ("game.zip", &samples::build())).await.status, 401);
    assert_eq!(bob.upload_as_script("b", &fields, ("game.zip", &samples::build())).await.status, 404);
    let fields = [("entry", "00000000-0000-0000-0000-000000000000"), ("kind", "build"), ("alt", "")];
    assert_eq!(bob.upload_as_script("c", &fields, ("game.zip", &samples::build())).await.status, 404);
    // From another site's page.
    let (kind, body) = samples::parts(&[("entry", &place.entry)], Some(("game.zip", &samples::build())));
    for (name, value, status) in [("sec-fetch-site", "cross-site", 403), ("origin", "https://evil.example", 403)] {
        let request = axum::http::Request::post("/api/entries/add_file")
            .header("host", "judging.test")
            .header("content-type", kind.as_str())
            .header(name, value);
        let reply = place.ann.clone().send(request, axum::body::Body::from(body.clone())).await;
        assert_eq!(reply.status, status, "{name}");
    }
    assert_eq!((place.on_disk(), place.rows().await), ((0, 0), 0));
}
