//! The only place that asks what time it is.
//!
//! Everything else is handed a [`Clock`] or an instant, so that a test can step through a week in
//! a second and a demo can let a minute of the town pass in one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A source of the present, in Unix milliseconds UTC. Cheap to clone; clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Source>);

#[derive(Debug)]
enum Source {
    System,
    /// Time stands still until somebody moves it.
    Stepped(AtomicI64),
    /// Time runs `speed` times as fast as the machine's from `start` on, plus what was skipped.
    Scaled {
        start: i64,
        speed: i64,
        skipped: AtomicI64,
    },
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Source::System))
    }

    /// A clock that stands at `now` (Unix ms) until [`Clock::advance`] moves it.
    #[must_use]
    pub fn stepped(now: i64) -> Self {
        Self(Arc::new(Source::Stepped(AtomicI64::new(now))))
    }

    /// A clock that starts at the machine's present and runs `speed` times as fast (1 or more).
    #[must_use]
    pub fn scaled(speed: i64) -> Self {
        Self(Arc::new(Source::Scaled {
            start: machine_now(),
            speed: speed.max(1),
            skipped: AtomicI64::new(0),
        }))
    }

    /// The present, in Unix milliseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        match &*self.0 {
            Source::System => machine_now(),
            Source::Stepped(now) => now.load(Ordering::SeqCst),
            Source::Scaled {
                start,
                speed,
                skipped,
            } => start + (machine_now() - start) * speed + skipped.load(Ordering::SeqCst),
        }
    }

    /// Moves a stepped or scaled clock forward; the machine's clock cannot be moved and stays.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        match &*self.0 {
            Source::System => {}
            Source::Stepped(now) => {
                now.fetch_add(by, Ordering::SeqCst);
            }
            Source::Scaled { skipped, .. } => {
                skipped.fetch_add(by, Ordering::SeqCst);
            }
        }
    }

    /// How long the machine must sleep until this clock shows `instant` (Unix ms). A stepped clock
    /// never gets there by itself: it answers a day, and whoever steps it wakes the sleeper.
    #[must_use]
    pub fn until(&self, instant: i64) -> Duration {
        let left = u64::try_from(instant.saturating_sub(self.now())).unwrap_or(0);
        match &*self.0 {
            Source::System => Duration::from_millis(left),
            Source::Stepped(_) if left > 0 => Duration::from_secs(86_400),
            Source::Stepped(_) => Duration::ZERO,
            Source::Scaled { speed, .. } => {
                Duration::from_millis(left.div_ceil(speed.unsigned_abs()))
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the machine's clock"
)]
fn machine_now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stepped_clock_moves_only_when_told() {
        let clock = Clock::stepped(1_000);
        let same = clock.clone();
        clock.advance(Duration::from_secs(2));
        assert_eq!(same.now(), 3_000);
        assert_eq!(same.until(3_000), Duration::ZERO);
    }

    #[test]
    fn a_scaled_clock_can_be_moved_forward() {
        let clock = Clock::scaled(60);
        let before = clock.now();
        clock.advance(Duration::from_secs(3_600));
        assert!(clock.now() >= before + 3_600_000);
        assert!(clock.until(clock.now() + 60_000) <= Duration::from_secs(1));
    }
}
