//! What every feature stands on: receiving, handling once and in order, sending, failing.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod listener;
mod menus;
mod secrets;
pub mod stage;
mod transport;
mod webhook;
mod worker;
