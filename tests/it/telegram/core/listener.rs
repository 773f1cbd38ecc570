//! Updates are stored before they are confirmed, whatever happens.

use std::time::Duration;

use keng::sim::{Fault, FaultRule};
use keng::telegram::error::{Class, classify};
use keng::telegram::listener::PollError;
use keng::telegram::worker::Worker;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::stage::Stage;

const NOW: Duration = Duration::ZERO;

fn class(error: PollError) -> Class {
    match error {
        PollError::Call(error) => classify(&error),
        PollError::Store(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_update_is_stored_before_it_is_confirmed() {
    let stage = Stage::new().await;
    let lan = stage.world.person("Lan", "");
    stage.world.says(lan, lan, "Chào").unwrap();
    let mut listener = stage.listener();
    assert_eq!(listener.poll_once(NOW).await.unwrap(), 1);
    assert_eq!(stage.waiting().await, 1);
    assert_eq!(stage.world.pending_updates(), 1, "not confirmed yet");
    // The next request confirms it.
    assert_eq!(listener.poll_once(NOW).await.unwrap(), 0);
    assert_eq!(stage.world.pending_updates(), 0);
}

#[tokio::test]
async fn an_update_fetched_before_a_crash_is_handled_once_after_it() {
    let stage = Stage::new().await;
    let lan = stage.world.person("Lan", "");
    stage.world.says(lan, lan, "/xyz").unwrap();
    // It was stored, and the process died before it confirmed or handled anything.
    stage.receive().await;
    // The one after it fetches the same again.
    assert_eq!(stage.receive().await, 0);
    let worker = Worker::new(stage.bot.clone());
    assert_eq!(worker.run_once().await.unwrap(), 1);
    // It died before it confirmed, but after it had handled it.
    assert_eq!(stage.receive().await, 0);
    assert_eq!(worker.run_once().await.unwrap(), 0);
    assert_eq!(stage.waiting().await, 0);
}

#[tokio::test]
async fn a_bad_gateway_costs_a_second_or_two() {
    let stage = Stage::new().await;
    let lan = stage.world.person("Lan", "");
    stage.world.says(lan, lan, "Chào").unwrap();
    stage
        .world
        .inject(FaultRule::on("getUpdates", Fault::BadGateway));
    let mut listener = stage.listener();
    let error = listener.poll_once(NOW).await.unwrap_err();
    assert!(listener.delay(&error) <= Duration::from_secs(2));
    assert_eq!(listener.poll_once(NOW).await.unwrap(), 1);
}

#[tokio::test]
async fn an_answer_that_is_lost_loses_no_update() {
    let stage = Stage::new().await;
    let lan = stage.world.person("Lan", "");
    stage.world.says(lan, lan, "Chào").unwrap();
    for fault in [
        Fault::CutAfterAccepting,
        Fault::GatewayTimeoutAfterAccepting,
        Fault::ResetBeforeAccepting,
    ] {
        stage.world.inject(FaultRule::on("getUpdates", fault));
        let error = stage.listener().poll_once(NOW).await.unwrap_err();
        assert_eq!(class(error), Class::Unknown);
    }
    assert_eq!(stage.receive().await, 1);
}

#[tokio::test]
async fn a_second_poller_is_told_from_a_webhook() {
    let stage = Stage::new().await;
    let mut first = stage.listener();
    let hanging = first.poll_once(Duration::from_secs(50));
    let second = async {
        stage.world.poller_waits().await;
        stage.receive().await
    };
    let (hanging, _) = tokio::join!(hanging, second);
    let error = hanging.unwrap_err();
    assert!(first.delay(&error) > Duration::from_secs(15), "stands by");
    assert_eq!(class(error), Class::SecondPoller);

    let hook = json!({ "url": "http://127.0.0.1:9/hook" });
    let _: bool = stage.bot.api.call("setWebhook", &hook).await.unwrap();
    let error = stage.listener().poll_once(NOW).await.unwrap_err();
    assert_eq!(class(error), Class::WebhookSet);
}

#[tokio::test]
async fn polling_begins_by_removing_a_webhook_and_ends_when_told() {
    let stage = Stage::new().await;
    let hook = json!({ "url": "http://127.0.0.1:9/hook" });
    let _: bool = stage.bot.api.call("setWebhook", &hook).await.unwrap();
    let stop = CancellationToken::new();
    let running = stage.listener().run(&stop);
    let story = async {
        stage.world.poller_waits().await;
        let lan = stage.world.person("Lan", "");
        stage.world.says(lan, lan, "Chào").unwrap();
        stage.bot.store.inbox_nudge().wait(Duration::MAX).await;
        assert_eq!(stage.waiting().await, 1);
        stop.cancel();
    };
    tokio::join!(running, story);
    assert_eq!(stage.calls("deleteWebhook"), 1);
}

#[tokio::test]
async fn a_wrong_token_is_told_so() {
    let stage = Stage::new().await;
    let mut bot = stage.bot.clone();
    bot.api = stage.with_token("1000:wrong");
    let mut listener =
        keng::telegram::listener::Listener::new(bot.api, bot.store, stage.clock.clone());
    let error = listener.poll_once(NOW).await.unwrap_err();
    assert!(
        listener.delay(&error) > Duration::from_secs(15),
        "stands by"
    );
    assert_eq!(class(error), Class::Unauthorized);
}

#[tokio::test]
async fn only_the_kinds_that_are_handled_are_asked_for() {
    let stage = Stage::new().await;
    stage.receive().await;
    let requests = stage.world.requests();
    assert_eq!(
        requests[0].params["allowed_updates"],
        json!(["message", "callback_query", "my_chat_member"])
    );
}
