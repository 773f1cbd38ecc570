//! The attempts that are under way: a bounded number, one a chat.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{Id, JoinSet};

use super::transport::{Outcome, Parcel, Transport};
use crate::domain::ids::ChatId;
use crate::store::{Claimed, Fence};

/// How long one attempt may take. Claims last longer.
const LONGEST_ATTEMPT: Duration = Duration::from_secs(90);

/// The attempts that are under way.
pub(super) struct Flights<T> {
    transport: Arc<T>,
    tasks: JoinSet<Outcome>,
    flights: HashMap<Id, Flight>,
    chats: HashSet<ChatId>,
}

/// One attempt.
pub(super) struct Flight {
    pub(super) claimed: Claimed,
    /// Under which token it was begun.
    pub(super) fence: Fence,
}

impl<T: Transport> Flights<T> {
    pub(super) fn new(transport: T) -> Self {
        Self {
            transport: Arc::new(transport),
            tasks: JoinSet::new(),
            flights: HashMap::new(),
            chats: HashSet::new(),
        }
    }

    /// Begins an attempt.
    pub(super) fn begin(&mut self, claimed: Claimed, fence: Fence) {
        let transport = Arc::clone(&self.transport);
        let parcel = Parcel {
            row: claimed.row,
            notice: claimed.notice.clone(),
            lane: claimed.lane,
            chat: claimed.chat,
            telegram_chat: claimed.telegram_chat,
            group: claimed.group,
            message: claimed.message,
            wanted: claimed.wanted,
        };
        self.chats.insert(claimed.chat);
        let task = self.tasks.spawn(async move {
            tokio::time::timeout(LONGEST_ATTEMPT, transport.deliver(parcel))
                .await
                .unwrap_or_else(|_| Outcome::Unknown("no answer in time".to_owned()))
        });
        self.flights.insert(task.id(), Flight { claimed, fence });
    }

    /// The next attempt that ends; never, while none is under way. Safe to abandon.
    pub(super) async fn landed(&mut self) -> (Flight, Outcome) {
        let (id, outcome) = match self.tasks.join_next_with_id().await {
            None => std::future::pending().await,
            Some(Ok(landed)) => landed,
            Some(Err(error)) => {
                let words = format!("the attempt broke off: {error}");
                (error.id(), Outcome::Unknown(words))
            }
        };
        let flight = self
            .flights
            .remove(&id)
            .expect("every task was begun here and ends once");
        self.chats.remove(&flight.claimed.chat);
        (flight, outcome)
    }

    /// Whether an attempt in this chat is under way.
    pub(super) fn is_under_way(&self, chat: ChatId) -> bool {
        self.chats.contains(&chat)
    }

    pub(super) fn count(&self) -> usize {
        self.flights.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.flights.is_empty()
    }
}
