//! Asking Telegram for updates.
//!
//! Telegram forgets an update as soon as the next request names a greater number. So a batch is
//! first stored raw, in one transaction, and only then does the next request confirm it: a crash
//! at any point costs a repetition, which the inbox knows, and never an update.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::api::{Api, RawUpdate};
use super::backoff::Backoff;
use super::error::{CallError, Class, classify};
use super::from_tg::{ALLOWED_UPDATES, chat_key};
use crate::clock::Clock;
use crate::runtime::random_bytes;
use crate::store::{self, Store};

/// How long Telegram holds a request open while there is nothing new.
const POLL: Duration = Duration::from_secs(25);
/// How long to stand by when polling cannot work until somebody does something.
const STAND_BY: Duration = Duration::from_secs(30);

/// Polls for updates.
#[derive(Debug)]
pub struct Listener {
    api: Api,
    store: Store,
    clock: Clock,
    /// The number from which on updates are asked for. At 0, Telegram begins with the oldest that
    /// was not confirmed; what is stored already is known by its number.
    offset: i64,
    backoff: Backoff,
}

/// Why a poll brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum PollError {
    /// The call failed.
    #[error(transparent)]
    Call(#[from] CallError),
    /// What came could not be stored. It was not confirmed, and comes again.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Listener {
    /// A listener that begins with the oldest update that was not confirmed.
    #[must_use]
    pub fn new(api: Api, store: Store, clock: Clock) -> Self {
        Self {
            api,
            store,
            clock,
            offset: 0,
            backoff: Backoff::default(),
        }
    }

    /// Polls until stopped, whatever fails.
    pub async fn run(mut self, stop: &CancellationToken) {
        if stop
            .run_until_cancelled(self.clear_webhook())
            .await
            .is_none()
        {
            return;
        }
        loop {
            let polled = tokio::select! {
                () = stop.cancelled() => return,
                polled = self.poll_once(POLL) => polled,
            };
            let wait = match polled {
                Ok(_) => {
                    self.backoff.reset();
                    continue;
                }
                Err(error) => self.delay(&error),
            };
            tracing::debug!(?wait, "polling goes on after a wait");
            if stop
                .run_until_cancelled(tokio::time::sleep(wait))
                .await
                .is_none()
            {
                return;
            }
        }
    }

    /// One request that Telegram may hold open for `wait`. What it brings is stored; answers how
    /// many updates were new. The request after it confirms them.
    ///
    /// # Errors
    /// If the call fails or the updates cannot be stored.
    pub async fn poll_once(&mut self, wait: Duration) -> Result<usize, PollError> {
        let updates = self
            .api
            .get_updates_raw(self.offset, wait, &ALLOWED_UPDATES)
            .await?;
        let new = store_updates(&self.store, &updates, self.clock.now()).await?;
        if let Some(last) = updates.iter().map(|update| update.update_id).max() {
            self.offset = last + 1;
        }
        Ok(new)
    }

    /// Logs why polling failed; answers how long to wait before it is tried again.
    pub fn delay(&mut self, error: &PollError) -> Duration {
        let wait = self.backoff.next(random_bytes::<1>()[0]);
        let call = match error {
            PollError::Call(call) => call,
            PollError::Store(error) => {
                tracing::error!(%error, "updates cannot be stored; they are not confirmed: {error}");
                return wait;
            }
        };
        match classify(call) {
            Class::Unauthorized => {
                tracing::error!(
                    "Telegram does not know the bot's token: set the right telegram.token and start again"
                );
                STAND_BY
            }
            Class::SecondPoller => {
                tracing::error!(
                    "another process polls with this bot's token: stop it, or this one; standing by"
                );
                STAND_BY
            }
            Class::WebhookSet => {
                tracing::error!(
                    "somebody has set a webhook for this bot, so polling is refused: remove it, or \
                     set telegram.mode = \"webhook\"; standing by"
                );
                STAND_BY
            }
            Class::Wait(asked) => {
                tracing::warn!(?asked, "Telegram wants less polling");
                asked.max(wait)
            }
            _ => {
                tracing::warn!(error = %call, "polling failed: {call}");
                wait
            }
        }
    }

    /// Removes the webhook of an earlier start in the other mode; nothing can be polled beside it.
    async fn clear_webhook(&mut self) {
        #[derive(Deserialize)]
        struct WebhookInfo {
            url: String,
        }
        let none = json!({});
        let removed: Result<bool, CallError> = async {
            let info: WebhookInfo = self.api.call("getWebhookInfo", &none).await?;
            if info.url.is_empty() {
                return Ok(false);
            }
            // The updates that wait there are not dropped.
            self.api.call("deleteWebhook", &none).await
        }
        .await;
        match removed {
            Ok(true) => {
                tracing::warn!("removed the webhook that was set for this bot, to poll instead")
            }
            Ok(false) => {}
            // Polling finds out, and tells.
            Err(error) => tracing::debug!(%error, "could not ask for the webhook: {error}"),
        }
    }
}

/// Stores updates raw in one transaction and wakes the worker; answers how many were new.
pub(super) async fn store_updates(
    store: &Store,
    updates: &[RawUpdate],
    now: i64,
) -> store::Result<usize> {
    if updates.is_empty() {
        return Ok(0);
    }
    let mut new = 0;
    let mut tx = store.begin().await?;
    for update in updates {
        let key = chat_key(&update.raw);
        if tx
            .inbox_insert(update.update_id, key, update.raw.get(), now)
            .await?
        {
            new += 1;
        }
    }
    tx.commit().await?;
    store.inbox_nudge().ring();
    tracing::debug!(new, came = updates.len(), "stored {new} updates");
    Ok(new)
}
