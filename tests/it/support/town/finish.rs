//! The end of every conversation: nothing may be left undone, and nothing may have gone wrong
//! behind the backs of those who talked.

use keng::i18n::Catalog;
use keng::sim::Outcome;
use keng::store::audit::AuditCheck;

use super::super::bot_api;
use super::Town;

impl Town {
    /// Lets everything come to an end and fails on whatever is wrong.
    ///
    /// # Panics
    /// If something is left unsent or unread, a request was invalid or refused unexpectedly, a
    /// message lacked its words, or the audit chain is broken.
    pub async fn finish(mut self) {
        self.settle().await;
        let mut wrong = self.left_over().await;
        wrong.extend(self.world.violations());
        wrong.extend(bot_api::violations(&self.world.requests()));
        wrong.extend(self.refusals());
        wrong.extend(faults());
        self.finished = true;
        assert!(
            wrong.is_empty(),
            "{}\n\nThis is what people see:\n{}",
            wrong.join("\n"),
            self.everything()
        );
    }

    /// What has not been read or sent.
    async fn left_over(&self) -> Vec<String> {
        let mut left = Vec::new();
        let unread = self.world.pending_updates();
        if unread > 0 {
            left.push(format!("{unread} updates are not confirmed to Telegram"));
        }
        let mut tx = self.store().begin().await.expect("the database");
        let inbox = tx.inbox_counts().await.expect("the inbox");
        if inbox.waiting + inbox.given_up > 0 {
            left.push(format!("the inbox is not empty: {inbox:?}"));
        }
        for (lane, count) in tx.outbox_lane_counts().await.expect("the outbox") {
            left.push(format!(
                "{count} messages of the lane {lane:?} are not sent"
            ));
        }
        if let AuditCheck::Broken { row } = tx.audit_verify().await.expect("the audit") {
            left.push(format!("the audit chain is broken at row {row}"));
        }
        left
    }

    /// The calls that Telegram refused, except those that the test provoked.
    fn refusals(&self) -> Vec<String> {
        let requests = self.world.requests();
        let refused = requests
            .iter()
            .filter_map(|request| match &request.outcome {
                Outcome::Refused(_, why) if !self.is_expected(why) => Some(format!(
                    "{} was refused: {why}\n  {}",
                    request.method, request.params
                )),
                _ => None,
            });
        refused.collect()
    }

    fn is_expected(&self, refusal: &str) -> bool {
        refusal.contains("message is not modified")
            || self.expected.iter().any(|part| refusal.contains(part))
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        if !self.finished && !std::thread::panicking() {
            panic!("the test does not end with `town.finish().await`");
        }
    }
}

/// What was wrong with messages, anywhere in this test process. Tests of the transport show markup
/// as the words of a key that does not exist; only what looks like a key is a fault.
fn faults() -> Vec<String> {
    let sign = |sign: char| sign.is_ascii_alphanumeric() || "-_".contains(sign);
    let is_key = |fault: &String| {
        let place = fault.split(": ").next().unwrap_or_default();
        let key = place.split_once('/').map_or(place, |(_, key)| key);
        key.chars().all(sign)
    };
    let faults = Catalog::embedded().faults();
    faults.into_iter().filter(is_key).collect()
}
