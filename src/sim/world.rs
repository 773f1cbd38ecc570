//! A whole little Telegram in memory: what tests and the demo hold in their hands.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::broadcast;

use super::faults::FaultRule;
use super::limits::Limits;
use super::model::{Chat, ChatId, ChatKind, Message, MessageId, Person, Standing, Toast, UserId};
use super::screen;
use super::state::State;
use crate::clock::Clock;

/// The first person's id; real ids do not fit into 32 bits either.
const FIRST_PERSON: UserId = 5_000_000_000;
const FIRST_GROUP: ChatId = -4_000_000_000;
const FIRST_SUPERGROUP: ChatId = -1_002_000_000_000;

/// The simulated world. Cheap to clone; clones are the same world.
#[derive(Clone)]
pub struct World {
    inner: Arc<Inner>,
}

struct Inner {
    clock: Clock,
    state: Mutex<State>,
    on_advance: Mutex<Vec<Arc<dyn Fn() + Send + Sync>>>,
}

/// Something the demo page should know at once.
#[derive(Clone, Debug)]
pub enum Event {
    /// A chat looks different now.
    Chat {
        /// Which one.
        id: ChatId,
        /// Grows with every change.
        version: u64,
    },
    /// A press was answered.
    Toast(Toast),
    /// The clock was moved and shows this now, Unix ms.
    Clock(i64),
}

/// A call of the Bot API and what became of it.
#[derive(Clone, Debug)]
pub struct Request {
    /// When it came in, Unix ms.
    pub at: i64,
    /// The method as the documentation spells it, or as called if there is none.
    pub method: String,
    /// The `chat_id`, where it was a number.
    pub chat: Option<ChatId>,
    /// The parameters as sent; an uploaded file is `{"file": name, "size": bytes}`.
    pub params: Value,
    /// What came of it.
    pub outcome: Outcome,
}

/// How a call of the Bot API ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Carried out and answered.
    Done,
    /// Refused with this status and description.
    Refused(u16, String),
    /// Carried out, but the answer was lost on the way.
    DoneUnheard,
    /// Lost before it was carried out.
    Lost,
}

impl World {
    /// The bot's token unless [`World::with_bot`] says otherwise.
    pub const TOKEN: &'static str = "1000:sim";
    /// The bot's user name unless [`World::with_bot`] says otherwise.
    pub const USERNAME: &'static str = "keng_bot";

