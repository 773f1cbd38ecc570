//! `pinChatMessage` and `unpinChatMessage`.

use serde_json::json;

use super::Call;
use crate::sim::model::{ChatId, MessageId, Service};
use crate::sim::refusal::{Answer, Refusal};

/// `pinChatMessage`; the chat is told of it.
pub(super) fn pin(call: &mut Call) -> Answer {
    let chat = call.chat_to_pin()?;
    let id = call.message_id()?;
    if !call.set_pinned(chat, id, true) {
        return Err(Refusal::bad_request("message to pin not found"));
    }
    let (now, bot) = (call.now, call.state.bot.id);
    call.state.tells(now, chat, bot, Service::Pinned(id));
    Ok(json!(true))
}

/// `unpinChatMessage`; without `message_id` the newest pinned message.
pub(super) fn unpin(call: &mut Call) -> Answer {
    let chat = call.chat_to_pin()?;
    let newest = || {
        let pinned = |message: &&crate::sim::model::Message| message.pinned && !message.deleted;
        let place = call.state.chats.get(&chat)?;
        place
            .messages
            .values()
            .rev()
            .find(pinned)
            .map(|message| message.id)
    };
    let id = match call.params.integer("message_id")? {
        Some(id) => Some(id),
        None => newest(),
    };
    match id {
        Some(id) if call.set_pinned(chat, id, false) => Ok(json!(true)),
        _ => Err(Refusal::bad_request("message to unpin not found")),
    }
}

impl Call<'_> {
    fn chat_to_pin(&self) -> Result<ChatId, Refusal> {
        let chat = self.chat_to_write("messages")?;
        if self.rules_in(chat) {
            Ok(chat)
        } else {
            Err(Refusal::bad_request(
                "not enough rights to manage pinned messages in the chat",
            ))
        }
    }

    /// Whether there was such a message.
    fn set_pinned(&mut self, chat: ChatId, id: MessageId, pinned: bool) -> bool {
        let message = self
            .state
            .chats
            .get_mut(&chat)
            .and_then(|place| place.message_mut(id))
            .filter(|message| message.service.is_none());
        let Some(message) = message else {
            return false;
        };
        message.pinned = pinned;
        self.state.touch(chat);
        true
    }
}
