//! Gives duties to those who come, takes them from those who go, and begins and ends handovers.

use crate::app::{Result, Rules, duties, handovers};
use crate::store::Store;

/// Roles in one transaction: few enough that an urgent write never waits long.
const BATCH: i64 = 50;

/// Does everything that is due at `now`. Answers how much that was.
///
/// # Errors
/// If the database fails. What was done before stands.
pub async fn run_once(store: &Store, rules: &Rules, now: i64) -> Result<usize> {
    let mut done = 0;
    loop {
        let mut tx = store.begin().await?;
        let settled = duties::settle(&mut tx, rules, now, BATCH).await?;
        let handed = handovers::run_due(&mut tx, now).await?;
        tx.commit().await?;
        if settled + handed == 0 {
            return Ok(done);
        }
        done += settled + handed;
    }
}

/// When a handover begins or ends next, Unix ms.
///
/// # Errors
/// If the database fails.
pub async fn next_due(store: &Store) -> Result<Option<i64>> {
    Ok(store.read().await?.handover_next().await?)
}
