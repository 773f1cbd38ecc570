//! The few fields of Telegram's updates that are read, by Telegram's names.
//!
//! These are not the types of `frankenstein`, which want every field of a message to be understood:
//! one new kind of formatting in it would cost the whole message.

use serde::Deserialize;

use super::{Incoming, IncomingKind, Received, Sender, Standing, spoken};
use crate::domain::chat::ChatKind;
use crate::domain::ids::{MessageId, TelegramChatId, TelegramUserId, TopicId};
use crate::telegram::press::Press;

#[derive(Deserialize)]
pub(super) struct Update {
    update_id: i64,
    message: Option<Message>,
    callback_query: Option<CallbackQuery>,
    my_chat_member: Option<ChatMemberUpdated>,
}

#[derive(Deserialize)]
struct Message {
    message_id: i64,
    message_thread_id: Option<i64>,
    #[serde(default)]
    is_topic_message: bool,
    #[serde(default)]
    is_automatic_forward: bool,
    forum_topic_reopened: Option<serde::de::IgnoredAny>,
    from: Option<User>,
    sender_chat: Option<Chat>,
    chat: Chat,
    text: Option<String>,
    caption: Option<String>,
    document: Option<Document>,
    photo: Option<Vec<PhotoSize>>,
    location: Option<Location>,
    media_group_id: Option<String>,
    reply_to_message: Option<Reply>,
    migrate_to_chat_id: Option<i64>,
    migrate_from_chat_id: Option<i64>,
    #[serde(flatten)]
    other: OtherContent,
}

/// Content that we have no use for but that asks for an answer. Everything else without words is a
/// notice of Telegram's own (somebody joined, the title was changed) and asks for none.
#[derive(Deserialize)]
struct OtherContent {
    animation: Option<serde::de::IgnoredAny>,
    audio: Option<serde::de::IgnoredAny>,
    contact: Option<serde::de::IgnoredAny>,
    dice: Option<serde::de::IgnoredAny>,
    poll: Option<serde::de::IgnoredAny>,
    sticker: Option<serde::de::IgnoredAny>,
    story: Option<serde::de::IgnoredAny>,
    video: Option<serde::de::IgnoredAny>,
    video_note: Option<serde::de::IgnoredAny>,
    voice: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct User {
    id: i64,
    #[serde(default)]
    is_bot: bool,
    #[serde(default)]
    first_name: String,
    last_name: Option<String>,
    language_code: Option<String>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    #[serde(rename = "type", default)]
    kind: String,
    title: Option<String>,
}

#[derive(Deserialize)]
struct Reply {
    message_id: i64,
}

#[derive(Deserialize)]
struct Document {
    file_id: String,
    file_name: Option<String>,
    mime_type: Option<String>,
    file_size: Option<u64>,
}

#[derive(Deserialize)]
struct PhotoSize {
    file_id: String,
    file_size: Option<u64>,
    #[serde(default)]
    width: u64,
    #[serde(default)]
    height: u64,
}

#[derive(Deserialize)]
struct Location {
    latitude: f64,
    longitude: f64,
}

#[derive(Deserialize)]
struct CallbackQuery {
    id: String,
    from: User,
    message: Option<Pressed>,
    data: Option<String>,
}

/// The message of a button, of which an old one has little more than this.
#[derive(Deserialize)]
struct Pressed {
    message_id: i64,
    message_thread_id: Option<i64>,
    #[serde(default)]
    is_topic_message: bool,
    chat: Chat,
}

#[derive(Deserialize)]
struct ChatMemberUpdated {
    chat: Chat,
    from: User,
    old_chat_member: ChatMember,
    new_chat_member: ChatMember,
}

#[derive(Deserialize)]
struct ChatMember {
    status: String,
    #[serde(default)]
    can_delete_messages: bool,
    #[serde(default)]
    can_pin_messages: bool,
    #[serde(default)]
    can_send_messages: bool,
    #[serde(default)]
    is_member: bool,
}

impl Update {
    pub(super) fn into_received(self, username: &str) -> Received {
        let update_id = self.update_id;
        let read = match (self.message, self.callback_query, self.my_chat_member) {
            (Some(message), _, _) => message.read(username),
            (_, Some(query), _) => query.read(),
            (_, _, Some(changed)) => changed.read(),
            _ => Err("a kind of update that was not asked for"),
        };
        match read {
            Ok((Place { chat, topic }, from, kind)) => match ChatKind::parse(&chat.kind) {
                Some(chat_kind) => Received::Incoming(Box::new(Incoming {
                    update_id,
                    chat: TelegramChatId(chat.id),
                    chat_kind,
                    chat_title: chat.title,
                    topic,
                    from,
                    kind,
                })),
                None => Received::Ignored("an unknown kind of chat"),
            },
            Err(why) => Received::Ignored(why),
        }
    }
}

type Read = Result<(Place, Sender, IncomingKind), &'static str>;

/// Where something happens.
struct Place {
    chat: Chat,
    topic: Option<TopicId>,
}

/// The topic of a message. A number alone is none: in a group without topics it is that of the
/// message which began the talk.
fn topic(number: Option<i64>, is_topic_message: bool) -> Option<TopicId> {
    number.filter(|_| is_topic_message).map(TopicId)
}

impl Message {
    fn read(mut self, username: &str) -> Read {
        if self.is_automatic_forward {
            return Err("a channel's post");
        }
        let anonymous = self.sender_chat.is_some();
        let from = match self.from.take() {
            Some(user) if user.is_bot && !anonymous => return Err("a message of a bot"),
            Some(user) => user.into_sender(anonymous),
            None => return Err("a message of nobody"),
        };
        let kind = self.kind(username)?;
        let topic = topic(self.message_thread_id, self.is_topic_message);
        let chat = self.chat;
        Ok((Place { chat, topic }, from, kind))
    }

