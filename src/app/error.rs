//! Why something was not done.
//!
//! There are two kinds, and they are never mixed up. A [`Refusal`] is an ordinary answer: a rule
//! said no, the person is told why in his language, nothing is logged. Everything else is a
//! failure of the machinery: it is logged once, at the boundary (the handler, the page, the command),
//! and the person gets one sentence with a code to quote. After either, the unit of work is dropped
//! and nothing was done.

use std::error::Error as StdError;

use crate::intake::Unreadable;
use crate::store;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule said no; the person is told why.
    #[error("refused: {}", .0.key)]
    Refused(Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The store of files failed.
    #[error("files: {0}")]
    Files(Box<dyn StdError + Send + Sync>),
    /// A document could not be read; the person is told why.
    #[error("reader: {}", .0.as_str())]
    Reader(Unreadable),
}

/// The result of an intention.
pub type Result<T> = std::result::Result<T, Error>;

/// A rule's no: the key of the message that explains it, and what the message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The message's key, `refusal-…`.
    pub key: &'static str,
    /// The message's arguments as plain text.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    /// The refusal that this message explains.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// Adds what the message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Unreadable> for Error {
    fn from(unreadable: Unreadable) -> Self {
        Self::Reader(unreadable)
    }
}
