//! What the demo page asks of the simulator: JSON below `/sim/`, on the same server.

use axum::Router;
use axum::routing::get;

use super::page_assets;
use super::world::World;

/// The page, its files and its API.
pub(crate) fn router() -> Router<World> {
    Router::new()
        .route("/", get(page_assets::index))
        .route("/sim/{name}", get(page_assets::file))
}
