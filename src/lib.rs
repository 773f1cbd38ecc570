//! Kẻng.

pub mod domain;
pub mod intake;
pub mod store;

pub mod clock;
pub mod runtime;
