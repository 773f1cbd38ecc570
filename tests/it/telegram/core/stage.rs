//! A bot between a simulated Telegram and a fresh store, with nothing running by itself.

use std::sync::Arc;
use std::time::Duration;

use keng::app::Rules;
use keng::clock::Clock;
use keng::domain::ids::TelegramChatId;
use keng::files::Files;
use keng::i18n::Catalog;
use keng::intake::sandbox::Reader;
use keng::sim::{Served, World};
use keng::store::{Claim, Claimed, Store};
use keng::telegram::Bot;
use keng::telegram::api::Api;
use keng::telegram::listener::Listener;
use tempfile::TempDir;
use url::Url;

use crate::support::bot_api;
use crate::support::stores::{TestStore, sqlite};

/// A Monday morning, Unix ms.
pub const MORNING: i64 = 1_763_949_600_000;

pub struct Stage {
    pub world: World,
    pub clock: Clock,
    pub bot: Bot,
    store: TestStore,
    served: Served,
    _folder: TempDir,
}

impl Stage {
    pub async fn new() -> Self {
        Self::on(sqlite().await).await
    }

    pub async fn on(store: TestStore) -> Self {
        let clock = Clock::stepped(MORNING);
        let world = World::new(clock.clone());
        let served = keng::sim::spawn(world.clone()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let bot = Bot {
            store: store.store.clone(),
            api: api(&served.url, World::TOKEN),
            catalog: Catalog::embedded(),
            clock: clock.clone(),
            rules: Arc::new(Rules::default()),
            reader: Reader {
                program: env!("CARGO_BIN_EXE_keng").into(),
            },
            files: Files::in_folder(folder.path()).unwrap(),
            username: World::USERNAME.into(),
        };
        Self {
            world,
            clock,
            bot,
            store,
            served,
            _folder: folder,
        }
    }

    /// Another process of the same bot.
    pub async fn second_process(&self) -> Bot {
        let store = Store::open(&self.store.url).await.unwrap();
        Bot {
            store,
            ..self.bot.clone()
        }
    }

    /// The same bot with another token.
    pub fn with_token(&self, token: &str) -> Api {
        api(&self.served.url, token)
    }

    pub fn listener(&self) -> Listener {
        Listener::new(
            self.bot.api.clone(),
            self.bot.store.clone(),
            self.clock.clone(),
        )
    }

    /// Fetches what waits at Telegram; answers how many updates were new.
    pub async fn receive(&self) -> usize {
        self.listener().poll_once(Duration::ZERO).await.unwrap()
    }

    /// How many updates wait to be handled.
    pub async fn waiting(&self) -> i64 {
        let mut tx = self.bot.store.read().await.unwrap();
        tx.inbox_counts().await.unwrap().waiting
    }

    /// What is queued for a chat, claimed as the sender does.
    pub async fn queued(&self, chat: i64) -> Vec<Claimed> {
        let claim = Claim {
            lease_ms: 60_000,
            room: [100; 7],
            held: Vec::new(),
        };
        let mut tx = self.bot.store.begin().await.unwrap();
        let batch = tx.outbox_claim(self.clock.now(), &claim).await.unwrap();
        batch
            .rows
            .into_iter()
            .filter(|row| row.telegram_chat == TelegramChatId(chat))
            .collect()
    }

    /// How often a method was called.
    pub fn calls(&self, method: &str) -> usize {
        let requests = self.world.requests();
        requests.iter().filter(|call| call.method == method).count()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let mut wrong = bot_api::violations(&self.world.requests());
        wrong.extend(self.world.violations());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

fn api(url: &str, token: &str) -> Api {
    Api::new(token.into(), Some(Url::parse(url).unwrap()), None).unwrap()
}
