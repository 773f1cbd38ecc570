//! The integration tests: conversations with the bot, the store on both databases, and house rules.

mod app;
mod chart;
mod cli;
mod crash;
mod delivery;
mod intake;
mod jobs;
mod locales;
mod permissions;
mod sim;
mod store;
mod support;
mod telegram;
mod tidy;
mod web;
