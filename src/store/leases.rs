//! Who may do what only one process may do at a time, such as sending with the bot's token.
//!
//! A lease is held for a length of time and has a fencing token that grows with every change of
//! hands. Whoever was stopped for longer than his lease and wakes up again still believes that he
//! holds it: what he writes names his token, and is refused.

use super::query::{execute, fetch_optional};
use super::{Result, Tx};

/// The token of one holder of a lease. A later holder's is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fence(pub i64);

impl Tx {
    /// Takes the lease of this name for `length_ms` from `now` on if nobody else holds it, and
    /// answers the token. Whoever holds it already keeps his token. `None`: somebody else has it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn lease_take(
        &mut self,
        name: &str,
        holder: &str,
        now: i64,
        length_ms: i64,
    ) -> Result<Option<Fence>> {
        let row = fetch_optional!(
            self,
            (i64,),
            "INSERT INTO leases (name, holder, fence, until_at) VALUES ($1, $2, 1, $4)
             ON CONFLICT (name) DO UPDATE SET
                 fence = CASE WHEN leases.holder = excluded.holder THEN leases.fence
                              ELSE leases.fence + 1 END,
                 holder = excluded.holder,
                 until_at = excluded.until_at
             WHERE leases.holder = excluded.holder OR leases.until_at <= $3
             RETURNING fence",
            name,
            holder,
            now,
            now.saturating_add(length_ms),
        )?;
        Ok(row.map(|(fence,)| Fence(fence)))
    }

    /// Takes the lease from whoever holds it. For a process that knows that the holder before it
    /// is gone, and need not wait until his time is over.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn lease_seize(
        &mut self,
        name: &str,
        holder: &str,
        now: i64,
        length_ms: i64,
    ) -> Result<Fence> {
        let (fence,) = super::query::fetch_one!(
            self,
            (i64,),
            "INSERT INTO leases (name, holder, fence, until_at) VALUES ($1, $2, 1, $3)
             ON CONFLICT (name) DO UPDATE SET
                 fence = leases.fence + 1, holder = excluded.holder, until_at = excluded.until_at
             RETURNING fence",
            name,
            holder,
            now.saturating_add(length_ms),
        )?;
        Ok(Fence(fence))
    }

    /// Holds the lease for `length_ms` more from `now` on. `false`: somebody else has taken it
    /// since. On PostgreSQL it also keeps others from taking it until this unit of work ends.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn lease_renew(
        &mut self,
        name: &str,
        fence: Fence,
        now: i64,
        length_ms: i64,
    ) -> Result<bool> {
        let renewed = execute!(
            self,
            "UPDATE leases SET until_at = $3 WHERE name = $1 AND fence = $2",
            name,
            fence.0,
            now.saturating_add(length_ms),
        )?;
        Ok(renewed == 1)
    }

    /// Lets others take the lease at once. Without effect if somebody already has.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn lease_release(&mut self, name: &str, fence: Fence) -> Result<()> {
        execute!(
            self,
            "UPDATE leases SET until_at = 0 WHERE name = $1 AND fence = $2",
            name,
            fence.0,
        )?;
        Ok(())
    }
}
