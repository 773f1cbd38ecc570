//! What persons press: buttons, deep links, answers of polls.

use serde_json::json;

use super::json;
use super::model::{Button, ChatId, Message, MessageId, Poll, Press, UserId};
use super::people::{ActError, unknown};
use super::screen;
use super::state::State;
use super::world::World;

impl World {
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
