//! A whole little Telegram in memory: what tests and the demo hold in their hands.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::model::{Chat, ChatId, ChatKind, Person, Standing, Toast, UserId};
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
}
