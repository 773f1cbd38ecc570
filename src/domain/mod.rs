//! What is true, whoever asks and wherever it is stored.
//!
//! Pure types and rules: nothing here awaits, reads, writes or asks what time it is.

pub mod calendar;
pub mod chat;
pub mod code;
pub mod directive;
pub mod document;
pub mod handover;
pub mod holidays;
pub mod ids;
pub mod locale;
pub mod notice;
pub mod org;
pub mod period;
pub mod permission;
pub mod person;
pub mod phone;
pub mod receipt;
pub mod reminder;
pub mod split;
pub mod text;
pub mod typed;
