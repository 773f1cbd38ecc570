//! Why a command failed: one clear sentence, and the status the program ends with.

use std::fmt::{self, Display, Formatter};
use std::process::ExitCode;

/// Why a command failed.
///
/// It is no `std::error::Error` itself, so that every error becomes one by `?`.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    status: u8,
}

impl Failure {
    /// It could not be done.
    #[must_use]
    pub fn new(sentence: impl Display) -> Self {
        Self {
            sentence: sentence.to_string(),
            status: 1,
        }
    }

    /// It was asked for in a way that makes no sense.
    #[must_use]
    pub fn usage(sentence: impl Display) -> Self {
        Self {
            sentence: sentence.to_string(),
            status: 2,
        }
    }

    /// Says it on standard error; answers the status.
    #[must_use]
    pub fn report(&self) -> ExitCode {
        eprintln!("{}", self.sentence);
        ExitCode::from(self.status)
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::new(error)
    }
}
