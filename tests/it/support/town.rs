//! A small town with a bot in it, stepped by the test: nothing runs by itself and nothing sleeps.
//!
//! ```text
//! let mut town = Town::new("Thành phố: Bình leader, Dũng leader; Hải Châu: Lan cadre").await;
//! town.sends_file("Bình", &documents::traffic()).await;
//! town.taps("Bình", "Trình duyệt").await;
//! town.taps("Dũng", "Duyệt").await;
//! assert_snapshot!(town.sees("Lan"), @"…");
//! town.finish().await;
//! ```
//!
//! Every verb lets a person act in the simulated Telegram and then lets the town come to rest: the
//! bot polls, handles, runs its jobs and delivers until nothing is left to do, and the clock is
//! stepped where only a rate limit holds something back. [`Town::finish`] is the end of every test:
//! it fails on anything left unsent or unread, and on every request that Telegram would not like.

mod finish;
mod groups;
mod looks;
mod outside;
mod plan;
mod process;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use keng::app::Rules;
use keng::app::invitations::{Offer, invite_everybody_from_console, invite_from_console};
use keng::clock::Clock;
use keng::domain::chat::{ChatKind, GroupAudience};
use keng::domain::ids::TelegramChatId;
use keng::domain::locale::Locale;
use keng::domain::org::Role;
use keng::runtime::random_bytes;
use keng::sim::{Served, World};
use keng::store::Store;
use tempfile::TempDir;

use self::process::Process;
use super::documents::File;
use super::postgres;
use super::stores::{TestStore, sqlite};

/// Monday, 23 November 2026, 08:00 in Vietnam, Unix ms.
pub const MONDAY_AT_EIGHT: i64 = 1_795_395_600_000;
/// The name of the unit on top.
pub const CITY: &str = "Thành phố Sông Hàn";

/// How many steps a town may take to come to rest before the test gives up.
const PATIENCE: usize = 600;
/// What is due within this time holds nothing back but a rate limit or a short pause.
const SOON_MS: i64 = 61_000;

/// A town under test. See the module.
pub struct Town {
    /// The simulated Telegram, for what no verb says.
    pub world: World,
    /// The time, which stands still between verbs.
    pub clock: Clock,
    rules: Rules,
    served: Served,
    database: TestStore,
    files: TempDir,
    /// What a restart drops. `None` only in the middle of one.
    process: Option<Process>,
    /// The Telegram account of everybody in the plan, and the chat of every group, by name.
    names: BTreeMap<String, i64>,
    /// What of each chat was looked at last, by [`Town::sees`].
    seen: HashMap<i64, BTreeMap<i64, String>>,
    /// Parts of refusals by Telegram that this test provokes.
    expected: Vec<String>,
    finished: bool,
}

impl Town {
    /// A town of this plan: `unit: name role, name role; unit: …`. `Thành phố` is the unit on top
    /// of all. Everybody has joined and started the bot, except who has `unjoined` behind his role:
    /// he is on the roster, and has Telegram but never met the bot.
    pub async fn new(plan: &str) -> Self {
        Self::with_rules(plan, |_| {}).await
    }

    /// A town with other rules than the usual ones.
    pub async fn with_rules(plan: &str, change: impl FnOnce(&mut Rules)) -> Self {
        Self::build(plan, sqlite().await, change).await
    }

    /// The town on PostgreSQL, or nothing (and a message of `support::postgres`) where there is
    /// none.
    pub async fn on_postgres(plan: &str) -> Option<Self> {
        let url = postgres::database().await?;
        let database = TestStore::at("postgres", url).await;
        Some(Self::build(plan, database, |_| {}).await)
    }

