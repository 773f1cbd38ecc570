//! Is every request that the bot makes valid by the Bot API's own definition?
//!
//! The definition is `../shared/telegram/bot_api.json`, beside the project. Where it is not there,
//! nothing is checked and a message says so. Checked are: that the method exists, that what it
//! requires is given, that what is given exists and has the right type down to the last field, and
//! the lengths that the documentation states.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use keng::sim::Request;
use keng::telegram::card::visible_length;
use serde::Deserialize;
use serde_json::Value;

const DEFINITION: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../shared/telegram/bot_api.json"
);

static BOT_API: LazyLock<Option<BotApi>> = LazyLock::new(|| match fs::read_to_string(DEFINITION) {
    Ok(text) => Some(serde_json::from_str(&text).expect("the definition is as expected")),
    Err(error) => {
        println!("SKIPPED: requests are not checked, {DEFINITION}: {error}");
        None
    }
});

#[derive(Deserialize)]
struct BotApi {
    methods: BTreeMap<String, Definition>,
    types: BTreeMap<String, Definition>,
}

/// A method or a type.
#[derive(Deserialize)]
struct Definition {
    #[serde(default)]
    fields: Vec<Field>,
    #[serde(default)]
    subtypes: Vec<String>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    types: Vec<String>,
    required: bool,
}

/// What is wrong with these requests; empty if nothing is.
pub fn violations(requests: &[Request]) -> Vec<String> {
    let Some(api) = BOT_API.as_ref() else {
        return Vec::new();
    };
    requests
        .iter()
        .flat_map(|request| {
            let found = api.check(&request.method, &request.params);
            found
                .into_iter()
                .map(|what| format!("{}: {what}\n  in {}", request.method, request.params))
        })
        .collect()
}

impl BotApi {
    fn check(&self, method: &str, params: &Value) -> Vec<String> {
        let Some(definition) = self.methods.get(method) else {
            return vec!["there is no such method".to_owned()];
        };
        // In a form every value is text: what is no text there is JSON.
        let is_form = params
            .as_object()
            .is_some_and(|object| object.values().any(is_upload));
        let mut wrong = Vec::new();
        self.check_fields(definition, params, is_form, "", &mut wrong);
        check_lengths(method, params, &mut wrong);
        wrong
    }

    fn check_fields(
        &self,
        definition: &Definition,
        value: &Value,
        is_form: bool,
        path: &str,
        wrong: &mut Vec<String>,
    ) {
        let Some(object) = value.as_object() else {
            wrong.push(format!("{path} is no object"));
            return;
        };
        for field in &definition.fields {
            if field.required && !object.contains_key(&field.name) {
                wrong.push(format!("{path}{} is required", field.name));
            }
        }
        for (name, value) in object {
            // An upload that another parameter refers to has a name of its own.
            if is_upload(value) && is_attached(name, object) {
                continue;
            }
            let Some(field) = definition.fields.iter().find(|field| field.name == *name) else {
                wrong.push(format!("{path}{name} does not exist"));
                continue;
            };
            let parsed = value
                .as_str()
                .filter(|_| is_form && !field.types.iter().any(|kind| kind == "String"))
                .and_then(|text| serde_json::from_str(text).ok());
            let value = parsed.as_ref().unwrap_or(value);
            self.check_types(&field.types, value, &format!("{path}{name}"), wrong);
        }
    }

    /// The value must be of one of the types; what is told is why it is not of the last.
    fn check_types(&self, kinds: &[String], value: &Value, path: &str, wrong: &mut Vec<String>) {
        let mut reasons = Vec::new();
        for kind in kinds {
            reasons.clear();
            self.check_type(kind, value, path, &mut reasons);
            if reasons.is_empty() {
                return;
            }
        }
        wrong.append(&mut reasons);
    }

    fn check_type(&self, kind: &str, value: &Value, path: &str, wrong: &mut Vec<String>) {
        if let Some(inner) = kind.strip_prefix("Array of ") {
            let Some(list) = value.as_array() else {
                wrong.push(format!("{path} is no list"));
                return;
            };
            for (index, value) in list.iter().enumerate() {
                self.check_type(inner, value, &format!("{path}[{index}]"), wrong);
            }
            return;
        }
        let fits = match kind {
            "Integer" => value.is_i64() || value.is_u64(),
            "Float" => value.is_number(),
            "Boolean" => value.is_boolean(),
            "True" => value == &Value::Bool(true),
            "String" => value.is_string(),
            "InputFile" => is_upload(value),
            _ => return self.check_named(kind, value, path, wrong),
        };
        if !fits {
            wrong.push(format!("{path} is no {kind}: {value}"));
        }
    }

    fn check_named(&self, kind: &str, value: &Value, path: &str, wrong: &mut Vec<String>) {
        let Some(definition) = self.types.get(kind) else {
            wrong.push(format!("{path}: the definition lacks the type {kind}"));
            return;
        };
        if definition.subtypes.is_empty() {
            self.check_fields(definition, value, false, &format!("{path}."), wrong);
        } else {
            self.check_types(&definition.subtypes, value, path, wrong);
        }
    }
}

fn is_upload(value: &Value) -> bool {
    value.get("file").is_some() && value.get("size").is_some()
}

fn is_attached(name: &str, params: &serde_json::Map<String, Value>) -> bool {
    let mention = format!("attach://{name}");
    params
        .values()
        .any(|value| value.to_string().contains(&mention))
}

