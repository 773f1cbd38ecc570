//! Menus offer what somebody may do, in his language.

use keng::domain::ids::TelegramChatId;
use keng::domain::locale::Locale;
use keng::domain::org::Role;
use keng::telegram::commands::{publish_commands, publish_commands_of};
use serde_json::json;

use super::stage::Stage;

#[tokio::test]
async fn everybody_has_a_menu_in_two_languages() {
    let stage = Stage::new().await;
    let bot = &stage.bot;
    publish_commands(&bot.api, bot.catalog).await.unwrap();
    let languages: Vec<_> = stage
        .world
        .requests()
        .iter()
        .map(|call| call.params["language_code"].as_str().map(str::to_owned))
        .collect();
    let english = Some("en".to_owned());
    assert_eq!(
        languages,
        [None, english.clone(), None, english.clone(), None, english]
    );
    let first = &stage.world.requests()[0].params["commands"][0];
    assert_eq!(first["command"], "kiemtra");
}

#[tokio::test]
async fn a_leader_has_more_and_loses_it_with_the_role() {
    let stage = Stage::new().await;
    let lan = stage.world.person("Lan", "");
    stage.world.says(lan, lan, "/start").unwrap();
    let bot = &stage.bot;
    let chat = TelegramChatId(lan);
    publish_commands_of(&bot.api, bot.catalog, chat, &[Role::Leader], Locale::Vi)
        .await
        .unwrap();
    let set = stage.world.requests().pop().unwrap();
    assert_eq!(
        set.params["scope"],
        json!({ "type": "chat", "chat_id": lan })
    );
    assert_eq!(set.params["commands"][0]["command"], "chithi");

    publish_commands_of(&bot.api, bot.catalog, chat, &[], Locale::Vi)
        .await
        .unwrap();
    let removed = stage.world.requests().pop().unwrap();
    assert_eq!(removed.method, "deleteMyCommands");

    // Somebody who reads English gets English names, role or none.
    publish_commands_of(&bot.api, bot.catalog, chat, &[], Locale::En)
        .await
        .unwrap();
    let set = stage.world.requests().pop().unwrap();
    assert_eq!(set.params["commands"][0]["command"], "verify");
}
