//! The sender's side of the outbox, second half: recording what came of claimed rows.
//!
//! Only the holder of the sender's lease records: the statement that does it checks the fencing
//! token. What a sender that is gone had claimed is queued again by [`Tx::outbox_rescue`].

use serde::Serialize;

use super::outbox::json;
use super::query::{by_backend, execute, fetch_one};
use super::{Fence, Inner, Result, Tx};
use crate::domain::ids::{ChatId, MessageId, OutboxId, TelegramChatId};
use crate::domain::notice::Unreachable;

/// What became of a claimed row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The row.
    pub row: OutboxId,
    /// Its chat.
    pub chat: ChatId,
    /// The version that was attempted.
    pub wanted: i64,
    /// How many attempts had failed before.
    pub attempts: i64,
    /// The message that it had before.
    pub message: Option<MessageId>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an attempt. Where a newer version was asked for meanwhile, a settled row is
/// queued again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was shown, as this message.
    Shown {
        /// The message.
        message: MessageId,
        /// When (Unix ms).
        at: i64,
    },
    /// The message that is there may stay as it is.
    Kept,
    /// It will not be sent: too late, or nothing left to say.
    Dropped {
        /// Why, for operators.
        why: String,
    },
    /// Telegram will never accept it.
    Refused {
        /// Telegram's words, for operators.
        error: String,
    },
    /// Nothing can be sent to the chat.
    Unreachable {
        /// Why not.
        reason: Unreachable,
        /// When that was found out (Unix ms); `None` if it was known before.
        found_at: Option<i64>,
    },
    /// It is tried again; the attempt counts.
    Retry {
        /// When (Unix ms).
        at: i64,
        /// What happened, for operators.
        error: String,
    },
    /// It is tried again; the attempt does not count.
    Wait {
        /// When (Unix ms).
        at: i64,
        /// What happened, for operators.
        error: String,
    },
    /// The chat has another number now; it is tried again at once.
    Moved {
        /// The chat's new number.
        to: TelegramChatId,
    },
    /// The message that was to be edited is gone; it is sent anew.
    Lost,
    /// It was not tried.
    Released,
}

impl Tx {
    /// Records what became of claimed rows, if `fence` is still the token of the lease `name`.
    /// `false`: it is not, and nothing was recorded.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_record(
        &mut self,
        recorded: &[Recorded],
        name: &str,
        fence: Fence,
    ) -> Result<bool> {
        if recorded.is_empty() {
            return Ok(true);
        }
        let told = self.directives_first_told(recorded).await?;
        let outcomes: Vec<Outcome> = recorded.iter().map(Outcome::of).collect();
        let outcomes = json(&outcomes);
        self.outbox_lock_for_record(&outcomes).await?;
        let sql = by_backend!(self, sqlite: RECORD_SQLITE, postgres: RECORD_POSTGRES);
        let touched = execute!(self, sql, outcomes, name, fence.0)?;
        if touched == 0 {
            return self.lease_is_held(name, fence).await;
        }
        for result in recorded {
            match &result.fate {
                Fate::Unreachable {
                    reason,
                    found_at: Some(at),
                } => {
                    self.chat_mark_unreachable(result.chat, *reason, *at)
                        .await?;
                }
                Fate::Moved { to } => self.chat_migrate(result.chat, *to).await?,
                _ => {}
            }
        }
        self.live_cards_touch_told(&told, recorded).await?;
        Ok(true)
    }

    /// On PostgreSQL, takes the rows in the order of their ids before they are changed: two units
    /// of work that each take some of the same rows then never wait for each other in a circle.
    async fn outbox_lock_for_record(&mut self, outcomes: &str) -> Result<()> {
        if let Inner::Postgres(_) = &self.inner {
            execute!(
                self,
                "SELECT id FROM outbox
                 WHERE id IN (SELECT v.id FROM jsonb_to_recordset($1::jsonb) AS v (id bigint))
                 ORDER BY id FOR UPDATE",
                outcomes,
            )?;
        }
        Ok(())
    }

    async fn lease_is_held(&mut self, name: &str, fence: Fence) -> Result<bool> {
        let (holders,) = fetch_one!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM leases WHERE name = $1 AND fence = $2",
            name,
            fence.0,
        )?;
        Ok(holders == 1)
    }

    /// Queues again what was claimed by a sender that is gone: everything whose claim ran out by
    /// `now` (Unix ms). Answers how many rows.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_rescue(&mut self, now: i64) -> Result<u64> {
        execute!(
            self,
            "UPDATE outbox SET state = 0, lease_until = 0 WHERE state = 1 AND lease_until <= $1",
            now,
        )
    }
}

