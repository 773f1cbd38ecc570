//! What issuers watch: how far the work of a directive has come, whom to ask again, and the live
//! cards that show it.
//!
//! A live card is touched in the transaction of whatever changes a number on it, so no number waits
//! for somebody to look.

use super::query::{by_backend, execute, fetch_all, fetch_one, row};
use super::{Fate, NoticeOptions, Recorded, Result, Tx};
use crate::domain::ids::{ChatId, DirectiveId, OutboxId, PersonId, ReceiptId, TaskId};
use crate::domain::notice::{LIVE_CARD_GAP, Lane, Notice};

row! {
    /// How far the units have come with the tasks of a directive.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct TaskCounts {
        /// Tasks × units.
        pub total: i64,
        /// Of them, those that were reported done.
        pub done: i64,
        /// Of the others, those whose deadline is past.
        pub late: i64,
    }
}

row! {
    /// How far one unit has come with the tasks of a directive.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnitWork {
        /// The unit.
        pub unit_id: i64,
        /// Its name.
        pub name: String,
        /// Its tasks.
        pub total: i64,
        /// Of them, those that it reported done.
        pub done: i64,
        /// Of the others, those whose deadline is past.
        pub late: i64,
    }
}

row! {
    struct TaskProgressRow {
        task_id: i64,
        total: i64,
        done: i64,
    }
}

/// How many units have done one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskProgress {
    /// The task.
    pub task: TaskId,
    /// The units that are to do it.
    pub total: i64,
    /// Of them, those that have.
    pub done: i64,
}

/// Somebody who can be asked again for a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToRemind {
    /// His receipt.
    pub receipt: ReceiptId,
    /// His private chat, or his deputy's.
    pub chat: ChatId,
    /// Who it is, where it is his deputy who is reminded.
    pub in_place_of: Option<PersonId>,
    /// How often he was asked.
    pub reminders: i64,
}

