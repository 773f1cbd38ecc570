//! The only place that speaks SQL: one unit of work over SQLite or PostgreSQL.
//!
//! A [`Tx`] is a transaction on either. Queries are methods on it, named resource first
//! (`directive_insert`, `outbox_claim`), one file per aggregate. What a transaction queued for
//! sending is announced when it commits, so nobody can forget to wake the sender.

mod actors;
mod audiences;
pub mod audit;
mod backup;
mod chats;
mod connected;
mod consents;
mod dialogues;
mod directives;
mod drafts;
mod duties;
pub mod error;
pub mod exports;
mod files;
mod follow;
mod groups;
mod handovers;
mod inbox;
pub mod invitations;
mod leases;
pub mod memberships;
mod merge;
mod migrations;
mod outbox;
mod outbox_claim;
mod outbox_record;
pub mod people;
pub mod personal;
mod privacy;
mod query;
mod reach;
mod receipts;
mod retention;
mod roster_files;
mod tasks;
mod units;

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Postgres, Sqlite, Transaction};

pub use audiences::{ChosenUnit, HeadCount};
pub use connected::{ConnectedCounts, NotConnected};
pub use consents::Consent;
pub use directives::NewDirective;
pub use duties::{Arrival, Leftover, Unsettled};
pub use error::{Error, Result};
pub use files::StoredFile;
pub use follow::{TaskCounts, TaskProgress, ToRemind, UnitWork};
pub use groups::LostGroup;
pub use handovers::{Away, HandoverDeeds};
pub use inbox::{InboxCounts, Waiting};
pub use leases::Fence;
pub use outbox::{NoticeOptions, OutboxCounts};
pub use outbox_claim::{Batch, Claim, Claimed};
pub use outbox_record::{Fate, Recorded};
pub use receipts::{ReceiptCounts, Recipient, UnitCounts};
pub use roster_files::RosterFile;
pub use tasks::{Assignment, Done, NewTask};

use crate::domain::ids::PersonId;
use crate::runtime::Nudge;

/// A database. Cheap to clone; clones share connections.
#[derive(Clone, Debug)]
pub struct Store {
    backend: Backend,
    outbox: Nudge,
    inbox: Nudge,
    jobs: Nudge,
}

#[derive(Clone, Debug)]
enum Backend {
    Sqlite { write: SqlitePool, read: SqlitePool },
    Postgres(PgPool),
}

/// One unit of work. Dropped without [`Tx::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
    store: Store,
    wakes_outbox: bool,
    wakes_jobs: bool,
    /// By whose right the actor acts, where it is not his own.
    on_behalf_of: Option<PersonId>,
}

#[derive(Debug)]
enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Readers of SQLite side by side with the one writer.
const SQLITE_READERS: u32 = 4;
/// Connections of one process to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 10;
/// How long a transaction waits for a connection or a lock before it fails.
const PATIENCE: Duration = Duration::from_secs(30);
/// The channel on which processes on one PostgreSQL wake each other's senders.
const OUTBOX_CHANNEL: &str = "keng_outbox";

