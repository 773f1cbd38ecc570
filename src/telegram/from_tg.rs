//! What comes in, in our own words.
//!
//! An update is read leniently, by the few fields that are used: what Telegram adds, now or later,
//! can neither break a message nor get lost in one. What is not for us is told apart here, so that
//! handlers see only what they have to answer.

mod keys;
mod wire;

use serde_json::value::RawValue;

use super::commands::{Command, Spoken};
use super::press::Press;
use crate::domain::chat::ChatKind;
use crate::domain::ids::{MessageId, TelegramChatId, TelegramUserId, TopicId};

/// The kinds of updates that we ask Telegram for.
pub const ALLOWED_UPDATES: [&str; 3] = ["message", "callback_query", "my_chat_member"];

/// What reading an update came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// Somebody did something that is ours to handle.
    Incoming(Box<Incoming>),
    /// Nothing to do, and why, for the log.
    Ignored(&'static str),
}

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Telegram's number of the update.
    pub update_id: i64,
    /// Where.
    pub chat: TelegramChatId,
    /// What kind of chat that is.
    pub chat_kind: ChatKind,
    /// A group's title.
    pub chat_title: Option<String>,
    /// The topic, in a group that has some and outside of its General one.
    pub topic: Option<TopicId>,
    /// Who.
    pub from: Sender,
    /// What.
    pub kind: IncomingKind,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Telegram's number of the account.
    pub id: TelegramUserId,
    /// The first name, as the account gives it.
    pub first_name: String,
    /// The last name, if it gives one.
    pub last_name: Option<String>,
    /// The language of the account's app, "vi" or "en-GB".
    pub language_code: Option<String>,
    /// An administrator who acts in the group's name: then the id is not a person's.
    pub anonymous: bool,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq)]
pub enum IncomingKind {
    /// Wrote words.
    Text {
        /// The words.
        text: String,
        /// The message.
        message_id: MessageId,
        /// The message it answers.
        reply_to: Option<MessageId>,
    },
    /// Wrote a command.
    Command {
        /// Which.
        command: Command,
        /// The message.
        message_id: MessageId,
        /// The message it answers.
        reply_to: Option<MessageId>,
    },
    /// Sent a file.
    Document {
        /// Telegram's name of the bytes.
        file_id: String,
        /// The file's name.
        file_name: Option<String>,
        /// The media type that the sender's app gave it.
        mime: Option<String>,
        /// How many bytes.
        size: Option<u64>,
        /// The words below it.
        caption: Option<String>,
        /// The message.
        message_id: MessageId,
        /// The message it answers.
        reply_to: Option<MessageId>,
    },
    /// Sent a picture.
    Photo {
        /// Telegram's name of the largest size.
        file_id: String,
        /// How many bytes that has.
        size: Option<u64>,
        /// The words below it.
        caption: Option<String>,
        /// The message.
        message_id: MessageId,
        /// The message it answers.
        reply_to: Option<MessageId>,
        /// Pictures that were sent together share it.
        album: Option<String>,
    },
    /// Sent a place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// The message.
        message_id: MessageId,
        /// The message it answers.
        reply_to: Option<MessageId>,
    },
    /// Pressed a button. Every press must be answered, also one that cannot be understood.
    Press {
        /// Telegram's name of the press, for the answer.
        query_id: String,
        /// The message the button is on.
        message_id: MessageId,
        /// What it means; `None` if it was not made by this version.
        data: Option<Press>,
    },
    /// What the bot is in this chat was changed: blocked, added, removed, given rights.
    BotStatus {
        /// What it was.
        was: Standing,
        /// What it is now.
        now: Standing,
    },
    /// The group became a supergroup with this number; this one is dead.
    MigratedTo(TelegramChatId),
    /// The supergroup was a group with this number.
    MigratedFrom(TelegramChatId),
    /// A topic of the group was opened again.
    TopicReopened,
    /// Sent something that we have no use for: a sticker, a voice message, a poll.
    Other {
        /// The message.
        message_id: MessageId,
    },
}

