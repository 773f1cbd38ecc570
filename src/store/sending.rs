//! The sender's side of the outbox: what is due is claimed for a while, sent outside of any
//! transaction, and what came of it is recorded.
//!
//! Only the holder of the sender's lease records: the statement that does it checks the fencing
//! token. What a stopped sender had claimed is queued again by [`Tx::outbox_rescue`].

use serde::Serialize;

use super::outbox::json;
use super::query::{by_backend, execute, fetch_all, fetch_one, row};
use super::{Error, Fence, Inner, Result, Tx};
use crate::domain::ids::{ChatId, MessageId, NoticeId, OutboxId, TelegramChatId};
use crate::domain::notice::{Lane, Notice, Unreachable};

/// What a sender asks for.
#[derive(Clone, Debug)]
pub struct Claim {
    /// How long the rows are its own, in ms. Longer than any single attempt takes.
    pub lease_ms: i64,
    /// How many rows it has room for by lane. It is room for this lane and the less urgent ones
    /// together, so it never grows from one to the next.
    pub room: [usize; Lane::ALL.len()],
    /// Chats that cannot use another row of this or a less urgent lane now.
    pub held: Vec<(ChatId, Lane)>,
}

/// What a sender got.
#[derive(Debug, Default)]
pub struct Batch {
    /// At most one row of each chat, the most urgent first, in the order of their ids within a chat
    /// and lane.
    pub rows: Vec<Claimed>,
    /// There may be more that is due and could be claimed.
    pub more: bool,
}

/// A message that its claimer has to send or edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The row.
    pub row: OutboxId,
    /// Its lane.
    pub lane: Lane,
    /// Since when it is due (Unix ms).
    pub due_at: i64,
    /// How many attempts have failed.
    pub attempts: i64,
    /// The version asked for.
    pub wanted: i64,
    /// The message to edit; `None` to send one.
    pub message: Option<MessageId>,
    /// What it must show.
    pub notice: Notice,
    /// When it is too late to send it (Unix ms).
    pub expires_at: Option<i64>,
    /// The chat.
    pub chat: ChatId,
    /// The chat's number in Telegram.
    pub telegram_chat: TelegramChatId,
    /// Whether several people read there.
    pub group: bool,
    /// Why the chat cannot be reached, if it cannot.
    pub unreachable: Option<Unreachable>,
}

impl Claimed {
    /// What became of it, as [`Tx::outbox_record`] takes it.
    #[must_use]
    pub fn recorded(&self, fate: Fate) -> Recorded {
        Recorded {
            row: self.row,
            chat: self.chat,
            wanted: self.wanted,
            attempts: self.attempts,
            message: self.message,
            fate,
        }
    }
}

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

row! {
    struct ClaimRow {
        id: i64,
        lane: i64,
        not_before: i64,
        attempts: i64,
        wanted: i64,
        message_id: Option<i64>,
        notice_id: i64,
        payload: String,
        expires_at: Option<i64>,
        chat_id: i64,
        telegram_id: i64,
        kind: String,
        unreachable: Option<String>,
    }
}

row! {
    struct LaneInstants {
        l0: Option<i64>,
        l1: Option<i64>,
        l2: Option<i64>,
        l3: Option<i64>,
        l4: Option<i64>,
        l5: Option<i64>,
        l6: Option<i64>,
    }
}

/// The earliest instant of each lane that is later than $1. A column for each, since SQLite
/// answers the minimum of an index at a glance only where it is asked for alone.
const LANE_INSTANTS: &str = "SELECT
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 0 AND not_before > $1) AS l0,
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 1 AND not_before > $1) AS l1,
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 2 AND not_before > $1) AS l2,
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 3 AND not_before > $1) AS l3,
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 4 AND not_before > $1) AS l4,
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 5 AND not_before > $1) AS l5,
    (SELECT MIN(not_before) FROM outbox WHERE state = 0 AND lane = 6 AND not_before > $1) AS l6";

/// What one lane has that is due: $1 the lane, $2 now, $3 how many, $4 the chats to leave out. A
/// row waits for an earlier one of its chat and lane that is being tried again, so that messages
/// arrive in order; but not for one that has failed several times, which may never succeed.
macro_rules! candidates {
    ($held:literal, $lock:literal) => {
        concat!(
            "SELECT o.id, o.lane, o.not_before, o.attempts, o.wanted, o.message_id, o.notice_id,
                    n.payload, n.expires_at, o.chat_id, c.telegram_id, c.kind, c.unreachable
             FROM outbox o JOIN notices n ON n.id = o.notice_id JOIN chats c ON c.id = o.chat_id
             WHERE o.state = 0 AND o.lane = $1 AND o.not_before <= $2
               AND o.chat_id NOT IN (",
            $held,
            ") AND NOT EXISTS (SELECT 1 FROM outbox f
                               WHERE f.state = 0 AND f.error IS NOT NULL AND f.chat_id = o.chat_id
                                 AND f.lane = o.lane AND f.id < o.id
                                 AND f.message_id IS NULL AND f.attempts < 5)
             ORDER BY o.not_before, o.id LIMIT $3",
            $lock
        )
    };
}

impl Tx {
    /// How many messages are queued in each lane that has any, whether due or not. It counts them,
    /// so it is for a look now and then.
    ///
    /// # Errors
    /// If the database fails or a lane is unknown.
    pub async fn outbox_lane_counts(&mut self) -> Result<Vec<(Lane, i64)>> {
        fetch_all!(
            self,
            (i64, i64),
            "SELECT lane, COUNT(*) FROM outbox WHERE state = 0 GROUP BY lane ORDER BY lane",
        )?
        .into_iter()
        .map(|(number, count)| Ok((lane(0, number)?, count)))
        .collect()
    }

