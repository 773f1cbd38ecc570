//! Faults on order: each goes wrong in its own way, and the world says whether it was done.

use std::time::Duration;

use keng::sim::{Fault, FaultRule, Outcome};
use serde_json::{Value, json};

use super::api::Town;

async fn send(town: &Town, lan: i64) -> Result<reqwest::Response, reqwest::Error> {
    let params = json!({ "chat_id": lan, "text": "a" });
    // A fresh connection each time: a cut one must not be taken for an idle one that went away.
    let client = reqwest::Client::builder()
        .pool_max_idle_per_host(0)
        .build()
        .unwrap();
    client
        .post(town.url("sendMessage"))
        .json(&params)
        .send()
        .await
}

fn arrived(town: &Town, lan: i64) -> usize {
    town.world
        .messages(lan)
        .iter()
        .filter(|message| message.from_bot)
        .count()
}

fn last_outcome(town: &Town) -> Outcome {
    town.world.requests().last().unwrap().outcome.clone()
}

#[tokio::test]
async fn servers_in_between_answer_in_html() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    town.world.inject(
        FaultRule::on("sendMessage", Fault::BadGateway)
            .chat(lan)
            .times(2),
    );
    for _ in 0..2 {
        let response = send(&town, lan).await.unwrap();
        assert_eq!(response.status(), 502);
        assert_eq!(response.headers()["content-type"], "text/html");
        assert!(response.text().await.unwrap().contains("502 Bad Gateway"));
        assert_eq!(last_outcome(&town), Outcome::Lost);
    }
    assert_eq!(arrived(&town, lan), 0);
    assert_eq!(send(&town, lan).await.unwrap().status(), 200);

    town.world
        .inject(FaultRule::on_any(Fault::GatewayTimeoutAfterAccepting));
    assert_eq!(send(&town, lan).await.unwrap().status(), 504);
    assert_eq!(arrived(&town, lan), 2, "it was carried out nevertheless");
    assert_eq!(last_outcome(&town), Outcome::DoneUnheard);
}

#[tokio::test]
async fn connections_break_before_or_after() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    town.world
        .inject(FaultRule::on("sendMessage", Fault::ResetBeforeAccepting));
    assert!(send(&town, lan).await.unwrap_err().is_request());
    assert_eq!(arrived(&town, lan), 0);

    town.world
        .inject(FaultRule::on("sendMessage", Fault::CutAfterAccepting));
    assert!(send(&town, lan).await.unwrap_err().is_request());
    assert_eq!(arrived(&town, lan), 1);
    assert_eq!(last_outcome(&town), Outcome::DoneUnheard);
}

#[tokio::test]
async fn refusals_on_order() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let params = json!({ "chat_id": lan, "text": "a" });
    town.world
        .inject(FaultRule::on("sendMessage", Fault::TooManyRequests(35)));
    let (status, body) = town.call("sendMessage", params.clone()).await;
    assert_eq!(
        (status, &body["parameters"]["retry_after"]),
        (429, &json!(35))
    );

    town.world
        .inject(FaultRule::on("sendMessage", Fault::InternalError));
    assert_eq!(
        town.refused("sendMessage", params.clone()).await,
        "500 Internal Server Error"
    );
    let closed = Fault::Refuse(400, "Bad Request: TOPIC_CLOSED".to_owned());
    town.world
        .inject(FaultRule::on("sendMessage", closed).times(9));
    assert_eq!(
        town.refused("sendMessage", params.clone()).await,
        "400 Bad Request: TOPIC_CLOSED"
    );
    town.world.clear_faults();
    town.ok("sendMessage", params).await;
}

#[tokio::test]
async fn slow_calls_are_done_in_the_end() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    town.world.set_latency(Duration::from_millis(1));
    town.world.inject(FaultRule::on(
        "sendMessage",
        Fault::Slow(Duration::from_millis(60_000)),
    ));
    let impatient = reqwest::Client::builder()
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let params = json!({ "chat_id": lan, "text": "a" });
    let request = impatient.post(town.url("sendMessage")).json(&params);
    assert!(request.send().await.unwrap_err().is_timeout());
    let answer: Value = send(&town, lan).await.unwrap().json().await.unwrap();
    assert_eq!(answer["ok"], true, "the fault was used up");
}
