//! What came in: raw updates, stored before they are confirmed to Telegram.
//!
//! An update is handled in the unit of work that marks it as done, so it is handled once whatever
//! happens in between. Updates of one chat are handled in order: only the oldest that waits can be
//! claimed. What is done keeps its number, by which a second delivery is known, and loses its
//! content and its chat: what people write is not kept longer than it takes to act on it.

use super::query::{execute, fetch_all, fetch_one, fetch_optional, fetch_scalar, row};
use super::{Inner, Result, Tx};

row! {
    /// An update that waits to be handled.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Waiting {
        /// Telegram's number of it.
        pub update_id: i64,
        /// Its chat, for the order.
        pub chat_key: i64,
        /// Its JSON.
        pub raw: String,
        /// When it was stored (Unix ms).
        pub received_at: i64,
        /// How many attempts have failed.
        pub attempts: i64,
    }
}

row! {
    /// How the inbox stands.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct InboxCounts {
        /// How many updates wait.
        pub waiting: i64,
        /// When the oldest of them was stored (Unix ms).
        pub oldest: Option<i64>,
        /// How many were given up and not pruned yet.
        pub given_up: i64,
    }
}

impl Tx {
    /// Stores an update. `false` if one of that number is stored already: then nothing changes.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_insert(
        &mut self,
        update_id: i64,
        chat_key: i64,
        raw: &str,
        now: i64,
    ) -> Result<bool> {
        let inserted = execute!(
            self,
            "INSERT INTO inbox (update_id, chat_key, raw, received_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (update_id) DO NOTHING",
            update_id,
            chat_key,
            raw,
            now,
        )?;
        Ok(inserted == 1)
    }

    /// What can be handled at `now`: of each chat the oldest that waits, if it is due; the oldest
    /// first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_waiting(&mut self, now: i64, limit: i64) -> Result<Vec<Waiting>> {
        fetch_all!(
            self,
            Waiting,
            "SELECT update_id, chat_key, raw, received_at, attempts FROM inbox
             WHERE state = 0 AND not_before <= $1
               AND NOT EXISTS (SELECT 1 FROM inbox earlier
                               WHERE earlier.state = 0 AND earlier.chat_key = inbox.chat_key
                                 AND earlier.update_id < inbox.update_id)
             ORDER BY update_id LIMIT $2",
            now,
            limit,
        )
    }

    /// When the next update that waits for its time is due (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_next_due(&mut self, now: i64) -> Result<Option<i64>> {
        fetch_scalar!(
            self,
            Option<i64>,
            "SELECT MIN(not_before) FROM inbox WHERE state = 0 AND not_before > $1",
            now,
        )
    }

    /// Takes an update for this unit of work. `false`: it was handled meanwhile, an earlier one of
    /// its chat waits, or another process has one of its chat in hand.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_claim(&mut self, update_id: i64, chat_key: i64) -> Result<bool> {
        // On SQLite one unit of work writes at a time, and only one process handles updates.
        if let Inner::Postgres(_) = &self.inner {
            // One lock for a chat, held until this unit of work ends. What is looked up after it
            // was had shows everything that the holder before did.
            let (locked,) = fetch_one!(
                self,
                (bool,),
                "SELECT pg_try_advisory_xact_lock(hashtextextended('inbox ' || $1::text, 0))",
                chat_key,
            )?;
            if !locked {
                return Ok(false);
            }
        }
        let found = fetch_optional!(
            self,
            (i64,),
            "SELECT MIN(update_id) FROM inbox
             WHERE state = 0 AND chat_key = $1 HAVING MIN(update_id) = $2",
            chat_key,
            update_id,
        )?;
        Ok(found.is_some())
    }

    /// Notes that an update was handled, and forgets its content and where it came from.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_done(&mut self, update_id: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE inbox SET state = 1, raw = '', chat_key = 0, error = NULL WHERE update_id = $1",
            update_id,
        )?;
        Ok(())
    }

    /// Notes a failed attempt. It is tried again at `retry_at` (Unix ms), or never: then its
    /// content stays for the operator until it is pruned.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_fail(
        &mut self,
        update_id: i64,
        error: &str,
        retry_at: Option<i64>,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE inbox SET attempts = attempts + 1, error = $2,
                 state = CASE WHEN $3 IS NULL THEN 2 ELSE 0 END,
                 not_before = COALESCE($3, not_before)
             WHERE update_id = $1 AND state = 0",
            update_id,
            error,
            retry_at,
        )?;
        Ok(())
    }

    /// Removes what was handled or given up and was stored before this instant (Unix ms), which
    /// must be further back than Telegram repeats updates (a day); at most `limit` of each. Answers
    /// how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_prune(&mut self, before: i64, limit: i64) -> Result<u64> {
        let handled = execute!(
            self,
            "DELETE FROM inbox WHERE update_id IN (
                 SELECT update_id FROM inbox WHERE state = 1 AND received_at < $1 LIMIT $2)",
            before,
            limit,
        )?;
        let given_up = execute!(
            self,
            "DELETE FROM inbox WHERE update_id IN (
                 SELECT update_id FROM inbox WHERE state = 2 AND received_at < $1 LIMIT $2)",
            before,
            limit,
        )?;
        Ok(handled + given_up)
    }

    /// How the inbox stands.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn inbox_counts(&mut self) -> Result<InboxCounts> {
        fetch_one!(
            self,
            InboxCounts,
            "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 0) AS waiting,
                    (SELECT MIN(received_at) FROM inbox WHERE state = 0) AS oldest,
                    (SELECT COUNT(*) FROM inbox WHERE state = 2) AS given_up",
        )
    }
}
