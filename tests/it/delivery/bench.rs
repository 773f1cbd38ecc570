//! A store, a clock, a scripted transport and the engine between them.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use keng::clock::Clock;
use keng::delivery::{Engine, Limits, Outcome, Parcel, Tick, Transport};
use keng::domain::chat::ChatKind;
use keng::domain::ids::{ChatId, DirectiveId, MessageId, OutboxId, PersonId, TelegramChatId};
use keng::domain::locale::Locale;
use keng::domain::notice::{Lane, Notice};
use keng::store::people::NewPerson;
use keng::store::{NoticeOptions, Store};
use tokio::sync::{Semaphore, mpsc};

use crate::support::stores::{TestStore, sqlite};

pub const NOW: i64 = 1_800_000_000_000;

/// Answers as it is told, by chat; shows everything else. Clones are the same transport.
#[derive(Clone)]
pub struct Scripted(Arc<Script>);

struct Script {
    clock: Clock,
    store: Store,
    answers: Mutex<HashMap<ChatId, VecDeque<Outcome>>>,
    /// What to answer where nothing else is said.
    always: Mutex<Option<Outcome>>,
    /// A row that somebody touches while it is being sent.
    touched: Mutex<Option<OutboxId>>,
    sent: Mutex<Vec<Sent>>,
    announce: mpsc::UnboundedSender<Parcel>,
    /// One permit for each attempt that may end.
    gate: Semaphore,
    messages: Mutex<i64>,
}

/// An attempt.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: i64,
    pub parcel: Parcel,
}

impl Transport for Scripted {
    async fn deliver(&self, parcel: Parcel) -> Outcome {
        let script = &self.0;
        let _ = script.announce.send(parcel.clone());
        script.gate.acquire().await.unwrap().forget();
        let touched = script.touched.lock().unwrap().take();
        if let Some(row) = touched {
            let mut tx = script.store.begin().await.unwrap();
            tx.outbox_touch_row(row, Lane::Interactive, script.clock.now())
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        script.sent.lock().unwrap().push(Sent {
            at: script.clock.now(),
            parcel: parcel.clone(),
        });
        let mut answers = script.answers.lock().unwrap();
        let scripted = answers.get_mut(&parcel.chat).and_then(VecDeque::pop_front);
        scripted
            .or_else(|| script.always.lock().unwrap().clone())
            .unwrap_or_else(|| self.shown(&parcel))
    }
}

impl Scripted {
    fn shown(&self, parcel: &Parcel) -> Outcome {
        let message = parcel.message.unwrap_or_else(|| {
            let mut messages = self.0.messages.lock().unwrap();
            *messages += 1;
            MessageId(*messages)
        });
        Outcome::Shown { message }
    }
}

pub struct Bench {
    pub store: Store,
    pub clock: Clock,
    pub transport: Scripted,
    pub attempts: mpsc::UnboundedReceiver<Parcel>,
    pub engine: Engine<Scripted>,
    _database: TestStore,
}

impl Bench {
    /// On SQLite, with Telegram's limits.
    pub async fn new() -> Self {
        Self::on(sqlite().await, Limits::default(), Clock::stepped(NOW))
    }

    pub async fn with_rate(global_per_second: u32) -> Self {
        let limits = Limits {
            global_per_second,
            ..Limits::default()
        };
        Self::on(sqlite().await, limits, Clock::stepped(NOW))
    }

    pub fn on(database: TestStore, limits: Limits, clock: Clock) -> Self {
        let (announce, attempts) = mpsc::unbounded_channel();
        let store = database.store.clone();
        let transport = Scripted(Arc::new(Script {
            clock: clock.clone(),
            store: store.clone(),
            answers: Mutex::default(),
            always: Mutex::default(),
            touched: Mutex::default(),
            sent: Mutex::default(),
            announce,
            gate: Semaphore::new(1_000_000),
            messages: Mutex::new(0),
        }));
        let engine = Engine::new(store.clone(), transport.clone(), limits, clock.clone());
        Self {
            store,
            clock,
            transport,
            attempts,
            engine,
            _database: database,
        }
    }

    /// Another engine on the same database and transport, as in another process.
    pub fn another_engine(&self) -> Engine<Scripted> {
        Engine::new(
            self.store.clone(),
            self.transport.clone(),
            Limits::default(),
            self.clock.clone(),
        )
    }

