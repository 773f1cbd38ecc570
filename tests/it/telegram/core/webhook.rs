//! Called by Telegram: only with the secret, and stored before the answer.

use std::net::Ipv4Addr;

use keng::telegram::webhook::Webhook;
use keng::telegram::worker::Worker;
use serde_json::json;
use tokio::net::TcpListener;
use url::Url;

use super::stage::Stage;

/// A stage whose bot is called at this address, and the task that answers there.
async fn called() -> (Stage, Webhook, Url, tokio::task::JoinHandle<()>) {
    let stage = Stage::new().await;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}/hook/keng", listener.local_addr().unwrap());
    let url = Url::parse(&url).unwrap();
    let webhook = Webhook::new(&keng::sim::World::TOKEN.into(), url.clone());
    let router = webhook.router(stage.bot.store.clone(), stage.clock.clone());
    let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (stage, webhook, url, task)
}

#[tokio::test]
async fn telegram_calls_and_the_update_is_handled_once() {
    let (stage, webhook, _, task) = called().await;
    webhook.set(&stage.bot.api).await.unwrap();
    let lan = stage.world.person("Lan", "");
    stage.world.double_next_updates(1);
    stage.world.says(lan, lan, "/xyz").unwrap();
    stage
        .bot
        .store
        .inbox_nudge()
        .wait(std::time::Duration::MAX)
        .await;
    let worker = Worker::new(stage.bot.clone());
    assert_eq!(worker.run_once().await.unwrap(), 1);
    let set = &stage.world.requests()[0].params;
    assert_eq!(set["allowed_updates"][1], "callback_query");
    assert_eq!(set["secret_token"].as_str().map(str::len), Some(64));
    task.abort();
}

#[tokio::test]
async fn nobody_else_gets_anything_in() {
    let (stage, _, url, task) = called().await;
    let client = reqwest::Client::new();
    let update = json!({ "update_id": 1, "message": {} }).to_string();
    let other = Webhook::new(&"1000:other".into(), url.clone());
    let secret = |webhook: &Webhook| webhook.secret().to_owned();
    for (secret, body, status) in [
        (None, update.clone(), 401),
        (Some(String::new()), update.clone(), 401),
        (Some("x".repeat(64)), update.clone(), 401),
        (Some(secret(&other)), update.clone(), 401),
    ] {
        let mut request = client.post(url.clone()).body(body);
        if let Some(secret) = secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        assert_eq!(request.send().await.unwrap().status(), status);
    }
    assert_eq!(stage.waiting().await, 0);
    task.abort();
}

#[tokio::test]
async fn what_is_no_update_is_refused_and_what_is_one_is_stored_whole() {
    let (stage, webhook, url, task) = called().await;
    let client = reqwest::Client::new();
    for (body, status) in [
        ("", 400),
        ("[]", 400),
        ("{\"message\":{}}", 400),
        ("{\"update_id\": 7, \"new_kind\": [1, 2]}", 200),
        ("{\"update_id\": 7, \"new_kind\": [1, 2]}", 200),
    ] {
        let request = client
            .post(url.clone())
            .header("X-Telegram-Bot-Api-Secret-Token", webhook.secret())
            .body(body);
        assert_eq!(request.send().await.unwrap().status(), status, "{body}");
    }
    let mut tx = stage.bot.store.read().await.unwrap();
    let waiting = tx.inbox_waiting(i64::MAX, 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].raw, "{\"update_id\": 7, \"new_kind\": [1, 2]}");
    task.abort();
}
