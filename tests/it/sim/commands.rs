//! Menus of commands by scope and language, and what the bot says about itself.

use serde_json::{Value, json};

use super::api::Town;

fn one(command: &str) -> Value {
    json!([{ "command": command, "description": "việc" }])
}

#[tokio::test]
async fn the_narrowest_menu_wins() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let binh = town.world.person("Bình", "");
    let group = town.world.group("Tổ 5", &[lan], &[binh]);
    let menus = [
        (one("default"), json!({ "type": "default" }), ""),
        (one("english"), json!({ "type": "default" }), "en"),
        (one("group"), json!({ "type": "all_group_chats" }), ""),
        (
            one("admin"),
            json!({ "type": "all_chat_administrators" }),
            "",
        ),
        (one("hers"), json!({ "type": "chat", "chat_id": lan }), ""),
    ];
    let seen = |user, chat| {
        let menu = town.world.menu(user, chat);
        menu.into_iter()
            .map(|(command, _)| command)
            .collect::<String>()
    };
    for (commands, scope, language) in menus {
        let params = json!({
            "commands": commands, "scope": scope, "language_code": language,
        });
        town.ok("setMyCommands", params).await;
    }
    assert_eq!(seen(lan, lan), "hers");
    assert_eq!(seen(binh, binh), "default");
    assert_eq!(
        (seen(lan, group), seen(binh, group)),
        ("group".into(), "admin".into())
    );
    town.world.set_language(binh, "en");
    assert_eq!(seen(binh, binh), "english");

    let hers = json!({ "scope": { "type": "chat", "chat_id": lan } });
    assert_eq!(town.ok("getMyCommands", hers.clone()).await, one("hers"));
    town.ok("deleteMyCommands", hers).await;
    assert_eq!(seen(lan, lan), "default");
}

#[tokio::test]
async fn commands_are_checked() {
    let town = Town::new().await;
    for command in ["/help", "Chỉthị", "", &"a".repeat(33)] {
        assert_eq!(
            town.refused("setMyCommands", json!({ "commands": one(command) }))
                .await,
            "400 Bad Request: BOT_COMMAND_INVALID"
        );
    }
    let silent = json!({ "commands": [{ "command": "a", "description": "" }] });
    assert_eq!(
        town.refused("setMyCommands", silent).await,
        "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    );
}

#[tokio::test]
async fn the_bot_introduces_itself() {
    let town = Town::new().await;
    let me = town.ok("getMe", json!({})).await;
    assert_eq!(
        (&me["id"], &me["username"]),
        (&json!(1000), &json!("keng_bot"))
    );
    assert_eq!(me["can_read_all_group_messages"], false);
    town.ok("setMyDescription", json!({ "description": "Chào" }))
        .await;
    let described = town
        .ok("getMyDescription", json!({ "language_code": "vi" }))
        .await;
    assert_eq!(described["description"], "Chào");
    assert_eq!(town.ok("getMyName", json!({})).await["name"], "Kẻng");
}
