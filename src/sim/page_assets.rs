//! The files of the demo page, compiled in: no build step, nothing loaded from elsewhere.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What the page may load and do: only what this server gives it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: \
                      blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; \
                      frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Every file below `/sim/`: name, type, content.
const FILES: &[(&str, &str, &str)] = &[
    ("api.js", SCRIPT, include_str!("page/api.js")),
    ("app.js", SCRIPT, include_str!("page/app.js")),
    ("chat.css", STYLE, include_str!("page/chat.css")),
    ("composer.js", SCRIPT, include_str!("page/composer.js")),
    ("dom.js", SCRIPT, include_str!("page/dom.js")),
    ("header.js", SCRIPT, include_str!("page/header.js")),
    ("memory.js", SCRIPT, include_str!("page/memory.js")),
    ("message.js", SCRIPT, include_str!("page/message.js")),
    ("overlay.js", SCRIPT, include_str!("page/overlay.js")),
    ("phone.js", SCRIPT, include_str!("page/phone.js")),
    ("places.js", SCRIPT, include_str!("page/places.js")),
    ("rich_text.js", SCRIPT, include_str!("page/rich_text.js")),
    ("style.css", STYLE, include_str!("page/style.css")),
    ("time.js", SCRIPT, include_str!("page/time.js")),
    ("timeline.js", SCRIPT, include_str!("page/timeline.js")),
    ("tour.js", SCRIPT, include_str!("page/tour.js")),
    ("words.js", SCRIPT, include_str!("page/words.js")),
];

/// `GET /`.
pub(crate) async fn index() -> Response {
    asset(HTML, include_str!("page/index.html"))
}

/// `GET /sim/{name}`.
pub(crate) async fn file(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some((_, kind, content)) => asset(kind, content),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn asset(kind: &'static str, content: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_page_asks_for_is_there() {
        let page = include_str!("page/index.html");
        let imports = FILES.iter().flat_map(|(_, _, content)| {
            content
                .lines()
                .filter_map(|line| line.split(" from \"./").nth(1)?.split('"').next())
        });
        let linked = page
            .split("\"/sim/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        for name in imports.chain(linked) {
            assert!(
                FILES.iter().any(|(known, _, _)| *known == name),
                "{name} is not served"
            );
        }
    }
}
