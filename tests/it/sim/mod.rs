//! The simulator is a product of its own: these tests hold it to the Bot API's documentation.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of these tests shall fail where they stand"
)]

mod api;
mod chats;
mod commands;
mod conversation;
mod definition;
mod faults;
mod files;
mod forums;
mod html;
mod page;
mod page_files;
mod parameters;
mod polling;
mod refusals;
mod webhook;
