//! What must be told to whom: notices, and the messages that show them.
//!
//! A row of the outbox is one message in one chat that must show one notice: sent if it has no
//! number in Telegram yet, edited if it has. `wanted` counts the versions asked for, so a change
//! while it is being sent is not lost, and several changes before one are a single edit.

use super::query::{by_backend, execute, fetch_all, fetch_one, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::ids::{ChatId, DirectiveId, MessageId, NoticeId, OutboxId};
use crate::domain::notice::{Lane, Notice, kind_in_place_of};

/// What may be said of a notice when it is written.
#[derive(Clone, Debug, Default)]
pub struct NoticeOptions {
    /// When it is too late to send it (Unix ms).
    pub expires_at: Option<i64>,
    /// At most one notice exists for one key.
    pub dedupe: Option<String>,
}

row! {
    /// How far the messages of something have come.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct OutboxCounts {
        /// Not shown yet, and still going to be.
        pub queued: i64,
        /// Shown, whether or not an edit is under way.
        pub shown: i64,
        /// Never shown: the chat cannot be reached, or Telegram refused the message.
        pub failed: i64,
        /// Never shown: too late, or there was nothing left to say.
        pub dropped: i64,
    }
}

/// Brings messages up to date: $1 the lane, $2 now, $3 the least time between two edits. Where that
/// was asked for already, the more urgent lane and the earlier instant hold. What is being sent was
/// due before now, unless it has been asked for again since.
macro_rules! touch {
    ($which:literal) => {
        concat!(
            "UPDATE outbox SET
                 wanted = wanted + 1,
                 state = CASE state WHEN 1 THEN 1 ELSE 0 END,
                 lane = CASE WHEN lane < $1 AND (state = 0 OR (state = 1 AND not_before >= $2))
                             THEN lane ELSE $1 END,
                 not_before = CASE
                     WHEN state = 1 AND not_before BETWEEN $2 AND $2 + $3 THEN not_before
                     WHEN state = 1 THEN $2 + $3
                     WHEN state = 0 AND error IS NOT NULL THEN not_before
                     WHEN state = 0 AND not_before <= $2 THEN not_before
                     WHEN state = 0 AND not_before <= COALESCE(shown_at, 0) + $3 THEN not_before
                     WHEN COALESCE(shown_at, 0) + $3 > $2 THEN COALESCE(shown_at, 0) + $3
                     ELSE $2 END,
                 attempts = CASE WHEN state IN (0, 1) THEN attempts ELSE 0 END,
                 error = CASE WHEN state IN (0, 1) THEN error ELSE NULL END
             WHERE (state IN (1, 2) OR (state = 0 AND message_id IS NOT NULL)
                    OR (state = 3 AND error NOT IN ('blocked', 'deactivated', 'not_started',
                                                    'removed', 'not_found', 'no_rights')))
               AND ",
            $which
        )
    };
}
pub(super) use touch;

