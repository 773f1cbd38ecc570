//! Documents in: bytes → text → a proposed directive.
//!
//! The steps are pure and deterministic: `text` tells the format by content and brings it to
//! paragraphs, `outline` parts them into head, title, body and foot, `secrecy` refuses what
//! carries a secrecy stamp, `form` reads the fixed parts that Decree 30/2020/NĐ-CP prescribes,
//! `tasks` and `deadlines` the operative part, and `summary` picks what a busy person needs.
//! Nothing is invented: every word of a reading stands in the document.
//!
//! Files come from strangers, so outside of tests they are read in a child process with limits:
//! see [`sandbox`].

mod archive;
pub mod deadlines;
mod docx;
mod form;
mod legacy;
mod marker;
mod odt;
mod outline;
mod paragraph;
mod pdf;
mod personal;
mod plain;
mod read;
mod reflow;
pub mod roster;
pub mod sandbox;
mod secrecy;
mod summary;
mod tables;
mod tasks;
mod text;
mod unreadable;
mod vietnamese;
mod xml;

pub use read::{Outcome, outcome, read_bytes, read_text};
pub use unreadable::Unreadable;

/// The largest document that is taken in, in bytes: what Telegram lets a bot download.
pub const MAX_DOCUMENT_BYTES: usize = 20 * 1024 * 1024;
