//! People's words as they are read: paragraphs, headings, lists, emphasis and links of Markdown (CommonMark), nothing else.
//!
//! Safe by construction (trust.md W-05): a tag is written only here, from the few of [`Element`], with everything between
//! escaped, so that there is no HTML of a stranger's to clean. Tags that somebody typed are shown as they were typed, and
//! pictures as the words that describe them: nothing is fetched from elsewhere.

use crate::text::web_address;
use leptos::tachys::html::InertElement;
use maud::{Escaper, Markup, PreEscaped, html};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::fmt::Write;

/// Elements within elements; what is deeper is written without its element.
const DEPTH: usize = 12;

/// Words as a part of a page. Headings begin below the page's own sections.
pub fn prose(text: &str) -> InertElement {
    super::markup::plain(html! { div class="prose" { (rendered(text)) } })
}

/// What may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    Heading(&'static str),
    Points,
    Numbers(u64),
    Item,
    Quotation,
    Preformatted,
    Emphasis,
    Strong,
    Link(url::Url),
}

impl Element {
    fn of(tag: &Tag<'_>) -> Option<Self> {
        Some(match tag {
            Tag::Paragraph | Tag::HtmlBlock => Self::Paragraph,
            Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. } => Self::Heading("h3"),
            Tag::Heading { .. } => Self::Heading("h4"),
            Tag::List(None) => Self::Points,
            Tag::List(Some(first)) => Self::Numbers(*first),
            Tag::Item => Self::Item,
            Tag::BlockQuote(_) => Self::Quotation,
            Tag::CodeBlock(_) => Self::Preformatted,
            Tag::Emphasis => Self::Emphasis,
            Tag::Strong => Self::Strong,
            Tag::Link { dest_url, .. } => Self::Link(web_address(dest_url)?),
            _ => return None,
        })
    }

    fn open(&self, out: &mut Written) {
        match self {
            Self::Paragraph => out.tag("<p dir=\"auto\">"),
            Self::Heading(name) => out.tag(&format!("<{name} dir=\"auto\">")),
            Self::Points => out.tag("<ul>"),
            Self::Numbers(first) => out.tag(&format!("<ol start=\"{first}\">")),
            Self::Item => out.tag("<li dir=\"auto\">"),
            Self::Quotation => out.tag("<blockquote dir=\"auto\">"),
            Self::Preformatted => out.tag("<pre dir=\"auto\"><code>"),
            Self::Emphasis => out.tag("<em>"),
            Self::Strong => out.tag("<strong>"),
            Self::Link(url) => {
                out.tag("<a rel=\"noopener noreferrer ugc nofollow\" href=\"");
                out.text(url.as_str());
                out.tag("\">");
            }
        }
    }

    fn close(&self, out: &mut Written) {
        match self {
            Self::Paragraph => out.tag("</p>"),
            Self::Heading(name) => out.tag(&format!("</{name}>")),
            Self::Points => out.tag("</ul>"),
            Self::Numbers(_) => out.tag("</ol>"),
            Self::Item => out.tag("</li>"),
            Self::Quotation => out.tag("</blockquote>"),
            Self::Preformatted => out.tag("</code></pre>"),
            Self::Emphasis => out.tag("</em>"),
            Self::Strong => out.tag("</strong>"),
            // Where a link leads is plain to see, whatever it is called.
            Self::Link(url) => {
                out.tag("</a> <span class=\"small muted\" dir=\"ltr\">(");
                out.text(url.host_str().unwrap_or_default());
                out.tag(")</span>");
            }
        }
    }
}

#[derive(Default)]
struct Written(String);

impl Written {
    fn tag(&mut self, tag: &str) {
        self.0.push_str(tag);
    }

    fn text(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = Escaper::new(&mut self.0).write_str(text);
    }
}

