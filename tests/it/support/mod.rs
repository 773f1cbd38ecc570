//! What tests stand on.

pub mod bot_api;
pub mod documents;
pub mod dump;
pub mod logs;
pub mod postgres;
pub mod stores;
pub mod town;
