//! Groups beyond their unit: topics, rights, and who is told when one is lost.

use super::query::{by_backend, execute, fetch_all, fetch_optional, row};
use super::{Error, Result, Tx};
use crate::domain::chat::{GroupRight, GroupState};
use crate::domain::ids::{ChatId, DirectiveId, OutboxId, PersonId, TopicId, UnitId};
use crate::domain::notice::{Lane, Notice, Unreachable};

row! {
    struct StateRow {
        topic_id: Option<i64>,
        topic_lost: Option<i64>,
        lacks: Option<String>,
    }
}

/// A tied group that cannot be reached, of which nobody was told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostGroup {
    /// The group.
    pub chat: ChatId,
    /// The unit it is tied to.
    pub unit: UnitId,
    /// Who tied it, where that is known.
    pub connected_by: Option<PersonId>,
}

impl Tx {
    /// What is known of a group besides its unit.
    ///
    /// # Errors
    /// If the database fails, there is no such chat or its row is inconsistent.
    pub async fn group_state(&mut self, chat: ChatId) -> Result<GroupState> {
        let row = fetch_optional!(
            self,
            StateRow,
            "SELECT topic_id, topic_lost, lacks FROM chats WHERE id = $1",
            chat.0
        )?;
        let Some(row) = row else {
            return Ok(GroupState::default());
        };
        let wrong = |code: &str| Error::inconsistent("chats", "lacks", chat.0, code);
        let read = |codes: String| {
            codes
                .split(',')
                .filter(|code| !code.is_empty())
                .map(|code| GroupRight::parse(code).ok_or_else(|| wrong(code)))
                .collect::<Result<Vec<_>>>()
        };
        Ok(GroupState {
            topic: row.topic_id.map(TopicId),
            topic_lost: row.topic_lost.is_some(),
            lacks: row.lacks.map(read).transpose()?,
        })
    }

