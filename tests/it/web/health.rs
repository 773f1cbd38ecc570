//! `/healthz`, `/readyz`, `/metrics`.

use std::time::Duration;

use keng::store::Store;
use keng::web::Watched;
use serde_json::{Value, json};

use super::{NOW, Served, serve};

const EVERYTHING: Watched = Watched {
    telegram: true,
    updates: true,
    jobs: true,
};

async fn readiness(served: &Served) -> (u16, Value) {
    let response = served.get("/readyz").await;
    let status = response.status().as_u16();
    (status, response.json().await.unwrap())
}

#[tokio::test]
async fn a_process_is_alive_and_has_figures() {
    let served = serve(Watched::default()).await;
    let alive = served.get("/healthz").await;
    assert_eq!(alive.status(), 200);
    assert_eq!(alive.text().await.unwrap(), "ok\n");
    metrics::counter!("keng_web_test_total").increment(1);
    let figures = served.get("/metrics").await;
    assert_eq!(
        figures.headers()["content-type"],
        "text/plain; version=0.0.4"
    );
}

#[tokio::test]
async fn it_is_ready_when_telegram_has_answered() {
    let served = serve(EVERYTHING).await;
    let (status, body) = readiness(&served).await;
    assert_eq!(status, 503);
    assert_eq!(body["checks"]["telegram"], "not reached yet");

    served.site.health.telegram_answered();
    let (status, body) = readiness(&served).await;
    let well = json!({ "database": "ok", "telegram": "ok", "updates": "ok", "jobs": "ok" });
    assert_eq!(
        (status, body),
        (200, json!({ "ready": true, "checks": well }))
    );

    served.site.health.telegram_failed("no route".to_owned());
    let (status, body) = readiness(&served).await;
    assert_eq!(status, 503);
    assert_eq!(body["checks"]["telegram"], "no route");
}

#[tokio::test]
async fn it_answers_only_for_what_runs_in_it() {
    let served = serve(Watched::default()).await;
    let (status, body) = readiness(&served).await;
    assert_eq!(status, 200);
    assert_eq!(body["checks"], json!({ "database": "ok" }));
}

#[tokio::test]
async fn an_update_that_lies_about_is_noticed() {
    let served = serve(Watched {
        updates: true,
        ..Watched::default()
    })
    .await;
    insert_update(&served.store.store).await;
    assert_eq!(readiness(&served).await.0, 200);
    served.clock.advance(Duration::from_secs(200));
    // A stepped clock never gets anywhere by itself, so everything that waits is late.
    let (status, body) = readiness(&served).await;
    assert_eq!(status, 503);
    assert_eq!(body["checks"]["updates"], "an update is 200 s late");
}

async fn insert_update(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    tx.inbox_insert(1, 5, "{\"update_id\":1}", NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_gone_is_named() {
    let served = serve(Watched::default()).await;
    served.store.store.close().await;
    let (status, body) = readiness(&served).await;
    assert_eq!(status, 503);
    assert_ne!(body["checks"]["database"], "ok");
}
