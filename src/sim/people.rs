//! What persons do: write, send, press, block. Each act is one line in a test.

use std::fmt;

use bytes::Bytes;

use super::model::{ChatId, Document, Location, Message, MessageId, Photo, UserId};
use super::picture;
use super::text;
use super::world::World;

/// Why somebody could not do what the test wanted; says what he had before his eyes.
#[derive(Clone, PartialEq)]
pub struct ActError(pub(crate) String);

impl fmt::Display for ActError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The same as its display: a failed `unwrap` in a test shall be readable.
impl fmt::Debug for ActError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for ActError {}

impl World {
    /// Writes a text; in the private chat (`chat` = `user`) that also starts the bot.
    ///
    /// # Errors
    /// If there is no such person or chat, he is not in it, or the text is empty.
    pub fn says(&self, user: UserId, chat: ChatId, text: &str) -> Result<MessageId, ActError> {
        let message = words(text);
        if message.text.is_empty() {
            return Err(ActError("there is nothing to send".to_owned()));
        }
        self.posts(user, chat, message)
    }

    /// Answers a message.
    ///
    /// # Errors
    /// As [`World::says`].
    pub fn replies(
        &self,
        user: UserId,
        chat: ChatId,
        to: MessageId,
        text: &str,
    ) -> Result<MessageId, ActError> {
        let message = Message {
            reply_to: Some(to),
            ..words(text)
        };
        self.posts(user, chat, message)
    }

    /// Sends a file, with a caption or an empty one.
    ///
    /// # Errors
    /// As [`World::says`].
    pub fn sends_file(
        &self,
        user: UserId,
        chat: ChatId,
        name: &str,
        bytes: impl Into<Bytes>,
        mime: &str,
        caption: &str,
    ) -> Result<MessageId, ActError> {
        let bytes = bytes.into();
        let file_id = self.state().keep_document(name, mime, bytes.clone());
        let document = Document {
            file_id,
            name: name.to_owned(),
            mime: mime.to_owned(),
            bytes,
        };
        let message = Message {
            document: Some(document),
            ..words(caption)
        };
        self.posts(user, chat, message)
    }

    /// Sends a picture, with a caption or an empty one.
    ///
    /// # Errors
    /// As [`World::says`], or if the bytes are no picture.
    pub fn sends_photo(
        &self,
        user: UserId,
        chat: ChatId,
        bytes: impl Into<Bytes>,
        caption: &str,
    ) -> Result<MessageId, ActError> {
        let bytes = bytes.into();
        let (width, height) =
            picture::size(&bytes).ok_or_else(|| ActError("this is no picture".to_owned()))?;
        let file_id = self
            .state()
            .keep_photo("photo.jpg", (width, height), bytes.clone());
        let message = Message {
            photo: Some(Photo {
                file_id,
                width,
                height,
                bytes,
            }),
            ..words(caption)
        };
        self.posts(user, chat, message)
    }

    /// Sends a point on the map, in degrees.
    ///
    /// # Errors
    /// As [`World::says`].
    pub fn sends_location(
        &self,
        user: UserId,
        chat: ChatId,
        latitude: f64,
        longitude: f64,
    ) -> Result<MessageId, ActError> {
        let message = Message {
            location: Some(Location {
                latitude,
                longitude,
            }),
            ..Message::default()
        };
        self.posts(user, chat, message)
    }

    pub(crate) fn posts(
        &self,
        user: UserId,
        chat: ChatId,
        message: Message,
    ) -> Result<MessageId, ActError> {
        let now = self.now();
        let mut state = self.state();
        state.may_write(user, chat)?;
        if chat == user {
            state.starts(now, user);
        }
        let message = Message {
            sender: user,
            sender_name: state.name_of(user),
            sent_at: now,
            ..message
        };
        let posted = state
            .post(chat, message)
            .ok_or_else(|| unknown("chat", chat))?;
        state.seen.insert((user, chat), posted.id);
        state.tell_bot_of(now, &posted);
        Ok(posted.id)
    }

    /// Blocks the bot.
    ///
    /// # Errors
    /// If there is no such person.
    pub fn blocks(&self, user: UserId) -> Result<(), ActError> {
        self.sets_blocked(user, true)
    }

    /// Unblocks the bot.
    ///
    /// # Errors
    /// If there is no such person.
    pub fn unblocks(&self, user: UserId) -> Result<(), ActError> {
        self.sets_blocked(user, false)
    }

    fn sets_blocked(&self, user: UserId, blocked: bool) -> Result<(), ActError> {
        let now = self.now();
        let mut state = self.state();
        state.active(user)?;
        state.set_blocked(now, user, blocked);
        Ok(())
    }

    /// Deletes his account; the bot hears nothing of it.
    ///
    /// # Errors
    /// If there is no such person.
    pub fn deactivates(&self, user: UserId) -> Result<(), ActError> {
        let mut state = self.state();
        state.active(user)?;
        if let Some(person) = state.people.get_mut(&user) {
            person.deactivated = true;
        }
        Ok(())
    }

    /// Deletes a message for everybody; the bot hears nothing of it.
    ///
    /// # Errors
    /// If he does not see such a message.
    pub fn deletes_message(
        &self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
    ) -> Result<(), ActError> {
        let mut state = self.state();
        state.may_read(user, chat)?;
        state
            .chats
            .get_mut(&chat)
            .and_then(|place| place.message_mut(message))
            .ok_or_else(|| unknown("message", message))?
            .deleted = true;
        state.touch(chat);
        Ok(())
    }
}

/// A text as a person types it: cleaned, with what Telegram recognises in it.
pub(crate) fn words(typed: &str) -> Message {
    let (text, mut entities) = text::clean(typed, Vec::new());
    text::recognise(&text, &mut entities);
    Message {
        text,
        entities,
        ..Message::default()
    }
}

pub(crate) fn unknown(what: &str, id: i64) -> ActError {
    ActError(format!("there is no {what} {id}"))
}
