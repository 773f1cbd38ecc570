//! Asking about chats and their members, and leaving.

use serde_json::{Value, json};

use super::Call;
use crate::sim::json;
use crate::sim::model::{ChatId, ChatKind, Standing};
use crate::sim::refusal::{Answer, Refusal};

/// `getChat`.
pub(super) fn get(call: &mut Call) -> Answer {
    let id = call.chat()?;
    let chat = call
        .state
        .chats
        .get(&id)
        .ok_or_else(|| Refusal::bad_request("chat not found"))?;
    Ok(json::full_chat(call.state, chat))
}

/// `getChatMember`.
pub(super) fn member(call: &mut Call) -> Answer {
    let chat = call.chat()?;
    let user = call
        .params
        .integer("user_id")
        .ok()
        .flatten()
        .filter(|user| *user == call.state.bot.id || call.state.people.contains_key(user))
        .ok_or_else(|| Refusal::bad_request("invalid user_id specified"))?;
    let place = &call.state.chats[&chat];
    let standing = match place.kind {
        ChatKind::Private if user == chat || user == call.state.bot.id => Standing::Member,
        ChatKind::Private => return Err(Refusal::bad_request("member not found")),
        ChatKind::Group | ChatKind::Supergroup => place.standing(user),
    };
    Ok(json::member(call.state, standing, user))
}

/// `getChatAdministrators`; other bots than this one do not exist here.
pub(super) fn administrators(call: &mut Call) -> Answer {
    let chat = call.group()?;
    let state = &*call.state;
    Ok(state.chats[&chat]
        .members
        .iter()
        .filter(|(_, standing)| standing.rules())
        .map(|(user, standing)| json::member(state, *standing, *user))
        .collect::<Value>())
}

/// `getChatMemberCount`.
pub(super) fn count(call: &mut Call) -> Answer {
    let chat = call.chat()?;
    let place = &call.state.chats[&chat];
    let count = match place.kind {
        ChatKind::Private => 2,
        ChatKind::Group | ChatKind::Supergroup => place
            .members
            .values()
            .filter(|standing| standing.is_in())
            .count(),
    };
    Ok(json!(count))
}

/// `leaveChat`.
pub(super) fn leave(call: &mut Call) -> Answer {
    let chat = call.group()?;
    let bot = call.state.bot.id;
    call.state
        .sets_bot_standing(call.now, bot, chat, Standing::Left)
        .map_err(|_| Refusal::bad_request("chat not found"))?;
    Ok(json!(true))
}

impl Call<'_> {
    fn group(&self) -> Result<ChatId, Refusal> {
        let chat = self.chat()?;
        match self.state.chats[&chat].kind {
            ChatKind::Private => Err(Refusal::bad_request(
                "there are no administrators in the private chat",
            )),
            ChatKind::Group | ChatKind::Supergroup => Ok(chat),
        }
    }
}
