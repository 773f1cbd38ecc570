//! Forgetting a person: everything about him that is nobody else's record goes, and what others
//! refer to stays without him.

use super::outbox::{json, touch};
use super::query::{by_backend, execute, fetch_all, fetch_optional, fetch_scalar};
use super::{Error, Result, Tx};
use crate::domain::ids::{ChatId, DirectiveId, OutboxId, PersonId, TelegramUserId};
use crate::domain::locale::Locale;
use crate::domain::notice::{Lane, Notice};
use crate::domain::person::NOBODY;
use crate::domain::text::fold;

/// The notices whose cards name the person $1 and are about no directive: a task that he did, an
/// invitation that he made or that is for him, a handover of his or to him, what comes to a deputy in
/// his place, and the list of those who have not joined. The arguments read a number out of a payload.
macro_rules! notices_naming {
    ($assignment:literal, $invitation:literal, $handover:literal, $person:literal) => {
        concat!(
            "SELECT n.id FROM notices n JOIN assignments a ON a.id = ",
            $assignment,
            " WHERE n.kind = 'assignment' AND a.done_by = $1
             UNION SELECT n.id FROM notices n JOIN invitations i ON i.id = ",
            $invitation,
            " WHERE n.kind IN ('joining', 'stray_link', 'invitation')
                AND (i.person_id = $1 OR i.created_by = $1)
             UNION SELECT n.id FROM notices n JOIN handovers h ON h.id = ",
            $handover,
            " WHERE n.kind IN ('deputyship', 'handover_ended')
                AND (h.person_id = $1 OR h.deputy_id = $1)
             UNION SELECT n.id FROM notices n WHERE ",
            $person,
            " = $1 AND n.payload LIKE '{\"kind\":\"in_place_of\"%'
             UNION SELECT n.id FROM notices n WHERE n.kind = 'not_connected'
             ORDER BY id"
        )
    };
}