    async fn build(plan: &str, database: TestStore, change: impl FnOnce(&mut Rules)) -> Self {
        let clock = Clock::stepped(MONDAY_AT_EIGHT);
        let world = World::new(clock.clone());
        let served = keng::sim::spawn(world.clone())
            .await
            .expect("a free port on the loopback address");
        let mut rules = Rules {
            org_name: CITY.to_owned(),
            bot_username: Some(World::USERNAME.to_owned()),
            ..Rules::default()
        };
        change(&mut rules);
        let mut town = Self {
            world,
            clock,
            rules,
            served,
            database,
            files: tempfile::tempdir().expect("a temporary folder"),
            process: None,
            names: BTreeMap::new(),
            seen: HashMap::new(),
            expected: Vec::new(),
            finished: false,
        };
        // The process opens a store of its own, as it does after every restart.
        town.database.store.close().await;
        town.start().await;
        town.settle_down(plan).await;
        town
    }

    /// The Telegram account of somebody, or the chat of a group.
    pub fn id(&self, name: &str) -> i64 {
        match self.names.get(name) {
            Some(id) => *id,
            None => panic!("nobody here is called {name}: {:?}", self.names.keys()),
        }
    }

    /// The store that the bot works on now.
    pub fn store(&self) -> &Store {
        &self.process().bot.store
    }

    /// The next refusals by Telegram that contain this text are part of the test.
    pub fn expects(&mut self, refusal: &str) {
        self.expected.push(refusal.to_owned());
    }
}

/// What people do. Each waits until the town is at rest.
impl Town {
    /// Somebody writes to the bot in private.
    pub async fn says(&mut self, who: &str, text: &str) {
        let user = self.id(who);
        self.world.says(user, user, text).expect(who);
        self.settle().await;
    }

    /// Somebody sends the bot a file in private.
    pub async fn sends_file(&mut self, who: &str, file: &File) {
        let user = self.id(who);
        self.world
            .sends_file(user, user, &file.name, file.bytes.clone(), file.mime, "")
            .expect(who);
        self.settle().await;
    }

    /// Somebody taps the newest button with this label in his private chat.
    pub async fn taps(&mut self, who: &str, label: &str) {
        self.taps_quietly(who, label);
        self.settle().await;
    }

    /// The same, but the town does not stir yet.
    pub fn taps_quietly(&self, who: &str, label: &str) {
        let user = self.id(who);
        self.world.taps_last(user, user, label).expect(who);
    }

    /// Somebody taps a button on the newest of his private messages that contains this text.
    pub async fn taps_on(&mut self, who: &str, text: &str, label: &str) {
        let user = self.id(who);
        let message = self.message(who, text);
        self.world.taps(user, user, message, label).expect(who);
        self.settle().await;
    }

    /// Somebody taps the newest button with this label in a group.
    pub async fn taps_in(&mut self, group: &str, who: &str, label: &str) {
        let (group, user) = (self.id(group), self.id(who));
        self.world.taps_last(user, group, label).expect(who);
        self.settle().await;
    }

    /// Somebody's client sends a press with any data, as an old or forged one can.
    pub async fn presses(&mut self, who: &str, message: i64, data: &str) {
        let user = self.id(who);
        self.world.presses(user, user, message, data).expect(who);
        self.settle().await;
    }

    /// The data behind the newest button with this label in somebody's private chat.
    pub fn data_of(&self, who: &str, label: &str) -> String {
        let user = self.id(who);
        let message = self
            .world
            .finds_button(user, label)
            .and_then(|id| self.world.message(user, id))
            .unwrap_or_else(|| panic!("no button {label} in\n{}", self.screen(who)));
        message
            .keyboard
            .iter()
            .flatten()
            .find(|button| button.text.contains(label))
            .and_then(|button| button.data.clone())
            .expect("the button has data")
    }

    /// Somebody sends a document and another leader approves it for the whole city: the quick way
    /// to a directive that is out.
    pub async fn publishes(&mut self, author: &str, file: &File, approver: &str) {
        self.sends_file(author, file).await;
        self.addresses_everybody(author).await;
        self.taps(author, "Trình duyệt").await;
        self.taps(approver, "Duyệt").await;
    }

