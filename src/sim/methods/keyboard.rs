//! `reply_markup`: inline keyboards are read button by button, the others kept as they are.

use serde_json::Value;

use super::{Call, violation};
use crate::sim::html;
use crate::sim::model::Button;
use crate::sim::refusal::Refusal;

/// Buttons that one inline keyboard may have.
const BUTTON_LIMIT: usize = 100;

/// What a button can do besides `callback_data` and `url`; exactly one action is allowed.
const OTHER_ACTIONS: [&str; 8] = [
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
];
const DECORATION: [&str; 4] = ["text", "style", "icon_custom_emoji_id", "disabled"];

/// A keyboard under a message or under the input field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Markup {
    pub(super) inline: Vec<Vec<Button>>,
    pub(super) reply: Option<Value>,
}

impl Call<'_> {
    /// The keyboard sent with a message.
    pub(super) fn markup(&mut self) -> Result<Markup, Refusal> {
        let Some(given) = self.params.json("reply_markup", "reply keyboard markup")? else {
            return Ok(Markup::default());
        };
        let Some(object) = given.as_object() else {
            return Err(Refusal::bad_request("object expected as reply markup"));
        };
        if let Some(rows) = object.get("inline_keyboard") {
            return Ok(Markup {
                inline: self.rows(rows)?,
                reply: None,
            });
        }
        let known = ["keyboard", "remove_keyboard", "force_reply"];
        if !known.iter().any(|key| object.contains_key(*key)) && !object.is_empty() {
            return Err(violation(
                self.state,
                "reply_markup is no known kind of keyboard".to_owned(),
            ));
        }
        Ok(Markup {
            inline: Vec::new(),
            reply: (!object.is_empty()).then(|| given.clone()),
        })
    }

    fn rows(&mut self, rows: &Value) -> Result<Vec<Vec<Button>>, Refusal> {
        let rows = rows.as_array().ok_or_else(|| {
            Refusal::bad_request("field \"inline_keyboard\" must be of type Array")
        })?;
        let mut keyboard = Vec::new();
        for row in rows {
            let row = row.as_array().ok_or_else(|| {
                Refusal::bad_request("field \"inline_keyboard\" must be an Array of Arrays")
            })?;
            let buttons = row
                .iter()
                .map(|button| self.button(button))
                .collect::<Result<Vec<_>, _>>()?;
            if !buttons.is_empty() {
                keyboard.push(buttons);
            }
        }
        if keyboard.iter().map(Vec::len).sum::<usize>() > BUTTON_LIMIT {
            return Err(Refusal::bad_request("reply markup is too long"));
        }
        Ok(keyboard)
    }

    fn button(&mut self, raw: &Value) -> Result<Button, Refusal> {
        let wrong = |what: &str| {
            Refusal::bad_request(format!("can't parse inline keyboard button: {what}"))
        };
        let fields = raw
            .as_object()
            .ok_or_else(|| wrong("InlineKeyboardButton must be an Object"))?;
        let actions = ["callback_data", "url"].into_iter().chain(OTHER_ACTIONS);
        let chosen: Vec<&str> = actions
            .clone()
            .filter(|action| fields.contains_key(*action))
            .collect();
        let stranger = fields
            .keys()
            .find(|key| !DECORATION.contains(&key.as_str()) && !actions.clone().any(|a| a == *key));
        if let Some(stranger) = stranger {
            return Err(violation(
                self.state,
                format!("unknown field \"{stranger}\" of InlineKeyboardButton"),
            ));
        }
        let text = raw["text"]
            .as_str()
            .ok_or_else(|| wrong("Can't find field \"text\""))?;
        if text.trim().is_empty() {
            return Err(Refusal::bad_request("BUTTON_TEXT_INVALID"));
        }
        match chosen.len() {
            1 => {}
            0 => return Err(wrong("Text buttons are unallowed in the inline keyboard")),
            _ => {
                return Err(violation(
                    self.state,
                    format!("button \"{text}\" has several actions: {chosen:?}"),
                ));
            }
        }
        Ok(Button {
            text: text.to_owned(),
            data: callback_data(raw)?,
            url: address(raw)?,
            raw: raw.clone(),
        })
    }
}

fn callback_data(raw: &Value) -> Result<Option<String>, Refusal> {
    match raw.get("callback_data") {
        None => Ok(None),
        Some(Value::String(data)) if (1..=64).contains(&data.len()) => Ok(Some(data.clone())),
        Some(_) => Err(Refusal::bad_request("BUTTON_DATA_INVALID")),
    }
}

fn address(raw: &Value) -> Result<Option<String>, Refusal> {
    let Some(url) = raw.get("url") else {
        return Ok(None);
    };
    let url = url.as_str().unwrap_or_default();
    if html::checked_address(url).is_none() {
        return Err(Refusal::bad_request(format!(
            "inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        )));
    }
    Ok(Some(url.to_owned()))
}
