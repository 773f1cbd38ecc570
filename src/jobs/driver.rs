//! Runs the reconcilers: after a nudge, at the next due instant, and at the latest every minute.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{duties, groups, reminders, retention};
use crate::app::{Rules, privacy};
use crate::clock::Clock;
use crate::files::Files;
use crate::store::Store;

/// The longest sleep, so that a change of the rules or of the clock never stops the work.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// Between two passes of what need not be done at once.
const HOUSEKEEPING_EVERY: i64 = 3_600_000;

/// The reconcilers with everything that they need.
#[derive(Clone, Debug)]
pub struct Jobs {
    /// The database.
    pub store: Store,
    /// Where files are kept.
    pub files: Files,
    /// The organisation's rules.
    pub rules: Rules,
    /// The time.
    pub clock: Clock,
}

impl Jobs {
    /// One pass over everything that is due now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn run_once(&self) -> crate::app::Result<usize> {
        let now = self.clock.now();
        let settled = duties::run_once(&self.store, &self.rules, now).await?;
        let told = groups::run_once(&self.store, now).await?;
        let reminded = reminders::run_once(&self.store, &self.rules, now).await?;
        let forgotten = privacy::complete(&self.store, &self.files, now).await?;
        Ok(settled + told + reminded + forgotten)
    }

    /// Forgets what is older than the settings want it kept. Answers how much went.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_old(&self) -> crate::app::Result<u64> {
        retention::run_once(&self.store, &self.rules.retention, self.clock.now()).await
    }

    /// When something is due next, Unix ms.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_due(&self) -> crate::app::Result<Option<i64>> {
        let now = self.clock.now();
        let reminder = reminders::next_due(&self.store, &self.rules, now).await?;
        let handover = duties::next_due(&self.store).await?;
        Ok(reminder.into_iter().chain(handover).min())
    }

    /// Runs until told to stop. A failure is logged and tried again.
    pub async fn run(self, stop: CancellationToken) {
        let mut housekeeping = self.clock.now();
        while !stop.is_cancelled() {
            if let Err(error) = self.run_once().await {
                tracing::error!(%error, "what is due could not be done: {error}");
            }
            if self.clock.now() >= housekeeping {
                housekeeping = self.clock.now() + HOUSEKEEPING_EVERY;
                if let Err(error) = self.forget_old().await {
                    tracing::error!(%error, "old rows could not be removed");
                }
            }
            let sleep = self.sleep().await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.store.jobs_nudge().wait(sleep) => {}
            }
        }
    }

    async fn sleep(&self) -> Duration {
        match self.next_due().await {
            Ok(Some(at)) => self.clock.until(at).min(LONGEST_SLEEP),
            Ok(None) => LONGEST_SLEEP,
            Err(error) => {
                tracing::error!(%error, "what is due next could not be looked up");
                Duration::from_secs(1)
            }
        }
    }
}
