//! What running processes share: the wake-up that saves waiting, and chance.
//!
//! A nudge is an optimisation, never the truth: whoever is woken looks at the database, and looks
//! again at the next due instant when no nudge came.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// Wakes a worker before its time. Clones share the same bell; a ring with nobody waiting is kept
/// for the next one who waits.
#[derive(Clone, Debug, Default)]
pub struct Nudge(Arc<Notify>);

impl Nudge {
    /// Wakes the one worker that waits, or the next that will.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits until somebody rings. Safe to abandon: the ring is kept for the next who waits.
    pub async fn rung(&self) {
        self.0.notified().await;
    }

    /// Waits until somebody rings or `longest` has passed on the machine's own clock.
    pub async fn wait(&self, longest: Duration) {
        // A time-out is the ordinary end of a wait, so the result says nothing of interest.
        let _ = tokio::time::timeout(longest, self.0.notified()).await;
    }
}

/// `N` bytes from the operating system, for codes and secrets.
///
/// # Panics
/// If the operating system has no randomness to give, which no program can go on without.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
