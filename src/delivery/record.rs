//! The engine's one conversation with the database: in a single transaction it renews the sender's
//! lease, records what was sent and claims what is to be sent next.
//!
//! Everything that ended within some 50 ms is committed together, and the claim rides along. A look
//! that finds nothing writes nothing.

use crate::clock::Clock;
use crate::store::{Batch, Claim, Error, Fence, Recorded, Store};

/// The name of the sender's lease.
const LEASE: &str = "sender";

/// What the engine asks of the database.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) results: Vec<Recorded>,
    pub(super) claim: Claim,
    /// Nothing is claimed by this engine, so what is claimed and ran out is nobody's.
    pub(super) rescue: bool,
    pub(super) tenure: Tenure,
}

/// Whether this engine is the sender.
#[derive(Clone, Debug)]
pub(super) struct Tenure {
    /// This engine's name among all.
    pub(super) holder: String,
    /// The token, while it is.
    pub(super) fence: Option<Fence>,
    /// Until when (Unix ms).
    pub(super) until: i64,
    /// How long a lease is, in ms.
    pub(super) length_ms: i64,
    /// The lease may be taken from whoever holds it.
    pub(super) seize: bool,
}

impl Tenure {
    /// Whether this engine may send at `now`.
    pub(super) fn holds(&self, now: i64) -> Option<Fence> {
        self.fence.filter(|_| now < self.until)
    }

    /// When the lease is to be renewed (Unix ms).
    pub(super) fn renew_at(&self) -> i64 {
        self.until - self.length_ms / 2
    }
}

/// What the database answered.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The token; `None` if another engine is the sender. Then nothing was recorded or claimed.
    pub(super) fence: Option<Fence>,
    /// Until when this engine is the sender, if that has changed (Unix ms).
    pub(super) until: Option<i64>,
    pub(super) batch: Batch,
    /// When something else becomes due (Unix ms).
    pub(super) next_due: Option<i64>,
    /// How many messages a sender before had left.
    pub(super) rescued: u64,
}

/// Carries out the order. If it fails nothing was done, and the results come back.
pub(super) async fn exchange(
    store: Store,
    clock: Clock,
    order: Order,
) -> Result<Answer, (Error, Vec<Recorded>)> {
    let idle = match peek(&store, &clock, &order).await {
        Ok(idle) => idle,
        Err(error) => return Err((error, order.results)),
    };
    if let Some(answer) = idle {
        return Ok(answer);
    }
    match write(&store, &clock, &order).await {
        Ok(answer) => Ok(answer),
        Err(error) => Err((error, order.results)),
    }
}

/// The answer, if it can be given without writing.
async fn peek(store: &Store, clock: &Clock, order: &Order) -> Result<Option<Answer>, Error> {
    let now = clock.now();
    let must_write = !order.results.is_empty() || order.rescue || now >= order.tenure.renew_at();
    let (Some(fence), false) = (order.tenure.fence, must_write) else {
        return Ok(None);
    };
    let mut tx = store.read().await?;
    let due = tx.outbox_due(now).await?;
    if due
        .iter()
        .zip(order.claim.room)
        .any(|(due, room)| due.is_some() && room > 0)
    {
        return Ok(None);
    }
    Ok(Some(Answer {
        fence: Some(fence),
        next_due: tx.outbox_next_due(now).await?,
        ..Answer::default()
    }))
}

async fn write(store: &Store, clock: &Clock, order: &Order) -> Result<Answer, Error> {
    let Tenure {
        holder,
        fence,
        length_ms,
        seize,
        ..
    } = &order.tenure;
    let mut tx = store.begin().await?;
    // Asked only now: getting the transaction may have taken a while.
    let now = clock.now();
    let fence = match fence {
        Some(fence) => tx
            .lease_renew(LEASE, *fence, now, *length_ms)
            .await?
            .then_some(*fence),
        None if *seize => Some(tx.lease_seize(LEASE, holder, now, *length_ms).await?),
        None => tx.lease_take(LEASE, holder, now, *length_ms).await?,
    };
    let Some(fence) = fence else {
        return Ok(Answer::default());
    };
    let mut answer = Answer {
        fence: Some(fence),
        until: Some(now + length_ms),
        ..Answer::default()
    };
    if order.tenure.fence.is_none() {
        // Whoever claimed before can record no more: all of it is to be sent again.
        answer.rescued = tx.outbox_rescue(i64::MAX).await?;
    } else if order.rescue {
        answer.rescued = tx.outbox_rescue(now).await?;
    }
    if !tx.outbox_record(&order.results, LEASE, fence).await? {
        return Ok(Answer::default());
    }
    answer.batch = tx.outbox_claim(now, &order.claim).await?;
    answer.next_due = tx.outbox_next_due(now).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Lets another engine send at once.
pub(super) async fn release(store: &Store, fence: Fence) -> Result<(), Error> {
    let mut tx = store.begin().await?;
    tx.lease_release(LEASE, fence).await?;
    tx.commit().await
}
