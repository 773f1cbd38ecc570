//! `getUpdates`: long polling by one poller at a time.

use std::time::Duration;

use serde_json::Value;

use super::methods::{self, Call};
use super::params::Params;
use super::refusal::{Answer, Refusal};
use super::world::World;

/// Longest time a poll may hang, in seconds.
const LONGEST_POLL: i64 = 50;

/// Answers at once if something waits, else as soon as something happens, else empty after
/// `timeout` seconds of machine time. A poll that comes while another hangs ends the other with
/// 409, as a webhook does.
pub(crate) async fn get_updates(world: &World, params: &Params) -> Answer {
    let (mut wake, poller, timeout) = start(world, params)?;
    let poll = Poll {
        world,
        number: poller,
    };
    let end = tokio::time::Instant::now() + timeout;
    loop {
        let waiting = look(&poll, params)?;
        let is_empty = waiting.as_array().is_none_or(Vec::is_empty);
        if !is_empty || tokio::time::Instant::now() >= end {
            return Ok(waiting);
        }
        // An error means that the world is gone, which it is not while we hold it.
        let _ = tokio::time::timeout_at(end, wake.changed()).await;
    }
}

/// A poll under way; however it ends, it no longer hangs.
struct Poll<'a> {
    world: &'a World,
    number: u64,
}

impl Drop for Poll<'_> {
    fn drop(&mut self) {
        let mut state = self.world.state();
        if state.updates.hanging == Some(self.number) {
            state.updates.hanging = None;
        }
    }
}

type Start = (tokio::sync::watch::Receiver<u64>, u64, Duration);

fn start(world: &World, params: &Params) -> Result<Start, Refusal> {
    let now = world.now();
    let mut state = world.state();
    if let Some(method) = methods::find("getUpdates") {
        methods::check_names(&mut state, method, params)?;
    }
    if state.updates.webhook.is_some() {
        return Err(Refusal::conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete \
             the webhook first",
        ));
    }
    let call = Call {
        state: &mut state,
        params,
        now,
    };
    let allowed = call.allowed_updates()?;
    let timeout = params
        .integer("timeout")?
        .unwrap_or(0)
        .clamp(0, LONGEST_POLL);
    if let Some(allowed) = allowed {
        state.updates.allow(allowed);
    }
    state.updates.poller += 1;
    let poller = state.updates.poller;
    state.wake_pollers();
    // Subscribed before the first look: nothing that happens in between is missed.
    let wake = state.wake.subscribe();
    Ok((wake, poller, Duration::from_secs(timeout.unsigned_abs())))
}

fn look(poll: &Poll, params: &Params) -> Answer {
    let now = poll.world.now();
    let mut state = poll.world.state();
    if state.updates.webhook.is_some() {
        return Err(Refusal::conflict("terminated by setWebhook request"));
    }
    if state.updates.poller != poll.number {
        return Err(Refusal::conflict(
            "terminated by other getUpdates request; make sure that only one bot instance is \
             running",
        ));
    }
    let offset = params.integer("offset")?.unwrap_or(0);
    let limit = params.integer("limit")?.unwrap_or(100).clamp(1, 100);
    let limit = usize::try_from(limit).unwrap_or(100);
    let waiting = state.updates.fetch(now, offset, limit);
    if waiting.is_empty() && state.updates.hanging != Some(poll.number) {
        state.updates.hanging = Some(poll.number);
        // Also makes this poll look once more, which does no harm.
        state.wake_pollers();
    }
    Ok(Value::Array(waiting))
}
