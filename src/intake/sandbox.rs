//! Reads documents of strangers in a child process with limits.
//!
//! The child is this same program (`keng read --child`): the document goes in on standard input,
//! one JSON object comes out. Memory and processor time are limited by the kernel, the parent
//! limits time and the size of the answer, and the child dies with whoever asked. Whatever a
//! hostile file does to a parser, the bot goes on.

use std::io::Read;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use rlimit::Resource;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use super::MAX_DOCUMENT_BYTES;
use super::read::{Outcome, outcome};
use super::roster::{self, AnyRoster, RosterFault};
use super::unreadable::Unreadable;
use crate::domain::document::Reading;

/// Address space of the child, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;

/// Processor time of the child, in seconds.
const PROCESSOR_SECONDS: u64 = 8;

/// How long the parent waits.
const PATIENCE: Duration = Duration::from_secs(9);

/// The longest answer, in bytes.
const LONGEST_ANSWER: u64 = 32 * 1024 * 1024;

/// Reads documents in child processes.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The `keng` program itself.
    pub program: PathBuf,
}

impl Reader {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Why nothing was read, a secrecy stamp included.
    pub async fn read(&self, bytes: Vec<u8>) -> Result<Reading, Unreadable> {
        self.outcome(bytes).await.into_reading()
    }

    /// Reads a document; of a secret one only the label comes back.
    pub async fn outcome(&self, bytes: Vec<u8>) -> Outcome {
        if bytes.is_empty() {
            return Outcome::Refused(Unreadable::Empty);
        }
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return Outcome::Refused(Unreadable::TooLarge);
        }
        match tokio::time::timeout(PATIENCE, self.ask(&["read", "--child", "-"], bytes)).await {
            Ok(Some(outcome)) => outcome,
            Ok(None) => Outcome::Refused(Unreadable::ReaderFailed),
            Err(_) => Outcome::Refused(Unreadable::TimedOut),
        }
    }

    /// Reads a roster.
    ///
    /// # Errors
    ///
    /// Why it is none. What is wrong with its cells is in the roster.
    pub async fn roster(&self, bytes: Vec<u8>) -> Result<AnyRoster, RosterFault> {
        let question = ["read", "--child", "--roster", "-"];
        match tokio::time::timeout(PATIENCE, self.ask(&question, bytes)).await {
            Ok(Some(answer)) => answer,
            Ok(None) | Err(_) => Err(RosterFault::Unread),
        }
    }

    /// Asks a child and gives its answer; `None` if there is none.
    async fn ask<T: DeserializeOwned>(&self, question: &[&str], bytes: Vec<u8>) -> Option<T> {
        let mut child = Command::new(&self.program)
            .args(question)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .inspect_err(
                |error| tracing::error!(%error, "the reading process could not be started"),
            )
            .ok()?;
        let mut input = child.stdin.take()?;
        let output = child.stdout.take()?;
        let send = async move {
            // A child that has seen enough closes the pipe; its answer says why.
            let _ = input.write_all(&bytes).await;
            drop(input);
        };
        let mut answer = Vec::new();
        let mut output = output.take(LONGEST_ANSWER);
        let (_, received) = tokio::join!(send, output.read_to_end(&mut answer));
        received.ok()?;
        let status = child.wait().await.ok()?;
        if !status.success() {
            tracing::warn!(%status, "the reading process died on a document");
        }
        serde_json::from_slice(&answer).ok()
    }
}

/// The child's side: limits itself, reads a document on standard input and gives the outcome as
/// JSON.
#[must_use]
pub fn child() -> String {
    let outcome = match limited_input() {
        Ok(bytes) => outcome(&bytes),
        Err(_) => Outcome::Refused(Unreadable::ReaderFailed),
    };
    serde_json::to_string(&outcome).unwrap_or_default()
}

/// The child's side for a roster.
#[must_use]
pub fn roster_child() -> String {
    let answer = match limited_input() {
        Ok(bytes) => roster::read_any(&bytes),
        Err(_) => Err(RosterFault::Unread),
    };
    serde_json::to_string(&answer).unwrap_or_default()
}

/// Standard input, read after the process has limited itself.
fn limited_input() -> std::io::Result<Vec<u8>> {
    // Where the kernel knows no such limit the parent's patience remains.
    let _ = rlimit::setrlimit(Resource::AS, MEMORY, MEMORY);
    let _ = rlimit::setrlimit(Resource::CPU, PROCESSOR_SECONDS, PROCESSOR_SECONDS);
    let _ = rlimit::setrlimit(Resource::CORE, 0, 0);
    let _ = rlimit::setrlimit(Resource::FSIZE, 0, 0);
    let mut bytes = Vec::new();
    let most = MAX_DOCUMENT_BYTES as u64 + 1;
    std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
