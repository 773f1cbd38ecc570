//! What a person can do: one async function per intention, a unit of work in, a typed outcome out.
//!
//! Each asks [`crate::domain::permission::may`] at the moment of the action, changes the rows,
//! writes what must be told to whom and appends to the audit, all in the caller's transaction.

pub mod audiences;
pub mod corrections;
pub mod cx;
pub mod directives;
pub mod duties;
pub mod error;
pub mod following;
pub mod groups;
pub mod handovers;
pub mod invitations;
pub mod inviting;
pub mod inviting_people;
pub mod joining;
pub mod people;
pub mod privacy;
pub mod proposals;
pub mod publishing;
pub mod receipts;
pub mod roster;
pub mod rules;
pub mod tasks;
pub mod verifying;

pub use cx::Cx;
pub use error::{Error, Refusal, Result};
pub use rules::{Retention, Rules};
