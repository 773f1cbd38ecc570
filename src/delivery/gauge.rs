//! How many messages are queued in each lane, for whoever watches the metrics.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::domain::notice::Lane;
use crate::store::{Error, Store};

/// How often they are counted: counting a million takes a noticeable part of a second.
const EVERY: Duration = Duration::from_secs(60);

/// Counts now and then until `stop`.
pub(super) async fn watch(store: Store, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = measure(&store).await {
            tracing::warn!(%error, "the queue could not be counted: {error}");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a queue is shorter than 2^53")]
async fn measure(store: &Store) -> Result<(), Error> {
    let counts = store.read().await?.outbox_lane_counts().await?;
    for lane in Lane::ALL {
        let queued = counts
            .iter()
            .find(|(counted, _)| *counted == lane)
            .map_or(0, |(_, count)| *count);
        metrics::gauge!("keng_outbox_queued", "lane" => lane.as_str()).set(queued as f64);
    }
    Ok(())
}