impl Tx {
    /// Whether there is something over which this person is the only administrator who has joined:
    /// nobody could invite another one there without him.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn person_is_last_admin(&mut self, person: PersonId, now: i64) -> Result<bool> {
        let alone = fetch_scalar!(
            self,
            i64,
            "SELECT COUNT(*) FROM memberships m LEFT JOIN units u ON u.id = m.unit_id
             WHERE m.person_id = $1 AND m.role = 'admin'
               AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
               AND NOT EXISTS (
                 SELECT 1 FROM memberships o
                 JOIN people p ON p.id = o.person_id AND p.telegram_id IS NOT NULL
                 LEFT JOIN units ou ON ou.id = o.unit_id
                 WHERE o.person_id <> $1 AND o.role = 'admin'
                   AND o.from_at <= $2 AND (o.until_at IS NULL OR o.until_at > $2)
                   AND (o.unit_id IS NULL OR u.path LIKE ou.path || '%'))",
            person.0,
            now,
        )?;
        Ok(alone > 0)
    }

    /// Takes everything out of a person's row that says who he is, ends his roles, and removes what
    /// was kept for him alone. His receipts stay, and keep when they were delivered.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn person_erase(&mut self, person: PersonId, now: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE people SET code = NULL, name = $2, folded = '', phone = NULL,
                telegram_id = NULL, locale = $3, joined_at = NULL, erased_at = $4
             WHERE id = $1",
            person.0,
            NOBODY,
            Locale::default().as_str(),
            now,
        )?;
        execute!(
            self,
            "UPDATE memberships SET title = NULL, from_roster = 0, until_at = CASE
                 WHEN until_at IS NOT NULL AND until_at <= $2 THEN until_at
                 WHEN from_at > $2 THEN from_at ELSE $2 END
             WHERE person_id = $1",
            person.0,
            now,
        )?;
        execute!(
            self,
            "UPDATE receipts SET remind_at = NULL, sent_at = COALESCE(sent_at, (
                 SELECT MIN(o.shown_at) FROM outbox o
                 JOIN notices n ON n.id = o.notice_id
                 JOIN chats c ON c.id = o.chat_id
                 WHERE c.person_id = $1 AND n.directive_id = receipts.directive_id
                   AND n.kind = 'directive' AND o.message_id IS NOT NULL))
             WHERE person_id = $1",
            person.0,
        )?;
        execute!(
            self,
            "UPDATE invitations SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL",
            person.0,
            now,
        )?;
        execute!(
            self,
            "UPDATE consents SET withdrawn_at = $2 WHERE person_id = $1 AND withdrawn_at IS NULL",
            person.0,
            now,
        )?;
        execute!(self, "DELETE FROM dialogues WHERE person_id = $1", person.0)?;
        Ok(())
    }

    /// Removes the rosters that wait for a word and were sent by this person or name him. They can be
    /// sent again.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn roster_files_forget(&mut self, person: PersonId, name: &str) -> Result<()> {
        execute!(
            self,
            "DELETE FROM roster_files
             WHERE person_id = $1 OR roster LIKE '%' || $2 || '%' OR outcome LIKE '%' || $2 || '%'",
            person.0,
            // As a value of the JSON that is stored there.
            json(name),
        )?;
        Ok(())
    }

    /// Takes this account out of the updates that were handled or given up, in his own chat and in
    /// groups. What still waits is handled first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_scrub(&mut self, account: TelegramUserId) -> Result<()> {
        execute!(
            self,
            "UPDATE inbox SET raw = '', error = NULL, chat_key = 0
             WHERE chat_key = $1 AND state <> 0",
            account.0,
        )?;
        execute!(
            self,
            "UPDATE inbox SET raw = '', error = NULL
             WHERE state = 2 AND raw LIKE '%' || $1 || '%'",
            account.0.to_string(),
        )?;
        Ok(())
    }

    /// Removes a private chat with every message to it, and what was said in none but them. With
    /// `keep`, that one message is still shown, in a chat that is nobody's any more:
    /// [`Tx::chats_left`] names it when that is done.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_forget(
        &mut self,
        chat: ChatId,
        keep: Option<OutboxId>,
        now: i64,
    ) -> Result<()> {
        let kept = keep.map_or(0, |row| row.0);
        let said = fetch_all!(
            self,
            (i64,),
            "SELECT DISTINCT notice_id FROM outbox WHERE chat_id = $1 AND id <> $2",
            chat.0,
            kept,
        )?;
        let said: Vec<i64> = said.into_iter().map(|(notice,)| notice).collect();
        // In the order of their ids on PostgreSQL, as the sender takes them when it records.
        let sql = by_backend!(self,
            sqlite: "DELETE FROM outbox WHERE chat_id = $1 AND id <> $2",
            postgres: "DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox WHERE chat_id = $1 AND id <> $2 ORDER BY id FOR UPDATE)");
        execute!(self, sql, chat.0, kept)?;
        self.notices_forget_unsaid(&said).await?;
        execute!(self, "DELETE FROM dialogues WHERE chat_id = $1", chat.0)?;
        if keep.is_some() {
            execute!(
                self,
                "UPDATE chats SET person_id = NULL, leaving_at = $2 WHERE id = $1",
                chat.0,
                now,
            )?;
        } else {
            execute!(self, "DELETE FROM chats WHERE id = $1", chat.0)?;
        }
        Ok(())
    }

    /// Removes those of these notices that no message shows.
    pub(super) async fn notices_forget_unsaid(&mut self, notices: &[i64]) -> Result<()> {
        let sql = by_backend!(self,
            sqlite: "DELETE FROM notices WHERE id IN (SELECT value FROM json_each($1))
                     AND NOT EXISTS (SELECT 1 FROM outbox WHERE notice_id = notices.id)",
            postgres: "DELETE FROM notices
                     WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))
                     AND NOT EXISTS (SELECT 1 FROM outbox WHERE notice_id = notices.id)");
        execute!(self, sql, json(notices))?;
        Ok(())
    }

    /// The chats that are kept for a last message and need not be any longer: it was shown, it never
    /// will be, or it has been tried since before `since` (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chats_left(&mut self, since: i64, limit: i64) -> Result<Vec<ChatId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT id FROM chats
             WHERE leaving_at IS NOT NULL AND (leaving_at < $1 OR NOT EXISTS (
                 SELECT 1 FROM outbox WHERE chat_id = chats.id AND state IN (0, 1)))
             ORDER BY id LIMIT $2",
            since,
            limit,
        )?;
        Ok(rows.into_iter().map(|(chat,)| ChatId(chat)).collect())
    }

    /// Whether any chat is kept for a last message.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chats_any_leaving(&mut self) -> Result<bool> {
        let found = fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM chats WHERE leaving_at IS NOT NULL LIMIT 1"
        )?;
        Ok(found.is_some())
    }

    /// The directives on whose cards this person is named as one who was asked or who did a task.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn directives_asked_of(&mut self, person: PersonId) -> Result<Vec<DirectiveId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT directive_id AS id FROM receipts WHERE person_id = $1 OR confirmed_by = $1
             UNION SELECT t.directive_id FROM assignments a JOIN tasks t ON t.id = a.task_id
                   WHERE a.done_by = $1
             ORDER BY id",
            person.0,
        )?;
        Ok(rows.into_iter().map(|(id,)| DirectiveId(id)).collect())
    }

    /// The directives that this person prepared or let out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn directives_issued_by(&mut self, person: PersonId) -> Result<Vec<DirectiveId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT id FROM directives
             WHERE $1 IN (author_id, approver_id, author_for_id, approver_for_id) ORDER BY id",
            person.0,
        )?;
        Ok(rows.into_iter().map(|(id,)| DirectiveId(id)).collect())
    }

    /// Brings the cards up to date that name this person beside those of directives.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn cards_touch_naming(
        &mut self,
        person: PersonId,
        lane: Lane,
        now: i64,
    ) -> Result<()> {
        let sql = by_backend!(self,
            sqlite: notices_naming!("n.payload ->> 'assignment'", "n.payload ->> 'invitation'",
                "n.payload ->> 'handover'", "n.payload ->> 'person'"),
            postgres: notices_naming!(
                "(n.payload::jsonb ->> 'assignment')::bigint",
                "(n.payload::jsonb ->> 'invitation')::bigint",
                "(n.payload::jsonb ->> 'handover')::bigint",
                "(n.payload::jsonb ->> 'person')::bigint"));
        let notices = fetch_all!(self, (i64,), sql, person.0)?;
        let notices: Vec<i64> = notices.into_iter().map(|(id,)| id).collect();
        self.notices_touch(&notices, lane, now).await
    }

    /// Takes a name out of the prepared sentences that were said with it as a value, and brings the
    /// messages up to date. A name inside a longer text is that text's own affair.
    ///
    /// # Errors
    /// If the database fails or a notice cannot be read.
    pub async fn notices_scrub_name(&mut self, name: &str, lane: Lane, now: i64) -> Result<()> {
        if name.is_empty() || name == NOBODY {
            return Ok(());
        }
        // The pattern's own signs in a name would only find more: what is found is read below.
        let candidates = fetch_all!(
            self,
            (i64, String),
            "SELECT id, payload FROM notices
             WHERE (kind IN ('say', 'deputy') AND payload LIKE '%' || $1 || '%')
                OR (kind = 'hand_over' AND payload LIKE '%\"search\"%')
             ORDER BY id",
            name,
        )?;
        let mut scrubbed = Vec::new();
        for (id, payload) in candidates {
            let mut notice: Notice = serde_json::from_str(&payload)
                .map_err(|_| Error::inconsistent("notices", "payload", id, "no notice"))?;
            let changed = take_name_out(&mut notice, name);
            if changed {
                let payload = super::outbox::stored(&notice);
                execute!(
                    self,
                    "UPDATE notices SET payload = $2 WHERE id = $1",
                    id,
                    payload
                )?;
                scrubbed.push(id);
            }
        }
        self.notices_touch(&scrubbed, lane, now).await
    }

    /// Brings every message that shows one of these notices up to date.
    async fn notices_touch(&mut self, notices: &[i64], lane: Lane, now: i64) -> Result<()> {
        if notices.is_empty() {
            return Ok(());
        }
        self.wake_outbox();
        let sql = by_backend!(self,
            sqlite: touch!("notice_id IN (SELECT value FROM json_each($4))"),
            postgres: touch!("id IN (
                SELECT o.id FROM outbox o
                WHERE o.notice_id IN (
                    SELECT value::bigint FROM jsonb_array_elements_text($4::jsonb))
                ORDER BY o.id FOR UPDATE)"));
        execute!(self, sql, lane.number(), now, 0_i64, json(notices))?;
        Ok(())
    }
}

/// Takes a name out of a notice that holds words; answers whether it was in there.
fn take_name_out(notice: &mut Notice, name: &str) -> bool {
    match notice {
        Notice::InPlaceOf { notice, .. } => take_name_out(notice, name),
        Notice::Say { args, .. } => {
            let mut found = false;
            for value in args.values_mut().filter(|value| *value == name) {
                NOBODY.clone_into(value);
                found = true;
            }
            found
        }
        Notice::HandOver { search, .. } => {
            let name = fold(name);
            search.take_if(|part| name.contains(&fold(part))).is_some()
        }
        _ => false,
    }
}
