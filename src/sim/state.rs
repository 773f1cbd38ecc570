//! Everything the simulated Telegram knows, behind one lock.

use std::collections::BTreeMap;

use serde_json::Value;
use tokio::sync::{broadcast, watch};

use super::faults::Faults;
use super::json;
use super::limits::Limiter;
use super::model::{
    Chat, ChatId, ChatKind, Message, MessageId, Person, Press, StoredFile, Toast, UserId,
};
use super::updates::Updates;
use super::world::{Event, Request};

/// The bot's own account.
#[derive(Clone, Debug)]
pub(crate) struct Bot {
    pub(crate) id: UserId,
    pub(crate) token: String,
    pub(crate) username: String,
    pub(crate) name: String,
    /// Privacy mode: in groups the bot is told only of what is meant for it.
    pub(crate) privacy: bool,
    /// Description, short description and name by language, as set by the bot.
    pub(crate) about: BTreeMap<(&'static str, String), String>,
}

/// A document that the demo page offers for sending.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) title: String,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: bytes::Bytes,
}

/// Who sees a menu of commands: scope in canonical form, language.
pub(crate) type MenuKey = (String, String);

/// The whole state of the world.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) bot: Bot,
    pub(crate) people: BTreeMap<UserId, Person>,
    pub(crate) chats: BTreeMap<ChatId, Chat>,
    pub(crate) files: BTreeMap<String, StoredFile>,
    pub(crate) menus: BTreeMap<MenuKey, Vec<(String, String)>>,
    pub(crate) presses: BTreeMap<String, Press>,
    pub(crate) toasts: Vec<Toast>,
    pub(crate) updates: Updates,
    pub(crate) limiter: Limiter,
    pub(crate) faults: Faults,
    pub(crate) latency: std::time::Duration,
    /// How long a press may be answered, in ms.
    pub(crate) press_lifetime: i64,
    pub(crate) requests: Vec<Request>,
    pub(crate) violations: Vec<String>,
    pub(crate) links: Vec<(String, String)>,
    pub(crate) time_zone: String,
    pub(crate) samples: Vec<Sample>,
    /// How many seconds pass in this world while one passes outside, for the page's clock.
    pub(crate) speed: u32,
    /// The newest message each person has seen in each chat.
    pub(crate) seen: BTreeMap<(UserId, ChatId), MessageId>,
    pub(crate) events: broadcast::Sender<Event>,
    /// Changed whenever a poller should look again.
    pub(crate) wake: watch::Sender<u64>,
    counter: i64,
}

impl State {
    pub(crate) fn new(token: &str, username: &str) -> Self {
        Self {
            bot: Bot {
                id: token
                    .split(':')
                    .next()
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(1_000),
                token: token.to_owned(),
                username: username.to_owned(),
                name: "Kẻng".to_owned(),
                privacy: true,
                about: BTreeMap::new(),
            },
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            files: BTreeMap::new(),
            menus: BTreeMap::new(),
            presses: BTreeMap::new(),
            toasts: Vec::new(),
            updates: Updates::default(),
            limiter: Limiter::default(),
            faults: Faults::default(),
            latency: std::time::Duration::ZERO,
            press_lifetime: 60_000,
            requests: Vec::new(),
            violations: Vec::new(),
            links: Vec::new(),
            time_zone: "Asia/Ho_Chi_Minh".to_owned(),
            samples: Vec::new(),
            speed: 1,
            seen: BTreeMap::new(),
            events: broadcast::Sender::new(1_024),
            wake: watch::Sender::new(0),
            counter: 0,
        }
    }

    /// A number nobody had before.
    pub(crate) fn next_number(&mut self) -> i64 {
        self.counter += 1;
        self.counter
    }

    /// Puts a message into a chat, numbers it and tells the pages.
    pub(crate) fn post(&mut self, chat: ChatId, message: Message) -> Option<Message> {
        let place = self.chats.get_mut(&chat)?;
        let id = place.next_message();
        let message = Message {
            id,
            chat,
            ..message
        };
        place.messages.insert(id, message.clone());
        self.touch(chat);
        Some(message)
    }

    /// Tells the pages that a chat looks different now.
    pub(crate) fn touch(&mut self, chat: ChatId) {
        if let Some(place) = self.chats.get_mut(&chat) {
            place.version += 1;
            let version = place.version;
            self.announce(Event::Chat { id: chat, version });
        }
    }

    /// Tells the pages something; nobody listening is fine.
    pub(crate) fn announce(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Queues an update and wakes whoever waits for one.
    pub(crate) fn tell_bot(&mut self, now: i64, kind: &str, payload: Value) {
        if self.updates.push(now, kind, payload) {
            self.wake_pollers();
        }
    }

    /// Makes every waiting poller and the webhook look again.
    pub(crate) fn wake_pollers(&self) {
        self.wake.send_modify(|count| *count += 1);
    }

    /// Tells the bot of a message that somebody else posted, if it gets to see it.
    pub(crate) fn tell_bot_of(&mut self, now: i64, message: &Message) {
        if self.bot_sees(message) {
            let payload = json::message(self, message);
            self.tell_bot(now, "message", payload);
        }
    }

    /// Privacy mode: in a group a bot that is no administrator sees commands, mentions of itself,
    /// answers to its own messages and what Telegram itself tells.
    fn bot_sees(&self, message: &Message) -> bool {
        let Some(chat) = self.chats.get(&message.chat) else {
            return false;
        };
        let standing = chat.standing(self.bot.id);
        if chat.kind == ChatKind::Private {
            return true;
        }
        if !standing.is_in() {
            return false;
        }
        let answers_bot = || {
            message
                .reply_to
                .and_then(|id| chat.messages.get(&id))
                .is_some_and(|answered| answered.from_bot)
        };
        !self.bot.privacy
            || standing.rules()
            || message.service.is_some()
            || self.is_addressed(&message.text)
            || answers_bot()
    }

    fn is_addressed(&self, text: &str) -> bool {
        let mention = format!("@{}", self.bot.username).to_lowercase();
        let first = text.split_whitespace().next().unwrap_or_default();
        let command_for_all = first.starts_with('/') && !first.contains('@');
        command_for_all || text.to_lowercase().contains(&mention)
    }
}
