//! Rosters that were sent in the chat and wait for their sender's word.

use super::query::{execute, fetch_optional, fetch_scalar, row};
use super::{Result, Tx};
use crate::domain::ids::{PersonId, RosterFileId};

row! {
    struct RosterFileRow {
        person_id: i64,
        what: String,
        name: String,
        roster: Option<String>,
        outcome: String,
    }
}

/// A roster that waits. What is JSON in it is `app`'s affair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    /// Who sent it.
    pub person: PersonId,
    /// `units` or `people`.
    pub what: String,
    /// The file's name.
    pub name: String,
    /// The rows that were read; `None` if they are refused.
    pub roster: Option<String>,
    /// What they change, or what is wrong with them.
    pub outcome: String,
}

impl Tx {
    /// Keeps a roster, in place of the one about the same that the person sent before.
    ///
    /// # Errors
    /// If the database fails or there is no such person.
    pub async fn roster_file_replace(
        &mut self,
        file: &RosterFile,
        now: i64,
    ) -> Result<RosterFileId> {
        execute!(
            self,
            "DELETE FROM roster_files WHERE person_id = $1 AND what = $2",
            file.person.0,
            &file.what
        )?;
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO roster_files (person_id, what, name, roster, outcome, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            file.person.0,
            &file.what,
            &file.name,
            file.roster.as_deref(),
            &file.outcome,
            now
        )?;
        Ok(RosterFileId(id))
    }

    /// The roster that waits under this number, if it still does.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn roster_file_by_id(&mut self, id: RosterFileId) -> Result<Option<RosterFile>> {
        let row = fetch_optional!(
            self,
            RosterFileRow,
            "SELECT person_id, what, name, roster, outcome FROM roster_files WHERE id = $1",
            id.0
        )?;
        Ok(row.map(|row| RosterFile {
            person: PersonId(row.person_id),
            what: row.what,
            name: row.name,
            roster: row.roster,
            outcome: row.outcome,
        }))
    }

    /// Notes that a roster that waits would do something else by now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn roster_file_set_outcome(&mut self, id: RosterFileId, outcome: &str) -> Result<()> {
        execute!(
            self,
            "UPDATE roster_files SET outcome = $2 WHERE id = $1",
            id.0,
            outcome
        )?;
        Ok(())
    }

    /// Forgets a roster that waits.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn roster_file_delete(&mut self, id: RosterFileId) -> Result<()> {
        execute!(self, "DELETE FROM roster_files WHERE id = $1", id.0)?;
        Ok(())
    }

    /// Forgets the rosters that were sent before this moment (Unix ms). Answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn roster_file_prune(&mut self, before: i64) -> Result<u64> {
        execute!(
            self,
            "DELETE FROM roster_files WHERE created_at < $1",
            before
        )
    }
}