    /// An empty world in which it is as late as `clock` says.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self::with_bot(clock, Self::TOKEN, Self::USERNAME)
    }

    /// An empty world with another bot in it.
    #[must_use]
    pub fn with_bot(clock: Clock, token: &str, username: &str) -> Self {
        Self {
            inner: Arc::new(Inner {
                clock,
                state: Mutex::new(State::new(token, username)),
                on_advance: Mutex::new(Vec::new()),
            }),
        }
    }

    /// The lock over everything; a panic elsewhere does not spoil it.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The present in this world, Unix ms.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.inner.clock.now()
    }

    /// Moves the clock forward, tells the pages and whoever registered with
    /// [`World::on_advance`].
    pub fn advance(&self, by: Duration) {
        self.inner.clock.advance(by);
        self.state().announce(Event::Clock(self.now()));
        let callbacks = self
            .inner
            .on_advance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for callback in callbacks {
            callback();
        }
    }

    /// Calls `callback` after every [`World::advance`].
    pub fn on_advance(&self, callback: Box<dyn Fn() + Send + Sync>) {
        self.inner
            .on_advance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::from(callback));
    }

    /// A new person who has never met the bot. An empty last name is none.
    pub fn person(&self, first: &str, last: &str) -> UserId {
        let mut state = self.state();
        let id = FIRST_PERSON + state.next_number();
        state.people.insert(
            id,
            Person {
                id,
                first_name: first.to_owned(),
                last_name: last.to_owned(),
                username: None,
                language_code: "vi".to_owned(),
                role_hint: String::new(),
                started: false,
                blocked: false,
                deactivated: false,
            },
        );
        state.chats.insert(
            id,
            Chat::new(id, ChatKind::Private, format!("{first} {last}").trim()),
        );
        id
    }

    /// A basic group of people, without the bot. The first administrator owns it; without any, the
    /// first member does.
    pub fn group(&self, title: &str, members: &[UserId], administrators: &[UserId]) -> ChatId {
        let mut state = self.state();
        let id = FIRST_GROUP - state.next_number();
        let mut chat = Chat::new(id, ChatKind::Group, title);
        for member in members {
            chat.members.insert(*member, Standing::Member);
        }
        for administrator in administrators {
            chat.members.insert(*administrator, Standing::Administrator);
        }
        if let Some(owner) = administrators.first().or(members.first()) {
            chat.members.insert(*owner, Standing::Owner);
        }
        state.chats.insert(id, chat);
        id
    }

    /// The id that a supergroup would get next.
    pub(crate) fn next_supergroup(state: &mut State) -> ChatId {
        FIRST_SUPERGROUP - state.next_number()
    }

    /// Gives a person a user name (without `@`).
    pub fn set_username(&self, user: UserId, username: &str) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.username = Some(username.to_owned());
        }
    }

    /// Sets the language of a person's Telegram (`vi`, `en` …).
    pub fn set_language(&self, user: UserId, language_code: &str) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.language_code = language_code.to_owned();
        }
    }

    /// What the demo page shows under a person's name.
    pub fn set_role_hint(&self, user: UserId, hint: &str) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.role_hint = hint.to_owned();
        }
    }

    /// A link in the head of the demo page.
    pub fn add_link(&self, title: &str, url: &str) {
        self.state().links.push((title.to_owned(), url.to_owned()));
    }

    /// The time zone in which the demo page shows times (IANA name).
    pub fn set_time_zone(&self, name: &str) {
        name.clone_into(&mut self.state().time_zone);
    }

    /// Whether the bot sees only what is meant for it in groups (as BotFather sets at first).
    pub fn set_privacy(&self, privacy: bool) {
        self.state().bot.privacy = privacy;
    }

    /// Other rate limits, or [`Limits::none`].
    pub fn set_limits(&self, limits: Limits) {
        self.state().limiter.limits = limits;
    }

    /// How long a press of a button may be answered (60 s at first).
    pub fn set_press_lifetime(&self, lifetime: Duration) {
        self.state().press_lifetime = i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX);
    }

    /// Makes calls go wrong.
    pub fn inject(&self, rule: FaultRule) {
        self.state().faults.add(rule);
    }

    /// Takes back all that [`World::inject`] ordered.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// How long every call takes on the way, in machine time.
    pub fn set_latency(&self, latency: Duration) {
        self.state().latency = latency;
    }

    /// Queues each of the next `count` updates twice under the same id.
    pub fn double_next_updates(&self, count: u32) {
        self.state().updates.doubled = count;
    }

    /// Delivers an old update once more, though it was confirmed; false if there is none.
    pub fn redeliver(&self, update_id: i64) -> bool {
        let now = self.now();
        let mut state = self.state();
        let found = state.updates.redeliver(now, update_id);
        state.wake_pollers();
        found
    }

    /// Every update ever queued, oldest first.
    #[must_use]
    pub fn updates(&self) -> Vec<Value> {
        self.state().updates.history().to_vec()
    }

    /// How many updates wait for the bot (fetched ones count until they are confirmed).
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        self.state().updates.pending()
    }

    /// Comes back as soon as a call of `getUpdates` hangs and waits for something to happen.
    pub async fn poller_waits(&self) {
        let mut wake = self.state().wake.subscribe();
        while self.state().updates.hanging.is_none() {
            // The sender lives in the world that we hold, so this cannot fail.
            let _ = wake.changed().await;
        }
    }

    /// A person, if there is one with this id.
    #[must_use]
    pub fn who(&self, user: UserId) -> Option<Person> {
        self.state().people.get(&user).cloned()
    }

    /// Everything in a chat, oldest first, deleted messages included.
    #[must_use]
    pub fn messages(&self, chat: ChatId) -> Vec<Message> {
        self.state()
            .chats
            .get(&chat)
            .map(|chat| chat.messages.values().cloned().collect())
            .unwrap_or_default()
    }

    /// One message, if it is still there.
    #[must_use]
    pub fn message(&self, chat: ChatId, id: MessageId) -> Option<Message> {
        self.state().chats.get(&chat)?.message(id).cloned()
    }

    /// The newest message in a chat that is still there.
    #[must_use]
    pub fn last_message(&self, chat: ChatId) -> Option<Message> {
        self.messages(chat)
            .into_iter()
            .rev()
            .find(|message| !message.deleted)
    }

    /// What somebody sees who opens the chat, as plain text.
    #[must_use]
    pub fn screen(&self, chat: ChatId) -> String {
        screen::of(&self.state(), chat)
    }

    /// How the bot stands to a group.
    #[must_use]
    pub fn bot_standing(&self, group: ChatId) -> Standing {
        let state = self.state();
        state
            .chats
            .get(&group)
            .map_or(Standing::Left, |chat| chat.standing(state.bot.id))
    }

    /// The answers to a person's presses, oldest first.
    #[must_use]
    pub fn toasts(&self, user: UserId) -> Vec<Toast> {
        self.state()
            .toasts
            .iter()
            .filter(|toast| toast.user == user)
            .cloned()
            .collect()
    }

    /// Every call of the API, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// What a correct bot never does: unknown methods, unknown parameters and the like.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.state().violations.clone()
    }

    /// Hears of everything that changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.state().events.subscribe()
    }
}
