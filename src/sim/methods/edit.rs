//! Changing what the bot has sent: text, caption, file, buttons.

use serde_json::Value;

use super::words::{TEXT_LIMIT, Words};
use super::{Call, violation};
use crate::sim::json;
use crate::sim::model::{Button, ChatId, Document, Message, MessageId, Photo};
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

pub(super) const MEDIA: &[&str] = &["chat_id", "message_id", "media", "reply_markup"];

/// What is known of `InputMediaPhoto` and `InputMediaDocument`.
const MEDIA_FIELDS: [&str; 4] = ["type", "media", "caption", "parse_mode"];

/// What takes the place of what a message says and shows.
#[derive(Default)]
struct Change {
    words: Option<Words>,
    file: Option<File>,
    keyboard: Vec<Vec<Button>>,
}

/// A file that takes another's place.
enum File {
    Document(Document),
    Photo(Photo),
}

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
    let words = Some(words);
    let change = Change {
        words,
        keyboard,
        file: None,
    };
    call.change(chat, id, change)
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
    let change = Change {
        words: Some(words),
        keyboard,
        file: None,
    };
    call.change(chat, id, change)
}

/// `editMessageMedia`: the file with its caption. A text becomes a file by it as well.
pub(super) fn media(call: &mut Call) -> Answer {
    let given = call
        .params
        .json("media", "input media")?
        .ok_or_else(|| Refusal::bad_request("there is no media in the request"))?;
    let words = call.media_words(&given)?;
    let keyboard = call.markup()?.inline;
    let (chat, id) = call.own_message()?;
    if let Some(message) = call.found(chat, id)
        && (message.poll.is_some() || message.location.is_some())
    {
        return Err(Refusal::bad_request("message can't be edited"));
    }
    let source = given["media"].as_str().unwrap_or_default();
    let file = match given["type"].as_str() {
        Some("photo") => File::Photo(call.photo_from(source)?),
        Some("document") => File::Document(call.document_from(source)?),
        _ => {
            let what = format!("media of the type {} is not simulated", given["type"]);
            return Err(violation(call.state, what));
        }
    };
    let change = Change {
        words: Some(words),
        file: Some(file),
        keyboard,
    };
    call.change(chat, id, change)
}

/// `editMessageReplyMarkup`.
pub(super) fn reply_markup(call: &mut Call) -> Answer {
    let keyboard = call.markup()?.inline;
    let (chat, id) = call.own_message()?;
    let change = Change {
        keyboard,
        ..Change::default()
    };
    call.change(chat, id, change)
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

    /// The caption inside an `InputMedia`.
    fn media_words(&mut self, media: &Value) -> Result<Words, Refusal> {
        let stranger = media.as_object().and_then(|fields| {
            fields
                .keys()
                .find(|key| !MEDIA_FIELDS.contains(&key.as_str()))
        });
        if let Some(stranger) = stranger {
            let what = format!("unknown field \"{stranger}\" of InputMedia");
            return Err(violation(self.state, what));
        }
        let text = |name: &str| media[name].as_str().unwrap_or_default().to_owned();
        self.caption_of(text("caption"), &text("parse_mode"))
    }

    fn change(&mut self, chat: ChatId, id: MessageId, change: Change) -> Answer {
        let not_found = || Refusal::bad_request("message to edit not found");
        let message = self.found(chat, id).ok_or_else(not_found)?;
        let same_words = change
            .words
            .as_ref()
            .is_none_or(|(text, entities)| *text == message.text && *entities == message.entities);
        let same_file = match &change.file {
            None => true,
            Some(File::Document(new)) => message
                .document
                .as_ref()
                .is_some_and(|old| old.file_id == new.file_id),
            Some(File::Photo(new)) => message
                .photo
                .as_ref()
                .is_some_and(|old| old.file_id == new.file_id),
        };
        if same_words && same_file && change.keyboard == message.keyboard {
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
        if let Some((text, entities)) = change.words {
            message.text = text;
            message.entities = entities;
        }
        match change.file {
            None => {}
            Some(File::Document(new)) => (message.document, message.photo) = (Some(new), None),
            Some(File::Photo(new)) => (message.document, message.photo) = (None, Some(new)),
        }
        if !(same_words && same_file) {
            message.edited_at = Some(now);
        }
        message.keyboard = change.keyboard;
        message.edited_count += 1;
        let message = message.clone();
        self.state.touch(chat);
        Ok(json::message(self.state, &message))
    }
}
