//! Tells those in charge of a group that it cannot be reached any more.

use crate::app::Result;
use crate::app::groups::tell_of_lost_groups;
use crate::store::Store;

/// Tells of every group that was lost since the last look. Answers of how many.
///
/// # Errors
/// If the database fails.
pub async fn run_once(store: &Store, now: i64) -> Result<usize> {
    if store.read().await?.group_list_lost().await?.is_empty() {
        return Ok(0);
    }
    let mut tx = store.begin().await?;
    let told = tell_of_lost_groups(&mut tx, now).await?;
    tx.commit().await?;
    Ok(told)
}
