//! The sender's side of the outbox, first half: what is due, and claiming it for a while so that it
//! can be sent outside of any transaction.

use super::outbox::json;
use super::query::{by_backend, execute, fetch_all, fetch_one, row};
use super::{Error, Fate, Recorded, Result, Tx};
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
}

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

#[cfg(test)]
mod tests {
    use sqlx::{AssertSqlSafe, Row as _};

    use super::*;
    use crate::store::{Inner, Store};

    /// How SQLite goes about a query whose parameters are all numbers or text.
    async fn plan(sql: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("keng.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let Inner::Sqlite(transaction) = &mut tx.inner else {
            unreachable!("the address is SQLite's");
        };
        let steps = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")))
            .bind(0)
            .bind(0)
            .bind(0)
            .bind("[]")
            .fetch_all(&mut **transaction)
            .await
            .unwrap();
        let plan = steps.iter().map(|step| step.get("detail")).collect();
        drop(tx);
        store.close().await;
        plan
    }

    fn has(plan: &[String], step: &str) -> bool {
        plan.iter().any(|detail| detail.contains(step))
    }

    #[tokio::test]
    async fn a_claim_reads_what_it_takes_and_sorts_nothing() {
        let sql = candidates!("SELECT value FROM json_each($4)", "");
        let plan = plan(sql).await;
        let queued = "SEARCH o USING INDEX outbox_queued (lane=? AND not_before<?)";
        assert!(has(&plan, queued), "{plan:#?}");
        assert!(has(&plan, "outbox_retrying"), "{plan:#?}");
        assert!(!has(&plan, "SCAN o"), "{plan:#?}");
        assert!(!has(&plan, "TEMP B-TREE FOR ORDER BY"), "{plan:#?}");
    }

    #[tokio::test]
    async fn the_next_instant_is_found_in_the_index_alone() {
        let plan = plan(LANE_INSTANTS).await;
        let search = "USING COVERING INDEX outbox_queued (lane=? AND not_before>?)";
        let found = plan.iter().filter(|detail| detail.contains(search));
        assert_eq!(found.count(), Lane::ALL.len(), "{plan:#?}");
    }
}
