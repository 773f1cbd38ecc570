//! `setMyCommands` and its kin: menus by scope and language.

use serde_json::{Value, json};

use super::{Call, violation};
use crate::sim::model::{ChatId, ChatKind, UserId};
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::state::{MenuKey, State};
use crate::sim::text;

/// `setMyCommands`.
pub(super) fn set(call: &mut Call) -> Answer {
    let key = call.menu_key()?;
    let given = call.params.json("commands", "commands")?;
    let list = given.as_ref().and_then(Value::as_array).ok_or_else(|| {
        Refusal::bad_request("can't parse commands: expected an Array of BotCommand")
    })?;
    if list.len() > 100 {
        return Err(Refusal::bad_request("BOT_COMMANDS_TOO_MUCH"));
    }
    let commands = list
        .iter()
        .map(command)
        .collect::<Result<Vec<_>, Refusal>>()?;
    if commands.is_empty() {
        call.state.menus.remove(&key);
    } else {
        call.state.menus.insert(key, commands);
    }
    Ok(json!(true))
}

/// `getMyCommands`.
pub(super) fn get(call: &mut Call) -> Answer {
    let key = call.menu_key()?;
    let commands = call.state.menus.get(&key).cloned().unwrap_or_default();
    Ok(commands
        .into_iter()
        .map(|(command, description)| json!({ "command": command, "description": description }))
        .collect())
}

/// `deleteMyCommands`.
pub(super) fn delete(call: &mut Call) -> Answer {
    let key = call.menu_key()?;
    call.state.menus.remove(&key);
    Ok(json!(true))
}

fn command(given: &Value) -> Result<(String, String), Refusal> {
    let field = |name: &str| given[name].as_str().unwrap_or_default().to_owned();
    let (command, description) = (field("command"), field("description"));
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !(1..=32).contains(&command.len()) || !command.bytes().all(allowed) {
        return Err(Refusal::bad_request("BOT_COMMAND_INVALID"));
    }
    if !(1..=256).contains(&text::utf16_length(&description)) {
        return Err(Refusal::bad_request("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok((command, description))
}

impl Call<'_> {
    /// The menu meant by `scope` and `language_code`.
    fn menu_key(&mut self) -> Result<MenuKey, Refusal> {
        let language = self.params.text("language_code").unwrap_or_default();
        let two_letters = language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase());
        if !language.is_empty() && !two_letters {
            return Err(Refusal::bad_request("LANG_CODE_INVALID"));
        }
        let Some(scope) = self.params.json("scope", "BotCommandScope")? else {
            return Ok(("default".to_owned(), language));
        };
        let kind = scope["type"].as_str().unwrap_or_default();
        let key = match kind {
            "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => {
                kind.to_owned()
            }
            "chat" | "chat_administrators" => {
                format!("{kind} {}", self.scope_chat(&scope)?)
            }
            "chat_member" => {
                let chat = self.scope_chat(&scope)?;
                let user = scope["user_id"]
                    .as_i64()
                    .ok_or_else(|| Refusal::bad_request("invalid user_id specified"))?;
                format!("{kind} {chat} {user}")
            }
            _ => {
                let what = format!("unknown type \"{kind}\" of BotCommandScope");
                return Err(violation(self.state, what));
            }
        };
        Ok((key, language))
    }

    fn scope_chat(&self, scope: &Value) -> Result<ChatId, Refusal> {
        scope["chat_id"]
            .as_i64()
            .filter(|chat| self.state.chats.contains_key(chat))
            .ok_or_else(|| Refusal::bad_request("chat not found"))
    }
}

impl State {
    /// The commands that Telegram offers a person in a chat: the narrowest scope that has any, in
    /// his language before others.
    pub(crate) fn menu(&self, user: UserId, chat: ChatId) -> Vec<(String, String)> {
        let Some(place) = self.chats.get(&chat) else {
            return Vec::new();
        };
        let language = self
            .people
            .get(&user)
            .map(|person| person.language_code.clone())
            .unwrap_or_default();
        let mut scopes = Vec::new();
        if place.kind == ChatKind::Private {
            scopes.push(format!("chat {chat}"));
            scopes.push("all_private_chats".to_owned());
        } else {
            scopes.push(format!("chat_member {chat} {user}"));
            let rules = place.standing(user).rules();
            if rules {
                scopes.push(format!("chat_administrators {chat}"));
            }
            scopes.push(format!("chat {chat}"));
            if rules {
                scopes.push("all_chat_administrators".to_owned());
            }
            scopes.push("all_group_chats".to_owned());
        }
        scopes.push("default".to_owned());
        scopes
            .into_iter()
            .flat_map(|scope| [(scope.clone(), language.clone()), (scope, String::new())])
            .find_map(|key| self.menus.get(&key).cloned())
            .unwrap_or_default()
    }
}
