//! Handling what came in.
//!
//! One update is one transaction, in which it is also marked as done: after a crash it is handled
//! again, and never twice. Updates of one chat are handled in order, chats side by side. What fails
//! is tried again a few times, holding up its own chat only; then it is given up, and the person is
//! told so with a code that the operator finds in the log.

mod fail;
mod handle;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::Bot;
use super::from_tg::{self, Incoming, IncomingKind, Received};
use super::handlers::{Answers, HandlerError};
use super::{answer, refuse, typing};
use crate::app;
use crate::store::{self, Waiting};

use fail::fail;
pub use handle::{Handle, Handlers};

/// How many updates are handled at the same time.
const SIDE_BY_SIDE: usize = 16;
/// The longest time without a look at the inbox.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);
/// How long a chat that another process has in hand is left alone.
const HELD: Duration = Duration::from_millis(200);

/// Takes updates from the inbox and has them handled.
pub struct Worker<H = Handlers> {
    shared: Arc<Shared<H>>,
}

struct Shared<H> {
    bot: Bot,
    handlers: H,
}

/// What runs now.
#[derive(Default)]
struct Running {
    tasks: JoinSet<Ended>,
    /// The update of each task that handles one.
    updates: HashMap<Id, Waiting>,
    /// The chats with an update in hand, here or, for a while, in another process.
    busy: HashSet<i64>,
    held: HashSet<i64>,
}

/// How a task ended.
enum Ended {
    /// The update is dealt with; what is to be done after the commit.
    Done(After),
    /// Another process has the chat in hand, or had handled the update.
    Elsewhere,
    /// It failed, and left no trace.
    Failed(String),
    /// It was something after a commit.
    Afterwards,
}

/// What is to be done after the commit.
struct After {
    query: Option<String>,
    answers: Answers,
}

impl Worker {
    /// A worker for this bot.
    #[must_use]
    pub fn new(bot: Bot) -> Self {
        Self::with_handlers(bot, Handlers)
    }
}

impl<H: Handle> Worker<H> {
    /// A worker for this bot with other handlers.
    #[must_use]
    pub fn with_handlers(bot: Bot, handlers: H) -> Self {
        Self {
            shared: Arc::new(Shared { bot, handlers }),
        }
    }

    /// Handles everything that is due now and what comes in meanwhile; answers how many updates
    /// were dealt with.
    ///
    /// # Errors
    /// If the inbox cannot be read.
    pub async fn run_once(&self) -> store::Result<usize> {
        let mut running = Running::default();
        let mut dealt = 0;
        loop {
            self.fill(&mut running).await?;
            let Some(ended) = running.tasks.join_next_with_id().await else {
                return Ok(dealt);
            };
            dealt += usize::from(self.end(&mut running, ended).await);
        }
    }

