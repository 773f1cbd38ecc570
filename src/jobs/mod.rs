//! Work that nobody asks for: reconcilers that look at the state, do what is due and can run twice.
//!
//! They are woken by a nudge and by the next due instant. The nudge is an optimisation; the look
//! at the database is the truth.

pub mod driver;
pub mod duties;
pub mod groups;
pub mod reminders;
pub mod retention;
