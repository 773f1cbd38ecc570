//! Documents in: bytes → text → a proposed directive.
//!
//! The steps are pure and deterministic: `text` tells the format by content and brings it to
//! paragraphs, `secrecy` refuses what carries a secrecy stamp, `form` reads the head and the
//! foot that Decree 30/2020/NĐ-CP prescribes, `tasks` and `deadlines` the operative part, and
//! `summary` picks the sentences a busy person needs. Nothing is invented: every word of a
//! reading stands in the document.
//!
//! Files come from strangers, so outside of tests they are read in a child process with limits:
//! see `sandbox`.

mod unreadable;

pub use unreadable::Unreadable;

/// The largest document that is taken in, in bytes: what Telegram lets a bot download.
pub const MAX_DOCUMENT_BYTES: usize = 20 * 1024 * 1024;
