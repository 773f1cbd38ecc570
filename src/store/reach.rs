//! Whether a chat can be written to. What could not be sent because it cannot waits as failed,
//! with the reason as its error, and is queued again when the chat returns.

use super::query::{execute, fetch_optional};
use super::{Result, Tx};
use crate::domain::ids::{ChatId, TelegramChatId};
use crate::domain::notice::Unreachable;

/// A chat's fields that move with it.
type Moving = (i64, i64);

impl Tx {
    /// Nothing can be sent to this chat any more. What is queued for it fails with the reason; a
    /// message that is on its way gets its own answer.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_mark_unreachable(
        &mut self,
        chat: ChatId,
        reason: Unreachable,
        now: i64,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET unreachable = $2, unreachable_at = COALESCE(unreachable_at, $3)
             WHERE id = $1",
            chat.0,
            reason.as_str(),
            now,
        )?;
        execute!(
            self,
            "UPDATE outbox SET state = 3, error = $2 WHERE chat_id = $1 AND state = 0",
            chat.0,
            reason.as_str(),
        )?;
        self.wake_jobs();
        self.live_cards_touch_of_chat(chat, now).await
    }

    /// The chat can be written to again: what could not be sent and is not expired is queued.
    /// A no-op for a chat that was reachable; answers how many messages were queued.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_mark_reachable(&mut self, chat: ChatId, now: i64) -> Result<u64> {
        let changed = execute!(
            self,
            "UPDATE chats SET unreachable = NULL, unreachable_at = NULL, loss_told_at = NULL
             WHERE id = $1 AND unreachable IS NOT NULL",
            chat.0,
        )?;
        if changed == 0 {
            return Ok(0);
        }
        self.wake_jobs();
        self.live_cards_touch_of_chat(chat, now).await?;
        self.group_loss_touch(chat, now).await?;
        self.outbox_requeue_chat(chat, now).await
    }

    /// Queues what failed because this chat could not be reached, except what has expired.
    /// Answers how many messages.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_requeue_chat(&mut self, chat: ChatId, now: i64) -> Result<u64> {
        let queued = execute!(
            self,
            "UPDATE outbox SET state = 0, not_before = $2, attempts = 0, error = NULL
             WHERE chat_id = $1 AND state = 3
               AND error IN ('blocked', 'deactivated', 'not_started', 'removed', 'not_found', 'no_rights')
               AND NOT EXISTS (SELECT 1 FROM notices
                               WHERE notices.id = outbox.notice_id AND notices.expires_at <= $2)",
            chat.0,
            now,
        )?;
        self.wake_outbox();
        Ok(queued)
    }

    /// The group became a supergroup and has a new number in Telegram. What stood in the old one
    /// cannot be changed any more: a card that changes is sent anew. If the new number was
    /// already seen as a chat of its own, that chat's queue and its unit (where this one has none)
    /// come over, and it takes the dead number.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_migrate(&mut self, chat: ChatId, to: TelegramChatId) -> Result<()> {
        let moved = execute!(
            self,
            "UPDATE outbox SET message_id = NULL
             WHERE chat_id IN (SELECT id FROM chats WHERE id = $1 AND telegram_id <> $2)",
            chat.0,
            to.0,
        )?;
        tracing::debug!(
            chat = chat.0,
            rows = moved,
            "chat {chat} moves to a new number"
        );
        let double = fetch_optional!(
            self,
            Moving,
            "SELECT new.id, old.telegram_id FROM chats old
             JOIN chats new ON new.telegram_id = $2 AND new.id <> old.id
             WHERE old.id = $1",
            chat.0,
            to.0,
        )?;
        if let Some((double, dead)) = double {
            self.chat_absorb(chat, ChatId(double)).await?;
            // No chat has the number 0; it keeps the numbers unique while they change hands.
            self.chat_renumber(ChatId(double), TelegramChatId(0))
                .await?;
            self.chat_renumber(chat, to).await?;
            self.chat_renumber(ChatId(double), TelegramChatId(dead))
                .await?;
        } else {
            self.chat_renumber(chat, to).await?;
        }
        execute!(
            self,
            "UPDATE chats SET kind = 'supergroup' WHERE id = $1 AND kind = 'group'",
            chat.0,
        )?;
        self.wake_outbox();
        Ok(())
    }

    async fn chat_renumber(&mut self, chat: ChatId, to: TelegramChatId) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET telegram_id = $2 WHERE id = $1",
            chat.0,
            to.0,
        )?;
        Ok(())
    }

    /// Moves the queue and the unit of a chat that turned out to be the same to `chat`.
    async fn chat_absorb(&mut self, chat: ChatId, double: ChatId) -> Result<()> {
        execute!(
            self,
            "UPDATE outbox SET chat_id = $1
             WHERE chat_id = $2 AND state IN (0, 2)
               AND NOT EXISTS (SELECT 1 FROM outbox same
                               WHERE same.chat_id = $1 AND same.notice_id = outbox.notice_id)",
            chat.0,
            double.0,
        )?;
        execute!(
            self,
            "UPDATE outbox SET state = 4, error = 'the same message went to the chat before it moved'
             WHERE chat_id = $1 AND state = 0",
            double.0,
        )?;
        execute!(
            self,
            "UPDATE chats SET unit_id = (SELECT unit_id FROM chats WHERE id = $2),
                              audience = (SELECT audience FROM chats WHERE id = $2),
                              topic_id = (SELECT topic_id FROM chats WHERE id = $2),
                              connected_by = (SELECT connected_by FROM chats WHERE id = $2)
             WHERE id = $1 AND unit_id IS NULL",
            chat.0,
            double.0,
        )?;
        execute!(
            self,
            "UPDATE chats SET unit_id = NULL, audience = NULL, unreachable = 'removed',
                              unreachable_at = created_at
             WHERE id = $1",
            double.0,
        )?;
        Ok(())
    }
}
