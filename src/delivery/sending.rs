//! The engine's side of its attempts: what may begin, and what follows when one ends.

use tokio::time::Instant;

use super::flights::{Flight, Flights};
use super::lanes::Choice;
use super::limiter::{Limiter, Target};
use super::settle::{self, Desk};
use super::transport::{Outcome, Transport};
use super::{Engine, NEVER};
use crate::domain::notice::Lane;
use crate::runtime::random_bytes;
use crate::store::{Claimed, Fate, Fence, Recorded};

/// Attempts that only urgent lanes may have under way beyond the others' bound.
const URGENT_RESERVE: usize = 4;

impl<T: Transport> Engine<T> {
    /// Begins every attempt that may begin now. Answers when the next may (Unix ms), if nothing
    /// else happens before.
    pub(super) fn send(&mut self) -> i64 {
        loop {
            let now = self.clock.now();
            let Some(fence) = self.tenure.holds(now) else {
                return NEVER;
            };
            let Some(least) = self.least_lane() else {
                return NEVER;
            };
            let slot = self.limiter.global_at(now).max(self.outage.until());
            if slot > now {
                return if self.lanes.is_empty() { NEVER } else { slot };
            }
            let (limiter, flights) = (&self.limiter, &self.flights);
            let choice = self.lanes.choose(now, least, |claimed| {
                ready_at(limiter, flights, claimed, now)
            });
            match choice {
                Choice::Take(claimed) => self.begin(*claimed, fence, now),
                Choice::Wait(instant) => return instant,
                Choice::Empty => return NEVER,
            }
        }
    }

    /// The least urgent lane that may begin an attempt; `None` while none may.
    fn least_lane(&self) -> Option<Lane> {
        let under_way = self.flights.count();
        if self.outage.is_one() {
            return (under_way == 0).then_some(Lane::Digest);
        }
        if under_way < self.capacity {
            Some(Lane::Digest)
        } else {
            (under_way < self.capacity + URGENT_RESERVE).then_some(Lane::Emergency)
        }
    }

    fn begin(&mut self, claimed: Claimed, fence: Fence, now: i64) {
        if self.held.contains(&claimed.chat) {
            self.look_at = i64::MIN;
        }
        if is_expired(&claimed, now) {
            let fate = settle::dropped(&claimed, "expired");
            return self.keep(claimed.recorded(fate));
        }
        self.limiter.take(target(&claimed), now);
        self.flights.begin(claimed, fence);
    }

    /// Takes in how an attempt ended.
    pub(super) fn land(&mut self, flight: Flight, outcome: Outcome) {
        let Flight { claimed, fence } = flight;
        let mut desk = Desk {
            limiter: &mut self.limiter,
            outage: &mut self.outage,
            now: self.clock.now(),
            chance: chance(),
        };
        let fate = desk.settle(&claimed, outcome);
        if self.tenure.fence != Some(fence) {
            // The next sender sends it too: this one may not record any more that it arrived.
            tracing::warn!(
                row = claimed.row.0,
                "row {} ended after another process became the sender",
                claimed.row
            );
            return;
        }
        if holds_chat(&fate) {
            for other in self.lanes.remove_chat(claimed.chat) {
                self.keep(other.recorded(Fate::Released));
            }
        }
        self.keep(claimed.recorded(fate));
    }

    pub(super) fn keep(&mut self, result: Recorded) {
        self.results_since.get_or_insert_with(Instant::now);
        self.results.push(result);
    }

    pub(super) fn room(&self, now: i64) -> [usize; Lane::ALL.len()] {
        self.lanes
            .room(self.size, now, |claimed| self.ready_at(claimed, now))
    }

    pub(super) fn ready_at(&self, claimed: &Claimed, now: i64) -> i64 {
        ready_at(&self.limiter, &self.flights, claimed, now)
    }
}

/// From when on a message may go, the limit over all chats aside (Unix ms).
fn ready_at<T: Transport>(
    limiter: &Limiter,
    flights: &Flights<T>,
    claimed: &Claimed,
    now: i64,
) -> i64 {
    if flights.is_under_way(claimed.chat) {
        return NEVER;
    }
    limiter.chat_at(target(claimed), now)
}

fn target(claimed: &Claimed) -> Target {
    Target {
        chat: claimed.chat,
        group: claimed.group,
        lane: claimed.lane,
    }
}

pub(super) fn is_expired(claimed: &Claimed, now: i64) -> bool {
    claimed.expires_at.is_some_and(|at| at <= now)
}

/// Whether this means that other messages of the chat must not go as they were claimed: it cannot
/// be reached, has moved, has to wait, or one before them is to be tried again first.
pub(super) fn holds_chat(fate: &Fate) -> bool {
    matches!(
        fate,
        Fate::Unreachable { .. } | Fate::Moved { .. } | Fate::Wait { .. } | Fate::Retry { .. }
    )
}

/// A number in [0, 1).
fn chance() -> f64 {
    f64::from(u32::from_le_bytes(random_bytes())) / (f64::from(u32::MAX) + 1.0)
}