impl Tx {
    /// Writes down what is to be said. `None` if a notice of that dedupe key exists already.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn notice_insert(
        &mut self,
        notice: &Notice,
        options: NoticeOptions,
        now: i64,
    ) -> Result<Option<NoticeId>> {
        let row = fetch_optional!(
            self,
            (i64,),
            "INSERT INTO notices (kind, payload, directive_id, expires_at, dedupe, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (dedupe) DO NOTHING
             RETURNING id",
            notice.kind(),
            stored(notice),
            notice.directive().map(|directive| directive.0),
            options.expires_at,
            options.dedupe.as_deref(),
            now,
        )?;
        Ok(row.map(|(id,)| NoticeId(id)))
    }

    /// Queues a message that shows a notice in a chat from `not_before` on (Unix ms). If there is
    /// one already it stays as it is. In a chat that cannot be reached it fails at once, with the
    /// reason, and is queued when the chat returns.
    ///
    /// # Errors
    /// If the database fails, or there is no such notice or chat.
    pub async fn outbox_insert(
        &mut self,
        notice: NoticeId,
        chat: ChatId,
        lane: Lane,
        not_before: i64,
    ) -> Result<OutboxId> {
        self.wake_outbox();
        // The update changes nothing: it makes the row that was there before answer its id.
        let (id,) = fetch_one!(
            self,
            (i64,),
            "INSERT INTO outbox (notice_id, chat_id, lane, not_before, state, error)
             SELECT $1, id, $3, $4, CASE WHEN unreachable IS NULL THEN 0 ELSE 3 END, unreachable
             FROM chats WHERE id = $2
             ON CONFLICT (notice_id, chat_id) DO UPDATE SET chat_id = excluded.chat_id
             RETURNING id",
            notice.0,
            chat.0,
            lane.number(),
            not_before,
        )?;
        Ok(OutboxId(id))
    }

    /// Says something in a chat: a new notice and the message that shows it.
    ///
    /// # Errors
    /// If the database fails, or there is no such chat.
    pub async fn outbox_say(
        &mut self,
        chat: ChatId,
        notice: &Notice,
        lane: Lane,
        now: i64,
    ) -> Result<OutboxId> {
        let notice = self.notice_insert_plain(notice, now).await?;
        self.outbox_insert(notice, chat, lane, now).await
    }

    /// Queues a notice for everybody who is to receive a revision of a directive and has a private
    /// chat. Answers how many messages there are, those that cannot be sent included.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_fan_out_people(
        &mut self,
        notice: NoticeId,
        directive: DirectiveId,
        revision: i64,
        lane: Lane,
        now: i64,
    ) -> Result<u64> {
        self.wake_outbox();
        execute!(
            self,
            "INSERT INTO outbox (notice_id, chat_id, lane, not_before, state, error)
             SELECT $1, chats.id, $4, $5,
                    CASE WHEN chats.unreachable IS NULL THEN 0 ELSE 3 END, chats.unreachable
             FROM receipts JOIN chats ON chats.person_id = receipts.person_id
             WHERE receipts.directive_id = $2 AND receipts.revision = $3 AND chats.kind = 'private'
             ORDER BY receipts.id
             ON CONFLICT (notice_id, chat_id) DO NOTHING",
            notice.0,
            directive.0,
            revision,
            lane.number(),
            now,
        )
    }

    /// From now on the message shows another notice, as when somebody leafs through a card.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_show(&mut self, row: OutboxId, notice: &Notice, now: i64) -> Result<()> {
        self.wake_outbox();
        let notice = self.notice_insert_plain(notice, now).await?;
        execute!(
            self,
            "UPDATE outbox SET notice_id = $2, wanted = wanted + 1, lane = $3, not_before = $4,
                 state = CASE state WHEN 1 THEN 1 ELSE 0 END, attempts = 0, error = NULL
             WHERE id = $1",
            row.0,
            notice.0,
            Lane::Interactive.number(),
            now,
        )?;
        Ok(())
    }

    /// The row of a message, with what it is to show.
    ///
    /// # Errors
    /// If the database fails or the notice cannot be read.
    pub async fn outbox_find(
        &mut self,
        chat: ChatId,
        message: MessageId,
    ) -> Result<Option<(OutboxId, Notice)>> {
        let row = fetch_optional!(
            self,
            (i64, i64, String),
            "SELECT outbox.id, notices.id, notices.payload
             FROM outbox JOIN notices ON notices.id = outbox.notice_id
             WHERE outbox.chat_id = $1 AND outbox.message_id = $2
             ORDER BY outbox.id DESC LIMIT 1",
            chat.0,
            message.0,
        )?;
        let Some((row, notice, payload)) = row else {
            return Ok(None);
        };
        let notice = serde_json::from_str(&payload)
            .map_err(|_| Error::inconsistent("notices", "payload", notice, payload))?;
        Ok(Some((OutboxId(row), notice)))
    }

    /// Brings one message up to date with what is true now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_touch_row(&mut self, row: OutboxId, lane: Lane, now: i64) -> Result<()> {
        self.wake_outbox();
        execute!(self, touch!("id = $4"), lane.number(), now, 0_i64, row.0)?;
        Ok(())
    }

    /// Brings every message of these kinds about a directive up to date, at the soonest
    /// `min_gap_ms` after it was last shown. Messages that were not shown yet show the newest
    /// anyway; those in chats that cannot be reached stay. Answers how many are concerned.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_touch(
        &mut self,
        directive: DirectiveId,
        kinds: &[&str],
        lane: Lane,
        min_gap_ms: i64,
        now: i64,
    ) -> Result<u64> {
        self.wake_outbox();
        // PostgreSQL takes the rows in the order of their ids, like the sender does when it
        // records, so that the two never wait for each other in a circle.
        let sql = by_backend!(self,
            sqlite: touch!("notice_id IN (
                SELECT id FROM notices
                WHERE directive_id = $4 AND kind IN (SELECT value FROM json_each($5)))"),
            postgres: touch!("id IN (
                SELECT o.id FROM outbox o JOIN notices ON notices.id = o.notice_id
                WHERE notices.directive_id = $4
                  AND notices.kind IN (SELECT jsonb_array_elements_text($5::jsonb))
                ORDER BY o.id FOR UPDATE OF o)"));
        execute!(
            self,
            sql,
            lane.number(),
            now,
            min_gap_ms,
            directive.0,
            json(&with_deputies(kinds)),
        )
    }

    /// [`Tx::outbox_touch`] in one chat, at once.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_touch_in_chat(
        &mut self,
        chat: ChatId,
        directive: DirectiveId,
        kinds: &[&str],
        lane: Lane,
        now: i64,
    ) -> Result<u64> {
        self.wake_outbox();
        let sql = by_backend!(self,
            sqlite: touch!("chat_id = $6 AND notice_id IN (
                SELECT id FROM notices
                WHERE directive_id = $4 AND kind IN (SELECT value FROM json_each($5)))"),
            postgres: touch!("chat_id = $6 AND notice_id IN (
                SELECT id FROM notices
                WHERE directive_id = $4
                  AND kind IN (SELECT jsonb_array_elements_text($5::jsonb)))"));
        execute!(
            self,
            sql,
            lane.number(),
            now,
            0_i64,
            directive.0,
            json(&with_deputies(kinds)),
            chat.0,
        )
    }

    /// Brings everything up to date that came to a deputy's chat in somebody's place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_touch_deputys(
        &mut self,
        chat: ChatId,
        lane: Lane,
        now: i64,
    ) -> Result<u64> {
        self.wake_outbox();
        execute!(
            self,
            touch!(
                "chat_id = $4 AND EXISTS (
                     SELECT 1 FROM notices
                     WHERE notices.id = outbox.notice_id AND notices.kind LIKE 'deputy%')"
            ),
            lane.number(),
            now,
            0_i64,
            chat.0,
        )
    }

    /// Whether a chat was shown a message of this kind about a directive.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_has_shown(
        &mut self,
        chat: ChatId,
        directive: DirectiveId,
        kind: &str,
    ) -> Result<bool> {
        let found = fetch_optional!(
            self,
            (i64,),
            "SELECT outbox.id FROM outbox JOIN notices ON notices.id = outbox.notice_id
             WHERE outbox.chat_id = $1 AND notices.directive_id = $2 AND notices.kind = $3
               AND outbox.message_id IS NOT NULL LIMIT 1",
            chat.0,
            directive.0,
            kind,
        )?;
        Ok(found.is_some())
    }

    /// The messages of a chat that show a notice of this kind about a directive.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_list(
        &mut self,
        chat: ChatId,
        directive: DirectiveId,
        kind: &str,
    ) -> Result<Vec<OutboxId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT outbox.id FROM outbox JOIN notices ON notices.id = outbox.notice_id
             WHERE outbox.chat_id = $1 AND notices.directive_id = $2 AND notices.kind = $3
             ORDER BY outbox.id",
            chat.0,
            directive.0,
            kind,
        )?;
        Ok(rows.into_iter().map(|(row,)| OutboxId(row)).collect())
    }

    /// Whether a chat has a message of this kind about a directive, shown or on its way.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_has(
        &mut self,
        chat: ChatId,
        directive: DirectiveId,
        kind: &str,
    ) -> Result<bool> {
        let found = fetch_optional!(
            self,
            (i64,),
            "SELECT outbox.id FROM outbox JOIN notices ON notices.id = outbox.notice_id
             WHERE outbox.chat_id = $1 AND notices.directive_id = $2 AND notices.kind = $3
             LIMIT 1",
            chat.0,
            directive.0,
            kind,
        )?;
        Ok(found.is_some())
    }

    /// How far the messages of these kinds about a directive have come.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_counts(
        &mut self,
        directive: DirectiveId,
        kinds: &[&str],
    ) -> Result<OutboxCounts> {
        let sql = by_backend!(self,
            sqlite: "SELECT COUNT(*) FILTER (WHERE shown = 0 AND state IN (0, 1, 2)) AS queued,
                            COUNT(*) FILTER (WHERE shown > 0) AS shown,
                            COUNT(*) FILTER (WHERE shown = 0 AND state = 3) AS failed,
                            COUNT(*) FILTER (WHERE shown = 0 AND state = 4) AS dropped
                     FROM outbox WHERE notice_id IN (
                         SELECT id FROM notices
                         WHERE directive_id = $1 AND kind IN (SELECT value FROM json_each($2)))",
            postgres: "SELECT COUNT(*) FILTER (WHERE shown = 0 AND state IN (0, 1, 2)) AS queued,
                            COUNT(*) FILTER (WHERE shown > 0) AS shown,
                            COUNT(*) FILTER (WHERE shown = 0 AND state = 3) AS failed,
                            COUNT(*) FILTER (WHERE shown = 0 AND state = 4) AS dropped
                     FROM outbox WHERE notice_id IN (
                         SELECT id FROM notices
                         WHERE directive_id = $1
                           AND kind IN (SELECT jsonb_array_elements_text($2::jsonb)))");
        fetch_one!(self, OutboxCounts, sql, directive.0, json(kinds))
    }

    async fn notice_insert_plain(&mut self, notice: &Notice, now: i64) -> Result<NoticeId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO notices (kind, payload, directive_id, created_at)
             VALUES ($1, $2, $3, $4) RETURNING id",
            notice.kind(),
            stored(notice),
            notice.directive().map(|directive| directive.0),
            now,
        )?;
        Ok(NoticeId(id))
    }
}

/// A notice as it is stored.
/// These kinds and what they are called when they come to deputies.
fn with_deputies<'a>(kinds: &[&'a str]) -> Vec<&'a str> {
    let deputies = kinds.iter().map(|kind| kind_in_place_of(kind));
    kinds.iter().copied().chain(deputies).collect()
}

pub(super) fn stored(notice: &Notice) -> String {
    serde_json::to_string(notice).expect("a notice has only string keys, so it is always JSON")
}

/// A list as one value that both databases can take apart.
pub(super) fn json<T: serde::Serialize + ?Sized>(list: &T) -> String {
    serde_json::to_string(list).expect("plain lists of numbers and names are always JSON")
}
