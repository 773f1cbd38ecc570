//! Parameters come as JSON, form, query or multipart, and unknown ones are refused loudly.

use serde_json::{Value, json};

use super::api::Town;

#[tokio::test]
async fn all_ways_of_sending_parameters_are_one() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let keyboard = r#"{"inline_keyboard":[[{"text":"b","callback_data":"x"}]]}"#;
    let chat = lan.to_string();
    let fields = [
        ("chat_id", chat.as_str()),
        ("text", "Chào"),
        ("reply_markup", keyboard),
    ];
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();

    let url = town.url("SENDMESSAGE");
    let client = &town.client;
    let multipart = fields
        .iter()
        .fold(reqwest::multipart::Form::new(), |form, (name, value)| {
            form.text((*name).to_owned(), (*value).to_owned())
        });
    let requests = [
        client.get(format!("{url}?{query}")),
        client
            .post(&url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(query),
        client.post(&url).multipart(multipart),
        client.post(&url).json(&json!({
            "chat_id": lan.to_string(),
            "text": "Chào",
            "reply_markup": serde_json::from_str::<Value>(keyboard).unwrap(),
            "parse_mode": null,
        })),
    ];
    for request in requests {
        let body: Value = request.send().await.unwrap().json().await.unwrap();
        assert_eq!(body["result"]["text"], "Chào", "{body}");
        assert_eq!(
            body["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"],
            "x"
        );
    }
}

#[tokio::test]
async fn what_is_not_simulated_does_not_seem_to_work() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let cases = [
        (
            json!({ "chat_id": lan, "text": "a", "txet": "b" }),
            "unknown parameter \"txet\" of sendMessage",
        ),
        (
            json!({ "chat_id": lan, "text": "a", "link_preview_options": { "disabled": true } }),
            "unknown field \"disabled\" of LinkPreviewOptions",
        ),
        (
            json!({ "chat_id": lan, "text": "a", "reply_markup": { "inline_keyboard": [[
                { "text": "b", "callback": "x" },
            ]] } }),
            "unknown field \"callback\" of InlineKeyboardButton",
        ),
        (
            json!({ "chat_id": lan, "text": "a", "parse_mode": "MarkdownV2" }),
            "parse mode MarkdownV2 is not simulated",
        ),
    ];
    for (number, (params, what)) in cases.into_iter().enumerate() {
        assert_eq!(
            town.refused("sendMessage", params).await,
            format!("400 Bad Request: simulator: {what}")
        );
        assert_eq!(town.world.violations()[number], what);
    }
}

#[tokio::test]
async fn broken_json_is_refused() {
    let town = Town::new().await;
    let request = town
        .client
        .post(town.url("sendMessage"))
        .header("content-type", "application/json")
        .body("{\"chat_id\": 1");
    let body: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(
        body["description"],
        "Bad Request: can't parse JSON encoded request body"
    );
    assert_eq!(
        town.refused(
            "sendMessage",
            json!({ "chat_id": 1, "text": "a", "reply_markup": "{" })
        )
        .await,
        "400 Bad Request: can't parse reply keyboard markup JSON object"
    );
}
