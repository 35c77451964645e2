//! Names of languages, each in itself: who reads it knows it, in whatever language the page is.

use leptos::prelude::*;

const NAMES: [(&str, &str); 32] = [
    ("ar", "العربية"),
    ("am", "አማርኛ"),
    ("bn", "বাংলা"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("km", "ភាសាខ្មែរ"),
    ("ko", "한국어"),
    ("my", "မြန်မာ"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("si", "සිංහල"),
    ("so", "Soomaali"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("zh", "中文"),
];

/// The tags of the languages that we have names for.
pub fn named_languages() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(tag, _)| *tag)
}

/// What a language calls itself; its tag where we do not know.
pub fn language_name(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default();
    match NAMES.iter().find(|(known, _)| *known == primary) {
        Some((_, name)) if tag == primary => (*name).to_owned(),
        Some((_, name)) => format!("{name} ({tag})"),
        None => tag.to_owned(),
    }
}

/// A language by its own name.
#[component]
pub fn Language(
    /// Its tag.
    #[prop(into)]
    tag: String,
) -> impl IntoView {
    let name = language_name(&tag);
    view! { <bdi lang=tag>{name}</bdi> }
}