    /// Handles what comes in until stopped; then finishes what it has in hand.
    pub async fn run(&self, stop: &CancellationToken) {
        let mut running = Running::default();
        while !stop.is_cancelled() {
            let sleep = match self.fill(&mut running).await {
                Ok(()) => self.sleep(&running).await,
                Err(error) => {
                    tracing::error!(%error, "the inbox cannot be read: {error}");
                    LONGEST_SLEEP
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.shared.bot.store.inbox_nudge().wait(sleep) => running.held.clear(),
                Some(ended) = running.tasks.join_next_with_id() => {
                    self.end(&mut running, ended).await;
                }
            }
        }
        while let Some(ended) = running.tasks.join_next_with_id().await {
            self.end(&mut running, ended).await;
        }
    }

    /// Starts as many of the waiting updates as there is room for.
    async fn fill(&self, running: &mut Running) -> store::Result<()> {
        let room = SIDE_BY_SIDE.saturating_sub(running.updates.len());
        if room == 0 {
            return Ok(());
        }
        // What runs still stands in the inbox, and what is held too.
        let limit = SIDE_BY_SIDE + running.updates.len() + running.held.len();
        let mut tx = self.shared.bot.store.read().await?;
        let waiting = tx
            .inbox_waiting(
                self.shared.bot.clock.now(),
                i64::try_from(limit).unwrap_or(i64::MAX),
            )
            .await?;
        drop(tx);
        let free = waiting
            .into_iter()
            .filter(|update| !running.is_busy(update.chat_key));
        for update in free.take(room).collect::<Vec<_>>() {
            running.busy.insert(update.chat_key);
            let shared = Arc::clone(&self.shared);
            let task = update.clone();
            let handle = running
                .tasks
                .spawn(async move { shared.deal_with(&task).await });
            running.updates.insert(handle.id(), update);
        }
        Ok(())
    }

    async fn sleep(&self, running: &Running) -> Duration {
        let longest = match running.held.is_empty() {
            true => LONGEST_SLEEP,
            false => HELD,
        };
        let due = async {
            let mut tx = self.shared.bot.store.read().await?;
            tx.inbox_next_due(self.shared.bot.clock.now()).await
        }
        .await;
        match due {
            Ok(Some(instant)) => self.shared.bot.clock.until(instant).min(longest),
            _ => longest,
        }
    }

    /// Takes note of a task's end; answers whether an update is dealt with.
    async fn end(&self, running: &mut Running, ended: Result<(Id, Ended), JoinError>) -> bool {
        let (id, ended) = match ended {
            Ok((id, ended)) => (id, ended),
            // What it did is undone with it, as with any failure.
            Err(error) => (error.id(), Ended::Failed("the handler panicked".to_owned())),
        };
        let Some(update) = running.updates.remove(&id) else {
            return false;
        };
        running.busy.remove(&update.chat_key);
        match ended {
            Ended::Done(after) => {
                self.go_on(running, after);
                true
            }
            Ended::Failed(error) => {
                let bot = &self.shared.bot;
                let given_up = fail(bot, &update, &error).await;
                if given_up && let Received::Incoming(incoming) = read(bot, &update) {
                    self.go_on(running, After::of(&incoming, Answers::default()));
                }
                given_up
            }
            Ended::Elsewhere => {
                running.held.insert(update.chat_key);
                false
            }
            Ended::Afterwards => false,
        }
    }

    /// Does what is to be done after the commit, without anybody waiting for it.
    fn go_on(&self, running: &mut Running, after: After) {
        let shared = Arc::clone(&self.shared);
        running.tasks.spawn(async move {
            answer::after_commit(&shared.bot, after.query, after.answers).await;
            Ended::Afterwards
        });
    }
}

impl Running {
    fn is_busy(&self, chat_key: i64) -> bool {
        self.busy.contains(&chat_key) || self.held.contains(&chat_key)
    }
}

impl<H: Handle> Shared<H> {
    /// Reads and handles one update.
    async fn deal_with(&self, update: &Waiting) -> Ended {
        let bot = &self.bot;
        let incoming = match read(bot, update) {
            Received::Incoming(incoming) => incoming,
            Received::Ignored(why) => return ignore(bot, update, why).await,
        };
        let dealt = match self.attempt(update, &incoming).await {
            Err(HandlerError::App(app::Error::Refused(refusal))) => {
                refuse::tell(bot, update, &incoming, &refusal).await
            }
            other => other,
        };
        match dealt {
            Ok(Some(answers)) => Ended::Done(After::of(&incoming, answers)),
            Ok(None) => Ended::Elsewhere,
            Err(error) => Ended::Failed(error.to_string()),
        }
    }

    /// Handles an update in one transaction. `None`: it is not ours to handle.
    async fn attempt(
        &self,
        update: &Waiting,
        incoming: &Incoming,
    ) -> Result<Option<Answers>, HandlerError> {
        let bot = &self.bot;
        let work = self.handlers.prepare(bot, incoming);
        let prepared = typing::while_waiting(bot, incoming, work).await?;
        let mut tx = bot.store.begin().await?;
        if !tx.inbox_claim(update.update_id, update.chat_key).await? {
            return Ok(None);
        }
        let answers = self
            .handlers
            .handle(bot, &mut tx, incoming, prepared)
            .await?;
        tx.inbox_done(update.update_id).await?;
        tx.commit().await?;
        Ok(Some(answers))
    }
}

impl After {
    /// What is to be done after an update: a press is answered in any case.
    fn of(incoming: &Incoming, answers: Answers) -> Self {
        let query = match &incoming.kind {
            IncomingKind::Press { query_id, .. } => Some(query_id.clone()),
            _ => None,
        };
        Self { query, answers }
    }
}

fn read(bot: &Bot, update: &Waiting) -> Received {
    from_tg::read(&update.raw, &bot.username)
}

async fn ignore(bot: &Bot, update: &Waiting, why: &str) -> Ended {
    let ignored = async {
        let mut tx = bot.store.begin().await?;
        if tx.inbox_claim(update.update_id, update.chat_key).await? {
            tx.inbox_done(update.update_id).await?;
        }
        tx.commit().await
    };
    let id = update.update_id;
    match ignored.await {
        Ok(()) => {
            tracing::debug!(update = id, "update {id} is {why}: nothing to do");
            Ended::Done(After {
                query: None,
                answers: Answers::default(),
            })
        }
        Err(error) => Ended::Failed(error.to_string()),
    }
}
