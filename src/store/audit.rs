//! The audit: what was done, by whom and when, each row tied to the one before it by a hash.
//!
//! Rows are only ever added. Whoever changes, removes or inserts one later breaks the chain from
//! there on, and [`Tx::audit_verify`] names the place. (The newest rows can be cut off without a
//! trace: note the last hash elsewhere if that matters.)

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::query::{execute, fetch_all, fetch_optional, row};
use super::{Inner, Result, Tx};
use crate::domain::ids::PersonId;

/// The key of PostgreSQL's advisory lock that lets one transaction at a time append.
const APPEND_LOCK: i64 = 0x6b65_6e67_0a0d;
/// How many rows are checked at a time.
const CHUNK: i64 = 1_000;

row! {
    /// A row of the audit as it is stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuditRow {
        /// The row's number.
        pub id: i64,
        /// When, in Unix ms.
        pub at: i64,
        /// The person who acted; `None` for the system and the command line.
        pub actor_id: Option<i64>,
        /// The person in whose place it was done, where the right was not the actor's own.
        pub on_behalf_of: Option<i64>,
        /// What was done, `directive.publish`.
        pub action: String,
        /// To what kind of thing, `directive`.
        pub subject: String,
        /// To which.
        pub subject_id: Option<i64>,
        /// The particulars, as JSON: numbers and choices, never words or names of people.
        pub detail: String,
        /// The hash over the row before and this one, in hexadecimal.
        pub hash: String,
    }
}

/// What a check of the audit found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditCheck {
    /// Every row follows from the one before it.
    Whole {
        /// How many there are.
        rows: u64,
    },
    /// A row does not follow from the one before it.
    Broken {
        /// The first such row.
        row: i64,
    },
}

impl Tx {
    /// Appends a row. Do it last in a transaction: on PostgreSQL appending transactions wait for
    /// each other until they commit.
    ///
    /// The row can never be changed, so `detail` holds nothing that somebody may want forgotten: no
    /// names, telephone numbers, accounts, and no words that people wrote.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_append(
        &mut self,
        now: i64,
        actor: Option<PersonId>,
        action: &str,
        subject: &str,
        subject_id: Option<i64>,
        detail: &Value,
    ) -> Result<()> {
        // SQLite has one writer anyway; on PostgreSQL two would read the same last row.
        if let Inner::Postgres(_) = self.inner {
            execute!(self, "SELECT pg_advisory_xact_lock($1)", APPEND_LOCK)?;
        }
        let last = fetch_optional!(
            self,
            (String,),
            "SELECT hash FROM audit ORDER BY id DESC LIMIT 1"
        )?;
        let mut row = AuditRow {
            id: 0,
            at: now,
            actor_id: actor.map(|person| person.0),
            on_behalf_of: actor.and(self.on_behalf_of).map(|person| person.0),
            action: action.to_owned(),
            subject: subject.to_owned(),
            subject_id,
            detail: detail.to_string(),
            hash: String::new(),
        };
        row.hash = hash(last.as_ref().map_or("", |(hash,)| hash), &row);
        execute!(
            self,
            "INSERT INTO audit (at, actor_id, on_behalf_of, action, subject, subject_id, detail, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            row.at,
            row.actor_id,
            row.on_behalf_of,
            row.action,
            row.subject,
            row.subject_id,
            row.detail,
            row.hash
        )?;
        Ok(())
    }

    /// Follows the chain from the first row that is kept to the last.
    ///
    /// # Errors
    /// If the database fails. A broken chain is an answer, not an error.
    pub async fn audit_verify(&mut self) -> Result<AuditCheck> {
        let anchor = fetch_optional!(self, (String,), "SELECT hash FROM audit_anchor")?;
        let mut last = anchor.map_or_else(String::new, |(hash,)| hash);
        let mut after = 0;
        let mut rows = 0;
        loop {
            let chunk = self.audit_after(after, CHUNK).await?;
            for row in &chunk {
                if hash(&last, row) != row.hash {
                    return Ok(AuditCheck::Broken { row: row.id });
                }
                last.clone_from(&row.hash);
                after = row.id;
                rows += 1;
            }
            if chunk.is_empty() {
                return Ok(AuditCheck::Whole { rows });
            }
        }
    }

    /// Up to `limit` rows after the one with this id, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_after(&mut self, id: i64, limit: i64) -> Result<Vec<AuditRow>> {
        fetch_all!(
            self,
            AuditRow,
            "SELECT id, at, actor_id, on_behalf_of, action, subject, subject_id, detail, hash
             FROM audit WHERE id > $1 ORDER BY id LIMIT $2",
            id,
            limit
        )
    }
}

/// The hash of a row that follows the row with hash `last`. The fields are hashed as one JSON list,
/// so that no text can be shifted from one field into the next. The id is left out: it is given by
/// the database after the hash is known. In whose place it was done ends the list only where it was
/// in somebody's: rows from before there were deputies keep their hashes.
fn hash(last: &str, row: &AuditRow) -> String {
    let mut fields = vec![
        Value::from(last),
        row.at.into(),
        row.actor_id.into(),
        row.action.as_str().into(),
        row.subject.as_str().into(),
        row.subject_id.into(),
        row.detail.as_str().into(),
    ];
    fields.extend(row.on_behalf_of.map(Value::from));
    HEXLOWER.encode(&Sha256::digest(Value::from(fields).to_string()))
}
