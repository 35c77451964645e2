//! What a first visit weighs: the page, and everything it names, compressed as browsers get it.

use crate::{
    client::{self, Connection, Reply},
    site::Running,
};
use std::collections::BTreeSet;

/// Public pages of the demo.
const PAGES: [&str; 5] =
    ["/en", "/en/c/peaceapp-demo", "/en/c/peaceapp-demo/results", "/ar/c/peaceapp-demo/results", "/en/sign-in"];

/// One page.
pub struct Weight {
    /// Its address.
    pub path: &'static str,
    status: u16,
    html: usize,
    assets: usize,
    named: usize,
}

impl Weight {
    /// As shown.
    pub fn figure(&self) -> String {
        let kb = |bytes: usize| bytes as f64 / 1000.0;
        let (html, all) = (kb(self.html), kb(self.html + self.assets));
        let status = if self.status == 200 { String::new() } else { format!(" (status {})", self.status) };
        format!("{all:.1} KB: page {html:.1}, {} files {:.1}{status}", self.named, kb(self.assets))
    }
}

async fn fetch(connection: &mut Connection, path: &str, headers: &str) -> Reply {
    connection.send(&client::get(path, headers)).await
}

/// The addresses of files that a page names.
fn assets(page: &str) -> BTreeSet<String> {
    let named = page.split("\"/pkg/").skip(1).filter_map(|rest| rest.split('"').next());
    named.map(|name| format!("/pkg/{name}")).collect()
}

/// Where the style sheet is.
pub async fn stylesheet(site: &Running) -> String {
    let mut connection = Connection::open(site.addr).await;
    let page = fetch(&mut connection, "/en/sign-in", "").await;
    let named = assets(&String::from_utf8_lossy(&page.body));
    named.into_iter().find(|name| name.contains(".css")).expect("a style sheet")
}

/// All of them.
pub async fn weights(site: &Running) -> Vec<Weight> {
    let mut connection = Connection::open(site.addr).await;
    let mut weights = Vec::new();
    for path in PAGES {
        let plain = fetch(&mut connection, path, "").await;
        let html = fetch(&mut connection, path, "accept-encoding: br\r\n").await;
        let named = assets(&String::from_utf8_lossy(&plain.body));
        let mut bytes = 0;
        for name in &named {
            bytes += fetch(&mut connection, name, "accept-encoding: br\r\n").await.body.len();
        }
        let (html, status) = (html.body.len(), html.status);
        weights.push(Weight { path, status, html, assets: bytes, named: named.len() });
    }
    weights
}