/// What the bot is in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An administrator, with these rights.
    Administrator {
        /// May take away others' messages.
        can_delete: bool,
        /// May pin messages.
        can_pin: bool,
    },
    /// A member; in a private chat: not blocked.
    Member,
    /// A member who may not do everything.
    Restricted {
        /// Still in the group.
        is_member: bool,
        /// May send messages.
        can_send: bool,
    },
    /// Not there.
    Left,
    /// Thrown out; in a private chat: blocked.
    Kicked,
}

impl Incoming {
    /// The topic in which it happened, 0 for none.
    #[must_use]
    pub fn topic_or_none(&self) -> TopicId {
        self.topic.unwrap_or(TopicId(0))
    }
}

impl Sender {
    /// The first and the last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        match &self.last_name {
            Some(last) => format!("{} {last}", self.first_name),
            None => self.first_name.clone(),
        }
    }
}

impl Standing {
    /// Whether it may send messages.
    #[must_use]
    pub fn can_send(self) -> bool {
        match self {
            Self::Administrator { .. } | Self::Member => true,
            Self::Restricted {
                is_member,
                can_send,
            } => is_member && can_send,
            Self::Left | Self::Kicked => false,
        }
    }
}

/// Reads a stored update. `username` is the bot's own name, without the `@`.
#[must_use]
pub fn read(raw: &str, username: &str) -> Received {
    match serde_json::from_str::<wire::Update>(raw) {
        Ok(update) => update.into_received(username),
        Err(_) => Received::Ignored("an update that cannot be understood"),
    }
}

/// The number under which an update is put in order: its chat's, or the person's where there is no
/// chat, or 0.
#[must_use]
pub fn chat_key(raw: &RawValue) -> i64 {
    serde_json::from_str::<keys::Keys>(raw.get()).map_or(0, keys::Keys::into_key)
}

