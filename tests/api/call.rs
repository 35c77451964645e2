//! What people see before they enter: questions and answers, every version of the rules, the checks they make for
//! themselves.

mod dates;
mod eligibility;
mod inquiries;
mod rules;

use tests::{Client, Engine, Fixture, Site};

/// An open competition with an organiser, Olga, and somebody who thinks about entering, Ann.
struct Scene {
    site: Site,
    fixture: Fixture,
    olga: Client,
    ann: Client,
}

async fn scene(engine: Engine) -> Scene {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let ann = site.person("Ann").await;
    Scene { site, fixture, olga, ann }
}

/// What stands between two marks of a page.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).map_or(rest, |(inner, _)| inner)
}
