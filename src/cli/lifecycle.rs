//! Running side by side and stopping in two steps: first nothing new is taken and what runs is
//! finished; after a deadline or a second signal, what still runs is cut off.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The running parts of the program. Cheap to clone; clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Lifecycle {
    /// Cancelled when nothing new is to be taken.
    pub stop: CancellationToken,
    tracker: TaskTracker,
    broken: Arc<AtomicBool>,
}

/// How everything ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// As it was told to.
    Orderly,
    /// A part stopped by itself, which the log explains.
    Broken,
    /// Not everything was finished in time.
    CutOff,
}

impl Lifecycle {
    /// Runs a part. One that ends before it is told to takes the others down with it: half a
    /// program is worse than one that a supervisor starts again.
    pub fn spawn(&self, name: &'static str, part: impl Future<Output = ()> + Send + 'static) {
        let whole = self.clone();
        self.tracker.spawn(async move {
            let ended = AssertUnwindSafe(part).catch_unwind().await;
            if ended.is_ok() && whole.stop.is_cancelled() {
                return;
            }
            tracing::error!(part = name, "{name} stopped by itself; the program stops");
            whole.broken.store(true, Ordering::SeqCst);
            whole.stop.cancel();
        });
    }

    /// Waits until a signal or a broken part stops everything, then until all parts have finished,
    /// but no longer than `patience` and not after another signal.
    pub async fn run(self, mut signals: Signals, patience: Duration) -> End {
        tokio::select! {
            name = signals.next() => tracing::info!("{name}: finishing what is under way"),
            () = self.stop.cancelled() => {}
        }
        self.stop.cancel();
        self.tracker.close();
        tokio::select! {
            () = self.tracker.wait() => {}
            name = signals.next() => {
                tracing::warn!("{name} again: what is under way is cut off");
                return End::CutOff;
            }
            () = tokio::time::sleep(patience) => {
                tracing::warn!("not everything was finished in {patience:?}; the rest is cut off");
                return End::CutOff;
            }
        }
        match self.broken.load(Ordering::SeqCst) {
            true => End::Broken,
            false => End::Orderly,
        }
    }
}

/// The signals that stop the program.
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// From now on the signals no longer end the process by themselves.
    ///
    /// # Errors
    /// If the operating system does not allow it.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Waits for one; answers its name.
    pub async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_part_that_ends_early_stops_the_others() {
        let whole = Lifecycle::default();
        let stop = whole.stop.clone();
        whole.spawn("listener", async move { stop.cancelled().await });
        whole.spawn("worker", async {});
        let signals = Signals::listen().unwrap();
        assert_eq!(
            whole.run(signals, Duration::from_secs(60)).await,
            End::Broken
        );
    }

    #[tokio::test]
    async fn what_does_not_finish_is_cut_off() {
        let whole = Lifecycle::default();
        whole.spawn("sender", std::future::pending());
        whole.stop.cancel();
        let signals = Signals::listen().unwrap();
        assert_eq!(whole.run(signals, Duration::ZERO).await, End::CutOff);
    }
}