    /// Somebody chooses the whole of what he may address on the draft before his eyes.
    pub async fn addresses_everybody(&mut self, author: &str) {
        self.taps(author, "Nơi nhận").await;
        self.taps(author, "Cả cấp dưới").await;
        self.taps(author, "Quay lại").await;
    }

    /// Somebody blocks the bot.
    pub async fn blocks(&mut self, who: &str) {
        self.world.blocks(self.id(who)).expect(who);
        self.settle().await;
    }

    /// Somebody unblocks the bot.
    pub async fn unblocks(&mut self, who: &str) {
        self.world.unblocks(self.id(who)).expect(who);
        self.settle().await;
    }

    /// Somebody on the roster who has not joined opens his personal link and agrees.
    pub async fn joins(&mut self, who: &str) {
        let link = self.personal_link(who).await;
        self.opens(who, &link).await;
        let agree = match self.rules.locale {
            Locale::Vi => "Đồng ý",
            Locale::En => "I agree",
        };
        self.taps(who, agree).await;
    }

    /// Somebody opens a link of the bot.
    pub async fn opens(&mut self, who: &str, link: &str) {
        self.world.opens_link(self.id(who), link).expect(who);
        self.settle().await;
    }

    /// The personal link of somebody on the roster who has not joined.
    pub async fn personal_link(&self, who: &str) -> String {
        let mut tx = self.store().begin().await.expect("the database");
        let links = invite_everybody_from_console(&mut tx, self.clock.now(), random_bytes)
            .await
            .expect("the links");
        tx.commit().await.expect("the database");
        links
            .iter()
            .find(|link| link.person.name == who)
            .and_then(|link| self.rules.invitation_link(&link.code))
            .unwrap_or_else(|| panic!("there is no personal link for {who}"))
    }

    /// A link that the operator makes: as what, where, for how many, for how long.
    pub async fn link(&self, role: Role, unit: &str, uses: i64, lasts: Duration) -> String {
        let mut tx = self.store().begin().await.expect("the database");
        let unit = tx.unit_by_code(&plan::code(unit)).await.expect("a unit");
        let now = self.clock.now();
        let offer = Offer {
            role,
            unit,
            uses,
            expires_at: Some(now + i64::try_from(lasts.as_millis()).expect("a sane time")),
        };
        let code = invite_from_console(&mut tx, now, &offer, random_bytes())
            .await
            .expect("a link");
        tx.commit().await.expect("the database");
        self.rules
            .invitation_link(&code)
            .expect("the bot has a name")
    }

    /// Somebody who stands on no roster and never met the bot.
    pub fn stranger(&mut self, name: &str) {
        let user = self.world.person(name, "");
        self.names.insert(name.to_owned(), user);
    }

    /// A group of these people that is tied to a unit as its cadres' group. The first is its owner.
    pub async fn group(&mut self, title: &str, unit: &str, members: &[&str]) {
        let ids: Vec<i64> = members.iter().map(|name| self.id(name)).collect();
        let group = self.world.group(title, &ids, &ids[..1]);
        self.names.insert(title.to_owned(), group);
        self.world.adds_bot(ids[0], group).expect(title);
        self.settle().await;
        let mut tx = self.store().begin().await.expect("the database");
        let unit = tx.unit_by_code(&plan::code(unit)).await.expect("a unit");
        let unit = unit.expect("the group's unit is in the plan");
        let telegram = TelegramChatId(group);
        let chat = tx
            .chat_upsert_group(
                telegram,
                ChatKind::Group,
                Some(title),
                self.rules.locale,
                self.clock.now(),
            )
            .await
            .expect("the group");
        tx.chat_connect(chat, unit.id, GroupAudience::Cadre)
            .await
            .expect("the group");
        tx.commit().await.expect("the database");
    }

