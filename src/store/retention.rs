//! What is old enough to go, some rows at a time.

use super::outbox::json;
use super::query::{by_backend, execute, fetch_all, fetch_optional};
use super::{Result, Tx};
use crate::domain::ids::{DirectiveId, PersonId};
use crate::domain::notice::PASSING_KINDS;

impl Tx {
    /// Forgets what was said in passing before this instant (Unix ms) and has not been shown since,
    /// with its messages. Answers how many notices.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn notices_forget_old(&mut self, before: i64, limit: i64) -> Result<usize> {
        let sql = by_backend!(self,
            sqlite: "SELECT n.id FROM notices n
                     WHERE n.created_at < $1 AND n.kind IN (SELECT value FROM json_each($2))
                       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.notice_id = n.id
                                       AND (o.state IN (0, 1) OR o.shown_at >= $1))
                     ORDER BY n.created_at LIMIT $3",
            postgres: "SELECT n.id FROM notices n
                     WHERE n.created_at < $1
                       AND n.kind IN (SELECT jsonb_array_elements_text($2::jsonb))
                       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.notice_id = n.id
                                       AND (o.state IN (0, 1) OR o.shown_at >= $1))
                     ORDER BY n.created_at LIMIT $3");
        let old = fetch_all!(self, (i64,), sql, before, json(&PASSING_KINDS), limit)?;
        let old: Vec<i64> = old.into_iter().map(|(id,)| id).collect();
        // Only what is still at rest: a card may have been pressed since. In the order of the ids on
        // PostgreSQL, as the sender takes them when it records.
        let sql = by_backend!(self,
            sqlite: "DELETE FROM outbox WHERE notice_id IN (SELECT value FROM json_each($1))
                     AND state IN (2, 3, 4)",
            postgres: "DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox
                WHERE notice_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))
                  AND state IN (2, 3, 4)
                ORDER BY id FOR UPDATE)");
        execute!(self, sql, json(&old))?;
        self.notices_forget_unsaid(&old).await?;
        Ok(old.len())
    }

    /// People who looked in before this instant (Unix ms) and no more: they hold and held no role,
    /// stand on no roster, owe nothing, were told nothing since, and did nothing but write to the
    /// bot, which the audit knows.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn visitor_list_idle(&mut self, before: i64, limit: i64) -> Result<Vec<PersonId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT p.id FROM people p
             WHERE p.created_at < $1 AND p.joined_at IS NULL AND p.telegram_id IS NOT NULL
               AND p.code IS NULL AND p.phone IS NULL
               AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id)
               AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.person_id = p.id)
               AND NOT EXISTS (
                 SELECT 1 FROM audit a WHERE a.actor_id = p.id
                   AND a.action NOT IN ('person.greet', 'person.set_locale', 'person.copy'))
               AND NOT EXISTS (
                 SELECT 1 FROM chats c JOIN outbox o ON o.chat_id = c.id
                 WHERE c.person_id = p.id AND (o.state IN (0, 1) OR o.shown_at >= $1))
             ORDER BY p.created_at, p.id LIMIT $2",
            before,
            limit,
        )?;
        Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
    }

    /// Drafts that were discarded before this instant (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn draft_list_discarded(
        &mut self,
        before: i64,
        limit: i64,
    ) -> Result<Vec<DirectiveId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT d.id FROM directives d
             WHERE d.state = 'discarded' AND EXISTS (
                 SELECT 1 FROM audit a
                 WHERE a.subject = 'directive' AND a.subject_id = d.id
                   AND a.action = 'directive.discard' AND a.at < $1)
             ORDER BY d.id LIMIT $2",
            before,
            limit,
        )?;
        Ok(rows.into_iter().map(|(id,)| DirectiveId(id)).collect())
    }

    /// Removes invitations by which nobody could join any more at this instant (Unix ms): revoked or
    /// expired before it, or used up and made before it. Answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitations_forget_dead(&mut self, before: i64) -> Result<u64> {
        execute!(
            self,
            "DELETE FROM invitations
             WHERE revoked_at < $1 OR expires_at < $1 OR (uses_left = 0 AND created_at < $1)",
            before,
        )
    }

    /// Removes the rows of the audit that are older than this instant (Unix ms), except the newest of
    /// all, and keeps the hash at which the chain begins from then on. Answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_prune(&mut self, before: i64) -> Result<u64> {
        // Rows go from the oldest on, up to the first that is to stay.
        let last = fetch_optional!(
            self,
            (i64, String),
            "SELECT id, hash FROM audit
             WHERE id < COALESCE((SELECT MIN(id) FROM audit WHERE at >= $1),
                                 (SELECT MAX(id) FROM audit))
             ORDER BY id DESC LIMIT 1",
            before,
        )?;
        let Some((last, hash)) = last else {
            return Ok(0);
        };
        execute!(
            self,
            "INSERT INTO audit_anchor (id, hash) VALUES (1, $1)
             ON CONFLICT (id) DO UPDATE SET hash = excluded.hash",
            hash,
        )?;
        execute!(self, "DELETE FROM audit WHERE id <= $1", last)
    }
}