impl Tx {
    /// How far the units have come with a directive's tasks at `now` (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn task_counts(&mut self, directive: DirectiveId, now: i64) -> Result<TaskCounts> {
        fetch_one!(
            self,
            TaskCounts,
            "SELECT COUNT(*) AS total, COUNT(a.done_at) AS done,
                COUNT(CASE WHEN a.done_at IS NULL AND a.due_at < $2 THEN 1 END) AS late
             FROM assignments a JOIN tasks t ON t.id = a.task_id
             WHERE t.directive_id = $1",
            directive.0,
            now,
        )
    }

    /// How far each unit has come with a directive's tasks at `now` (Unix ms), in the order of the
    /// tree. Units without a task are left out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn task_counts_by_unit(
        &mut self,
        directive: DirectiveId,
        now: i64,
    ) -> Result<Vec<UnitWork>> {
        fetch_all!(
            self,
            UnitWork,
            "SELECT u.id AS unit_id, u.name AS name, COUNT(*) AS total, COUNT(a.done_at) AS done,
                COUNT(CASE WHEN a.done_at IS NULL AND a.due_at < $2 THEN 1 END) AS late
             FROM assignments a JOIN tasks t ON t.id = a.task_id JOIN units u ON u.id = a.unit_id
             WHERE t.directive_id = $1
             GROUP BY u.id, u.name, u.path ORDER BY u.path",
            directive.0,
            now,
        )
    }

    /// How many units have done each task, in the order of the tasks.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn task_progress(&mut self, directive: DirectiveId) -> Result<Vec<TaskProgress>> {
        let rows = fetch_all!(
            self,
            TaskProgressRow,
            "SELECT t.id AS task_id, COUNT(a.id) AS total, COUNT(a.done_at) AS done
             FROM tasks t LEFT JOIN assignments a ON a.task_id = t.id
             WHERE t.directive_id = $1
             GROUP BY t.id, t.position ORDER BY t.position",
            directive.0,
        )?;
        Ok(rows
            .into_iter()
            .map(|row| TaskProgress {
                task: TaskId(row.task_id),
                total: row.total,
                done: row.done,
            })
            .collect())
    }

    /// The units that are late with a task at `now` (Unix ms), by task and in the order of the
    /// tree, with their names.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn task_late_units(
        &mut self,
        directive: DirectiveId,
        now: i64,
    ) -> Result<Vec<(TaskId, String)>> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT a.task_id, u.name
             FROM assignments a JOIN tasks t ON t.id = a.task_id JOIN units u ON u.id = a.unit_id
             WHERE t.directive_id = $1 AND a.done_at IS NULL AND a.due_at < $2
             ORDER BY t.position, u.path",
            directive.0,
            now,
        )?;
        Ok(rows
            .into_iter()
            .map(|(task, unit)| (TaskId(task), unit))
            .collect())
    }

    /// Those who have not confirmed, can be written to, and were not reminded since `since` (Unix
    /// ms), whether by an issuer or by the clock. For whoever is away at `now` his deputy counts.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn receipt_list_to_remind(
        &mut self,
        directive: DirectiveId,
        since: i64,
        now: i64,
    ) -> Result<Vec<ToRemind>> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64, Option<i64>),
            "SELECT r.id, c.id, r.reminders, h.person_id
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             LEFT JOIN handovers h ON h.person_id = r.person_id AND h.ended_at IS NULL
                AND h.from_at <= $3 AND h.until_at > $3
             JOIN chats c ON c.person_id = COALESCE(h.deputy_id, r.person_id)
             WHERE r.directive_id = $1 AND r.confirmed_at IS NULL AND c.unreachable IS NULL
               AND c.id NOT IN (
                 SELECT o.chat_id FROM outbox o JOIN notices n ON n.id = o.notice_id
                 WHERE n.directive_id = $1 AND n.created_at > $2
                   AND n.kind = CASE WHEN h.person_id IS NULL THEN 'receipt_reminder'
                                     ELSE 'deputy_receipt_reminder' END)
             ORDER BY r.id",
            directive.0,
            since,
            now,
        )?;
        Ok(rows
            .into_iter()
            .map(|(receipt, chat, reminders, away)| ToRemind {
                receipt: ReceiptId(receipt),
                chat: ChatId(chat),
                in_place_of: away.map(PersonId),
                reminders,
            })
            .collect())
    }

    /// The directives of which these messages were the first word in their chats: what became of
    /// them changes a number on a live card. To be asked before it is recorded.
    pub(super) async fn directives_first_told(
        &mut self,
        recorded: &[Recorded],
    ) -> Result<Vec<DirectiveId>> {
        let rows: Vec<OutboxId> = recorded.iter().filter_map(settled).collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sql = by_backend!(self,
            sqlite: "SELECT DISTINCT n.directive_id
                     FROM outbox o JOIN notices n ON n.id = o.notice_id
                     WHERE o.id IN (SELECT value FROM json_each($1)) AND o.shown = 0
                       AND n.kind IN ('directive', 'correction', 'group_directive')
                     ORDER BY n.directive_id",
            postgres: "SELECT DISTINCT n.directive_id
                     FROM outbox o JOIN notices n ON n.id = o.notice_id
                     WHERE o.id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))
                       AND o.shown = 0
                       AND n.kind IN ('directive', 'correction', 'group_directive')
                     ORDER BY n.directive_id");
        let found = fetch_all!(self, (i64,), sql, super::outbox::json(&rows))?;
        Ok(found.into_iter().map(|(id,)| DirectiveId(id)).collect())
    }

    /// Brings the live cards of these directives up to date after the outcomes were recorded.
    pub(super) async fn live_cards_touch_told(
        &mut self,
        told: &[DirectiveId],
        recorded: &[Recorded],
    ) -> Result<()> {
        // Without a time among the outcomes the pace of the card alone decides when.
        let now = recorded.iter().filter_map(happened_at).max();
        for directive in told {
            self.live_cards_touch(*directive, now.unwrap_or_default())
                .await?;
        }
        Ok(())
    }

    /// Brings a directive's live cards up to date, at their pace. They go before the directives
    /// themselves: an issuer sees that a big sending is under way, and one card in three seconds
    /// delays nobody.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn live_cards_touch(&mut self, directive: DirectiveId, now: i64) -> Result<()> {
        self.outbox_touch(
            directive,
            &["follow"],
            Lane::Interactive,
            LIVE_CARD_GAP,
            now,
        )
        .await?;
        Ok(())
    }

    /// Brings the live cards up to date that count the person of a private chat among those who
    /// have not confirmed: he was lost, or came back.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) async fn live_cards_touch_of_chat(&mut self, chat: ChatId, now: i64) -> Result<()> {
        let owed = fetch_all!(
            self,
            (i64,),
            "SELECT DISTINCT r.directive_id
             FROM chats c
             JOIN receipts r ON r.person_id = c.person_id AND r.confirmed_at IS NULL
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             WHERE c.id = $1 AND d.state = 'published'
             ORDER BY r.directive_id",
            chat.0,
        )?;
        for (directive,) in owed {
            self.live_cards_touch(DirectiveId(directive), now).await?;
        }
        Ok(())
    }

    /// Queues a notice for everybody who is to receive a revision of its directive, has a private
    /// chat and no message of this kind in it yet. Answers how many messages there are.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_fan_out_without(
        &mut self,
        notice: &Notice,
        revision: i64,
        lane: Lane,
        now: i64,
    ) -> Result<u64> {
        let Some(directive) = notice.directive() else {
            return Ok(0);
        };
        let options = NoticeOptions {
            expires_at: None,
            dedupe: Some(format!("{}:{directive}:{revision}:new", notice.kind())),
        };
        let Some(id) = self.notice_insert(notice, options, now).await? else {
            return Ok(0);
        };
        self.wake_outbox();
        execute!(
            self,
            "INSERT INTO outbox (notice_id, chat_id, lane, not_before, state, error)
             SELECT $1, chats.id, $4, $5,
                    CASE WHEN chats.unreachable IS NULL THEN 0 ELSE 3 END, chats.unreachable
             FROM receipts JOIN chats ON chats.person_id = receipts.person_id
             WHERE receipts.directive_id = $2 AND receipts.revision = $3 AND chats.kind = 'private'
               AND chats.id NOT IN (
                 SELECT o.chat_id FROM outbox o JOIN notices n ON n.id = o.notice_id
                 WHERE n.directive_id = $2 AND n.kind = $6)
             ORDER BY receipts.id
             ON CONFLICT (notice_id, chat_id) DO NOTHING",
            id.0,
            directive.0,
            revision,
            lane.number(),
            now,
            notice.kind(),
        )
    }
}

/// The row, if this was its end: it was shown, or it never will be.
fn settled(recorded: &Recorded) -> Option<OutboxId> {
    match recorded.fate {
        Fate::Shown { .. }
        | Fate::Dropped { .. }
        | Fate::Refused { .. }
        | Fate::Unreachable { .. } => Some(recorded.row),
        Fate::Kept
        | Fate::Retry { .. }
        | Fate::Wait { .. }
        | Fate::Lost
        | Fate::Moved { .. }
        | Fate::Released => None,
    }
}

/// When it happened (Unix ms), where that is known.
fn happened_at(recorded: &Recorded) -> Option<i64> {
    match recorded.fate {
        Fate::Shown { at, .. } => Some(at),
        Fate::Unreachable { found_at, .. } => found_at,
        _ => None,
    }
}