    pub async fn group(&self, number: i64) -> ChatId {
        let mut tx = self.store.begin().await.unwrap();
        let telegram = TelegramChatId(-number);
        let chat = tx
            .chat_upsert_group(telegram, ChatKind::Group, None, Locale::Vi, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        chat
    }

    /// The private chats of as many people.
    pub async fn people(&self, count: i64) -> Vec<ChatId> {
        let mut tx = self.store.begin().await.unwrap();
        let mut chats = Vec::new();
        for number in 1..=count {
            let person = NewPerson {
                code: None,
                name: "Lan",
                phone: None,
                telegram: None,
                locale: Locale::Vi,
                now: NOW,
            };
            let person: PersonId = tx.person_insert(&person).await.unwrap();
            let telegram = TelegramChatId(1_000 + number);
            let chat = tx.chat_upsert_private(person, telegram, Locale::Vi, NOW);
            chats.push(chat.await.unwrap());
        }
        tx.commit().await.unwrap();
        chats
    }

    pub async fn person(&self) -> ChatId {
        self.people(1).await[0]
    }

    pub async fn say(&self, chat: ChatId, notice: &Notice, lane: Lane) -> OutboxId {
        let mut tx = self.store.begin().await.unwrap();
        let row = tx.outbox_say(chat, notice, lane, self.clock.now()).await;
        tx.commit().await.unwrap();
        row.unwrap()
    }

    /// Says a sentence of this key, by which the test knows it again.
    pub async fn text(&self, chat: ChatId, key: &str, lane: Lane) -> OutboxId {
        self.say(chat, &Notice::say(key), lane).await
    }

    pub async fn broadcast(&self, chats: &[ChatId], lane: Lane, expires_at: Option<i64>) {
        let mut tx = self.store.begin().await.unwrap();
        let options = NoticeOptions {
            expires_at,
            dedupe: None,
        };
        let notice = tx.notice_insert(&card(0), options, NOW).await.unwrap();
        for chat in chats {
            tx.outbox_insert(notice.unwrap(), *chat, lane, self.clock.now())
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    pub async fn touch(&self, min_gap_ms: i64) {
        let mut tx = self.store.begin().await.unwrap();
        let kinds = ["directive", "follow"];
        let now = self.clock.now();
        tx.outbox_touch(DirectiveId(7), &kinds, Lane::Directive, min_gap_ms, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// The next attempts in this chat end so.
    pub fn answer(&self, chat: ChatId, outcomes: impl IntoIterator<Item = Outcome>) {
        let mut answers = self.transport.0.answers.lock().unwrap();
        answers.entry(chat).or_default().extend(outcomes);
    }

    /// From now on every attempt ends so; `None`: it is shown.
    pub fn answer_always(&self, outcome: Option<Outcome>) {
        *self.transport.0.always.lock().unwrap() = outcome;
    }

    /// Somebody touches this row during the next attempt.
    pub fn touch_during_send(&self, row: OutboxId) {
        *self.transport.0.touched.lock().unwrap() = Some(row);
    }

    /// From now on no attempt ends until it is let.
    pub fn shut_gate(&self) {
        self.transport.0.gate.forget_permits(usize::MAX);
    }

    pub fn let_end(&self, attempts: usize) {
        self.transport.0.gate.add_permits(attempts);
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.transport.0.sent.lock().unwrap().clone()
    }

    /// The keys of the sentences that were attempted, in order.
    pub fn texts(&self) -> Vec<String> {
        let name = |sent: Sent| match sent.parcel.notice {
            Notice::Say { key, .. } => key,
            other => other.kind().to_owned(),
        };
        self.sent().into_iter().map(name).collect()
    }

    pub async fn step(&mut self) -> Tick {
        self.engine.run_once().await.unwrap()
    }

    pub fn advance(&self, ms: i64) {
        self.clock
            .advance(Duration::from_millis(u64::try_from(ms).unwrap()));
    }

    /// Steps for so long, moving the clock to whenever there is something to do.
    pub async fn run_for(&mut self, ms: i64) {
        let end = self.clock.now() + ms;
        loop {
            let next = self
                .step()
                .await
                .next
                .unwrap_or(end)
                .max(self.clock.now() + 1);
            if next >= end {
                self.advance(end - self.clock.now());
                return;
            }
            self.advance(next - self.clock.now());
        }
    }
}

/// A page of a directive's card.
pub fn card(page: u32) -> Notice {
    Notice::Directive {
        directive: DirectiveId(7),
        page,
    }
}
