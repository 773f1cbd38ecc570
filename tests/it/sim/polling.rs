//! `getUpdates`: waiting, confirming, and two who poll at once.

use serde_json::json;

use super::api::Town;

#[tokio::test]
async fn a_long_poll_wakes_at_once() {
    let town = Town::new().await;
    let lan = town.world.person("Lan", "");
    let poll = town.ok("getUpdates", json!({ "timeout": 50 }));
    let say = async {
        town.polled().await;
        town.world.says(lan, lan, "/start").unwrap();
    };
    let (updates, ()) = tokio::join!(poll, say);
    assert_eq!(updates[0]["message"]["text"], "/start");
    assert_eq!(town.world.pending_updates(), 1, "not confirmed yet");
    town.ok("getUpdates", json!({ "offset": 2 })).await;
    assert_eq!(town.world.pending_updates(), 0);
}

#[tokio::test]
async fn the_older_of_two_pollers_is_told_to_go() {
    let town = Town::new().await;
    let first = town.refused("getUpdates", json!({ "timeout": 50 }));
    let second = async {
        town.polled().await;
        town.ok("getUpdates", json!({})).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(
        first,
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot \
         instance is running"
    );
    assert_eq!(second, json!([]));
}

#[tokio::test]
async fn polling_and_a_webhook_exclude_each_other() {
    let town = Town::new().await;
    let hanging = town.refused("getUpdates", json!({ "timeout": 50 }));
    let hook = async {
        town.polled().await;
        town.ok("setWebhook", json!({ "url": "http://127.0.0.1:9/hook" }))
            .await;
    };
    let (hanging, ()) = tokio::join!(hanging, hook);
    assert_eq!(hanging, "409 Conflict: terminated by setWebhook request");
    assert_eq!(
        town.refused("getUpdates", json!({})).await,
        "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
         delete the webhook first"
    );
    let info = town.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["url"], "http://127.0.0.1:9/hook");
    town.ok("deleteWebhook", json!({})).await;
    town.ok("getUpdates", json!({})).await;
}

#[tokio::test]
async fn only_wanted_kinds_come() {
    let town = Town::new().await;
    let lan = town.world.person("Lan", "");
    town.ok(
        "getUpdates",
        json!({ "allowed_updates": ["my_chat_member"] }),
    )
    .await;
    town.world.says(lan, lan, "/start").unwrap();
    town.world.blocks(lan).unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    let change = &updates[0]["my_chat_member"];
    assert_eq!(change["old_chat_member"]["status"], "member");
    assert_eq!(change["new_chat_member"]["status"], "kicked");
}

#[tokio::test]
async fn an_update_can_come_twice() {
    let town = Town::new().await;
    let lan = town.world.person("Lan", "");
    town.world.double_next_updates(1);
    town.world.says(lan, lan, "/start").unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    assert_eq!(updates[0], updates[1]);
    assert_eq!(
        town.ok("getUpdates", json!({ "offset": 2 })).await,
        json!([])
    );
    assert!(town.world.redeliver(1));
    let again = town.ok("getUpdates", json!({ "offset": 2 })).await;
    assert_eq!(again[0], updates[0]);
}
