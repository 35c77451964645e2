//! Addresses that lead to the same place.

use crate::text;

/// What a shared link gets on its way and what changes nothing of where it leads.
const TRACES: [&str; 8] = ["fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref", "si", "feature"];

/// An address by where it leads: without scheme, `www.`, fragment, traces of how it was shared and the last stroke, with
/// its questions in order. A video is the same by its short and its long address. Empty for what is no address.
pub fn same_address(address: &str) -> String {
    let Some(url) = text::web_address(address.trim()) else { return String::new() };
    let host = url.host_str().unwrap_or_default().to_lowercase();
    let host = host.trim_end_matches('.');
    let host = ["www.", "m."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(host);
    let mut questions: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACES.contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let path = url.path().trim_end_matches('/');
    match host {
        "youtu.be" => return format!("youtube.com{path}"),
        "youtube.com" | "youtube-nocookie.com" => {
            let video = questions.iter().find(|(name, _)| name == "v").map(|(_, video)| video.clone());
            let embedded = path.strip_prefix("/embed/").or_else(|| path.strip_prefix("/shorts/")).map(str::to_owned);
            if let Some(video) = video.or(embedded) {
                return format!("youtube.com/{video}");
            }
        }
        _ => {}
    }
    questions.sort();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let questions = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(questions).finish();
    let mark = if questions.is_empty() { "" } else { "?" };
    format!("{host}{port}{path}{mark}{questions}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_place_has_one_address() {
        for (a, b) in [
            ("https://www.Play.example/Game/", "http://play.example/Game"),
            ("https://play.example/g?b=2&a=1#top", "https://play.example/g?a=1&b=2"),
            ("https://play.example/g?utm_source=mail&fbclid=x", "https://play.example/g"),
            ("https://youtu.be/abc?si=shared", "https://www.youtube.com/watch?v=abc&feature=share"),
            ("https://m.youtube.com/shorts/abc", "https://youtu.be/abc"),
            ("https://play.example:443/", "https://play.example"),
            ("https://münchen.example/", "https://xn--mnchen-3ya.example"),
        ] {
            assert_eq!(same_address(a), same_address(b), "{a} {b}");
            assert!(!same_address(a).is_empty());
        }
    }

    #[test]
    fn other_places_have_others_and_what_is_no_address_has_none() {
        for (a, b) in [
            ("https://play.example/a", "https://play.example/b"),
            ("https://play.example/?game=1", "https://play.example/?game=2"),
            ("https://play.example/Game", "https://play.example/game"),
            ("https://youtu.be/abc", "https://youtu.be/abd"),
            ("https://a.play.example", "https://b.play.example"),
            ("https://play.example:8443", "https://play.example"),
        ] {
            assert_ne!(same_address(a), same_address(b), "{a} {b}");
        }
        for none in ["", "play.example", "javascript:alert(1)", "ftp://a.b/c", "https://u:p@a.b/"] {
            assert_eq!(same_address(none), "", "{none}");
        }
    }

    proptest! {
        #[test]
        fn the_normal_form_is_one(host in "[a-z]{1,8}\\.[a-z]{2,4}", path in "(/[a-zA-Z0-9]{1,5}){0,3}", query in "(\\?[a-c]=[0-9]&[d-f]=[0-9])?") {
            let once = same_address(&format!("https://{host}{path}{query}"));
            prop_assert_eq!(&same_address(&format!("https://{}", once)), &once);
        }
    }
}