/// What a text is: words, a command for us or one for another bot, which is nothing to us.
fn spoken(
    text: String,
    message_id: MessageId,
    reply_to: Option<MessageId>,
    username: &str,
) -> Result<IncomingKind, &'static str> {
    match Command::read(&text, username) {
        Spoken::Words => Ok(IncomingKind::Text {
            text,
            message_id,
            reply_to,
        }),
        Spoken::Command(command) => Ok(IncomingKind::Command {
            command,
            message_id,
            reply_to,
        }),
        Spoken::ForAnother => Err("a command for another bot"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn received(update: &Value) -> Received {
        read(&update.to_string(), "kengbot")
    }

    fn incoming(update: &Value) -> Incoming {
        match received(update) {
            Received::Incoming(incoming) => *incoming,
            Received::Ignored(why) => panic!("{update} is ignored: {why}"),
        }
    }

    fn message(content: &Value) -> Value {
        let mut message = json!({
            "message_id": 7,
            "date": 1,
            "chat": { "id": 5, "type": "private", "first_name": "Lan" },
            "from": { "id": 5, "is_bot": false, "first_name": "Lan", "language_code": "vi" },
        });
        for (name, value) in content.as_object().unwrap() {
            message[name] = value.clone();
        }
        json!({ "update_id": 9, "message": message })
    }

    #[test]
    fn words_come_with_who_and_where() {
        let incoming = incoming(&message(&json!({
            "text": "Chào",
            "reply_to_message": { "message_id": 3 },
            "entities": [{ "type": "invented_tomorrow", "offset": 0, "length": 1 }],
            "invented_tomorrow": { "x": [] },
        })));
        assert_eq!(incoming.update_id, 9);
        assert_eq!(incoming.chat, TelegramChatId(5));
        assert_eq!(incoming.chat_kind, ChatKind::Private);
        assert_eq!(incoming.from.id, TelegramUserId(5));
        assert_eq!(incoming.from.first_name, "Lan");
        assert_eq!(incoming.from.language_code.as_deref(), Some("vi"));
        assert!(!incoming.from.anonymous);
        assert_eq!(
            incoming.kind,
            IncomingKind::Text {
                text: "Chào".to_owned(),
                message_id: MessageId(7),
                reply_to: Some(MessageId(3)),
            }
        );
    }

    #[test]
    fn commands_are_told_from_words() {
        let help = incoming(&message(&json!({ "text": "/trogiup@kengbot" })));
        assert_eq!(
            help.kind,
            IncomingKind::Command {
                command: Command::Help,
                message_id: MessageId(7),
                reply_to: None,
            }
        );
        let other = received(&message(&json!({ "text": "/help@otherbot" })));
        assert_eq!(other, Received::Ignored("a command for another bot"));
    }

    #[test]
    fn files_pictures_and_places() {
        let document = incoming(&message(&json!({
            "document": { "file_id": "F", "file_unique_id": "u", "file_name": "a.docx",
                          "mime_type": "x/y", "file_size": 12 },
            "caption": "Xem",
        })));
        assert_eq!(
            document.kind,
            IncomingKind::Document {
                file_id: "F".to_owned(),
                file_name: Some("a.docx".to_owned()),
                mime: Some("x/y".to_owned()),
                size: Some(12),
                caption: Some("Xem".to_owned()),
                message_id: MessageId(7),
                reply_to: None,
            }
        );
        let photo = incoming(&message(&json!({ "photo": [
            { "file_id": "S", "width": 90, "height": 60 },
            { "file_id": "L", "width": 900, "height": 600, "file_size": 4 },
        ], "media_group_id": "A" })));
        assert!(matches!(
            photo.kind,
            IncomingKind::Photo { file_id, album, size: Some(4), .. }
                if file_id == "L" && album.as_deref() == Some("A")
        ));
        let place = incoming(&message(
            &json!({ "location": { "latitude": 16.0, "longitude": 108.2 } }),
        ));
        assert!(matches!(place.kind, IncomingKind::Location { .. }));
    }

    #[test]
    fn a_sticker_is_answered_and_a_service_message_is_not() {
        for content in [
            json!({ "sticker": { "file_id": "s" } }),
            json!({ "voice": { "file_id": "v" } }),
            json!({ "animation": { "file_id": "a" }, "document": { "file_id": "a" } }),
        ] {
            assert_eq!(
                incoming(&message(&content)).kind,
                IncomingKind::Other {
                    message_id: MessageId(7)
                }
            );
        }
        for content in [
            json!({ "new_chat_members": [{ "id": 6 }] }),
            json!({ "new_chat_title": "Tổ 5" }),
            json!({ "photo": [] }),
        ] {
            assert_eq!(
                received(&message(&content)),
                Received::Ignored("a notice of Telegram's own")
            );
        }
    }

    #[test]
    fn a_press_is_read_even_from_an_old_message() {
        let press = |data: Value| {
            json!({ "update_id": 9, "callback_query": {
                "id": "q1", "chat_instance": "x", "data": data,
                "from": { "id": 5, "is_bot": false, "first_name": "Lan" },
                "message": { "message_id": 8, "date": 0, "chat": { "id": -4, "type": "group", "title": "Tổ 5" } },
            }})
        };
        let data = Press::FollowList(2).encode();
        let pressed = incoming(&press(json!(data)));
        assert_eq!(pressed.chat, TelegramChatId(-4));
        assert_eq!(pressed.chat_kind, ChatKind::Group);
        assert_eq!(pressed.chat_title.as_deref(), Some("Tổ 5"));
        assert_eq!(
            pressed.kind,
            IncomingKind::Press {
                query_id: "q1".to_owned(),
                message_id: MessageId(8),
                data: Some(Press::FollowList(2)),
            }
        );
        let unknown = incoming(&press(json!("hello")));
        assert!(matches!(
            unknown.kind,
            IncomingKind::Press { data: None, .. }
        ));
    }

    #[test]
    fn what_becomes_of_the_bot() {
        let changed = |old: Value, new: Value| {
            let update = json!({ "update_id": 9, "my_chat_member": {
                "chat": { "id": -4, "type": "supergroup", "title": "Tổ 5" }, "date": 1,
                "from": { "id": 5, "is_bot": false, "first_name": "Lan" },
                "old_chat_member": old, "new_chat_member": new,
            }});
            match incoming(&update).kind {
                IncomingKind::BotStatus { was, now } => (was, now),
                other => panic!("{other:?}"),
            }
        };
        let (was, now) = changed(
            json!({ "status": "member" }),
            json!({ "status": "administrator", "can_delete_messages": true }),
        );
        assert_eq!(was, Standing::Member);
        assert_eq!(
            now,
            Standing::Administrator {
                can_delete: true,
                can_pin: false
            }
        );
        let (was, now) = changed(
            json!({ "status": "restricted", "is_member": true, "can_send_messages": false }),
            json!({ "status": "kicked", "until_date": 0 }),
        );
        assert!(!was.can_send() && !now.can_send());
        assert_eq!(now, Standing::Kicked);
    }

    #[test]
    fn a_groups_move_is_told_from_both_sides() {
        let to = incoming(&message(&json!({ "migrate_to_chat_id": -1001 })));
        assert_eq!(to.kind, IncomingKind::MigratedTo(TelegramChatId(-1001)));
        let from = incoming(&message(&json!({ "migrate_from_chat_id": -4 })));
        assert_eq!(from.kind, IncomingKind::MigratedFrom(TelegramChatId(-4)));
    }

    #[test]
    fn bots_are_ignored_but_anonymous_administrators_are_not() {
        let bot = json!({ "id": 1_087_968_824, "is_bot": true, "first_name": "Group" });
        assert_eq!(
            received(&message(&json!({ "text": "a", "from": bot }))),
            Received::Ignored("a message of a bot")
        );
        let group = json!({ "id": -4, "type": "supergroup" });
        let anonymous = incoming(&message(
            &json!({ "text": "a", "from": bot, "sender_chat": group }),
        ));
        assert!(anonymous.from.anonymous);
    }

    #[test]
    fn a_topic_is_told_from_a_thread_of_answers() {
        let topic = |content: Value| incoming(&message(&content)).topic;
        let in_topic = json!({ "text": "/help", "message_thread_id": 4, "is_topic_message": true });
        assert_eq!(topic(in_topic), Some(TopicId(4)));
        // In a group without topics the number is that of the message which was answered first.
        assert_eq!(
            topic(json!({ "text": "/help", "message_thread_id": 4 })),
            None
        );
        let opened =
            json!({ "forum_topic_reopened": {}, "message_thread_id": 4, "is_topic_message": true });
        assert_eq!(
            incoming(&message(&opened)).kind,
            IncomingKind::TopicReopened
        );
        let query = json!({ "update_id": 1, "callback_query": { "id": "q", "from": { "id": 5 },
            "message": { "message_id": 1, "message_thread_id": 4, "is_topic_message": true,
                         "chat": { "id": -4, "type": "supergroup" } } } });
        assert_eq!(incoming(&query).topic, Some(TopicId(4)));
    }

    #[test]
    fn what_a_channel_posts_into_its_group_is_no_command() {
        let channel = json!({ "id": -9, "type": "channel" });
        let post = json!({ "text": "/help", "sender_chat": channel, "is_automatic_forward": true });
        assert_eq!(
            received(&message(&post)),
            Received::Ignored("a channel's post")
        );
    }

    #[test]
    fn nonsense_is_ignored() {
        for raw in [
            "",
            "{}",
            "[]",
            r#"{"update_id":1}"#,
            r#"{"update_id":1,"poll":{}}"#,
            r#"{"update_id":1,"message":{"message_id":"x"}}"#,
        ] {
            assert!(
                matches!(read(raw, "kengbot"), Received::Ignored(_)),
                "{raw}"
            );
        }
    }

    #[test]
    fn updates_are_ordered_by_chat_or_person() {
        let key = |update: &Value| chat_key(&RawValue::from_string(update.to_string()).unwrap());
        assert_eq!(key(&message(&json!({ "text": "a" }))), 5);
        let query = json!({ "update_id": 1, "callback_query": { "id": "q", "from": { "id": 5 },
            "message": { "message_id": 1, "chat": { "id": -4 } } } });
        assert_eq!(key(&query), -4);
        let inline =
            json!({ "update_id": 1, "callback_query": { "id": "q", "from": { "id": 5 } } });
        assert_eq!(key(&inline), 5);
        let member = json!({ "update_id": 1, "my_chat_member": { "chat": { "id": 8 }, "from": { "id": 5 } } });
        assert_eq!(key(&member), 8);
        assert_eq!(key(&json!({ "update_id": 1, "poll": {} })), 0);
    }
}
