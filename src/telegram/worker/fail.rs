//! What becomes of an update that could not be handled.

use std::time::Duration;

use crate::runtime::random_bytes;
use crate::store::{self, Waiting};
use crate::telegram::from_tg::{self, Received};
use crate::telegram::handlers::HandlerError;
use crate::telegram::{Bot, refuse};

/// How often an update is tried before it is given up.
const ATTEMPTS: i64 = 5;

/// Counts a failed attempt in a transaction of its own; after the last, gives the update up and
/// tells the person. Answers whether it was given up.
pub(super) async fn fail(bot: &Bot, update: &Waiting, error: &str) -> bool {
    let id = update.update_id;
    let attempt = update.attempts + 1;
    let noted = if attempt < ATTEMPTS {
        tracing::warn!(
            update = id,
            attempt,
            error,
            "update {id} failed and is tried again: {error}"
        );
        let retry_at = bot.clock.now() + retry_delay(attempt);
        note(bot, id, error, Some(retry_at)).await
    } else {
        tracing::error!(update = id, error, "update {id} is given up: {error}");
        give_up(bot, update, error).await
    };
    if let Err(again) = &noted {
        tracing::error!(update = id, error = %again, "a failure of update {id} cannot be noted: {again}");
        // Nothing was written, so without a pause it would be tried again at once.
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    attempt >= ATTEMPTS && noted.is_ok()
}

async fn note(bot: &Bot, id: i64, error: &str, retry_at: Option<i64>) -> store::Result<()> {
    let mut tx = bot.store.begin().await?;
    tx.inbox_fail(id, error, retry_at).await?;
    tx.commit().await
}

/// Gives the update up and says so, or at least gives it up: whatever keeps it from being handled
/// may keep the person from being told, and must not keep his chat from going on.
async fn give_up(bot: &Bot, update: &Waiting, error: &str) -> store::Result<()> {
    let id = update.update_id;
    let told = async {
        let mut tx = bot.store.begin().await?;
        tx.inbox_fail(id, error, None).await?;
        if let Received::Incoming(incoming) = from_tg::read(&update.raw, &bot.username) {
            refuse::apologise(bot, &mut tx, &incoming).await?;
        }
        tx.commit().await?;
        Ok::<(), HandlerError>(())
    };
    match told.await {
        Ok(()) => Ok(()),
        Err(again) => {
            tracing::error!(update = id, error = %again, "nobody can be told of update {id}: {again}");
            note(bot, id, error, None).await
        }
    }
}

/// How long to wait after the n-th failed attempt, in ms: one, two, four, eight seconds and a bit.
fn retry_delay(attempt: i64) -> i64 {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(3);
    1_000 * 2_i64.pow(doublings) + i64::from(random_bytes::<1>()[0])
}
