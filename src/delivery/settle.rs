//! From what came of an attempt to what is recorded of it, told to the operator and counted.

use std::time::Duration;

use super::limiter::{Limiter, Scope};
use super::retry::{Outage, pause_ms};
use super::transport::Outcome;
use crate::domain::notice::{Lane, Notice, Unreachable};
use crate::store::{Claimed, Fate};

/// What an outcome depends on and changes.
pub(super) struct Desk<'a> {
    pub(super) limiter: &'a mut Limiter,
    pub(super) outage: &'a mut Outage,
    /// The present (Unix ms).
    pub(super) now: i64,
    /// A number in [0, 1).
    pub(super) chance: f64,
}

impl Desk<'_> {
    /// What becomes of the message.
    pub(super) fn settle(&mut self, claimed: &Claimed, outcome: Outcome) -> Fate {
        count_attempt(claimed, &outcome);
        let (row, chat) = (claimed.row, claimed.chat);
        let reached = !matches!(
            outcome,
            Outcome::Unknown(_) | Outcome::Unauthorized | Outcome::Nothing
        );
        if reached && self.outage.answered() {
            tracing::info!("Telegram answers again");
        }
        match outcome {
            Outcome::Shown { message } => {
                tracing::debug!(row = row.0, message = message.0, "row {row} is shown");
                count_shown(claimed, self.now);
                Fate::Shown {
                    message,
                    at: self.now,
                }
            }
            Outcome::Nothing if claimed.message.is_some() => Fate::Kept,
            Outcome::Nothing => dropped(claimed, "nothing left to say"),
            Outcome::TakenBack => taken_back(claimed),
            Outcome::Wait(pause) => self.wait(claimed, pause),
            Outcome::Gone(reason) => self.gone(claimed, reason),
            // It would go round in circles: an error like any other.
            Outcome::Moved(to) if to == claimed.telegram_chat => {
                self.retry(claimed, "the chat moved to where it was".to_owned())
            }
            Outcome::Moved(to) => {
                tracing::info!(chat = chat.0, "chat {chat} has a new number in Telegram");
                Fate::Moved { to }
            }
            Outcome::Lost if is_sent_anew(claimed) => Fate::Lost,
            Outcome::Lost => dropped(claimed, "the message is gone"),
            Outcome::Refused(error) => refused(claimed, error),
            Outcome::Unknown(error) => {
                if self.outage.failed(chat, self.now, self.chance) {
                    tracing::warn!(
                        error,
                        "Telegram cannot be reached; trying one message at a time"
                    );
                }
                self.retry(claimed, error)
            }
            Outcome::Unauthorized => self.unauthorized(),
        }
    }

    fn gone(&self, claimed: &Claimed, reason: Unreachable) -> Fate {
        let (chat, code) = (claimed.chat, reason.as_str());
        tracing::info!(
            chat = chat.0,
            reason = code,
            "chat {chat} cannot be reached: {code}"
        );
        count_failed(claimed, code);
        Fate::Unreachable {
            reason,
            found_at: Some(self.now),
        }
    }

    fn unauthorized(&mut self) -> Fate {
        if self.outage.revoked(self.now) {
            tracing::error!(
                "Telegram does not accept the token: nothing can be sent. Check telegram.token; \
                 trying again once a minute"
            );
        }
        Fate::Wait {
            at: self.outage.until(),
            error: "the token is not accepted".to_owned(),
        }
    }

    fn wait(&mut self, claimed: &Claimed, pause: Duration) -> Fate {
        let wait_ms = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX).max(1);
        let (row, chat) = (claimed.row, claimed.chat);
        let seconds = wait_ms / 1_000;
        match self.limiter.penalise(chat, self.now, wait_ms) {
            Scope::Chat => {
                metrics::counter!("keng_delivery_throttled_total", "scope" => "chat").increment(1);
                tracing::warn!(
                    row = row.0,
                    chat = chat.0,
                    seconds,
                    "chat {chat} must wait {seconds} s"
                );
            }
            Scope::Everything => {
                metrics::counter!("keng_delivery_throttled_total", "scope" => "everything")
                    .increment(1);
                tracing::warn!(
                    row = row.0,
                    chat = chat.0,
                    seconds,
                    "several chats must wait: everything waits {seconds} s"
                );
            }
        }
        Fate::Wait {
            at: self.now.saturating_add(wait_ms),
            error: "too many requests".to_owned(),
        }
    }

    fn retry(&self, claimed: &Claimed, error: String) -> Fate {
        let row = claimed.row;
        let pause = pause_ms(claimed.attempts + 1, self.chance);
        // Once for each message; the outage tells the rest.
        if claimed.attempts == 0 && !self.outage.is_one() {
            tracing::warn!(
                row = row.0,
                chat = claimed.chat.0,
                error,
                "row {row} is tried again in {pause} ms: {error}"
            );
        }
        Fate::Retry {
            at: self.now + pause,
            error,
        }
    }
}

