//! The Telegram adapter against the simulator.

mod core;
