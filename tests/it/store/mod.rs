//! The store's queries, each on both databases.

mod outbox;