/// What is said of a message that is not sent any more.
pub(super) fn dropped(claimed: &Claimed, why: &'static str) -> Fate {
    tracing::debug!(
        row = claimed.row.0,
        why,
        "row {} is dropped: {why}",
        claimed.row
    );
    count_failed(claimed, why);
    Fate::Dropped {
        why: why.to_owned(),
    }
}

/// It was shown, so nothing failed; from now on nothing brings it up to date.
fn taken_back(claimed: &Claimed) -> Fate {
    let row = claimed.row;
    tracing::debug!(row = row.0, "the message of row {row} is taken back");
    Fate::Dropped {
        why: "taken back".to_owned(),
    }
}

fn refused(claimed: &Claimed, error: String) -> Fate {
    let (row, kind) = (claimed.row, claimed.notice.kind());
    tracing::error!(
        row = row.0,
        kind,
        error,
        "row {row} ({kind}) was refused by Telegram: {error}"
    );
    count_failed(claimed, "refused");
    Fate::Refused { error }
}

/// Whether a message that was deleted is sent once more when it should have been edited. In
/// private, where what changed must reach the person: a directive that was corrected or withdrawn,
/// a card that somebody works with. An issuer who deleted his live card does not get it back with
/// every receipt, and nothing that was deleted comes back to a group. Neither does what is only
/// brought up to date when nothing else is to be done: nobody waits for it.
fn is_sent_anew(claimed: &Claimed) -> bool {
    let matters = matches!(
        claimed.notice,
        Notice::Directive { .. } | Notice::Draft { .. } | Notice::Approval { .. }
    );
    matters && !claimed.group && claimed.message.is_some() && claimed.lane != Lane::Digest
}

fn count_attempt(claimed: &Claimed, outcome: &Outcome) {
    let name = match outcome {
        Outcome::Shown { .. } => "shown",
        Outcome::Nothing => "nothing",
        Outcome::TakenBack => "taken_back",
        Outcome::Wait(_) => "wait",
        Outcome::Gone(_) => "gone",
        Outcome::Moved(_) => "moved",
        Outcome::Lost => "lost",
        Outcome::Refused(_) => "refused",
        Outcome::Unknown(_) => "unknown",
        Outcome::Unauthorized => "unauthorized",
    };
    metrics::counter!("keng_delivery_attempts_total", "lane" => claimed.lane.as_str(), "outcome" => name)
        .increment(1);
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of a delay fit a float exactly"
)]
fn count_shown(claimed: &Claimed, now: i64) {
    let kind = if claimed.message.is_some() {
        "edit"
    } else {
        "send"
    };
    let lane = claimed.lane.as_str();
    metrics::counter!("keng_delivery_shown_total", "lane" => lane, "kind" => kind).increment(1);
    metrics::histogram!("keng_delivery_delay_seconds", "lane" => lane)
        .record((now - claimed.due_at).max(0) as f64 / 1_000.0);
}

fn count_failed(claimed: &Claimed, reason: &'static str) {
    metrics::counter!("keng_delivery_failed_total", "lane" => claimed.lane.as_str(), "reason" => reason)
        .increment(1);
}