/// One outcome as the recording statement takes it. `None` leaves a column as it is, except for
/// the message, which is always written, and the error, which `keeps_error` says.
#[derive(Serialize)]
struct Outcome<'a> {
    id: i64,
    wanted: i64,
    state: i64,
    message_id: Option<i64>,
    shown: Option<i64>,
    shown_at: Option<i64>,
    not_before: Option<i64>,
    attempts: i64,
    error: Option<&'a str>,
    keeps_error: i64,
}

impl<'a> Outcome<'a> {
    fn of(recorded: &'a Recorded) -> Self {
        let unchanged = Self {
            id: recorded.row.0,
            wanted: recorded.wanted,
            state: 0,
            message_id: recorded.message.map(|message| message.0),
            shown: None,
            shown_at: None,
            not_before: None,
            attempts: recorded.attempts,
            error: None,
            keeps_error: 0,
        };
        match &recorded.fate {
            Fate::Shown { message, at } => Self {
                state: 2,
                message_id: Some(message.0),
                shown: Some(recorded.wanted),
                shown_at: Some(*at),
                attempts: 0,
                ..unchanged
            },
            Fate::Kept => Self {
                state: 2,
                shown: Some(recorded.wanted),
                attempts: 0,
                ..unchanged
            },
            Fate::Dropped { why } => Self {
                state: 4,
                error: Some(why),
                ..unchanged
            },
            Fate::Refused { error } => Self {
                state: 3,
                error: Some(error),
                ..unchanged
            },
            Fate::Unreachable { reason, .. } => Self {
                state: 3,
                error: Some(reason.as_str()),
                ..unchanged
            },
            Fate::Retry { at, error } => Self {
                not_before: Some(*at),
                attempts: recorded.attempts + 1,
                error: Some(error),
                ..unchanged
            },
            Fate::Wait { at, error } => Self {
                not_before: Some(*at),
                error: Some(error),
                ..unchanged
            },
            Fate::Lost => Self {
                message_id: None,
                ..unchanged
            },
            // There, its messages have other numbers.
            Fate::Moved { .. } => Self {
                message_id: None,
                ..unchanged
            },
            // It may be one that is being tried again and for which others wait.
            Fate::Released => Self {
                keeps_error: 1,
                ..unchanged
            },
        }
    }
}

/// A settled row of which a newer version is wanted goes back to the queue, at the instant that
/// was set with that wish; except where the chat itself cannot be reached.
macro_rules! record {
    ($outcomes:literal) => {
        concat!(
            "UPDATE outbox SET
                 state = CASE WHEN v.state IN (2, 4) AND outbox.wanted > v.wanted THEN 0
                              ELSE v.state END,
                 message_id = v.message_id,
                 shown = COALESCE(v.shown, outbox.shown),
                 shown_at = COALESCE(v.shown_at, outbox.shown_at),
                 not_before = COALESCE(v.not_before, outbox.not_before),
                 attempts = v.attempts,
                 error = CASE WHEN v.keeps_error = 1 THEN outbox.error
                              WHEN v.state IN (2, 4) AND outbox.wanted > v.wanted THEN NULL
                              ELSE v.error END,
                 lease_until = 0
             FROM (",
            $outcomes,
            ") AS v
             WHERE outbox.id = v.id AND outbox.state = 1
               AND EXISTS (SELECT 1 FROM leases WHERE name = $2 AND fence = $3)"
        )
    };
}

const RECORD_SQLITE: &str = record!(
    "SELECT value ->> 'id' AS id, value ->> 'wanted' AS wanted, value ->> 'state' AS state,
            value ->> 'message_id' AS message_id, value ->> 'shown' AS shown,
            value ->> 'shown_at' AS shown_at, value ->> 'not_before' AS not_before,
            value ->> 'attempts' AS attempts, value ->> 'error' AS error,
            value ->> 'keeps_error' AS keeps_error
     FROM json_each($1)"
);
const RECORD_POSTGRES: &str = record!(
    "SELECT * FROM jsonb_to_recordset($1::jsonb) AS r
         (id bigint, wanted bigint, state bigint, message_id bigint, shown bigint,
          shown_at bigint, not_before bigint, attempts bigint, error text,
          keeps_error bigint)"
);
