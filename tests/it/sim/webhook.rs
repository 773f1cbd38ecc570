//! Updates pushed to the bot, again until it takes them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::api::Town;

#[tokio::test]
async fn updates_are_pushed_in_order_until_they_are_taken() {
    let town = Town::new().await;
    let (sender, mut pushed) = mpsc::unbounded_channel();
    let calls = Arc::new(AtomicU32::new(0));
    let take = move |headers: HeaderMap, body: String| async move {
        let secret = headers["x-telegram-bot-api-secret-token"].clone();
        let update: Value = serde_json::from_str(&body).unwrap();
        sender.send((secret, update)).unwrap();
        match calls.fetch_add(1, Ordering::SeqCst) {
            0 => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::OK,
        }
    };
    let bot = axum::Router::new().route("/hook", axum::routing::post(take));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let served = tokio::spawn(async move { axum::serve(listener, bot).await });

    let lan = town.world.person("Lan", "");
    town.ok(
        "setWebhook",
        json!({ "url": url, "secret_token": "s3cret" }),
    )
    .await;
    town.world.says(lan, lan, "một").unwrap();
    let (secret, first) = pushed.recv().await.unwrap();
    assert_eq!(secret, "s3cret");
    let (_, again) = pushed.recv().await.unwrap();
    assert_eq!(first, again, "it was answered 500 at first");
    let info = town.ok("getWebhookInfo", json!({})).await;
    assert_eq!(
        info["last_error_message"],
        "Wrong response from the webhook: 500 Internal Server Error"
    );
    town.world.says(lan, lan, "hai").unwrap();
    let (_, second) = pushed.recv().await.unwrap();
    assert_eq!(second["message"]["text"], "hai");
    served.abort();
}