impl Store {
    /// Opens the database of `url` (`sqlite://file` or `postgres://…`), making a SQLite file that
    /// is not there yet. The schema is left as it is: see [`Store::migrate`].
    ///
    /// # Errors
    /// If the address is of neither kind or the database cannot be reached.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_or(url, true).await
    }

    /// Like [`Store::open`], for those who have nothing to do with an empty database: a SQLite file
    /// that is not there is an error.
    ///
    /// # Errors
    /// As [`Store::open`], and if the file is missing.
    pub async fn open_existing(url: &str) -> Result<Self> {
        Self::open_or(url, false).await
    }

    async fn open_or(url: &str, create: bool) -> Result<Self> {
        let backend = if url.starts_with("sqlite:") {
            open_sqlite(url, create).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .connect(url)
                .await?;
            Backend::Postgres(pool)
        } else {
            return Err(Error::Url(
                url.split(':').next().unwrap_or_default().to_owned(),
            ));
        };
        Ok(Self {
            backend,
            outbox: Nudge::default(),
            inbox: Nudge::default(),
            jobs: Nudge::default(),
        })
    }

    /// Brings the schema up to date; a no-op when it is.
    ///
    /// # Errors
    /// If a migration fails or one that ran before was changed since.
    pub async fn migrate(&self) -> Result<()> {
        match &self.backend {
            Backend::Sqlite { write, .. } => migrations::sqlite().run(write).await?,
            Backend::Postgres(pool) => migrations::postgres().run(pool).await?,
        }
        Ok(())
    }

    /// Begins a unit of work that may write. On SQLite it takes the write lock at once: a
    /// transaction that reads first and writes later could find the database changed in between.
    ///
    /// # Errors
    /// If no connection could be had.
    pub async fn begin(&self) -> Result<Tx> {
        let inner = match &self.backend {
            Backend::Sqlite { write, .. } => {
                Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?)
            }
            Backend::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(self.unit_of_work(inner))
    }

    /// Begins a unit of work that only reads, and never waits for the writer.
    ///
    /// # Errors
    /// If no connection could be had.
    pub async fn read(&self) -> Result<Tx> {
        let inner = match &self.backend {
            Backend::Sqlite { read, .. } => Inner::Sqlite(read.begin().await?),
            Backend::Postgres(pool) => Inner::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(self.unit_of_work(inner))
    }

    fn unit_of_work(&self, inner: Inner) -> Tx {
        Tx {
            inner,
            store: self.clone(),
            wakes_outbox: false,
            wakes_jobs: false,
            on_behalf_of: None,
        }
    }

    /// Rings when something new is to be sent.
    #[must_use]
    pub fn outbox_nudge(&self) -> &Nudge {
        &self.outbox
    }

    /// Rings when something new came in.
    #[must_use]
    pub fn inbox_nudge(&self) -> &Nudge {
        &self.inbox
    }

    /// Rings when something was changed that a job may have to act on.
    #[must_use]
    pub fn jobs_nudge(&self) -> &Nudge {
        &self.jobs
    }

    /// Whether several processes may share this database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.backend, Backend::Postgres(_))
    }

    /// Passes other processes' announcements on to this one's sender, for as long as it is polled.
    /// On SQLite there are none, and it waits for ever.
    ///
    /// # Errors
    /// If the connection to PostgreSQL is lost and cannot be had again.
    pub async fn relay_nudges(&self) -> Result<()> {
        match &self.backend {
            Backend::Sqlite { .. } => std::future::pending().await,
            Backend::Postgres(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen(OUTBOX_CHANNEL).await?;
                loop {
                    listener.recv().await?;
                    self.outbox.ring();
                }
            }
        }
    }

    /// Writes what was deleted over in the database's files too. SQLite keeps old pages in its log
    /// until that is emptied; `false` if somebody reads at the moment, so that it must be done again.
    /// PostgreSQL looks after its own.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn scrub(&self) -> Result<bool> {
        match &self.backend {
            Backend::Sqlite { write, .. } => {
                let (busy, _, _): (i64, i64, i64) =
                    sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
                        .fetch_one(write)
                        .await?;
                Ok(busy == 0)
            }
            Backend::Postgres(_) => Ok(true),
        }
    }

    /// Closes all connections, after the units of work that still run.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Backend::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything done in this unit of work durable, then wakes whom it concerns.
    ///
    /// # Errors
    /// If the database could not commit; then nothing was done.
    pub async fn commit(mut self) -> Result<()> {
        if self.wakes_outbox
            && let Inner::Postgres(transaction) = &mut self.inner
        {
            sqlx::query("SELECT pg_notify($1, '')")
                .bind(OUTBOX_CHANNEL)
                .execute(&mut **transaction)
                .await?;
        }
        match self.inner {
            Inner::Sqlite(transaction) => transaction.commit().await?,
            Inner::Postgres(transaction) => transaction.commit().await?,
        }
        if self.wakes_outbox {
            self.store.outbox.ring();
        }
        if self.wakes_jobs {
            self.store.jobs.ring();
        }
        Ok(())
    }

    /// The sender is woken when this commits.
    fn wake_outbox(&mut self) {
        self.wakes_outbox = true;
    }

    /// What is appended to the audit from now on in this unit of work needed this person's right;
    /// `None`: the actor's own was enough for one more thing.
    pub fn act_for(&mut self, person: Option<PersonId>) {
        self.on_behalf_of = person.or(self.on_behalf_of);
    }

    /// The jobs are woken when this commits.
    pub fn wake_jobs(&mut self) {
        self.wakes_jobs = true;
    }
}

async fn open_sqlite(url: &str, create: bool) -> Result<Backend> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is overwritten: whoever gets hold of the file finds nobody in it who was
        // forgotten.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE);
    // SQLite allows one writer at a time: a pool of one queues in order instead of by retries.
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(PATIENCE)
        .connect_with(options.clone())
        .await?;
    let read = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options.read_only(true));
    Ok(Backend::Sqlite { write, read })
}