    fn kind(&mut self, username: &str) -> Result<IncomingKind, &'static str> {
        let message_id = MessageId(self.message_id);
        let reply_to = self
            .reply_to_message
            .take()
            .map(|reply| MessageId(reply.message_id));
        if let Some(chat) = self.migrate_to_chat_id {
            return Ok(IncomingKind::MigratedTo(TelegramChatId(chat)));
        }
        if let Some(chat) = self.migrate_from_chat_id {
            return Ok(IncomingKind::MigratedFrom(TelegramChatId(chat)));
        }
        if self.forum_topic_reopened.is_some() {
            return Ok(IncomingKind::TopicReopened);
        }
        if let Some(text) = self.text.take() {
            return spoken(text, message_id, reply_to, username);
        }
        // A moving picture comes as an animation and, for old apps, as a document too.
        if self.other.asks_for_an_answer() {
            return Ok(IncomingKind::Other { message_id });
        }
        if let Some(document) = self.document.take() {
            return Ok(IncomingKind::Document {
                file_id: document.file_id,
                file_name: document.file_name,
                mime: document.mime_type,
                size: document.file_size,
                caption: self.caption.take(),
                message_id,
                reply_to,
            });
        }
        if let Some(photo) = self.photo.take().and_then(largest) {
            return Ok(IncomingKind::Photo {
                file_id: photo.file_id,
                size: photo.file_size,
                caption: self.caption.take(),
                message_id,
                reply_to,
                album: self.media_group_id.take(),
            });
        }
        if let Some(place) = self.location.take() {
            return Ok(IncomingKind::Location {
                latitude: place.latitude,
                longitude: place.longitude,
                message_id,
                reply_to,
            });
        }
        Err("a notice of Telegram's own")
    }
}

impl CallbackQuery {
    fn read(self) -> Read {
        let Some(pressed) = self.message else {
            return Err("a press on a message that is not ours");
        };
        let kind = IncomingKind::Press {
            query_id: self.id,
            message_id: MessageId(pressed.message_id),
            data: self.data.as_deref().and_then(Press::parse),
        };
        let place = Place {
            topic: topic(pressed.message_thread_id, pressed.is_topic_message),
            chat: pressed.chat,
        };
        Ok((place, self.from.into_sender(false), kind))
    }
}

impl ChatMemberUpdated {
    fn read(self) -> Read {
        let kind = IncomingKind::BotStatus {
            was: self.old_chat_member.standing(),
            now: self.new_chat_member.standing(),
        };
        let place = Place {
            chat: self.chat,
            topic: None,
        };
        Ok((place, self.from.into_sender(false), kind))
    }
}

impl ChatMember {
    fn standing(&self) -> Standing {
        match self.status.as_str() {
            "creator" | "administrator" => Standing::Administrator {
                can_delete: self.can_delete_messages,
                can_pin: self.can_pin_messages,
            },
            "member" => Standing::Member,
            "restricted" => Standing::Restricted {
                is_member: self.is_member,
                can_send: self.can_send_messages,
            },
            "kicked" => Standing::Kicked,
            _ => Standing::Left,
        }
    }
}

impl User {
    fn into_sender(self, anonymous: bool) -> Sender {
        Sender {
            id: TelegramUserId(self.id),
            first_name: self.first_name,
            last_name: self.last_name,
            language_code: self.language_code,
            anonymous,
        }
    }
}

impl OtherContent {
    fn asks_for_an_answer(&self) -> bool {
        [
            &self.animation,
            &self.audio,
            &self.contact,
            &self.dice,
            &self.poll,
            &self.sticker,
            &self.story,
            &self.video,
            &self.video_note,
            &self.voice,
        ]
        .into_iter()
        .any(Option::is_some)
    }
}

fn largest(sizes: Vec<PhotoSize>) -> Option<PhotoSize> {
    sizes
        .into_iter()
        .max_by_key(|size| size.width * size.height)
}
