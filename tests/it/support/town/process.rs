//! The bot's process as a test steps it: every part that `keng serve` runs, one step at a time.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use keng::app::Rules;
use keng::clock::Clock;
use keng::delivery::{Engine, Limits};
use keng::files::Files;
use keng::i18n::Catalog;
use keng::intake::sandbox::Reader;
use keng::jobs::driver::Jobs;
use keng::sim::World;
use keng::store::Store;
use keng::telegram::Bot;
use keng::telegram::api::Api;
use keng::telegram::listener::Listener;
use keng::telegram::transport::TelegramTransport;
use keng::telegram::worker::Worker;
use url::Url;

/// Everything of a bot that is in memory.
pub struct Process {
    pub bot: Bot,
    listener: Listener,
    worker: Worker,
    jobs: Jobs,
    engine: Engine<TelegramTransport>,
}

/// What came of a step.
pub struct Step {
    /// Something was received, handled, reminded of or sent.
    pub stirred: bool,
    /// When there is something to do again, as far as sending and handling are concerned.
    pub next: Option<i64>,
}

impl Process {
    pub async fn start(
        database: &str,
        telegram: &str,
        files: &Path,
        rules: &Rules,
        clock: &Clock,
    ) -> Self {
        let store = Store::open(database).await.expect("the database opens");
        let server = Url::parse(telegram).expect("an address");
        let bot = Bot {
            store: store.clone(),
            api: Api::new(World::TOKEN.into(), Some(server), None).expect("a client"),
            catalog: Catalog::embedded(),
            clock: clock.clone(),
            rules: Arc::new(rules.clone()),
            reader: Reader {
                program: env!("CARGO_BIN_EXE_keng").into(),
            },
            files: Files::in_folder(files).expect("a folder for files"),
            username: World::USERNAME.into(),
        };
        let transport = TelegramTransport::new(bot.clone());
        Self {
            listener: Listener::new(bot.api.clone(), store.clone(), clock.clone()),
            worker: Worker::new(bot.clone()),
            jobs: Jobs {
                store: store.clone(),
                files: bot.files.clone(),
                rules: rules.clone(),
                clock: clock.clone(),
            },
            engine: Engine::new(store, transport, Limits::default(), clock.clone()),
            bot,
        }
    }

    /// One round: receive, handle, look what is due, send.
    pub async fn step(&mut self) -> Step {
        let received = self.receive().await;
        let handled = self.handle().await;
        let reminded = self.jobs.run_once().await.expect("the jobs run");
        let tick = self.engine.run_once().await.expect("the outbox is read");
        let mut tx = self.bot.store.read().await.expect("the database");
        let retry = tx.inbox_next_due(self.bot.clock.now()).await;
        Step {
            stirred: received || handled + reminded + tick.sent > 0,
            next: earliest([tick.next, retry.expect("the inbox is read")]),
        }
    }

    /// Handles what was received.
    pub async fn handle(&mut self) -> usize {
        self.worker.run_once().await.expect("the inbox is read")
    }

    /// Sends what may be sent now. Answers when there is more to send.
    pub async fn send(&mut self) -> Option<i64> {
        let tick = self.engine.run_once().await.expect("the outbox is read");
        tick.next
    }

    /// One poll. A failed one waits as long as the bot would, on the stepped clock.
    pub async fn receive(&mut self) -> bool {
        match self.listener.poll_once(Duration::ZERO).await {
            Ok(new) => new > 0,
            Err(error) => {
                let wait = self.listener.delay(&error);
                self.bot.clock.advance(wait);
                true
            }
        }
    }

    /// When the next job is due.
    pub async fn next_job(&self) -> Option<i64> {
        self.jobs.next_due().await.expect("the jobs are read")
    }

    /// The store, for closing it; everything else is dropped.
    pub fn store_of(self) -> Store {
        self.bot.store
    }
}

fn earliest(instants: [Option<i64>; 2]) -> Option<i64> {
    instants.into_iter().flatten().min()
}
