//! Words that organisers wrote, laid out.

use leptos::prelude::*;

/// Paragraphs, with headings that begin with `## ` and lists of lines that begin with `- `.
pub(super) fn prose(text: &str) -> AnyView {
    let blocks: Vec<AnyView> = text.split("\n\n").flat_map(block).collect();
    view! { <div class="prose">{blocks}</div> }.into_any()
}

fn block(block: &str) -> Vec<AnyView> {
    let mut views = Vec::new();
    let mut lines = block.trim().lines().peekable();
    while let Some(line) = lines.peek() {
        if let Some(heading) = line.strip_prefix("## ") {
            views.push(view! { <h3 dir="auto">{heading.to_owned()}</h3> }.into_any());
            lines.next();
            continue;
        }
        let is_point = line.starts_with("- ");
        let mut taken = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("- ") == is_point && !line.starts_with("## ")) {
            taken.push(line.trim_start_matches("- ").to_owned());
        }
        views.push(if is_point {
            let points: Vec<_> = taken.into_iter().map(|point| view! { <li dir="auto">{point}</li> }).collect();
            view! { <ul>{points}</ul> }.into_any()
        } else {
            view! { <p dir="auto">{taken.join("\n")}</p> }.into_any()
        });
    }
    views
}

/// A language in its own words, or its code.
pub(super) fn language(code: &str) -> AnyView {
    let name = match code {
        "ar" => "العربية",
        "zh" => "中文",
        "en" => "English",
        "fr" => "français",
        "ru" => "русский",
        "es" => "español",
        "pt" => "português",
        other => other,
    };
    let (code, name) = (code.to_owned(), name.to_owned());
    view! { <bdi lang=code>{name}</bdi> }.into_any()
}
