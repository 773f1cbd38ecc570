//! Durable, rate-limited sending: from rows of the outbox to attempts of a [`Transport`].
//!
//! ```text
//! claim (a short transaction) → wait for a slot → choose the most urgent → send → record (together)
//! ```
//!
//! The slot comes first and the choice after it, so an answer to a person leaves with the next slot
//! even while a campaign of a million runs. At most about a second of sending is claimed. Nothing
//! is sent inside a transaction. What ended within some 50 ms is recorded together.
//!
//! Telegram takes no key by which it could know a repeated message, so a crash repeats what was
//! under way or not yet recorded at that instant, and loses nothing. One engine a database sends,
//! by a lease; others stand by. It knows rows and a transport, never Telegram.

mod claiming;
mod flights;
mod gauge;
pub mod lanes;
pub mod limiter;
mod record;
pub mod retry;
mod sending;
mod settle;
mod shutdown;
pub mod transport;

use std::collections::HashSet;

use futures_util::future::BoxFuture;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

pub use limiter::Limits;
pub use transport::{Outcome, Parcel, Transport};

use crate::clock::Clock;
use crate::domain::ids::ChatId;
use crate::runtime::random_bytes;
use crate::store::{Error, Fate, Recorded, Store};
use claiming::answered;
use flights::Flights;
use lanes::Lanes;
use limiter::Limiter;
use record::{Answer, Tenure};
use retry::Outage;

/// How long the sender's lease lasts where others may stand by, in ms: so long they wait for one
/// that died.
const SHARED_LEASE_MS: i64 = 6_000;
/// The same where only this process has the database.
const OWN_LEASE_MS: i64 = 60_000;
/// How often one that stands by asks whether the lease is free, in ms.
const STANDBY_MS: i64 = 1_000;
/// Never.
const NEVER: i64 = i64::MAX;

/// A question to the database that is under way.
type Exchange = BoxFuture<'static, Result<Answer, (Error, Vec<Recorded>)>>;

/// The sender.
pub struct Engine<T> {
    store: Store,
    clock: Clock,
    limiter: Limiter,
    outage: Outage,
    lanes: Lanes,
    flights: Flights<T>,
    tenure: Tenure,
    /// What has ended and is not recorded yet, and since when (on the machine's clock).
    results: Vec<Recorded>,
    results_since: Option<Instant>,
    exchange: Option<Exchange>,
    /// When to look for more next (Unix ms).
    look_at: i64,
    /// There was more to claim than there was room for.
    more: bool,
    /// Chats of which a message could not go when the database was last asked.
    held: HashSet<ChatId>,
    /// The database failed: not before this instant again (Unix ms).
    trouble_until: i64,
    /// How many messages to hold ready: about half a second of sending.
    size: usize,
    /// How many attempts may be under way.
    capacity: usize,
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// How many messages were sent or edited.
    pub sent: usize,
    /// When there is something to do again (Unix ms); `None`: when something new is queued.
    pub next: Option<i64>,
}

impl<T: Transport> Engine<T> {
    /// An engine at rest.
    #[must_use]
    pub fn new(store: Store, transport: T, limits: Limits, clock: Clock) -> Self {
        let rate = usize::try_from(limits.global_per_second).unwrap_or(usize::MAX);
        let shared = store.is_shared();
        let length_ms = if shared {
            SHARED_LEASE_MS
        } else {
            OWN_LEASE_MS
        };
        Self {
            limiter: Limiter::new(limits),
            outage: Outage::default(),
            lanes: Lanes::default(),
            flights: Flights::new(transport),
            tenure: Tenure {
                holder: data_encoding::HEXLOWER.encode(&random_bytes::<8>()),
                fence: None,
                until: 0,
                length_ms,
                // A file has one process: the one before this is gone, and nobody waits for it.
                seize: !shared,
            },
            results: Vec::new(),
            results_since: None,
            exchange: None,
            look_at: i64::MIN,
            more: false,
            held: HashSet::new(),
            trouble_until: 0,
            size: (rate / 2).clamp(8, 1_000),
            capacity: rate.clamp(32, 1_000),
            store,
            clock,
        }
    }

    /// Sends until `stop`, then waits for what is under way, records it and lets the next engine in.
    pub async fn run(mut self, stop: CancellationToken) {
        let gauge = tokio::spawn(gauge::watch(self.store.clone(), stop.clone()));
        while !stop.is_cancelled() {
            self.begin_exchange();
            let wake = self.send().min(self.exchange_at());
            self.wait(wake, &stop).await;
        }
        self.wind_up().await;
        gauge.abort();
    }

    /// One step: records, claims and sends everything that may go at this very instant.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn run_once(&mut self) -> Result<Tick, Error> {
        let mut sent = 0;
        let wake = loop {
            let (claimed, _) = self.exchange_now(true).await?;
            let wake = self.send();
            let more = self.more && claimed > 0;
            if self.flights.is_empty() && self.results.is_empty() && !more {
                break wake;
            }
            while !self.flights.is_empty() {
                let (flight, outcome) = self.flights.landed().await;
                sent += usize::from(matches!(outcome, Outcome::Shown { .. }));
                self.land(flight, outcome);
                self.send();
            }
        };
        for claimed in self.lanes.drain() {
            self.keep(claimed.recorded(Fate::Released));
        }
        let (_, next_due) = self.exchange_now(false).await?;
        let next = match self.tenure.fence {
            None => self.clock.now() + STANDBY_MS,
            Some(_) => wake.min(next_due.unwrap_or(NEVER)),
        };
        Ok(Tick {
            sent,
            next: (next != NEVER).then_some(next),
        })
    }

    /// Waits until something happens or `wake`.
    async fn wait(&mut self, wake: i64, stop: &CancellationToken) {
        let mut pause = self.clock.until(wake);
        if let Some(group_commit) = self.group_commit_in() {
            pause = pause.min(group_commit);
        }
        let nudge = self.store.outbox_nudge().clone();
        tokio::select! {
            () = stop.cancelled() => {}
            (flight, outcome) = self.flights.landed() => self.land(flight, outcome),
            answer = answered(&mut self.exchange) => self.absorb(answer),
            () = nudge.rung() => self.look_at = i64::MIN,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
