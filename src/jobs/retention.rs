//! Forgets what nobody needs any more: updates that were handled, rosters that nobody decided about.

use crate::app::Result;
use crate::app::roster::uploads;
use crate::store::Store;

/// How long handled updates are kept, in milliseconds. Telegram repeats an update for a day at
/// most, so after two it cannot come again.
const KEEP_UPDATES: i64 = 2 * 24 * 3_600_000;

/// Forgets what is old at `now`. Answers how many rows went.
///
/// # Errors
/// If the database fails.
pub async fn run_once(store: &Store, now: i64) -> Result<u64> {
    let mut tx = store.begin().await?;
    let gone = tx.inbox_prune(now - KEEP_UPDATES).await?;
    let rosters = tx.roster_file_prune(now - uploads::WAITS_FOR).await?;
    tx.commit().await?;
    Ok(gone + rosters)
}