    /// The earliest instant later than `now` at which something becomes due (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_next_due(&mut self, now: i64) -> Result<Option<i64>> {
        Ok(self.lane_instants(now).await?.into_iter().flatten().min())
    }

    /// Since when each lane has something that is due at `now` (Unix ms), the most urgent first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_due(&mut self, now: i64) -> Result<[Option<i64>; Lane::ALL.len()]> {
        let mut due = self.lane_instants(i64::MIN).await?;
        for instant in &mut due {
            *instant = instant.filter(|instant| *instant <= now);
        }
        Ok(due)
    }

    async fn lane_instants(&mut self, after: i64) -> Result<[Option<i64>; Lane::ALL.len()]> {
        let row = fetch_one!(self, LaneInstants, LANE_INSTANTS, after)?;
        Ok([row.l0, row.l1, row.l2, row.l3, row.l4, row.l5, row.l6])
    }

    /// Claims what is due, the most urgent lanes first, as far as there is room. Rows whose notice
    /// cannot be read fail here, so that they hold up nobody.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn outbox_claim(&mut self, now: i64, claim: &Claim) -> Result<Batch> {
        let mut batch = Batch::default();
        if claim.room.iter().all(|room| *room == 0) {
            return Ok(batch);
        }
        let due = self.outbox_due(now).await?;
        for lane in Lane::ALL {
            let index = usize::try_from(lane.number()).expect("a lane's number is not negative");
            let room = claim.room[index].saturating_sub(batch.rows.len());
            if due[index].is_some() && room > 0 {
                self.claim_lane(now, lane, room, claim, &mut batch).await?;
            }
        }
        Ok(batch)
    }

    async fn claim_lane(
        &mut self,
        now: i64,
        lane: Lane,
        room: usize,
        claim: &Claim,
        batch: &mut Batch,
    ) -> Result<()> {
        let held: Vec<i64> = claim
            .held
            .iter()
            .filter(|(_, from)| *from <= lane)
            .map(|(chat, _)| chat.0)
            .collect();
        let sql = by_backend!(self,
            sqlite: candidates!("SELECT value FROM json_each($4)", ""),
            postgres: candidates!(
                "SELECT value::bigint FROM jsonb_array_elements_text($4::jsonb)",
                " FOR UPDATE OF o SKIP LOCKED"));
        let limit = i64::try_from(room).unwrap_or(i64::MAX);
        let found = fetch_all!(self, ClaimRow, sql, lane.number(), now, limit, json(&held))?;
        batch.more |= found.len() == room;

        let mut taken = Vec::new();
        for row in found {
            let chat = ChatId(row.chat_id);
            if taken
                .iter()
                .chain(&batch.rows)
                .any(|other: &Claimed| other.chat == chat)
            {
                batch.more = true;
                continue;
            }
            match row.read()? {
                Ok(claimed) => taken.push(claimed),
                Err(unreadable) => self.outbox_fail_unreadable(unreadable).await?,
            }
        }
        self.outbox_lease(&taken, now.saturating_add(claim.lease_ms))
            .await?;
        batch.rows.append(&mut taken);
        Ok(())
    }

    async fn outbox_lease(&mut self, rows: &[Claimed], until: i64) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let ids: Vec<OutboxId> = rows.iter().map(|claimed| claimed.row).collect();
        let sql = by_backend!(self,
            sqlite: "UPDATE outbox SET state = 1, lease_until = $2
                     WHERE id IN (SELECT value FROM json_each($1))",
            postgres: "UPDATE outbox SET state = 1, lease_until = $2
                       WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))");
        execute!(self, sql, json(&ids), until)?;
        Ok(())
    }

    async fn outbox_fail_unreadable(&mut self, (row, notice): (OutboxId, NoticeId)) -> Result<()> {
        tracing::error!(
            row = row.0,
            notice = notice.0,
            "notice {notice} cannot be read: it is not sent"
        );
        execute!(
            self,
            "UPDATE outbox SET state = 3, error = 'the notice cannot be read' WHERE id = $1",
            row.0,
        )?;
        Ok(())
    }

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
            Fate::Moved { .. } => unchanged,
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

impl ClaimRow {
    /// The row as the sender takes it, or its ids if the notice cannot be read.
    fn read(self) -> Result<std::result::Result<Claimed, (OutboxId, NoticeId)>> {
        let lane = lane(self.id, self.lane)?;
        let Ok(notice) = serde_json::from_str(&self.payload) else {
            return Ok(Err((OutboxId(self.id), NoticeId(self.notice_id))));
        };
        let unreachable =
            match &self.unreachable {
                None => None,
                Some(code) => Some(Unreachable::parse(code).ok_or_else(|| {
                    Error::inconsistent("chats", "unreachable", self.chat_id, code)
                })?),
            };
        Ok(Ok(Claimed {
            row: OutboxId(self.id),
            lane,
            due_at: self.not_before,
            attempts: self.attempts,
            wanted: self.wanted,
            message: self.message_id.map(MessageId),
            notice,
            expires_at: self.expires_at,
            chat: ChatId(self.chat_id),
            telegram_chat: TelegramChatId(self.telegram_id),
            group: self.kind != "private",
            unreachable,
        }))
    }
}

fn lane(row: i64, number: i64) -> Result<Lane> {
    Lane::from_number(number)
        .ok_or_else(|| Error::inconsistent("outbox", "lane", row, number.to_string()))
}
