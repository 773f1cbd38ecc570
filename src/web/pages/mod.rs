//! The pages, one file each.

pub mod verify;

use axum::http::StatusCode;

/// Whatever has no page.
pub(super) async fn missing() -> StatusCode {
    StatusCode::NOT_FOUND
}
