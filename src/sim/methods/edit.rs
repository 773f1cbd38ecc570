//! Changing what the bot has sent: text, caption, buttons.

use super::Call;
use super::words::{TEXT_LIMIT, Words};
use crate::sim::json;
use crate::sim::model::{Button, ChatId, Message, MessageId};
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::text;

pub(super) const TEXT: &[&str] = &[
    "chat_id",
    "message_id",
    "text",
    "parse_mode",
    "entities",
    "link_preview_options",
    "reply_markup",
];

pub(super) const CAPTION: &[&str] = &[
    "chat_id",
    "message_id",
    "caption",
    "parse_mode",
    "caption_entities",
    "show_caption_above_media",
    "reply_markup",
];

/// `editMessageText`. Without `reply_markup` the buttons go.
pub(super) fn text(call: &mut Call) -> Answer {
    if call.params.text("text").is_none() {
        return Err(Refusal::bad_request("message text is empty"));
    }
    let words = call.words("text", "entities")?;
    if words.0.is_empty() {
        return Err(Refusal::bad_request("text must be non-empty"));
    }
    // The server says this of edits in other words than of new messages.
    if text::utf16_length(&words.0) > TEXT_LIMIT {
        return Err(Refusal::bad_request("MESSAGE_TOO_LONG"));
    }
    call.check_preview()?;
    let keyboard = call.markup()?.inline;
    let (chat, id) = call.own_message()?;
    if let Some(message) = call.found(chat, id)
        && (message.has_media() || message.poll.is_some() || message.location.is_some())
    {
        return Err(Refusal::bad_request(
            "there is no text in the message to edit",
        ));
    }
    call.change(chat, id, Some(words), keyboard)
}

/// `editMessageCaption`. Without `caption` it goes; without `reply_markup` the buttons go.
pub(super) fn caption(call: &mut Call) -> Answer {
    let words = call.caption()?;
    let keyboard = call.markup()?.inline;
    let (chat, id) = call.own_message()?;
    if call
        .found(chat, id)
        .is_some_and(|message| !message.has_media())
    {
        return Err(Refusal::bad_request(
            "there is no caption in the message to edit",
        ));
    }
    call.change(chat, id, Some(words), keyboard)
}

/// `editMessageReplyMarkup`.
pub(super) fn reply_markup(call: &mut Call) -> Answer {
    let keyboard = call.markup()?.inline;
    let (chat, id) = call.own_message()?;
    call.change(chat, id, None, keyboard)
}

impl Call<'_> {
    fn found(&self, chat: ChatId, id: MessageId) -> Option<&Message> {
        self.state.chats.get(&chat)?.message(id)
    }

    /// The message to edit, if it is there and the bot's own.
    fn own_message(&mut self) -> Result<(ChatId, MessageId), Refusal> {
        let id = self.message_id()?;
        let chat = self.chat()?;
        if let Some(person) = self.state.people.get(&chat) {
            if person.deactivated {
                return Err(Refusal::forbidden("user is deactivated"));
            }
            if person.blocked {
                return Err(Refusal::forbidden("bot was blocked by the user"));
            }
        }
        match self.found(chat, id) {
            None => Err(Refusal::bad_request("message to edit not found")),
            Some(message) if !message.from_bot || message.service.is_some() => {
                Err(Refusal::bad_request("message can't be edited"))
            }
            Some(_) => Ok((chat, id)),
        }
    }

    fn change(
        &mut self,
        chat: ChatId,
        id: MessageId,
        words: Option<Words>,
        keyboard: Vec<Vec<Button>>,
    ) -> Answer {
        let not_found = || Refusal::bad_request("message to edit not found");
        let message = self.found(chat, id).ok_or_else(not_found)?;
        let same_words = words
            .as_ref()
            .is_none_or(|(text, entities)| *text == message.text && *entities == message.entities);
        if same_words && keyboard == message.keyboard {
            return Err(Refusal::bad_request(
                "message is not modified: specified new message content and reply markup are \
                 exactly the same as a current content and reply markup of the message",
            ));
        }
        self.admit(chat)?;
        let now = self.now;
        let message = self
            .state
            .chats
            .get_mut(&chat)
            .and_then(|place| place.message_mut(id))
            .ok_or_else(not_found)?;
        if let Some((text, entities)) = words {
            message.text = text;
            message.entities = entities;
        }
        if !same_words {
            message.edited_at = Some(now);
        }
        message.keyboard = keyboard;
        message.edited_count += 1;
        let message = message.clone();
        self.state.touch(chat);
        Ok(json::message(self.state, &message))
    }
}
