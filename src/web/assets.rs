//! The style sheet of the pages, compiled in: nothing is loaded from elsewhere.

use axum::http::header;
use axum::response::IntoResponse;

/// `GET /assets/keng.css`.
pub(super) async fn style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, include_str!("views/keng.css"))
}
