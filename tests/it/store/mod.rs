//! The store's queries, each on both databases.

mod audit;
mod dialogues;
mod directives;
mod groups;
mod handovers;
mod inbox;
mod merge;
mod outbox;
mod people;
