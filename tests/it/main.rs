//! The integration tests: conversations with the bot, the store on both databases, and house rules.

mod store;
mod support;
