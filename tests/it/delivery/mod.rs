//! The sending engine against a transport that answers as it is told, with a clock that the test moves.

mod bench;
mod crash;
mod failures;
mod pacing;
mod running;
mod senders;
mod versions;
