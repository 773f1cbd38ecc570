//! How Telegram says no, word for word: clients match on these sentences.

use std::time::Duration;

use keng::sim::Limits;
use serde_json::{Value, json};

use super::api::Town;

fn text(chat: i64, text: &str) -> Value {
    json!({ "chat_id": chat, "text": text })
}

#[tokio::test]
async fn people_who_cannot_be_reached() {
    let town = Town::new().await;
    let stranger = town.world.person("Xa", "Lạ");
    assert_eq!(
        town.refused("sendMessage", text(stranger, "a")).await,
        "403 Forbidden: bot can't initiate conversation with a user"
    );
    assert_eq!(
        town.refused("sendMessage", text(12_345, "a")).await,
        "400 Bad Request: chat not found"
    );
    let lan = town.started("Lan", "").await;
    town.world.blocks(lan).unwrap();
    assert_eq!(
        town.refused("sendMessage", text(lan, "a")).await,
        "403 Forbidden: bot was blocked by the user"
    );
    town.world.says(lan, lan, "/start").unwrap();
    town.ok("sendMessage", text(lan, "writing unblocks")).await;
    town.world.deactivates(lan).unwrap();
    assert_eq!(
        town.refused("sendMessage", text(lan, "a")).await,
        "403 Forbidden: user is deactivated"
    );
}

#[tokio::test]
async fn groups_that_are_lost_or_moved() {
    let town = Town::new().await;
    let world = &town.world;
    let binh = world.person("Bình", "");
    let group = world.group("Tổ 5", &[], &[binh]);
    assert_eq!(
        town.refused("sendMessage", text(group, "a")).await,
        "403 Forbidden: bot is not a member of the group chat"
    );
    world.adds_bot(binh, group).unwrap();
    town.ok("sendMessage", text(group, "a")).await;
    world.mutes(group, true).unwrap();
    assert_eq!(
        town.refused("sendMessage", text(group, "a")).await,
        "400 Bad Request: not enough rights to send text messages to the chat"
    );
    world.mutes(group, false).unwrap();

    let new = world.migrates(group).unwrap();
    let (status, body) = town.call("sendMessage", text(group, "a")).await;
    assert_eq!(status, 400);
    assert_eq!(
        body,
        json!({
            "ok": false,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": { "migrate_to_chat_id": new },
        })
    );
    town.ok("sendMessage", text(new, "a")).await;
    world.removes_bot(binh, new).unwrap();
    assert_eq!(
        town.refused("sendMessage", text(new, "a")).await,
        "403 Forbidden: bot was kicked from the supergroup chat"
    );
}

#[tokio::test]
async fn texts_that_do_not_fit() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let sends = async |words: &str| town.refused("sendMessage", text(lan, words)).await;
    assert_eq!(sends("").await, "400 Bad Request: message text is empty");
    assert_eq!(
        sends(" \n").await,
        "400 Bad Request: text must be non-empty"
    );
    let bells = "🔔".repeat(2_048);
    town.ok("sendMessage", text(lan, &bells)).await;
    assert_eq!(
        sends(&format!("{bells}.")).await,
        "400 Bad Request: message is too long"
    );
    let html = format!("<b>{}</b>&amp;", "a".repeat(4_095));
    let params = json!({ "chat_id": lan, "text": html, "parse_mode": "HTML" });
    town.ok("sendMessage", params).await;
    assert_eq!(
        town.refused(
            "sendMessage",
            json!({ "chat_id": lan, "text": "a", "parse_mode": "x" })
        )
        .await,
        "400 Bad Request: unsupported parse_mode"
    );
    assert_eq!(
        town.refused("sendMessage", json!({ "text": "a" })).await,
        "400 Bad Request: chat_id is empty"
    );
    let params = json!({
        "chat_id": lan, "text": "a", "reply_parameters": { "message_id": 99 },
    });
    assert_eq!(
        town.refused("sendMessage", params).await,
        "400 Bad Request: message to be replied not found"
    );
}

