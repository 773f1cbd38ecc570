//! The pages, health and metrics, asked as a browser asks.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

mod health;
mod verify;

use std::sync::Arc;

use keng::app::Rules;
use keng::clock::Clock;
use keng::i18n::Catalog;
use keng::web::{self, Health, Site, Watched};
use reqwest::{Client, Response};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::sync::DropGuard;

use crate::support::stores::{TestStore, sqlite};

/// Monday, 23 November 2026, 08:00 in Vietnam (Unix ms).
const NOW: i64 = 1_795_395_600_000;

/// A site that is being served.
struct Served {
    site: Site,
    store: TestStore,
    clock: Clock,
    address: String,
    client: Client,
    _stop: DropGuard,
}

async fn serve(watched: Watched) -> Served {
    let store = sqlite().await;
    let clock = Clock::stepped(NOW);
    let site = Site {
        store: store.store.clone(),
        catalog: Catalog::embedded(),
        clock: clock.clone(),
        rules: Arc::new(Rules::default()),
        health: Health::new(store.store.clone(), clock.clone(), watched),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = web::vitals(site.health.clone()).merge(web::pages(site.clone()));
    let stop = CancellationToken::new();
    tokio::spawn(web::serve(listener, router, stop.clone()));
    let _ = rustls::crypto::ring::default_provider().install_default();
    Served {
        site,
        store,
        clock,
        address,
        client: Client::builder().no_proxy().build().unwrap(),
        _stop: stop.drop_guard(),
    }
}

impl Served {
    async fn get(&self, path: &str) -> Response {
        self.get_in(path, "vi").await
    }

    async fn get_in(&self, path: &str, language: &str) -> Response {
        let url = format!("{}{path}", self.address);
        let request = self.client.get(url).header("accept-language", language);
        request.send().await.unwrap()
    }
}
