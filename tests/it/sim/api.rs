//! A bot of a few lines that talks to the simulator over HTTP.

use keng::clock::Clock;
use keng::sim::{Limits, Served, UserId, World};
use serde_json::{Value, json};

use super::definition;

/// Thursday, 27 November 2025, 08:00 in Đà Nẵng.
pub const MORNING: i64 = 1_764_205_200_000;

/// A served world with a stepped clock and a client for it.
pub struct Town {
    pub world: World,
    pub served: Served,
    pub client: reqwest::Client,
}

impl Town {
    /// A world without rate limits.
    pub async fn new() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let world = World::new(Clock::stepped(MORNING));
        world.set_limits(Limits::none());
        let served = keng::sim::spawn(world.clone()).await.unwrap();
        Self {
            world,
            served,
            client: reqwest::Client::new(),
        }
    }

    /// A person who has started the bot; what he said is fetched and confirmed.
    pub async fn started(&self, first: &str, last: &str) -> UserId {
        let user = self.world.person(first, last);
        self.world.says(user, user, "/start").unwrap();
        self.confirm_all().await;
        user
    }

    /// Forgets the updates that wait.
    pub async fn confirm_all(&self) {
        let waiting = self.ok("getUpdates", json!({})).await;
        if let Some(last) = waiting.as_array().unwrap().last() {
            let next = last["update_id"].as_i64().unwrap() + 1;
            self.ok("getUpdates", json!({ "offset": next })).await;
        }
    }

    /// Comes back once a poll hangs.
    pub async fn polled(&self) {
        self.world.poller_waits().await;
    }

    pub fn url(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.served.url, World::TOKEN)
    }

    /// Status and body of a call.
    pub async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        let request = self.client.post(self.url(method)).json(&params);
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap())
    }

    /// The result of a call that must succeed, as the API's definition promises it.
    pub async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, body) = self.call(method, params).await;
        assert_eq!(status, 200, "{method}: {body}");
        definition::check_result(method, &body["result"]);
        body["result"].clone()
    }

    /// The description of a call that must be refused, status first.
    pub async fn refused(&self, method: &str, params: Value) -> String {
        let (status, body) = self.call(method, params).await;
        assert_eq!(body["ok"], false, "{method}: {body}");
        assert_eq!(body["error_code"], status);
        format!("{status} {}", body["description"].as_str().unwrap())
    }
}
