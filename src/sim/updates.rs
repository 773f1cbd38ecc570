//! What the bot has not been told yet: the queue behind `getUpdates` and the webhook.

use std::collections::VecDeque;

use serde_json::{Value, json};

/// How long Telegram keeps an update that nobody fetches, in ms.
const KEPT_FOR: i64 = 24 * 3_600 * 1_000;

/// Kinds that are only delivered to a bot that asks for them by name.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// The way updates leave, and what is waiting.
#[derive(Debug, Default)]
pub(crate) struct Updates {
    waiting: VecDeque<Waiting>,
    last_id: i64,
    /// The kinds the bot asked for; empty means the default set.
    allowed: Vec<String>,
    /// How many of the next updates are queued twice.
    pub(crate) doubled: u32,
    /// Everything ever queued, for redelivery and for tests.
    history: Vec<Value>,
    /// Grows whenever somebody else takes over polling; the former poller is told 409.
    pub(crate) poller: u64,
    /// The poller that waits for something to happen.
    pub(crate) hanging: Option<u64>,
    pub(crate) webhook: Option<Webhook>,
}

#[derive(Debug)]
struct Waiting {
    id: i64,
    at: i64,
    update: Value,
    /// Redelivered on purpose: an offset beyond it does not remove it before it was handed out.
    stubborn: bool,
}

/// Where updates are pushed to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Webhook {
    pub(crate) url: String,
    pub(crate) secret: Option<String>,
    pub(crate) max_connections: i64,
    pub(crate) last_error: Option<(i64, String)>,
}

impl Updates {
    /// Queues an update unless the bot does not want its kind; says whether it was queued.
    pub(crate) fn push(&mut self, now: i64, kind: &str, payload: Value) -> bool {
        if !self.wants(kind) {
            return false;
        }
        self.last_id += 1;
        let mut update = json!({ "update_id": self.last_id });
        update[kind] = payload;
        self.history.push(update.clone());
        let copies = if self.doubled > 0 {
            self.doubled -= 1;
            2
        } else {
            1
        };
        for _ in 0..copies {
            self.waiting.push_back(Waiting {
                id: self.last_id,
                at: now,
                update: update.clone(),
                stubborn: false,
            });
        }
        true
    }

    /// Queues an old update once more, as Telegram does when a confirmation got lost.
    pub(crate) fn redeliver(&mut self, now: i64, id: i64) -> bool {
        let Some(update) = self
            .history
            .iter()
            .find(|update| update["update_id"] == id)
            .cloned()
        else {
            return false;
        };
        self.waiting.push_front(Waiting {
            id,
            at: now,
            update,
            stubborn: true,
        });
        true
    }

    /// Confirms what lies before `offset` and hands out what waits, at most `limit`.
    pub(crate) fn fetch(&mut self, now: i64, offset: i64, limit: usize) -> Vec<Value> {
        self.expire(now);
        if offset > 0 {
            self.waiting
                .retain(|waiting| waiting.stubborn || waiting.id >= offset);
        } else if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            let surplus = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..surplus);
        }
        self.waiting
            .iter_mut()
            .take(limit)
            .map(|waiting| {
                waiting.stubborn = false;
                waiting.update.clone()
            })
            .collect()
    }

    /// The update that the webhook is told next.
    pub(crate) fn front(&mut self, now: i64) -> Option<Value> {
        self.expire(now);
        self.waiting.front().map(|waiting| waiting.update.clone())
    }

    /// The webhook took this update.
    pub(crate) fn taken(&mut self, id: i64) {
        if let Some(index) = self.waiting.iter().position(|waiting| waiting.id == id) {
            self.waiting.remove(index);
        }
    }

    /// Chooses the kinds of updates to come; what waits already is not affected.
    pub(crate) fn allow(&mut self, kinds: Vec<String>) {
        self.allowed = kinds;
    }

    /// The kinds the bot asked for.
    pub(crate) fn allowed(&self) -> &[String] {
        &self.allowed
    }

    /// How many updates wait.
    pub(crate) fn pending(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets what waits.
    pub(crate) fn drop_pending(&mut self) {
        self.waiting.clear();
    }

    /// Every update ever queued, oldest first.
    pub(crate) fn history(&self) -> &[Value] {
        &self.history
    }

    fn wants(&self, kind: &str) -> bool {
        if self.allowed.is_empty() {
            !ON_REQUEST.contains(&kind)
        } else {
            self.allowed.iter().any(|allowed| allowed == kind)
        }
    }

    fn expire(&mut self, now: i64) {
        self.waiting.retain(|waiting| now - waiting.at < KEPT_FOR);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(updates: &[Value]) -> Vec<i64> {
        updates
            .iter()
            .filter_map(|update| update["update_id"].as_i64())
            .collect()
    }

    fn three() -> Updates {
        let mut updates = Updates::default();
        for _ in 0..3 {
            updates.push(0, "message", json!({}));
        }
        updates
    }

    #[test]
    fn an_offset_confirms_what_lies_before_it() {
        let mut updates = three();
        assert_eq!(ids(&updates.fetch(0, 0, 2)), [1, 2]);
        assert_eq!(ids(&updates.fetch(0, 0, 100)), [1, 2, 3], "not confirmed");
        assert_eq!(ids(&updates.fetch(0, 3, 100)), [3]);
        assert_eq!(updates.pending(), 1);
    }

    #[test]
    fn a_negative_offset_keeps_the_newest() {
        let mut updates = three();
        assert_eq!(ids(&updates.fetch(0, -1, 100)), [3]);
        assert_eq!(updates.pending(), 1);
    }

    #[test]
    fn updates_are_kept_for_a_day() {
        let mut updates = three();
        assert_eq!(updates.fetch(KEPT_FOR - 1, 0, 100).len(), 3);
        assert_eq!(updates.fetch(KEPT_FOR, 0, 100).len(), 0);
    }

    #[test]
    fn only_wanted_kinds_are_queued() {
        let mut updates = Updates::default();
        assert!(!updates.push(0, "chat_member", json!({})));
        updates.allow(vec!["chat_member".to_owned()]);
        assert!(updates.push(0, "chat_member", json!({})));
        assert!(!updates.push(0, "message", json!({})));
    }

    #[test]
    fn a_redelivered_update_comes_once_more_although_it_was_confirmed() {
        let mut updates = three();
        updates.fetch(0, 4, 100);
        assert!(updates.redeliver(0, 2));
        assert_eq!(ids(&updates.fetch(0, 4, 100)), [2]);
        assert_eq!(ids(&updates.fetch(0, 4, 100)), [0; 0]);
    }

    #[test]
    fn a_doubled_update_has_the_same_id_twice() {
        let mut updates = Updates {
            doubled: 1,
            ..Updates::default()
        };
        updates.push(0, "message", json!({}));
        updates.push(0, "message", json!({}));
        assert_eq!(ids(&updates.fetch(0, 0, 100)), [1, 1, 2]);
    }
}
