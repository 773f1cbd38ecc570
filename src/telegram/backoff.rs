//! How long to wait after a failure: a second at first, twice as long each time, fifteen seconds at
//! most, and never all at the same moment.

use std::time::Duration;

/// The longest wait before chance changes it.
const LONGEST: Duration = Duration::from_secs(15);

/// Counts failures in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Notes a success: the next failure costs little again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// Notes a failure; answers how long to wait. `chance` is any byte, and spreads the wait from
    /// three quarters of it to five quarters.
    pub fn next(&mut self, chance: u8) -> Duration {
        let doubled = Duration::from_secs(1) * 2_u32.pow(self.failures.min(4));
        self.failures += 1;
        let quarters = 0.75 + 0.5 * f64::from(chance) / 255.0;
        doubled.min(LONGEST).mul_f64(quarters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_costs_less_than_two_seconds() {
        for chance in 0..=255 {
            let wait = Backoff::default().next(chance);
            assert!(wait >= Duration::from_millis(750) && wait < Duration::from_secs(2));
        }
    }

    #[test]
    fn failures_in_a_row_cost_more_up_to_a_limit() {
        let mut backoff = Backoff::default();
        let seconds: Vec<u64> = (0..8)
            .map(|_| backoff.next(128).as_secs_f64().round() as u64)
            .collect();
        assert_eq!(seconds, [1, 2, 4, 8, 15, 15, 15, 15]);
        backoff.reset();
        assert!(backoff.next(255) < Duration::from_secs(2));
    }
}
