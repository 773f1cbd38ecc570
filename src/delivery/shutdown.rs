//! How the engine ends: nothing new begins, what is under way is waited for and recorded, what was
//! claimed and not begun goes back to the queue, and the next engine is let in at once.

use std::time::Duration;

use super::claiming::answered;
use super::transport::Transport;
use super::{Engine, record};
use crate::store::Fate;

/// How long to wait for what is under way. What takes longer is sent again by the next engine.
const PATIENCE: Duration = Duration::from_secs(10);

impl<T: Transport> Engine<T> {
    pub(super) async fn wind_up(mut self) {
        if tokio::time::timeout(PATIENCE, self.land_all())
            .await
            .is_err()
        {
            let left = self.flights.count();
            tracing::warn!(
                rows = left,
                "{left} messages were still under way; they may come twice"
            );
        }
        let Some(fence) = self.tenure.fence else {
            return;
        };
        if let Err(error) = self.exchange_now(false).await {
            tracing::error!(%error, "what was sent last could not be recorded and will come twice: {error}");
            return;
        }
        if let Err(error) = record::release(&self.store, fence).await {
            tracing::error!(%error, "the sender's lease could not be released: {error}");
        }
    }

    async fn land_all(&mut self) {
        if self.exchange.is_some() {
            let answer = answered(&mut self.exchange).await;
            self.absorb(answer);
        }
        for claimed in self.lanes.drain() {
            self.keep(claimed.recorded(Fate::Released));
        }
        while !self.flights.is_empty() {
            let (flight, outcome) = self.flights.landed().await;
            self.land(flight, outcome);
        }
    }
}
