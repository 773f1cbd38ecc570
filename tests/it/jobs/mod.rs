//! The reconcilers, run by hand on both databases.

mod reminders;
mod retention;