#[tokio::test]
async fn keyboards_that_are_wrong() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let with = |keyboard: Value| json!({ "chat_id": lan, "text": "a", "reply_markup": { "inline_keyboard": keyboard } });
    let button = |data: &str| json!({ "text": "b", "callback_data": data });
    town.ok("sendMessage", with(json!([[button(&"đ".repeat(32))]])))
        .await;
    for data in ["", &"đ".repeat(33)] {
        assert_eq!(
            town.refused("sendMessage", with(json!([[button(data)]])))
                .await,
            "400 Bad Request: BUTTON_DATA_INVALID"
        );
    }
    let hundred: Vec<Value> = (0..100).map(|_| json!([button("x")])).collect();
    town.ok("sendMessage", with(json!(hundred))).await;
    let more: Vec<Value> = (0..101).map(|_| json!([button("x")])).collect();
    assert_eq!(
        town.refused("sendMessage", with(json!(more))).await,
        "400 Bad Request: reply markup is too long"
    );
    assert_eq!(
        town.refused("sendMessage", with(json!([[{ "text": "b" }]])))
            .await,
        "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the \
         inline keyboard"
    );
    let local = json!([[{ "text": "b", "url": "http://localhost:8080/" }]]);
    assert_eq!(
        town.refused("sendMessage", with(local)).await,
        "400 Bad Request: inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong \
         HTTP URL"
    );
    assert!(town.world.violations().is_empty());
}

#[tokio::test]
async fn edits_and_deletions_that_cannot_be() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "b", "callback_data": "x" }]] });
    let params = json!({
        "chat_id": lan, "text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": keyboard,
    });
    let id = town.ok("sendMessage", params.clone()).await["message_id"].clone();
    let edit = |more: Value| {
        let mut params = json!({ "chat_id": lan, "message_id": id });
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
        params
    };
    let same = edit(json!({ "text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": keyboard }));
    assert_eq!(
        town.refused("editMessageText", same).await,
        "400 Bad Request: message is not modified: specified new message content and reply markup \
         are exactly the same as a current content and reply markup of the message"
    );
    let long = edit(json!({ "text": "a".repeat(4_097) }));
    assert_eq!(
        town.refused("editMessageText", long).await,
        "400 Bad Request: MESSAGE_TOO_LONG"
    );
    assert_eq!(
        town.refused("editMessageCaption", edit(json!({ "caption": "a" })))
            .await,
        "400 Bad Request: there is no caption in the message to edit"
    );
    town.ok("editMessageReplyMarkup", edit(json!({}))).await;
    let message = town.world.message(lan, id.as_i64().unwrap()).unwrap();
    assert!(message.keyboard.is_empty() && message.edited_at.is_none());

    let hers = json!({ "chat_id": lan, "message_id": 1, "text": "a" });
    assert_eq!(
        town.refused("editMessageText", hers).await,
        "400 Bad Request: message can't be edited"
    );
    town.world.advance(Duration::from_secs(48 * 3_600 + 1));
    assert_eq!(
        town.refused("deleteMessage", edit(json!({}))).await,
        "400 Bad Request: message can't be deleted for everyone"
    );
    let fresh = town.ok("sendMessage", text(lan, "b")).await["message_id"].clone();
    let fresh = json!({ "chat_id": lan, "message_id": fresh });
    town.ok("deleteMessage", fresh.clone()).await;
    assert_eq!(
        town.refused("deleteMessage", fresh.clone()).await,
        "400 Bad Request: message to delete not found"
    );
    let mut gone = fresh;
    gone["text"] = json!("c");
    assert_eq!(
        town.refused("editMessageText", gone).await,
        "400 Bad Request: message to edit not found"
    );
}

#[tokio::test]
async fn what_comes_too_fast() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    town.world.set_limits(Limits {
        private_burst: 2,
        ..Limits::default()
    });
    let sent = town.ok("sendMessage", text(lan, "1")).await;
    let edit = json!({ "chat_id": lan, "message_id": sent["message_id"], "text": "2" });
    town.ok("editMessageText", edit).await;
    let request = town
        .client
        .post(town.url("sendMessage"))
        .json(&text(lan, "3"));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["retry-after"], "1");
    assert_eq!(
        response.json::<Value>().await.unwrap(),
        json!({
            "ok": false,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": { "retry_after": 1 },
        })
    );
    town.world.advance(Duration::from_secs(1));
    town.ok("sendMessage", text(lan, "3")).await;
}

#[tokio::test]
async fn wrong_tokens_and_methods() {
    let town = Town::new().await;
    let url = format!("{}/bot1000:wrong/getMe", town.served.url);
    let response = town.client.get(url).send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(
        response.json::<Value>().await.unwrap(),
        json!({ "ok": false, "error_code": 401, "description": "Unauthorized" })
    );
    assert_eq!(
        town.refused("sendTelegram", json!({})).await,
        "404 Not Found: method not found"
    );
    assert_eq!(town.world.violations(), ["unknown method sendTelegram"]);
}
