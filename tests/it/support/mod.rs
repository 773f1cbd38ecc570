//! What tests stand on.

pub mod bot_api;
pub mod postgres;
pub mod stores;
