//! Kẻng.

pub mod clock;
