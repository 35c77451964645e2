//! The reader's language: the first part of the path; where there is none, the browser's wish.

use app::i18n::Locale;
use axum::http::{HeaderMap, Uri, header};

/// The language a path begins with, and the rest of it.
pub fn of_path(path: &str) -> Option<(Locale, &str)> {
    let path = path.strip_prefix('/')?;
    let (first, rest) = path.find('/').map_or((path, ""), |at| path.split_at(at));
    parse(first).map(|locale| (locale, rest))
}

fn parse(tag: &str) -> Option<Locale> {
    match tag {
        "en" => Some(Locale::en),
        "ar" => Some(Locale::ar),
        _ => None,
    }
}

/// The language that the address of what is no page asks for by `l`; English where it asks for none, so that the reply
/// is the same for everybody and nothing else decides.
pub fn of_query(uri: &Uri) -> Locale {
    let query = uri.query().unwrap_or_default().as_bytes();
    form_urlencoded::parse(query)
        .find_map(|(name, tag)| if name == "l" { parse(&tag) } else { None })
        .unwrap_or(Locale::en)
}

/// The language the browser asks for first among those that are there.
pub fn wished(headers: &HeaderMap) -> Locale {
    let Some(value) = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
        return Locale::en;
    };
    let mut wishes: Vec<(f32, &str)> = value
        .split(',')
        .take(20)
        .filter_map(|part| {
            let mut parts = part.trim().split(';');
            let tag = parts.next()?.split('-').next()?;
            let quality = parts.find_map(|p| p.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
            Some((quality, tag))
        })
        .collect();
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.into_iter().find_map(|(_, tag)| parse(tag)).unwrap_or(Locale::en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_path_decides() {
        assert_eq!(of_path("/ar/c/x"), Some((Locale::ar, "/c/x")));
        assert_eq!(of_path("/en"), Some((Locale::en, "")));
        assert_eq!(of_path("/xx/c"), None);
        assert_eq!(of_path("/english/c"), None);
    }

    #[test]
    fn else_the_browsers_wish() {
        let wish = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(value));
            wished(&headers)
        };
        assert_eq!(wish("de, ar-EG;q=0.9, en;q=0.5"), Locale::ar);
        assert_eq!(wish("de"), Locale::en);
        assert_eq!(wish(";;q=,,"), Locale::en);
    }
}
