//! `sendMessage`, `copyMessage`, `sendChatAction`, and what all sending methods share.

use serde_json::json;

use super::words::TEXT_LIMIT;
use super::{Call, violation};
use crate::sim::json;
use crate::sim::model::{Message, MessageId};
use crate::sim::refusal::{Answer, Refusal};
use crate::sim::text;

pub(super) const MESSAGE: &[&str] = &[
    "chat_id",
    "message_thread_id",
    "text",
    "parse_mode",
    "entities",
    "link_preview_options",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_markup",
];

pub(super) const DOCUMENT: &[&str] = &[
    "chat_id",
    "message_thread_id",
    "document",
    "thumbnail",
    "caption",
    "parse_mode",
    "caption_entities",
    "disable_content_type_detection",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_markup",
];

pub(super) const PHOTO: &[&str] = &[
    "chat_id",
    "message_thread_id",
    "photo",
    "caption",
    "parse_mode",
    "caption_entities",
    "show_caption_above_media",
    "has_spoiler",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_markup",
];

pub(super) const COPY: &[&str] = &[
    "chat_id",
    "message_thread_id",
    "from_chat_id",
    "message_id",
    "caption",
    "parse_mode",
    "caption_entities",
    "show_caption_above_media",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_markup",
];

const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// `sendMessage`.
pub(super) fn message(call: &mut Call) -> Answer {
    if call.params.text("text").is_none() {
        return Err(Refusal::bad_request("message text is empty"));
    }
    let (text, entities) = call.words("text", "entities")?;
    if text.is_empty() {
        return Err(Refusal::bad_request("text must be non-empty"));
    }
    if text::utf16_length(&text) > TEXT_LIMIT {
        return Err(Refusal::bad_request("message is too long"));
    }
    let message = Message {
        text,
        entities,
        ..Message::default()
    };
    let sent = call.send(message, "text messages")?;
    Ok(json::message(call.state, &sent))
}

/// `copyMessage`.
pub(super) fn copy(call: &mut Call) -> Answer {
    let from = call.chat_named("from_chat_id")?;
    let id = call.message_id()?;
    let original = call
        .state
        .chats
        .get(&from)
        .and_then(|chat| chat.message(id))
        .ok_or_else(|| Refusal::bad_request("message to copy not found"))?
        .clone();
    if original.service.is_some() || original.poll.is_some() || original.protected {
        return Err(Refusal::bad_request("message can't be copied"));
    }
    let (text, entities) = if original.has_media() && call.params.text("caption").is_some() {
        call.caption()?
    } else {
        (original.text, original.entities)
    };
    let copied = Message {
        text,
        entities,
        document: original.document,
        photo: original.photo,
        location: original.location,
        ..Message::default()
    };
    let sent = call.send(copied, "messages")?;
    Ok(json!({ "message_id": sent.id }))
}

/// `sendChatAction`.
pub(super) fn chat_action(call: &mut Call) -> Answer {
    let action = call.params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::bad_request("wrong parameter action in request"));
    }
    call.chat_to_write("messages")?;
    Ok(json!(true))
}

impl Call<'_> {
    /// Posts a message of the bot with what every sending method takes; `what` is the right it
    /// needs in a group.
    pub(super) fn send(&mut self, content: Message, what: &str) -> Result<Message, Refusal> {
        let markup = self.markup()?;
        let chat = self.chat_to_write(what)?;
        let reply_to = self.reply_to(chat)?;
        let thread = self.topic_to_write(chat)?;
        self.check_preview()?;
        self.admit(chat)?;
        let message = Message {
            from_bot: true,
            sender: self.state.bot.id,
            sender_name: self.state.bot.name.clone(),
            keyboard: markup.inline,
            reply_keyboard: markup.reply,
            reply_to,
            thread,
            silent: self.params.flag("disable_notification"),
            protected: self.params.flag("protect_content"),
            sent_at: self.now,
            ..content
        };
        self.state
            .post(chat, message)
            .ok_or_else(|| Refusal::bad_request("chat not found"))
    }

    fn reply_to(&mut self, chat: i64) -> Result<Option<MessageId>, Refusal> {
        let Some(given) = self.params.json("reply_parameters", "reply parameters")? else {
            return Ok(None);
        };
        let id = given["message_id"].as_i64().unwrap_or_default();
        if given.get("chat_id").is_some_and(|other| *other != chat) {
            return Err(violation(
                self.state,
                "replies to other chats are not simulated".to_owned(),
            ));
        }
        let there = self
            .state
            .chats
            .get(&chat)
            .is_some_and(|place| place.message(id).is_some());
        match given["allow_sending_without_reply"].as_bool() {
            _ if there => Ok(Some(id)),
            Some(true) => Ok(None),
            _ => Err(Refusal::bad_request("message to be replied not found")),
        }
    }

    /// Previews are not shown; their options are only looked at.
    pub(super) fn check_preview(&mut self) -> Result<(), Refusal> {
        const KNOWN: [&str; 5] = [
            "is_disabled",
            "url",
            "prefer_small_media",
            "prefer_large_media",
            "show_above_text",
        ];
        let given = self
            .params
            .json("link_preview_options", "link preview options")?;
        let stranger = given
            .as_ref()
            .and_then(|given| given.as_object())
            .and_then(|fields| fields.keys().find(|key| !KNOWN.contains(&key.as_str())));
        match stranger {
            None => Ok(()),
            Some(stranger) => Err(violation(
                self.state,
                format!("unknown field \"{stranger}\" of LinkPreviewOptions"),
            )),
        }
    }
}
