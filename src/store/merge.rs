//! Two rows that turn out to be one person: somebody on the roster, and the account that wrote to
//! the bot before it was known whose it is.

use super::query::{execute, fetch_one};
use super::{Result, Tx};
use crate::domain::ids::PersonId;

impl Tx {
    /// Gives everything of the person `visitor` (the account, its chat, roles, receipts and what he
    /// did) to the person `roster`, who has no account yet, and leaves `visitor` nameless. The audit keeps
    /// the old number: its rows are never changed.
    ///
    /// # Errors
    /// If `roster` has an account or the database fails.
    pub async fn person_absorb(
        &mut self,
        visitor: PersonId,
        roster: PersonId,
        now: i64,
    ) -> Result<()> {
        self.absorb_account(visitor, roster, now).await?;
        self.absorb_memberships(visitor, roster).await?;
        self.absorb_receipts(visitor, roster).await?;
        self.absorb_deeds(visitor, roster).await?;
        // The row stays, with nobody in it: SQLite would give its number to the next who comes, and
        // what the visitor did would be his.
        self.person_erase(visitor, now).await
    }

    async fn absorb_account(
        &mut self,
        visitor: PersonId,
        roster: PersonId,
        now: i64,
    ) -> Result<()> {
        // Numbers of accounts are unique, so it leaves the one before it comes to the other.
        let account = fetch_one!(
            self,
            (Option<i64>, String),
            "SELECT telegram_id, locale FROM people WHERE id = $1",
            visitor.0
        )?;
        execute!(
            self,
            "UPDATE people SET telegram_id = NULL WHERE id = $1",
            visitor.0
        )?;
        execute!(
            self,
            "UPDATE people SET telegram_id = $2, locale = $3, joined_at = COALESCE(joined_at, $4)
             WHERE id = $1",
            roster.0,
            account.0,
            account.1,
            now
        )?;
        execute!(
            self,
            "UPDATE chats SET person_id = $2 WHERE person_id = $1",
            visitor.0,
            roster.0
        )?;
        execute!(
            self,
            "UPDATE dialogues SET person_id = $2 WHERE person_id = $1",
            visitor.0,
            roster.0
        )?;
        Ok(())
    }

    async fn absorb_memberships(&mut self, visitor: PersonId, roster: PersonId) -> Result<()> {
        execute!(
            self,
            "DELETE FROM memberships WHERE person_id = $1 AND EXISTS (
                 SELECT 1 FROM memberships other
                 WHERE other.person_id = $2 AND other.unit_id = memberships.unit_id
                   AND other.role = memberships.role AND other.until_at IS NULL)",
            visitor.0,
            roster.0
        )?;
        execute!(
            self,
            "UPDATE memberships SET person_id = $2 WHERE person_id = $1",
            visitor.0,
            roster.0
        )?;
        Ok(())
    }

    /// Where both were asked for the same receipt, what either confirmed counts.
    async fn absorb_receipts(&mut self, visitor: PersonId, roster: PersonId) -> Result<()> {
        execute!(
            self,
            "UPDATE receipts AS kept
             SET confirmed_at = given.confirmed_at, confirmed_by = given.confirmed_by, note = given.note,
                 remind_at = NULL
             FROM receipts AS given
             WHERE kept.person_id = $2 AND kept.confirmed_at IS NULL
               AND given.person_id = $1 AND given.confirmed_at IS NOT NULL
               AND given.directive_id = kept.directive_id AND given.revision = kept.revision",
            visitor.0,
            roster.0
        )?;
        execute!(
            self,
            "DELETE FROM receipts WHERE person_id = $1 AND EXISTS (
                 SELECT 1 FROM receipts other
                 WHERE other.person_id = $2 AND other.directive_id = receipts.directive_id
                   AND other.revision = receipts.revision)",
            visitor.0,
            roster.0
        )?;
        execute!(
            self,
            "UPDATE receipts SET person_id = $2 WHERE person_id = $1",
            visitor.0,
            roster.0
        )?;
        Ok(())
    }

    async fn absorb_deeds(&mut self, visitor: PersonId, roster: PersonId) -> Result<()> {
        for sql in [
            "UPDATE directives SET author_id = $2 WHERE author_id = $1",
            "UPDATE directives SET approver_id = $2 WHERE approver_id = $1",
            "UPDATE directives SET approver_for_id = $2 WHERE approver_for_id = $1",
            "UPDATE directives SET author_for_id = $2 WHERE author_for_id = $1",
            "UPDATE receipts SET confirmed_by = $2 WHERE confirmed_by = $1",
            "UPDATE handovers SET person_id = $2 WHERE person_id = $1",
            "UPDATE handovers SET deputy_id = $2 WHERE deputy_id = $1",
            "UPDATE assignments SET done_by = $2 WHERE done_by = $1",
            "UPDATE consents SET person_id = $2 WHERE person_id = $1",
            "UPDATE roster_files SET person_id = $2 WHERE person_id = $1",
            "UPDATE invitations SET person_id = $2 WHERE person_id = $1",
            "UPDATE invitations SET created_by = $2 WHERE created_by = $1",
            "UPDATE chats SET connected_by = $2 WHERE connected_by = $1",
        ] {
            execute!(self, sql, visitor.0, roster.0)?;
        }
        Ok(())
    }
}