    /// Somebody speaks another language from now on.
    pub async fn speaks(&mut self, who: &str, locale: Locale) {
        let telegram = keng::domain::ids::TelegramUserId(self.id(who));
        let mut tx = self.store().begin().await.expect("the database");
        let person = tx.person_by_telegram(telegram).await.expect(who);
        tx.person_set_locale(person.expect(who).id, locale)
            .await
            .expect(who);
        tx.commit().await.expect("the database");
    }
}

/// What happens without anybody's doing.
impl Town {
    /// Lets time pass. What becomes due on the way is done when it is due.
    pub async fn advance(&mut self, time: Duration) {
        let end = self.clock.now() + i64::try_from(time.as_millis()).expect("a sane time");
        loop {
            let later = self.rest().await;
            let job = self.process().next_job().await;
            match later.into_iter().chain(job).min() {
                Some(due) if due <= end => self.move_clock_to(due),
                _ => break,
            }
        }
        self.move_clock_to(end);
        self.settle().await;
    }

    /// Lets the bot work until nothing is left to do now.
    pub async fn settle(&mut self) {
        self.rest().await;
    }

    /// The same; answers when there is something to do again.
    async fn rest(&mut self) -> Option<i64> {
        for _ in 0..PATIENCE {
            let step = self.process_mut().step().await;
            let unread = self.world.pending_updates() > 0;
            if step.stirred || unread {
                continue;
            }
            match step.next {
                Some(at) if at <= self.clock.now() + SOON_MS => self.move_clock_to(at),
                later => return later,
            }
        }
        panic!("the town does not come to rest:\n{}", self.everything());
    }

    /// The bot fetches what waits at Telegram and is not given the time to handle it.
    pub async fn only_receives(&mut self) {
        self.process_mut().receive().await;
    }

    /// The bot fetches and handles what waits, and is not given the time to answer. Answers how many
    /// updates it handled.
    pub async fn only_handles(&mut self) -> usize {
        while self.process_mut().receive().await {}
        self.process_mut().handle().await
    }

    /// The bot sends what is queued, as fast as it may, and does nothing else. For so much that
    /// [`Town::settle`] would lose its patience.
    pub async fn only_sends(&mut self) {
        while let Some(next) = self.process_mut().send().await {
            self.move_clock_to(next);
        }
    }

    /// Time passes, and the bot does nothing.
    pub fn only_passes(&self, time: Duration) {
        self.world.advance(time);
    }

    /// The bot's process is killed and started again on the same database and files.
    pub async fn restart(&mut self) {
        if let Some(process) = self.process.take() {
            process.store_of().close().await;
        }
        self.start().await;
    }

    async fn start(&mut self) {
        let process = Process::start(
            &self.database.url,
            &self.served.url,
            self.files.path(),
            &self.rules,
            &self.clock,
        );
        self.process = Some(process.await);
    }

    fn move_clock_to(&self, instant: i64) {
        let left = (instant - self.clock.now()).max(1);
        self.world
            .advance(Duration::from_millis(left.unsigned_abs()));
    }

    fn process(&self) -> &Process {
        self.process.as_ref().expect("the bot runs")
    }

    fn process_mut(&mut self) -> &mut Process {
        self.process.as_mut().expect("the bot runs")
    }

    /// The newest private message of somebody that contains this text.
    pub fn message(&self, who: &str, text: &str) -> i64 {
        let messages = self.world.messages(self.id(who));
        messages
            .iter()
            .rev()
            .find(|message| !message.deleted && message.text.contains(text))
            .map(|message| message.id)
            .unwrap_or_else(|| panic!("nothing with “{text}” in\n{}", self.screen(who)))
    }
}

/// So many minutes.
pub const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

/// So many hours.
pub const fn hours(count: u64) -> Duration {
    minutes(count * 60)
}

/// So many days.
pub const fn days(count: u64) -> Duration {
    hours(count * 24)
}
