//! People and the bot talk: messages, buttons, edits, answers.

use keng::sim::Outcome;
use serde_json::json;

use super::api::{MORNING, Town};

#[tokio::test]
async fn a_person_starts_the_bot_and_presses_a_button() {
    let town = Town::new().await;
    let lan = town.world.person("Lan", "Trần");
    town.world
        .opens_link(lan, "https://t.me/keng_bot?start=abc-1")
        .unwrap();

    let updates = town.ok("getUpdates", json!({})).await;
    let message = &updates[0]["message"];
    assert_eq!(message["text"], "/start abc-1");
    assert_eq!(message["from"]["id"], lan);
    assert_eq!(
        message["chat"],
        json!({
            "id": lan, "type": "private", "first_name": "Lan", "last_name": "Trần",
        })
    );
    assert_eq!(message["date"], MORNING / 1_000);
    assert_eq!(message["entities"][0]["type"], "bot_command");
    assert_eq!(message["entities"][0]["length"], 6);

    let sent = town
        .ok(
            "SendMessage",
            json!({
                "chat_id": lan,
                "text": "Chào <b>Lan</b> &amp; mọi người",
                "parse_mode": "HTML",
                "reply_markup": { "inline_keyboard": [[
                    { "text": "✅ Đã nhận", "callback_data": "a:1" },
                    { "text": "Toàn văn", "callback_data": "f:1" },
                ]] },
            }),
        )
        .await;
    assert_eq!(sent["text"], "Chào Lan & mọi người");
    assert_eq!(
        sent["entities"],
        json!([{ "type": "bold", "offset": 5, "length": 3 }])
    );
    let id = sent["message_id"].as_i64().unwrap();

    let query = town.world.taps(lan, lan, id, "Đã nhận").unwrap();
    let updates = town.ok("getUpdates", json!({ "offset": 2 })).await;
    let pressed = &updates[0]["callback_query"];
    assert_eq!(pressed["id"], query);
    assert_eq!(pressed["data"], "a:1");
    assert_eq!(pressed["message"]["message_id"], id);

    town.ok(
        "answerCallbackQuery",
        json!({ "callback_query_id": query, "text": "Đã ghi nhận", "show_alert": true }),
    )
    .await;
    let toasts = town.world.toasts(lan);
    assert_eq!(
        (toasts[0].text.as_str(), toasts[0].alert),
        ("Đã ghi nhận", true)
    );

    town.ok(
        "editMessageText",
        json!({ "chat_id": lan, "message_id": id, "text": "Xong" }),
    )
    .await;
    insta::assert_snapshot!(town.world.screen(lan), @r"
    ── Lan Trần ↔ Kẻng ──
    Lan Trần:
      /start abc-1
    Kẻng ✎:
      Xong
    ");
    let message = town.world.message(lan, id).unwrap();
    assert!(message.from_bot && message.keyboard.is_empty());
    assert_eq!(message.edited_count, 1);
    assert!(town.world.violations().is_empty());
}

#[tokio::test]
async fn the_log_tells_what_was_asked_and_what_came_of_it() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    town.ok("sendMessage", json!({ "chat_id": lan, "text": "a" }))
        .await;
    town.refused("sendMessage", json!({ "chat_id": 77, "text": "a" }))
        .await;
    let log = town.world.requests();
    let sent: Vec<_> = log.iter().filter(|r| r.method == "sendMessage").collect();
    assert_eq!(sent[0].chat, Some(lan));
    assert_eq!(sent[0].params, json!({ "chat_id": lan, "text": "a" }));
    assert_eq!(sent[0].outcome, Outcome::Done);
    assert_eq!(
        sent[1].outcome,
        Outcome::Refused(400, "Bad Request: chat not found".to_owned())
    );
}

#[tokio::test]
async fn a_missing_button_shows_the_screen() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let sent = town
        .ok("sendMessage", json!({ "chat_id": lan, "text": "Chào" }))
        .await;
    let id = sent["message_id"].as_i64().unwrap();
    let error = town.world.taps(lan, lan, id, "Đã nhận").unwrap_err();
    insta::assert_snapshot!(error, @r"
    message 2 has no button “Đã nhận” in
    ── Lan ↔ Kẻng ──
    Lan:
      /start
    Kẻng:
      Chào
    ");
}

#[tokio::test]
async fn a_press_can_be_answered_once_and_not_for_ever() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let too_old = "400 Bad Request: query is too old and response timeout expired or query ID is \
                   invalid";
    let query = town.world.presses(lan, lan, 99, "forged").unwrap();
    let answer = json!({ "callback_query_id": query });
    town.ok("answerCallbackQuery", answer.clone()).await;
    assert_eq!(town.refused("answerCallbackQuery", answer).await, too_old);

    let updates = town.ok("getUpdates", json!({})).await;
    assert_eq!(
        updates[0]["callback_query"]["message"],
        json!({
            "chat": { "id": lan, "type": "private", "first_name": "Lan" },
            "message_id": 99,
            "date": 0,
        }),
        "of a message that is gone nothing else is told"
    );

    let query = town.world.presses(lan, lan, 99, "late").unwrap();
    town.world.advance(std::time::Duration::from_secs(61));
    let answer = json!({ "callback_query_id": query });
    assert_eq!(town.refused("answerCallbackQuery", answer).await, too_old);
}

#[tokio::test]
async fn in_groups_privacy_mode_hides_what_is_not_for_the_bot() {
    let town = Town::new().await;
    let world = &town.world;
    let binh = world.person("Bình", "");
    let lan = world.person("Lan", "");
    let group = world.group("Tổ 5", &[lan], &[binh]);
    world.adds_bot(binh, group).unwrap();
    world.says(lan, group, "chào cả nhà").unwrap();
    world.says(lan, group, "/kiemtra@other_bot").unwrap();
    world.says(lan, group, "/kiemtra").unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    let kinds: Vec<String> = updates
        .as_array()
        .unwrap()
        .iter()
        .map(|update| match update["message"]["text"].as_str() {
            Some(text) => text.to_owned(),
            None => update.as_object().unwrap().keys().next().unwrap().clone(),
        })
        .collect();
    assert_eq!(kinds, ["my_chat_member", "message", "/kiemtra"]);

    world.promotes(binh, group).unwrap();
    town.confirm_all().await;
    world.says(lan, group, "chào cả nhà").unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["text"], "chào cả nhà");
}
