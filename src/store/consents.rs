//! Consents: who agreed to what is kept of him, and when.

use super::query::{execute, fetch_all, row};
use super::{Result, Tx};
use crate::domain::ids::PersonId;

row! {
    /// One consent of a person.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
    pub struct Consent {
        /// The version of the text that he agreed to.
        pub version: i64,
        /// When, in Unix ms.
        pub given_at: i64,
        /// When he took it back.
        pub withdrawn_at: Option<i64>,
    }
}

impl Tx {
    /// Writes down that a person agreed to this version of the text.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn consent_insert(&mut self, person: PersonId, version: i64, now: i64) -> Result<()> {
        execute!(
            self,
            "INSERT INTO consents (person_id, version, given_at) VALUES ($1, $2, $3)",
            person.0,
            version,
            now
        )?;
        Ok(())
    }

    /// What a person agreed to, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn consent_list(&mut self, person: PersonId) -> Result<Vec<Consent>> {
        fetch_all!(
            self,
            Consent,
            "SELECT version, given_at, withdrawn_at FROM consents WHERE person_id = $1 ORDER BY id",
            person.0
        )
    }
}
