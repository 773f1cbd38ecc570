//! Topics, restrictions and anonymous administrators, as the documentation has them.

use keng::sim::{ChatId, Permissions, UserId};
use serde_json::{Value, json};

use super::api::Town;

/// A forum with the bot in it; its owner and the number of a topic.
async fn forum(town: &Town) -> (UserId, ChatId, i64) {
    let world = &town.world;
    let owner = world.person("Bình", "");
    let group = world.group("Tổ 5", &[], &[owner]);
    world.adds_bot(owner, group).expect("a forum");
    let group = world.migrates(group).expect("a forum");
    assert!(
        world.makes_topic(owner, group, "Chỉ thị").is_err(),
        "no forum"
    );
    world.opens_forum(group).expect("a forum");
    let topic = world.makes_topic(owner, group, "Chỉ thị").expect("a forum");
    (owner, group, topic)
}

fn say(group: ChatId, topic: i64) -> Value {
    json!({ "chat_id": group, "message_thread_id": topic, "text": "a" })
}

#[tokio::test]
async fn a_message_of_a_topic_says_so() {
    let town = Town::new().await;
    let (owner, group, topic) = forum(&town).await;
    town.confirm_all().await;
    town.world
        .says_in_topic(owner, group, topic, "/help")
        .unwrap();
    town.world.says(owner, group, "/help").unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    let there = &updates[0]["message"];
    assert_eq!(there["message_thread_id"], topic);
    assert_eq!(there["is_topic_message"], true);
    assert_eq!(there["chat"]["is_forum"], true);
    let general = &updates[1]["message"];
    assert!(general.get("message_thread_id").is_none(), "{general}");
    let sent = town.ok("sendMessage", say(group, topic)).await;
    assert_eq!(sent["is_topic_message"], true);
    insta::assert_snapshot!(town.world.screen(group), @"
    ── Tổ 5 ──
    · ⇒ supergroup
    · # Chỉ thị
    Bình #Chỉ thị:
      /help
    Bình:
      /help
    Kẻng #Chỉ thị:
      a
    ");
}

#[tokio::test]
async fn a_topic_that_is_closed_or_gone_takes_nothing() {
    let town = Town::new().await;
    let (owner, group, topic) = forum(&town).await;
    let lan = town.world.person("Lan", "");
    town.world.joins(lan, group).unwrap();
    assert_eq!(
        town.refused("sendMessage", say(group, topic + 50)).await,
        "400 Bad Request: message thread not found"
    );
    town.world.closes_topic(owner, group, topic).unwrap();
    assert!(town.world.says_in_topic(lan, group, topic, "a").is_err());
    assert_eq!(
        town.refused("sendMessage", say(group, topic)).await,
        "400 Bad Request: TOPIC_CLOSED"
    );
    town.world.promotes(owner, group).unwrap();
    town.ok("sendMessage", say(group, topic)).await;
    town.world.demotes(owner, group).unwrap();
    town.world.reopens_topic(owner, group, topic).unwrap();
    town.ok("sendMessage", say(group, topic)).await;
    town.world.deletes_topic(group, topic).unwrap();
    assert_eq!(
        town.refused("sendMessage", say(group, topic)).await,
        "400 Bad Request: message thread not found"
    );
    let updates = town.ok("getUpdates", json!({})).await;
    let told = |field: &str| {
        let updates = updates.as_array().unwrap();
        updates
            .iter()
            .filter(|update| update["message"].get(field).is_some())
            .count()
    };
    assert_eq!(told("forum_topic_created"), 1);
    assert_eq!(told("forum_topic_closed"), 1);
    assert_eq!(told("forum_topic_reopened"), 1);
}

#[tokio::test]
async fn what_may_not_be_sent_is_refused_by_its_name() {
    let town = Town::new().await;
    let (owner, group, _) = forum(&town).await;
    let question =
        json!({ "chat_id": group, "question": "?", "options": [{ "text": "a" }, { "text": "b" }] });
    let text = json!({ "chat_id": group, "text": "a" });
    let some = Permissions {
        polls: false,
        ..Permissions::ALL
    };
    town.world.permits(group, some).unwrap();
    assert_eq!(
        town.refused("sendPoll", question.clone()).await,
        "400 Bad Request: not enough rights to send polls to the chat"
    );
    town.ok("sendMessage", text.clone()).await;
    let chat = town.ok("getChat", json!({ "chat_id": group })).await;
    assert_eq!(chat["permissions"]["can_send_polls"], false);
    assert_eq!(chat["permissions"]["can_send_documents"], true);

    town.world.permits(group, Permissions::ALL).unwrap();
    town.confirm_all().await;
    town.world
        .restricts_bot(owner, group, Permissions::NONE)
        .unwrap();
    assert_eq!(
        town.refused("sendMessage", text).await,
        "400 Bad Request: not enough rights to send text messages to the chat"
    );
    let updates = town.ok("getUpdates", json!({})).await;
    let now = &updates[0]["my_chat_member"]["new_chat_member"];
    assert_eq!(now["status"], "restricted");
    assert_eq!(now["can_send_messages"], false);
    assert_eq!(now["is_member"], true);
}

#[tokio::test]
async fn an_anonymous_administrator_has_the_groups_name() {
    let town = Town::new().await;
    let (owner, group, _) = forum(&town).await;
    let lan = town.world.person("Lan", "");
    town.world.joins(lan, group).unwrap();
    town.confirm_all().await;
    assert!(town.world.says_anonymously(lan, group, "/help").is_err());
    town.world.says_anonymously(owner, group, "/help").unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    let message = &updates[0]["message"];
    assert_eq!(message["from"]["username"], "GroupAnonymousBot");
    assert_eq!(message["sender_chat"]["id"], group);
    assert!(!message.to_string().contains("Bình"), "{message}");
    assert!(town.world.screen(group).contains("Tổ 5:\n  /help"));
}