fn rendered(text: &str) -> Markup {
    let mut out = Written::default();
    // What is open: nothing for what has no element of its own.
    let mut open: Vec<Option<Element>> = Vec::new();
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(tag) => {
                let element = if open.len() < DEPTH { Element::of(&tag) } else { None };
                if let Some(element) = &element {
                    element.open(&mut out);
                }
                open.push(element);
            }
            Event::End(_) => {
                if let Some(Some(element)) = open.pop() {
                    element.close(&mut out);
                }
            }
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => out.text(&words),
            Event::Code(words) => {
                out.tag("<code dir=\"auto\">");
                out.text(&words);
                out.tag("</code>");
            }
            // People end a line where they mean it to end.
            Event::SoftBreak | Event::HardBreak => out.tag("<br>"),
            Event::Rule => out.tag("<hr>"),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }
    PreEscaped(out.0)
}

#[cfg(test)]
mod tests {
    use super::rendered;
    use crate::text::web_address;
    use proptest::prelude::*;

    fn html(text: &str) -> String {
        rendered(text).into_string()
    }

    #[test]
    fn paragraphs_headings_lists_and_emphasis() {
        assert_eq!(
            html("## Who\nOne *may*\nenter\n\n- a\n- **b**"),
            "<h3 dir=\"auto\">Who</h3><p dir=\"auto\">One <em>may</em><br>enter</p>\
             <ul><li dir=\"auto\">a</li><li dir=\"auto\"><strong>b</strong></li></ul>"
        );
    }

    #[test]
    fn typed_tags_are_shown_and_pictures_are_their_words() {
        assert_eq!(html("Ballot <Walk> & co"), "<p dir=\"auto\">Ballot &lt;Walk&gt; &amp; co</p>");
        assert_eq!(html("<script>x</script>"), "<p dir=\"auto\">&lt;script&gt;x&lt;/script&gt;</p>");
        assert_eq!(html("![a boat](https://e.example/b.png)"), "<p dir=\"auto\">a boat</p>");
    }

    #[test]
    fn a_link_shows_its_host_and_leads_to_the_web_only() {
        let link = html("[here](https://play.example/?a=\"b\")");
        assert!(link.contains("href=\"https://play.example/?a=%22b%22\"") && link.contains("(play.example)"), "{link}");
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "https://a:b@evil.example/",
            "/sign-out",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
            assert!(!html(&format!("[x]({bad})")).contains("<a"), "{bad}");
        }
    }

    #[test]
    fn depth_is_bounded_and_what_is_opened_is_closed() {
        let deep = html(&format!("{} end", "> ".repeat(500)));
        assert_eq!(deep.matches("<blockquote").count(), super::DEPTH);
        assert_eq!(deep.matches("</blockquote>").count(), super::DEPTH);
        assert!(deep.contains("end"));
    }

    proptest! {
        /// Whatever is typed, every `<` begins a tag of ours.
        #[test]
        fn only_our_tags(text in "[<>a-z/\"'=()\\[\\]!`*_#&;: \n-]{0,120}") {
            const OURS: [&str; 32] = [
                "<p dir=\"auto\">", "</p>", "<h3 dir=\"auto\">", "</h3>", "<h4 dir=\"auto\">", "</h4>", "<ul>", "</ul>",
                "<ol start=\"", "</ol>", "<li dir=\"auto\">", "</li>", "<blockquote dir=\"auto\">", "</blockquote>",
                "<pre dir=\"auto\">", "</pre>", "<code>", "<code dir=\"auto\">", "</code>", "<em>", "</em>", "<strong>",
                "</strong>", "<br>", "<hr>", "<a rel=\"noopener noreferrer ugc nofollow\" href=\"http", "</a>",
                "<span class=\"small muted\" dir=\"ltr\">(", "</span>", "<code", "<pre", "<ol",
            ];
            let html = html(&text);
            for (at, _) in html.match_indices('<') {
                let rest = html.get(at..).unwrap_or_default();
                prop_assert!(OURS.iter().any(|tag| rest.starts_with(tag)), "{text:?} {html}");
            }
        }
    }
}