    /// Writes down what the bot may not do in a group. `false` if that was known.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_set_lacks(&mut self, chat: ChatId, lacks: &[GroupRight]) -> Result<bool> {
        let codes: Vec<&str> = lacks.iter().map(|right| right.as_str()).collect();
        let changed = execute!(
            self,
            "UPDATE chats SET lacks = $2 WHERE id = $1 AND (lacks IS NULL OR lacks <> $2)",
            chat.0,
            codes.join(",")
        )?;
        Ok(changed > 0)
    }

    /// Writes down who tied a group to its unit.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_set_connected_by(&mut self, chat: ChatId, person: PersonId) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET connected_by = $2 WHERE id = $1",
            chat.0,
            person.0
        )?;
        Ok(())
    }

    /// From now on everything for this group goes to a topic, or to the group itself.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_set_topic(&mut self, chat: ChatId, topic: Option<TopicId>) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET topic_id = $2, topic_lost = NULL WHERE id = $1",
            chat.0,
            topic.map(|topic| topic.0)
        )?;
        Ok(())
    }

    /// A topic is closed or gone: what was to go there goes to the group itself. `false` if
    /// nothing was to go there any more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_lose_topic(&mut self, chat: ChatId, topic: TopicId) -> Result<bool> {
        execute!(
            self,
            "UPDATE outbox SET topic_id = 0 WHERE chat_id = $1 AND topic_id = $2",
            chat.0,
            topic.0
        )?;
        let changed = execute!(
            self,
            "UPDATE chats SET topic_id = NULL, topic_lost = $2 WHERE id = $1 AND topic_id = $2",
            chat.0,
            topic.0
        )?;
        Ok(changed > 0)
    }

    /// A topic is open again: if everything went there before, it does again. Answers whether.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_regain_topic(&mut self, chat: ChatId, topic: TopicId) -> Result<bool> {
        let changed = execute!(
            self,
            "UPDATE chats SET topic_id = $2, topic_lost = NULL WHERE id = $1 AND topic_lost = $2",
            chat.0,
            topic.0
        )?;
        Ok(changed > 0)
    }

    /// The topic that a message belongs to: its own, or the one of its chat.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_topic(&mut self, row: OutboxId) -> Result<Option<TopicId>> {
        let found = fetch_optional!(
            self,
            (Option<i64>,),
            "SELECT COALESCE(outbox.topic_id, chats.topic_id)
             FROM outbox JOIN chats ON chats.id = outbox.chat_id WHERE outbox.id = $1",
            row.0
        )?;
        let topic = found.and_then(|(topic,)| topic).map(TopicId);
        Ok(topic.filter(|topic| *topic != TopicId(0)))
    }

    /// A message belongs to this topic, or to none (the number 0), whatever its chat's is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_set_topic(&mut self, row: OutboxId, topic: TopicId) -> Result<()> {
        execute!(
            self,
            "UPDATE outbox SET topic_id = $2 WHERE id = $1",
            row.0,
            topic.0
        )?;
        Ok(())
    }

    /// The messages of a chat that stand there or are on their way, with what they show. One
    /// whose notice cannot be read is left out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_list_shown(&mut self, chat: ChatId) -> Result<Vec<(OutboxId, Notice)>> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT o.id, n.payload FROM outbox o JOIN notices n ON n.id = o.notice_id
             WHERE o.chat_id = $1 AND (o.message_id IS NOT NULL OR o.state = 1)
             ORDER BY o.id",
            chat.0
        )?;
        Ok(rows
            .into_iter()
            .filter_map(|(row, payload)| {
                let notice = serde_json::from_str(&payload).ok()?;
                Some((OutboxId(row), notice))
            })
            .collect())
    }

    /// The messages of a chat that show a notice of these kinds, the newest first, at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outbox_list_of_kinds(
        &mut self,
        chat: ChatId,
        kinds: &[&str],
        limit: i64,
    ) -> Result<Vec<OutboxId>> {
        let sql = by_backend!(self,
            sqlite: "SELECT o.id FROM outbox o JOIN notices n ON n.id = o.notice_id
                     WHERE o.chat_id = $1 AND n.kind IN (SELECT value FROM json_each($2))
                     ORDER BY o.id DESC LIMIT $3",
            postgres: "SELECT o.id FROM outbox o JOIN notices n ON n.id = o.notice_id
                     WHERE o.chat_id = $1
                       AND n.kind IN (SELECT jsonb_array_elements_text($2::jsonb))
                     ORDER BY o.id DESC LIMIT $3");
        let rows = fetch_all!(self, (i64,), sql, chat.0, super::outbox::json(kinds), limit)?;
        Ok(rows.into_iter().map(|(id,)| OutboxId(id)).collect())
    }

    /// Brings up to date what tells that this group was lost, after it came back.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_loss_touch(&mut self, group: ChatId, now: i64) -> Result<()> {
        let notice = Notice::GroupLost { group };
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT o.id FROM notices n JOIN outbox o ON o.notice_id = n.id
             WHERE n.directive_id IS NULL AND n.kind = $1 AND n.payload = $2 ORDER BY o.id",
            notice.kind(),
            super::outbox::stored(&notice)
        )?;
        for (row,) in rows {
            self.outbox_touch_row(OutboxId(row), Lane::Interactive, now)
                .await?;
        }
        Ok(())
    }

    /// The titles of the groups that were to get a directive and have not, because they cannot be
    /// reached, with the reasons.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn group_list_unreached(
        &mut self,
        directive: DirectiveId,
    ) -> Result<Vec<(String, Unreachable)>> {
        let rows = fetch_all!(
            self,
            (i64, Option<String>, String),
            "SELECT c.id, c.title, c.unreachable
             FROM notices n JOIN outbox o ON o.notice_id = n.id JOIN chats c ON c.id = o.chat_id
             WHERE n.directive_id = $1 AND n.kind = 'group_directive'
               AND o.shown = 0 AND c.unreachable IS NOT NULL AND c.audience = 'cadre'
             ORDER BY c.id",
            directive.0
        )?;
        rows.into_iter()
            .map(|(chat, title, code)| {
                let reason = Unreachable::parse(&code)
                    .ok_or_else(|| Error::inconsistent("chats", "unreachable", chat, code))?;
                Ok((title.unwrap_or_default(), reason))
            })
            .collect()
    }

    /// The tied groups that cannot be reached, of which nobody was told yet.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_list_lost(&mut self) -> Result<Vec<LostGroup>> {
        let rows = fetch_all!(
            self,
            (i64, i64, Option<i64>),
            "SELECT id, unit_id, connected_by FROM chats
             WHERE unreachable IS NOT NULL AND unit_id IS NOT NULL AND loss_told_at IS NULL
             ORDER BY id"
        )?;
        Ok(rows
            .into_iter()
            .map(|(chat, unit, by)| LostGroup {
                chat: ChatId(chat),
                unit: UnitId(unit),
                connected_by: by.map(PersonId),
            })
            .collect())
    }

    /// Those in charge were told at `now` (Unix ms) that a group was lost.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn group_set_loss_told(&mut self, chat: ChatId, now: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET loss_told_at = $2 WHERE id = $1",
            chat.0,
            now
        )?;
        Ok(())
    }
}
