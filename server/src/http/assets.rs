//! Styles, scripts and wasm: in memory, under names that hold a hash of their contents, compressed once.

use app::services::Checker;
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use bytes::Bytes;
use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*, tachys::view::RenderHtml};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::Arc};

/// What the build of the browser part left: `peaceapp.js`, `peaceapp_bg.wasm`, the same of `verifier`, and their `.br`. Part of the program in
/// a release, read from the folder in a debug build.
#[derive(RustEmbed)]
#[folder = "../target/site/pkg"]
#[allow_missing = true]
struct Site;

/// The style sheets, in the order of their layers.
const STYLES: &[&str] = &[
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/icons.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/layout.css"),
    include_str!("../../../style/site.css"),
    include_str!("../../../style/navigation.css"),
    include_str!("../../../style/actions.css"),
    include_str!("../../../style/messages.css"),
    include_str!("../../../style/forms.css"),
    include_str!("../../../style/scorecard.css"),
    include_str!("../../../style/tables.css"),
    include_str!("../../../style/progress.css"),
    include_str!("../../../style/results.css"),
    include_str!("../../../style/gallery.css"),
    include_str!("../../../style/certificate.css"),
    include_str!("../../../style/utilities.css"),
];

struct Asset {
    kind: HeaderValue,
    tag: HeaderValue,
    plain: Bytes,
    brotli: Bytes,
}

/// All of them, by name.
pub struct Assets {
    by_name: HashMap<String, Asset>,
    /// Where the style sheet is.
    pub stylesheet: Arc<str>,
    /// Where the site's mark is.
    pub icon: Arc<str>,
    /// Where the site's picture is, which stands for what has none of its own.
    pub picture: Arc<str>,
    /// The hash of all of them.
    pub version: Arc<str>,
    /// Where the check of result packs is.
    pub checker: Option<Checker>,
    /// What a page with an island has in its head; empty when the browser part was not built.
    pub hydration: Arc<str>,
}

impl Assets {
    /// Reads, names and compresses them.
    pub fn load() -> Self {
        let mut assets = Self {
            by_name: HashMap::new(),
            stylesheet: Arc::from(""),
            icon: Arc::from(""),
            picture: Arc::from(""),
            version: Arc::from(""),
            checker: None,
            hydration: Arc::from(""),
        };
        let css = STYLES.join("\n");
        let name = format!("site.{}.css", hash(&[css.as_bytes()]));
        assets.add(&name, "text/css; charset=utf-8", css.into_bytes(), None);
        assets.stylesheet = format!("/pkg/{name}").into();
        let icon = include_str!("../../../style/icon.svg");
        let name = format!("icon.{}.svg", hash(&[icon.as_bytes()]));
        assets.add(&name, "image/svg+xml", icon.as_bytes().to_vec(), None);
        assets.icon = format!("/pkg/{name}").into();
        let picture = include_bytes!("../../../style/picture.png");
        let name = format!("picture.{}.png", hash(&[picture]));
        assets.add(&name, "image/png", picture.to_vec(), None);
        assets.picture = format!("/pkg/{name}").into();
        if let Some(stem) = assets.add_module("peaceapp") {
            let (boot, links) = bootstrap(&stem);
            let name = format!("boot.{}.js", hash(&[boot.as_bytes()]));
            assets.add(&name, "text/javascript; charset=utf-8", boot.into_bytes(), None);
            assets.hydration = format!("{links}<script type=\"module\" src=\"/pkg/{name}\"></script>").into();
        }
        if let Some(stem) = assets.add_module("verifier") {
            let page = include_str!("check.js");
            let name = format!("check.{}.js", hash(&[page.as_bytes()]));
            assets.add(&name, "text/javascript; charset=utf-8", page.as_bytes().to_vec(), None);
            let at = |name: String| Arc::from(format!("/pkg/{name}"));
            let (module, wasm) = (at(format!("{stem}.js")), at(format!("{stem}_bg.wasm")));
            assets.checker = Some(Checker { page: at(name), module, wasm });
        }
        let mut names: Vec<&[u8]> = assets.by_name.keys().map(String::as_bytes).collect();
        names.sort_unstable();
        assets.version = hash(&names).into();
        assets
    }

    /// A wasm module and the script that loads it, if they were built; gives the stem of their names.
    fn add_module(&mut self, module: &str) -> Option<String> {
        let (script, wasm) = (Site::get(&format!("{module}.js"))?, Site::get(&format!("{module}_bg.wasm"))?);
        let stem = format!("{module}.{}", hash(&[&script.data, &wasm.data]));
        let brotli = |name: String| Site::get(&name).map(|file| file.data.into_owned());
        self.add(
            &format!("{stem}.js"),
            "text/javascript; charset=utf-8",
            script.data.into_owned(),
            brotli(format!("{module}.js.br")),
        );
        self.add(
            &format!("{stem}_bg.wasm"),
            "application/wasm",
            wasm.data.into_owned(),
            brotli(format!("{module}_bg.wasm.br")),
        );
        Some(stem)
    }

    fn add(&mut self, name: &str, kind: &'static str, plain: Vec<u8>, brotli: Option<Vec<u8>>) {
        let tag =
            HeaderValue::from_str(&format!("\"{}\"", hash(&[&plain]))).unwrap_or(HeaderValue::from_static("\"\""));
        let brotli = brotli.unwrap_or_else(|| compress(&plain));
        let asset = Asset { kind: HeaderValue::from_static(kind), tag, plain: plain.into(), brotli: brotli.into() };
        self.by_name.insert(name.to_owned(), asset);
    }

    fn reply(&self, name: &str, headers: &HeaderMap) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        let Some(asset) = self.by_name.get(name) else {
            *response.status_mut() = StatusCode::NOT_FOUND;
            return response;
        };
        let out = response.headers_mut();
        out.insert(header::ETAG, asset.tag.clone());
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if headers.get(header::IF_NONE_MATCH) == Some(&asset.tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        out.insert(header::CONTENT_TYPE, asset.kind.clone());
        let brotli =
            headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(accepts_brotli);
        let body = if brotli {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            asset.brotli.clone()
        } else {
            asset.plain.clone()
        };
        *response.body_mut() = Body::from(body);
        response
    }
}

/// `GET /pkg/{name}`.
pub async fn get(
    axum::extract::State(state): axum::extract::State<super::State>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    state.assets.reply(&name, &headers)
}

fn accepts_brotli(value: &str) -> bool {
    value.split(',').any(|part| {
        let mut part = part.split(';').map(str::trim);
        part.next() == Some("br") && part.next() != Some("q=0")
    })
}

/// leptos's own bootstrap, taken apart: its script becomes a file, so that the policy needs no inline script.
fn bootstrap(stem: &str) -> (String, String) {
    let options = LeptosOptions::builder().output_name(stem.to_owned()).build();
    let html = Owner::new_root(None).with(|| view! { <HydrationScripts options=options islands=true/> }.to_html());
    let Some((links, rest)) = html.split_once("<script type=\"module\">") else { return (String::new(), html) };
    let (script, _) = rest.split_once("</script>").unwrap_or((rest, ""));
    (script.to_owned(), links.to_owned())
}

fn hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hex::encode(hash.finalize().get(..8).unwrap_or_default())
}

fn compress(plain: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 9, 22);
    if writer.write_all(plain).is_err() || writer.flush().is_err() {
        drop(writer);
        return plain.to_vec();
    }
    drop(writer);
    out
}
