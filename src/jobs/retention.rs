//! Forgets what nobody needs any more, each kind after the time that the settings give it.
//!
//! Some rows at a time, each in a transaction of its own, so that nobody waits for it; it can be ended
//! and begun again at any place.

use serde_json::json;

use crate::app::roster::uploads;
use crate::app::{Result, Retention, privacy};
use crate::store::Store;

/// Rows in one transaction.
const BATCH: i64 = 500;
/// People in one transaction: each has rows in many tables.
const PEOPLE: i64 = 20;

/// Forgets what is too old at `now` (Unix ms). Answers how many rows, people or drafts went.
///
/// # Errors
/// If the database fails. What was done before stands.
pub async fn run_once(store: &Store, retention: &Retention, now: i64) -> Result<u64> {
    let mut gone = forget_rosters(store, now - uploads::WAITS_FOR).await?;
    if let Some(time) = retention.updates {
        gone += forget_updates(store, now - time).await?;
    }
    if let Some(time) = retention.messages {
        gone += forget_messages(store, now - time).await?;
    }
    if let Some(time) = retention.visitors {
        gone += forget_visitors(store, now - time, now).await?;
    }
    if let Some(time) = retention.drafts {
        gone += forget_drafts(store, now - time, now).await?;
    }
    if let Some(time) = retention.invitations {
        gone += forget_invitations(store, now - time).await?;
    }
    if let Some(time) = retention.audit {
        gone += forget_audit(store, now - time, now).await?;
    }
    if gone > 0 {
        tracing::info!(gone, "{gone} old rows were removed");
        store.scrub().await?;
    }
    Ok(gone)
}

async fn forget_rosters(store: &Store, before: i64) -> Result<u64> {
    let mut tx = store.begin().await?;
    let gone = tx.roster_file_prune(before).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn forget_updates(store: &Store, before: i64) -> Result<u64> {
    let mut gone = 0;
    loop {
        let mut tx = store.begin().await?;
        let some = tx.inbox_prune(before, BATCH).await?;
        tx.commit().await?;
        gone += some;
        if some == 0 {
            return Ok(gone);
        }
    }
}

async fn forget_messages(store: &Store, before: i64) -> Result<u64> {
    let mut gone = 0;
    loop {
        let mut tx = store.begin().await?;
        let some = tx.notices_forget_old(before, BATCH).await?;
        tx.commit().await?;
        gone += u64::try_from(some).unwrap_or(u64::MAX);
        if some == 0 {
            return Ok(gone);
        }
    }
}

async fn forget_visitors(store: &Store, before: i64, now: i64) -> Result<u64> {
    let mut gone = 0;
    loop {
        let mut tx = store.begin().await?;
        let visitors = tx.visitor_list_idle(before, PEOPLE).await?;
        for visitor in &visitors {
            privacy::erase(&mut tx, *visitor, None, None, now).await?;
            gone += 1;
        }
        tx.commit().await?;
        if visitors.is_empty() {
            return Ok(gone);
        }
    }
}

async fn forget_drafts(store: &Store, before: i64, now: i64) -> Result<u64> {
    let mut gone = 0;
    loop {
        let mut tx = store.begin().await?;
        let drafts = tx.draft_list_discarded(before, PEOPLE).await?;
        for draft in &drafts {
            tx.draft_delete(*draft, now).await?;
            gone += 1;
        }
        tx.wake_jobs();
        tx.commit().await?;
        if drafts.is_empty() {
            return Ok(gone);
        }
    }
}

async fn forget_invitations(store: &Store, before: i64) -> Result<u64> {
    let mut tx = store.begin().await?;
    let gone = tx.invitations_forget_dead(before).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Shortens the audit at its beginning, and says so at its end.
async fn forget_audit(store: &Store, before: i64, now: i64) -> Result<u64> {
    let mut tx = store.begin().await?;
    let gone = tx.audit_prune(before).await?;
    if gone > 0 {
        let detail = json!({ "rows": gone, "before": before });
        tx.audit_append(now, None, "audit.prune", "audit", None, &detail)
            .await?;
    }
    tx.commit().await?;
    Ok(gone)
}
