//! The store's queries, each on both databases.

mod dialogues;
mod inbox;
mod outbox;
