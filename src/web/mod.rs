//! What the program answers over HTTP: whether it is well, figures for Prometheus, public pages.
//!
//! Pages are plain HTML with one style sheet of our own. No script runs in them, so their policy
//! forbids every one. Rules are `app`'s and words `i18n`'s.

mod assets;
pub mod health;
mod language;
pub mod limit;
mod page;
mod pages;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::Rules;
use crate::clock::Clock;
use crate::i18n::Catalog;
use crate::store::Store;

pub use health::{Health, Watched};
use limit::Limit;

/// What pages are made of. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The database.
    pub store: Store,
    /// The words.
    pub catalog: &'static Catalog,
    /// The time.
    pub clock: Clock,
    /// The organisation's rules.
    pub rules: Arc<Rules>,
    /// How the program is.
    pub health: Health,
}

/// Health and metrics, which every process has.
pub fn vitals(health: Health) -> Router {
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .with_state(health)
}

/// The pages for people.
pub fn pages(site: Site) -> Router {
    let verify = pages::verify::router(Limit::new(pages::verify::PACE));
    Router::new()
        .merge(verify)
        .route("/assets/keng.css", get(assets::style))
        .fallback(pages::missing)
        .layer(axum::middleware::from_fn(page::guard))
        .with_state(site)
}

/// Serves until `stop`, then finishes what is being answered.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await
}