/// The lengths that stand in the documentation's sentences.
fn check_lengths(method: &str, params: &Value, wrong: &mut Vec<String>) {
    let is_html = params["parse_mode"] == "HTML";
    let shown = |text: &str| match is_html {
        true => visible_length(text),
        false => text.encode_utf16().count(),
    };
    let is_answer = method == "answerCallbackQuery";
    let text_limits = if is_answer { 0..=200 } else { 1..=4096 };
    for (name, limits) in [("text", text_limits), ("caption", 0..=1024)] {
        if let Some(length) = params[name].as_str().map(shown)
            && !limits.contains(&length)
        {
            wrong.push(format!("{name} has {length} units"));
        }
    }
    if let Some(media) = params.get("media") {
        check_lengths(method, &read(media), wrong);
    }
    for button in buttons(&params["reply_markup"]) {
        if let Some(data) = button["callback_data"].as_str()
            && !(1..=64).contains(&data.len())
        {
            wrong.push(format!("callback_data has {} bytes: {data}", data.len()));
        }
        if button["text"].as_str().is_none_or(str::is_empty) {
            wrong.push("a button without a label".to_owned());
        }
    }
    for command in params["commands"].as_array().into_iter().flatten() {
        let name = command["command"].as_str().unwrap_or_default();
        let plain = name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !plain || !(1..=32).contains(&name.len()) {
            wrong.push(format!("{name:?} is no name of a command"));
        }
        let description = command["description"].as_str().unwrap_or_default();
        if !(1..=256).contains(&description.encode_utf16().count()) {
            wrong.push(format!("/{name} has a description that does not fit"));
        }
    }
}

/// An object or, in a form, its JSON.
fn read(value: &Value) -> Value {
    let parsed = value
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok());
    parsed.unwrap_or_else(|| value.clone())
}

fn buttons(markup: &Value) -> Vec<Value> {
    let markup = read(markup);
    let rows = markup["inline_keyboard"].as_array().into_iter().flatten();
    rows.flat_map(|row| row.as_array().into_iter().flatten())
        .cloned()
        .collect()
}

mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(method: &str, params: &Value) -> String {
        let api = BOT_API.as_ref().expect("asked for only where it is there");
        api.check(method, params).join("; ")
    }

    #[test]
    fn it_finds_what_is_wrong() {
        if BOT_API.is_none() {
            return;
        }
        let markup =
            |data: &str| json!({ "inline_keyboard": [[{ "text": "a", "callback_data": data }]] });
        for (method, params, expected) in [
            ("sendMesage", json!({}), "there is no such method"),
            ("sendMessage", json!({ "chat_id": 1 }), "text is required"),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "a", "x": 1 }),
                "x does not exist",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1.5, "text": "a" }),
                "chat_id is no String: 1.5",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "a", "protect_content": "true" }),
                "protect_content is no Boolean: \"true\"",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "a",
                "reply_markup": { "inline_keyboard": [[{ "label": "a" }]] } }),
                "reply_markup",
            ),
            (
                "editMessageText",
                json!({ "text": "a", "reply_markup": { "inline_keyboard": [{}] } }),
                "reply_markup.inline_keyboard[0] is no list",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "" }),
                "text has 0 units",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "x".repeat(4097) }),
                "text has 4097 units",
            ),
            (
                "answerCallbackQuery",
                json!({ "callback_query_id": "1", "text": "x".repeat(201) }),
                "text has 201 units",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "a", "reply_markup": markup("") }),
                "callback_data has 0 bytes: ",
            ),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": "a", "reply_markup": markup(&"é".repeat(33)) }),
                "callback_data has 66 bytes",
            ),
            (
                "setMyCommands",
                json!({ "commands": [{ "command": "Chithi", "description": "" }] }),
                "\"Chithi\" is no name of a command; /Chithi has a description that does not fit",
            ),
            (
                "sendDocument",
                json!({ "chat_id": "1", "document": { "file": "a", "size": 1 },
                "reply_markup": "{\"inline_keyboard\":1}" }),
                "reply_markup",
            ),
            (
                "editMessageMedia",
                json!({ "media": { "type": "photo", "media": "F", "parse_mode": "HTML",
                "caption": "<b>".to_owned() + &"x".repeat(1025) } }),
                "caption has 1025 units",
            ),
            (
                "editMessageMedia",
                json!({ "media": "{\"type\":\"photo\",\"media\":\"attach://a\"}",
                "b": { "file": "a", "size": 1 } }),
                "b does not exist",
            ),
        ] {
            let found = wrong(method, &params);
            assert!(found.starts_with(expected), "{method} {params}: {found}");
        }
    }

    #[test]
    fn it_passes_what_is_right() {
        if BOT_API.is_none() {
            return;
        }
        for (method, params) in [
            ("getMe", json!({})),
            (
                "sendMessage",
                json!({ "chat_id": 1, "text": format!("<b>{}</b>", "x".repeat(4096)),
                "parse_mode": "HTML", "link_preview_options": { "is_disabled": true } }),
            ),
            (
                "sendMessage",
                json!({ "chat_id": "@name", "text": "a", "reply_markup":
                { "inline_keyboard": [[{ "text": "a", "callback_data": "b" }], []] } }),
            ),
            (
                "sendDocument",
                json!({ "chat_id": "-5", "document": { "file": "a", "size": 1 },
                "caption": "5", "disable_notification": "true",
                "reply_markup": "{\"inline_keyboard\":[]}" }),
            ),
            (
                "editMessageMedia",
                json!({ "chat_id": "5", "message_id": "1", "a": { "file": "a", "size": 1 },
                "media": "{\"type\":\"photo\",\"media\":\"attach://a\"}" }),
            ),
            (
                "setMyCommands",
                json!({ "commands": [{ "command": "a_1", "description": "x" }],
                "scope": { "type": "chat", "chat_id": 5 }, "language_code": "en" }),
            ),
        ] {
            assert_eq!(wrong(method, &params), "", "{method} {params}");
        }
    }
}
