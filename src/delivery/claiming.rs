//! The engine's side of its conversation with the database: when to ask, what to ask for, and what
//! to make of the answer.

use std::time::Duration;

use tokio::time::Instant;

use super::record::{self, Answer, Order};
use super::sending::{holds_chat, is_expired};
use super::settle;
use super::transport::Transport;
use super::{Engine, Exchange, NEVER, STANDBY_MS};
use crate::domain::ids::ChatId;
use crate::domain::notice::Lane;
use crate::store::{Claim, Claimed, Error, Fate, Recorded};

/// How long results are collected until they are recorded together.
const GROUP_COMMIT: Duration = Duration::from_millis(50);
/// So many results are recorded at once.
const GROUP_SIZE: usize = 200;
/// How long a claim lasts, in ms: longer than any attempt.
const CLAIM_MS: i64 = 120_000;
/// How long to wait after the database failed, in ms.
const TROUBLE_MS: i64 = 1_000;
/// How long to wait at most before looking again while chats are held back, in ms.
const HELD_MS: i64 = 1_000;
/// How often to look without being told to, in ms, since a nudge may get lost between processes.
const LOOK_MS: i64 = 5_000;

impl<T: Transport> Engine<T> {
    /// When the database is to be asked next, apart from results (Unix ms).
    pub(super) fn exchange_at(&self) -> i64 {
        if self.exchange.is_some() {
            return NEVER;
        }
        let due = match self.tenure.fence {
            None => self.tenure.until,
            Some(_) => self.look_at.min(self.tenure.renew_at()),
        };
        due.max(self.trouble_until)
    }

    /// Asks the database, if it is time to.
    pub(super) fn begin_exchange(&mut self) {
        if self.exchange.is_some() {
            return;
        }
        let now = self.clock.now();
        let results_due = self.results_since.is_some_and(|since| {
            self.flights.is_empty()
                || self.results.len() >= GROUP_SIZE
                || since.elapsed() >= GROUP_COMMIT
        });
        let in_trouble = now < self.trouble_until;
        let low = self.more && self.room(now)[Lane::ALL.len() - 1] > self.size / 2;
        if !in_trouble && (results_due || low || self.exchange_at() <= now) {
            let order = self.order(now, true);
            self.exchange = Some(Box::pin(record::exchange(
                self.store.clone(),
                self.clock.clone(),
                order,
            )));
        }
    }

    /// Asks the database and waits for the answer: how many rows were claimed, and when something
    /// else becomes due (Unix ms).
    pub(super) async fn exchange_now(
        &mut self,
        claim: bool,
    ) -> Result<(usize, Option<i64>), Error> {
        let order = self.order(self.clock.now(), claim);
        let answer = record::exchange(self.store.clone(), self.clock.clone(), order).await;
        match answer {
            Ok(answer) => {
                let claimed = answer.batch.rows.len();
                let next_due = answer.next_due;
                self.absorb(Ok(answer));
                Ok((claimed, next_due))
            }
            Err((error, results)) => {
                self.results = results;
                Err(error)
            }
        }
    }

    /// How long results may still be collected; `None` while there are none to record.
    pub(super) fn group_commit_in(&self) -> Option<Duration> {
        let since = self.results_since.filter(|_| self.exchange.is_none())?;
        (self.clock.now() >= self.trouble_until)
            .then(|| GROUP_COMMIT.saturating_sub(since.elapsed()))
    }

    fn order(&mut self, now: i64, claim: bool) -> Order {
        let rescue =
            self.lanes.is_empty() && self.flights.is_empty() && now >= self.tenure.renew_at();
        let held = self.lanes.held(now, |claimed| self.ready_at(claimed, now));
        self.held = held.iter().map(|(chat, _)| *chat).collect();
        let room = if claim {
            self.room(now)
        } else {
            Default::default()
        };
        // Whatever is queued while the database is asked rings the bell again.
        self.look_at = NEVER;
        self.results_since = None;
        Order {
            results: std::mem::take(&mut self.results),
            claim: Claim {
                lease_ms: CLAIM_MS,
                room,
                held,
            },
            rescue,
            tenure: self.tenure.clone(),
        }
    }

    /// Takes in what the database answered.
    pub(super) fn absorb(&mut self, answer: Result<Answer, (Error, Vec<Recorded>)>) {
        let now = self.clock.now();
        let answer = match answer {
            Ok(answer) => answer,
            Err((error, mut results)) => {
                tracing::error!(%error, "the outbox cannot be read or written: {error}");
                results.append(&mut self.results);
                self.results = results;
                self.results_since = (!self.results.is_empty()).then(Instant::now);
                self.trouble_until = now + TROUBLE_MS;
                self.look_at = i64::MIN;
                return;
            }
        };
        if answer.fence.is_none() {
            return self.stand_by(now);
        }
        if self.tenure.fence.is_none() {
            tracing::info!(holder = self.tenure.holder, "this process is the sender");
            self.tenure.seize = false;
        }
        if answer.rescued > 0 {
            metrics::counter!("keng_delivery_rescued_total").increment(answer.rescued);
            tracing::warn!(
                rows = answer.rescued,
                "{} messages were under way when a sender ended; those that had arrived come twice",
                answer.rescued
            );
        }
        self.tenure.fence = answer.fence;
        self.tenure.until = answer.until.unwrap_or(self.tenure.until);
        self.more = answer.batch.more;
        let look_again = if self.held.is_empty() {
            LOOK_MS
        } else {
            HELD_MS
        };
        self.look_at = self
            .look_at
            .min(answer.next_due.unwrap_or(NEVER))
            .min(now + look_again);
        for claimed in answer.batch.rows {
            self.admit(claimed, now);
        }
    }

    /// Another engine is the sender. What this one had claimed is the other's to send.
    fn stand_by(&mut self, now: i64) {
        if self.tenure.fence.take().is_some() {
            tracing::warn!(
                holder = self.tenure.holder,
                "another process has become the sender"
            );
        }
        self.tenure.until = now + STANDBY_MS;
        self.lanes.drain();
        self.results.clear();
        self.results_since = None;
        self.look_at = NEVER;
        self.more = false;
    }

    /// Takes in a claimed message, unless it is clear already what becomes of it.
    fn admit(&mut self, claimed: Claimed, now: i64) {
        if let Some(reason) = claimed.unreachable {
            self.keep(claimed.recorded(Fate::Unreachable {
                reason,
                found_at: None,
            }));
        } else if self.is_unsettled(claimed.chat) {
            self.keep(claimed.recorded(Fate::Released));
        } else if is_expired(&claimed, now) {
            let fate = settle::dropped(&claimed, "expired");
            self.keep(claimed.recorded(fate));
        } else {
            self.lanes.insert(claimed);
        }
    }

    /// Whether something about this chat was learnt that the claim could not know yet.
    fn is_unsettled(&self, chat: ChatId) -> bool {
        self.results
            .iter()
            .any(|result| result.chat == chat && holds_chat(&result.fate))
    }
}

/// The answer of the database, once there is one; never, if nothing was asked.
pub(super) async fn answered(
    exchange: &mut Option<Exchange>,
) -> Result<Answer, (Error, Vec<Recorded>)> {
    let Some(asked) = exchange else {
        return std::future::pending().await;
    };
    let answer = asked.await;
    *exchange = None;
    answer
}
