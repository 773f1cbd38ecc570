//! The demo page's API: the town, a chat, acts, events, the clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::api::{MORNING, Town};

async fn get(town: &Town, path: &str) -> Value {
    let url = format!("{}{path}", town.served.url);
    town.client
        .get(url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}

async fn act(town: &Town, params: Value) -> (u16, Value) {
    let url = format!("{}/sim/act", town.served.url);
    let response = town.client.post(url).json(&params).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn the_page_is_served_under_a_strict_policy() {
    let town = Town::new().await;
    let page = town.client.get(&town.served.url).send().await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    assert!(page.text().await.unwrap().contains("/sim/app.js"));
    let script = format!("{}/sim/app.js", town.served.url);
    let script = town.client.get(script).send().await.unwrap();
    assert_eq!(
        script.headers()["content-type"],
        "text/javascript; charset=utf-8"
    );
    let none = format!("{}/sim/none.js", town.served.url);
    assert_eq!(town.client.get(none).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn the_town_and_a_chat_as_people_see_them() {
    let town = Town::new().await;
    let world = &town.world;
    let lan = town.started("Lan", "Trần").await;
    let group = world.group("Tổ 5", &[lan], &[]);
    world.set_role_hint(lan, "Cán bộ");
    world.add_link("Bảng điều khiển", "http://127.0.0.1:8080/");
    world.add_sample("Chỉ thị mẫu", "mau.txt", "text/plain", "Chỉ thị");
    let params = json!({
        "chat_id": lan,
        "text": "<b>Chào</b>",
        "parse_mode": "HTML",
        "reply_markup": { "inline_keyboard": [[{ "text": "Đã nhận", "callback_data": "a" }]] },
    });
    town.ok("sendMessage", params).await;
    town.ok(
        "setMyCommands",
        json!({ "commands": [
        { "command": "trogiup", "description": "Trợ giúp" },
    ] }),
    )
    .await;

    let state = get(&town, "/sim/state").await;
    assert_eq!(
        state["bot"],
        json!({ "username": "keng_bot", "name": "Kẻng" })
    );
    assert_eq!(state["now"], MORNING);
    assert_eq!(state["links"][0]["title"], "Bảng điều khiển");
    let persona = &state["personas"][0];
    assert_eq!(
        (&persona["name"], &persona["role_hint"]),
        (&json!("Lan Trần"), &json!("Cán bộ"))
    );
    assert_eq!(persona["chats"][0]["unread"], 1);
    assert_eq!(persona["chats"][1]["id"], group);

    let chat = get(&town, &format!("/sim/chats/{lan}?as={lan}")).await;
    assert_eq!(chat["messages"][0]["own"], true);
    let card = &chat["messages"][1];
    assert_eq!(card["html"], "<b>Chào</b>");
    assert_eq!(
        card["keyboard"],
        json!([[{ "text": "Đã nhận", "data": "a", "url": null }]])
    );
    assert_eq!(chat["commands"][0]["command"], "trogiup");
    let state = get(&town, "/sim/state").await;
    assert_eq!(
        state["personas"][0]["chats"][0]["unread"], 0,
        "opened is seen"
    );

    let samples = get(&town, "/sim/samples").await;
    let url = format!("{}{}", town.served.url, samples[0]["url"].as_str().unwrap());
    let sample = town.client.get(url).send().await.unwrap();
    assert_eq!(sample.text().await.unwrap(), "Chỉ thị");
}

#[tokio::test]
async fn people_act_on_the_page() {
    let town = Town::new().await;
    let world = &town.world;
    let lan = world.person("Lan", "");
    let start =
        json!({ "as": lan, "action": "press_link", "url": "https://t.me/keng_bot?start=c" });
    assert_eq!(act(&town, start).await.0, 200);
    let sent = town
        .ok(
            "sendMessage",
            json!({
                "chat_id": lan,
                "text": "a",
                "reply_markup": { "inline_keyboard": [[{ "text": "b", "callback_data": "x" }]] },
            }),
        )
        .await;
    let id = sent["message_id"].clone();
    let tap =
        json!({ "as": lan, "chat": lan, "action": "tap", "message_id": id, "row": 0, "col": 0 });
    assert_eq!(act(&town, tap).await.0, 200);
    let file = json!({
        "as": lan, "chat": lan, "action": "file",
        "name": "Chỉ thị.txt", "mime": "text/plain", "base64": "YWJj", "caption": "đây",
    });
    assert_eq!(act(&town, file).await.0, 200);
    let place = json!({
        "as": lan, "chat": lan, "action": "location", "latitude": 16.06, "longitude": 108.22,
    });
    assert_eq!(act(&town, place).await.0, 200);
    assert_eq!(
        act(&town, json!({ "as": lan, "action": "block" })).await.0,
        200
    );
    insta::assert_snapshot!(world.screen(lan), @r"
    ── Lan ↔ Kẻng ──
    Lan:
      /start c
    Kẻng:
      a
      [b]
    Lan:
      📎 Chỉ thị.txt (3 B)
      đây
    Lan:
      📍 16.06000, 108.22000
    ");
    assert!(world.who(lan).unwrap().blocked);
    assert_eq!(world.pending_updates(), 5);

    let id = world.messages(lan)[2]
        .document
        .as_ref()
        .unwrap()
        .file_id
        .clone();
    let url = format!("{}/sim/files/{id}", town.served.url);
    let file = town.client.get(url).send().await.unwrap();
    assert_eq!(
        file.headers()["content-disposition"],
        "attachment; filename*=UTF-8''Ch%E1%BB%89%20th%E1%BB%8B.txt"
    );
    assert_eq!(file.text().await.unwrap(), "abc");

    let (status, body) = act(&town, json!({ "as": lan, "action": "say", "text": " " })).await;
    assert_eq!(
        (status, &body["error"]),
        (400, &json!("there is nothing to send"))
    );
    let (status, body) = act(&town, json!({ "as": lan, "action": "fly" })).await;
    assert_eq!(
        (status, &body["error"]),
        (400, &json!("there is no action “fly”"))
    );
}

#[tokio::test]
async fn the_page_hears_of_changes_and_moves_the_clock() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let moved = Arc::new(AtomicU32::new(0));
    let counter = moved.clone();
    town.world.on_advance(Box::new(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    }));
    let events = format!("{}/sim/events", town.served.url);
    let mut events = town.client.get(events).send().await.unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");

    town.ok("sendMessage", json!({ "chat_id": lan, "text": "a" }))
        .await;
    let query = town.world.presses(lan, lan, 2, "x").unwrap();
    town.ok(
        "answerCallbackQuery",
        json!({ "callback_query_id": query, "text": "Đã ghi" }),
    )
    .await;
    let clock = format!("{}/sim/clock", town.served.url);
    let advance = town
        .client
        .post(clock)
        .json(&json!({ "advance_ms": 3_600_000 }));
    let body: Value = advance.send().await.unwrap().json().await.unwrap();
    assert_eq!(body["now"], MORNING + 3_600_000);
    assert_eq!(moved.load(Ordering::SeqCst), 1);

    let mut stream = String::new();
    while !stream.contains("clock") {
        let chunk = events.chunk().await.unwrap().unwrap();
        stream.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    let told: Vec<Value> = stream
        .lines()
        .filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
        .collect();
    assert_eq!(told[0], json!({ "chat": lan, "version": 2 }));
    assert_eq!(told[1]["toast"]["text"], "Đã ghi");
    assert_eq!(told[2], json!({ "clock": MORNING + 3_600_000 }));
}

#[tokio::test]
async fn pages_from_elsewhere_are_kept_out() {
    let town = Town::new().await;
    let url = format!("{}/sim/clock", town.served.url);
    let request = town
        .client
        .post(url)
        .header("origin", "https://evil.example");
    let response = request
        .json(&json!({ "advance_ms": 1 }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 403);
    assert_eq!(town.world.now(), MORNING);
}
