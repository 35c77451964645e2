//! What organisers' pages show: no form and no way to a page that the server would refuse its reader, and to observers no
//! address of anybody.

use crate::{
    table::{Expected, READERS, rows},
    world::{Actor, STATES, World},
};
use server::http::site::PAGES;
use std::collections::BTreeSet;
use tests::Engine;

/// Every page of organisers, filled in for the world.
fn pages(world: &World) -> Vec<String> {
    let mut pages: Vec<String> = PAGES
        .iter()
        .filter(|page| page.path.starts_with("/c/{slug}/organise"))
        .map(|page| {
            let entry = &world.ids["entry"];
            let path = page.path.replace("{slug}", "peace").replace("{entry}", entry);
            let path = path
                .replace("{assignment}", &world.ids["assignment"])
                .replace("{judge}", &world.ids["unassigned"])
                .replace("{sample}", &world.ids["sample"])
                .replace("{vote}", &world.ids["vote"])
                .replace("{appeal}", &world.ids["appeal"])
                .replace("{language}", "fr")
                .replace("{track}", "functioning")
                .replace("{template}", "entry_passed");
            format!("/en{}", path.replace("{mail}", &world.ids["mail"]))
        })
        .collect();
    pages.sort();
    assert!(pages.len() > 12, "{pages:?}");
    pages
}

/// What stands between this and the next quotation mark, wherever it stands.
fn values<'h>(html: &'h str, before: &str) -> BTreeSet<&'h str> {
    html.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_offers_what_its_reader_is_refused() {
    for state in STATES {
        let mut world = World::new(Engine::Sqlite, state).await;
        for actor in READERS {
            // Most ways are on every page.
            let mut gone = BTreeSet::new();
            for page in pages(&world) {
                let reply = world.open(*actor, &page).await;
                assert!(matches!(reply.status, 200 | 404), "{state} {actor:?} {page}: {}", reply.status);
                if reply.status == 404 {
                    continue;
                }
                let actions = values(&reply.body, "action=\"/api/");
                for action in actions.iter().filter(|action| **action != "accounts/sign_out") {
                    let row = rows().find(|row| row.operation == *action).expect("a row of the table");
                    let expected = row.expected(*actor, state);
                    assert!(
                        !matches!(expected, Expected::NotFound | Expected::SignIn),
                        "{state} {actor:?} {page}: a form for {action}"
                    );
                }
                let organise = "/en/c/peace/organise";
                for link in values(&reply.body, "href=\"").into_iter().filter(|link| link.starts_with(organise)) {
                    let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
                    if !gone.insert(link.clone()) {
                        continue;
                    }
                    let there = world.open(*actor, &link).await.status;
                    assert_ne!(there, 404, "{state} {actor:?} {page}: a way to {link}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn observers_read_no_address() {
    for state in STATES {
        let mut world = World::new(Engine::Sqlite, state).await;
        let (mut read, mut seen_by_owner) = (0, 0);
        for page in pages(&world) {
            let owner = world.open(Actor::Organiser, &page).await;
            seen_by_owner += usize::from(owner.body.contains("@example.org"));
            for language in ["/en/", "/ar/"] {
                let reply = world.open(Actor::Observer, &page.replacen("/en/", language, 1)).await;
                assert!(!reply.body.contains("@example.org"), "{state} {page}: an address");
                assert!(!reply.body.contains("Xochitl"), "{state} {page}: a guardian");
                assert!(
                    !reply.body.contains("/invitations/") && !reply.body.contains("/organisers/"),
                    "{state} {page}"
                );
                read += usize::from(reply.status == 200);
            }
        }
        let table = world.open(Actor::Observer, "/c/peace/organise/statistics.csv").await;
        assert!(table.status == 200 && !table.body.contains('@'), "{state}: {}", table.body);
        assert!(read >= 14, "{state}: {read} pages are not what an observer reads");
        assert!(seen_by_owner >= 2, "{state}: owners see addresses, else this finds nothing");
    }
}
