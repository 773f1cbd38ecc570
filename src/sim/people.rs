//! What persons do: write, send, press, block. Each act is one line in a test.

use std::fmt;

use bytes::Bytes;
use serde_json::json;

use super::json;
use super::model::{
    Button, ChatId, ChatKind, Document, Location, Message, MessageId, Photo, Poll, Press, Standing,
    UserId,
};
use super::picture;
use super::screen;
use super::state::State;
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

    fn posts(&self, user: UserId, chat: ChatId, message: Message) -> Result<MessageId, ActError> {
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

    /// Presses the button with this label on a message: equal to it, or else containing it, an
    /// emoji before it ignored. A link of this bot is opened. Returns the id of the press.
    ///
    /// # Errors
    /// If he does not see such a button.
    pub fn taps(
        &self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        label: &str,
    ) -> Result<String, ActError> {
        let button = {
            let state = self.state();
            state.may_read(user, chat)?;
            let place = state
                .chats
                .get(&chat)
                .ok_or_else(|| unknown("chat", chat))?;
            place
                .message(message)
                .and_then(|message| button_labelled(message, label))
                .ok_or_else(|| {
                    ActError(format!(
                        "message {message} has no button “{label}” in\n{}",
                        screen::of(&state, chat)
                    ))
                })?
        };
        self.pushes(user, chat, message, &button)
    }

    /// Presses the newest button with this label in a chat.
    ///
    /// # Errors
    /// If nothing in the chat has such a button.
    pub fn taps_last(&self, user: UserId, chat: ChatId, label: &str) -> Result<String, ActError> {
        let message = self.finds_button(chat, label).ok_or_else(|| {
            ActError(format!(
                "there is no button “{label}” in\n{}",
                self.screen(chat)
            ))
        })?;
        self.taps(user, chat, message, label)
    }

    /// The newest message in a chat that has a button with this label.
    #[must_use]
    pub fn finds_button(&self, chat: ChatId, label: &str) -> Option<MessageId> {
        self.messages(chat)
            .iter()
            .rev()
            .find(|message| !message.deleted && button_labelled(message, label).is_some())
            .map(|message| message.id)
    }

    /// Does what a button is for.
    pub(crate) fn pushes(
        &self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        button: &Button,
    ) -> Result<String, ActError> {
        match (&button.data, &button.url) {
            (Some(data), _) => self.presses(user, chat, message, data),
            (None, Some(url)) => {
                if self.start_code(url).is_some() {
                    self.opens_link(user, url)?;
                }
                Ok(String::new())
            }
            (None, None) => Ok(String::new()),
        }
    }

    /// Sends a press with any data, as an old or a forged client can. The message may be gone.
    /// Returns the id of the press.
    ///
    /// # Errors
    /// If he is not in this chat.
    pub fn presses(
        &self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        data: &str,
    ) -> Result<String, ActError> {
        let now = self.now();
        let mut state = self.state();
        state.may_read(user, chat)?;
        let id = format!("{}", 4_000_000_000_000_000 + state.next_number());
        let press = Press {
            user,
            at: now,
            answered: false,
        };
        state.presses.insert(id.clone(), press);
        let place = state
            .chats
            .get(&chat)
            .ok_or_else(|| unknown("chat", chat))?;
        let pressed = place.message(message).map_or_else(
            || json::inaccessible(&state, chat, message),
            |message| json::message(&state, message),
        );
        let payload = json!({
            "id": id,
            "from": json::user(&state, user),
            "message": pressed,
            "chat_instance": chat.unsigned_abs().to_string(),
            "data": data,
        });
        state.tell_bot(now, "callback_query", payload);
        Ok(id)
    }

    /// Follows a deep link `https://t.me/BOT?start=CODE` and presses START.
    ///
    /// # Errors
    /// If the link does not lead to this bot, or Telegram would not take its code.
    pub fn opens_link(&self, user: UserId, url: &str) -> Result<MessageId, ActError> {
        let code = self
            .start_code(url)
            .ok_or_else(|| ActError(format!("{url} does not lead to this bot")))?;
        let fits = code.len() <= 64
            && code
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if !fits {
            return Err(ActError(format!(
                "Telegram takes no start code like {code}"
            )));
        }
        match code.as_str() {
            "" => self.says(user, user, "/start"),
            code => self.says(user, user, &format!("/start {code}")),
        }
    }

    /// The start code in a link to this bot, empty if it has none.
    pub(crate) fn start_code(&self, link: &str) -> Option<String> {
        let url = url::Url::parse(link).ok()?;
        let bot = match (url.scheme(), url.host_str()?) {
            ("https" | "http", "t.me" | "telegram.me") => url.path().trim_matches('/').to_owned(),
            ("tg", "resolve") => query_value(&url, "domain")?,
            _ => return None,
        };
        let ours = bot.eq_ignore_ascii_case(&self.state().bot.username);
        ours.then(|| query_value(&url, "start").unwrap_or_default())
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

    /// Chooses an answer of a poll, instead of what he chose before.
    ///
    /// # Errors
    /// If he sees no such open poll or answer.
    pub fn votes(
        &self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        option: usize,
    ) -> Result<(), ActError> {
        let now = self.now();
        let mut state = self.state();
        state.may_read(user, chat)?;
        let poll = state
            .chats
            .get_mut(&chat)
            .and_then(|place| place.message_mut(message))
            .and_then(|message| message.poll.as_mut())
            .filter(|poll| !poll.closed && option < poll.options.len())
            .ok_or_else(|| unknown("open poll", message))?;
        for answer in &mut poll.options {
            answer.voters.retain(|voter| *voter != user);
        }
        poll.options[option].voters.push(user);
        let poll = poll.clone();
        state.touch(chat);
        state.tell_bot_of_vote(now, user, &poll, option);
        Ok(())
    }
}

impl State {
    fn tell_bot_of_vote(&mut self, now: i64, user: UserId, poll: &Poll, option: usize) {
        if poll.anonymous {
            self.tell_bot(now, "poll", json::poll(poll));
            return;
        }
        let payload = json!({
            "poll_id": poll.id,
            "user": json::user(self, user),
            "option_ids": [option],
            "option_persistent_ids": [option.to_string()],
        });
        self.tell_bot(now, "poll_answer", payload);
    }

    /// A person's name, empty for nobody.
    pub(crate) fn name_of(&self, user: UserId) -> String {
        if user == self.bot.id {
            return self.bot.name.clone();
        }
        self.people
            .get(&user)
            .map(super::model::Person::name)
            .unwrap_or_default()
    }

    fn active(&self, user: UserId) -> Result<(), ActError> {
        match self.people.get(&user) {
            Some(person) if person.deactivated => Err(ActError(format!(
                "{} has no account any more",
                person.name()
            ))),
            Some(_) => Ok(()),
            None => Err(unknown("person", user)),
        }
    }

    /// Whether he sees this chat.
    pub(crate) fn may_read(&self, user: UserId, chat: ChatId) -> Result<(), ActError> {
        self.active(user)?;
        let place = self.chats.get(&chat).ok_or_else(|| unknown("chat", chat))?;
        let sees = match place.kind {
            ChatKind::Private => chat == user,
            ChatKind::Group | ChatKind::Supergroup => place.standing(user).is_in(),
        };
        if sees {
            Ok(())
        } else {
            Err(ActError(format!(
                "{} is not in “{}”",
                self.name_of(user),
                place.title
            )))
        }
    }

    fn may_write(&self, user: UserId, chat: ChatId) -> Result<(), ActError> {
        self.may_read(user, chat)?;
        let muted = self.chats.get(&chat).is_some_and(|place| {
            place.migrated_to.is_some() || (place.muted && !place.standing(user).rules())
        });
        if muted {
            return Err(ActError(format!(
                "{} may not write there",
                self.name_of(user)
            )));
        }
        Ok(())
    }

    /// Writing to the bot starts it, and unblocks it first.
    fn starts(&mut self, now: i64, user: UserId) {
        self.set_blocked(now, user, false);
        if let Some(person) = self.people.get_mut(&user) {
            person.started = true;
        }
    }

    fn set_blocked(&mut self, now: i64, user: UserId, blocked: bool) {
        let Some(person) = self.people.get_mut(&user) else {
            return;
        };
        if person.blocked == blocked {
            return;
        }
        person.blocked = blocked;
        let change = if blocked {
            (Standing::Member, Standing::Kicked)
        } else {
            (Standing::Kicked, Standing::Member)
        };
        let bot = self.bot.id;
        let payload = json::member_updated(self, now, user, user, bot, change);
        self.tell_bot(now, "my_chat_member", payload);
        self.touch(user);
    }
}

/// A text as a person types it: cleaned, with what Telegram recognises in it.
fn words(typed: &str) -> Message {
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

fn query_value(url: &url::Url, key: &str) -> Option<String> {
    url.query_pairs()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value.into_owned())
}

fn button_labelled(message: &Message, label: &str) -> Option<Button> {
    let wanted = bare_label(label);
    let mut buttons = message.keyboard.iter().flatten();
    buttons
        .clone()
        .find(|button| button.text == label || bare_label(&button.text) == wanted)
        .or_else(|| buttons.find(|button| bare_label(&button.text).contains(wanted)))
        .cloned()
}

/// A label without the emoji and spaces around its words.
fn bare_label(label: &str) -> &str {
    let bare = label
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end();
    if bare.is_empty() { label } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_without_their_emoji() {
        assert_eq!(bare_label("✅ Đã nhận"), "Đã nhận");
        assert_eq!(bare_label("◀️"), "◀️");
    }
}
