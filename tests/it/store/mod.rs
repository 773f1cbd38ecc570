//! The store's queries, each on both databases.

mod audit;
mod dialogues;
mod inbox;
mod outbox;
mod people;
