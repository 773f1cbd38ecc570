//! Groups and their members, pins, copies, polls.

use keng::sim::{Service, Standing};
use serde_json::{Value, json};

use super::api::Town;

async fn kinds(town: &Town) -> Vec<String> {
    let updates = town.ok("getUpdates", json!({})).await;
    let kinds = updates.as_array().unwrap().iter().map(|update| {
        let keys = update.as_object().unwrap().keys();
        keys.filter(|key| *key != "update_id").cloned().collect()
    });
    kinds.collect()
}

#[tokio::test]
async fn who_is_in_a_group_and_what_the_bot_may() {
    let town = Town::new().await;
    let world = &town.world;
    let (binh, lan) = (world.person("Bình", ""), world.person("Lan", ""));
    let group = world.group("Tổ 5", &[lan], &[binh]);
    world.adds_bot(binh, group).unwrap();
    let of = |user: i64| json!({ "chat_id": group, "user_id": user });
    let here = json!({ "chat_id": group });

    assert_eq!(
        town.ok("getChatMember", of(binh)).await["status"],
        "creator"
    );
    assert_eq!(town.ok("getChatMember", of(1000)).await["status"], "member");
    assert_eq!(town.ok("getChatMemberCount", here.clone()).await, 3);
    let admins = town.ok("getChatAdministrators", here.clone()).await;
    assert_eq!(admins.as_array().unwrap().len(), 1);
    let chat = town.ok("getChat", here.clone()).await;
    assert_eq!(
        (&chat["title"], &chat["type"]),
        (&json!("Tổ 5"), &json!("group"))
    );

    let sent = town
        .ok("sendMessage", json!({ "chat_id": group, "text": "a" }))
        .await;
    let pin = json!({ "chat_id": group, "message_id": sent["message_id"] });
    assert_eq!(
        town.refused("pinChatMessage", pin.clone()).await,
        "400 Bad Request: not enough rights to manage pinned messages in the chat"
    );
    world.promotes(binh, group).unwrap();
    town.ok("pinChatMessage", pin.clone()).await;
    let id = sent["message_id"].as_i64().unwrap();
    assert!(world.message(group, id).unwrap().pinned);
    let told = world.last_message(group).unwrap();
    assert_eq!(told.service, Some(Service::Pinned(id)));
    town.ok("unpinChatMessage", json!({ "chat_id": group }))
        .await;
    assert!(!world.message(group, id).unwrap().pinned);

    town.ok("leaveChat", here.clone()).await;
    assert_eq!(world.bot_standing(group), Standing::Left);
    assert_eq!(
        town.refused("getChat", here).await,
        "403 Forbidden: bot is not a member of the group chat"
    );
}

#[tokio::test]
async fn coming_going_and_moving_are_told() {
    let town = Town::new().await;
    let world = &town.world;
    let (binh, lan) = (world.person("Bình", ""), world.person("Lan", ""));
    let group = world.group("Tổ 5", &[], &[binh]);
    world.adds_bot(binh, group).unwrap();
    world.joins(lan, group).unwrap();
    world.leaves(lan, group).unwrap();
    assert!(world.says(lan, group, "vẫn ở đây").is_err());
    let new = world.migrates(group).unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    let messages: Vec<&Value> = updates
        .as_array()
        .unwrap()
        .iter()
        .map(|update| &update["message"])
        .collect();
    assert_eq!(
        updates[0]["my_chat_member"]["new_chat_member"]["status"],
        "member"
    );
    assert_eq!(messages[1]["new_chat_members"][0]["is_bot"], true);
    assert_eq!(messages[2]["new_chat_members"][0]["id"], lan);
    assert_eq!(messages[3]["left_chat_member"]["id"], lan);
    assert_eq!(messages[4]["migrate_to_chat_id"], new);
    assert_eq!(messages[5]["migrate_from_chat_id"], group);
    town.confirm_all().await;
    world.removes_bot(binh, new).unwrap();
    assert_eq!(kinds(&town).await, ["message", "my_chat_member"]);
}

#[tokio::test]
async fn messages_are_copied_and_deleted_in_numbers() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let nam = town.started("Nam", "").await;
    let params = json!({ "chat_id": lan, "text": "<b>a</b>", "parse_mode": "HTML" });
    let sent = town.ok("sendMessage", params).await;
    let copy = json!({
        "chat_id": nam, "from_chat_id": lan, "message_id": sent["message_id"],
    });
    let copied = town.ok("copyMessage", copy).await;
    let copied = town
        .world
        .message(nam, copied["message_id"].as_i64().unwrap());
    assert_eq!(copied.unwrap().html(), "<b>a</b>");
    let none = json!({ "chat_id": nam, "from_chat_id": lan, "message_id": 99 });
    assert_eq!(
        town.refused("copyMessage", none).await,
        "400 Bad Request: message to copy not found"
    );
    let ids = json!({ "chat_id": lan, "message_ids": [sent["message_id"], 98, 99] });
    town.ok("deleteMessages", ids).await;
    assert_eq!(town.world.last_message(lan).unwrap().text, "/start");
}

#[tokio::test]
async fn a_poll_is_answered() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let params = json!({
        "chat_id": lan,
        "question": "Họp tối nào?",
        "options": [{ "text": "Thứ Năm" }, { "text": "Thứ Sáu" }],
        "is_anonymous": false,
    });
    let sent = town.ok("sendPoll", params).await;
    let id = sent["message_id"].as_i64().unwrap();
    town.world.votes(lan, lan, id, 1).unwrap();
    town.world.votes(lan, lan, id, 0).unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    assert_eq!(updates[1]["poll_answer"]["option_ids"], json!([0]));
    insta::assert_snapshot!(town.world.screen(lan), @r"
    ── Lan ↔ Kẻng ──
    Lan:
      /start
    Kẻng:
      📊 Họp tối nào?
        ○ Thứ Năm (1)
        ○ Thứ Sáu (0)
    ");
}

#[tokio::test]
async fn answers_quote_what_they_answer() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let params = json!({
        "chat_id": lan,
        "text": "Đã nghe",
        "reply_parameters": { "message_id": 1 },
        "disable_notification": true,
        "protect_content": true,
        "message_thread_id": 7,
        "link_preview_options": { "is_disabled": true },
        "allow_paid_broadcast": true,
    });
    let sent = town.ok("sendMessage", params).await;
    assert_eq!(sent["reply_to_message"]["text"], "/start");
    assert_eq!(sent["has_protected_content"], true);
    assert_eq!(sent["message_thread_id"], 7);
    let id = sent["message_id"].as_i64().unwrap();
    town.world.replies(lan, lan, id, "Cảm ơn").unwrap();
    insta::assert_snapshot!(town.world.screen(lan), @r"
    ── Lan ↔ Kẻng ──
    Lan:
      /start
    Kẻng 🔕 ↩ «/start»:
      Đã nghe
    Lan ↩ «Đã nghe»:
      Cảm ơn
    ");
    town.ok(
        "sendChatAction",
        json!({ "chat_id": lan, "action": "typing" }),
    )
    .await;
    assert_eq!(
        town.refused(
            "sendChatAction",
            json!({ "chat_id": lan, "action": "sing" })
        )
        .await,
        "400 Bad Request: wrong parameter action in request"
    );
}
