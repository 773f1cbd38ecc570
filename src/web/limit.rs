//! How often one address may ask, so that nobody can try out codes or keep the database busy.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// As many addresses are remembered before those at rest are forgotten.
const REMEMBERED: usize = 10_000;

/// How often something may happen.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// In the long run: once in this time.
    pub every: Duration,
    /// After a rest: so many times at once.
    pub burst: u32,
}

/// A limit for each address. Clones share it.
#[derive(Clone, Debug)]
pub struct Limit {
    pace: Pace,
    /// When the burst of an address is whole again.
    whole_at: Arc<Mutex<HashMap<IpAddr, Instant>>>,
}

impl Limit {
    /// A limit that nobody has used yet.
    #[must_use]
    pub fn new(pace: Pace) -> Self {
        Self {
            pace,
            whole_at: Arc::default(),
        }
    }

    /// Whether `address` may ask at `now`. A refused question costs nothing.
    #[must_use]
    pub fn admits(&self, address: IpAddr, now: Instant) -> bool {
        let mut known = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, whole| *whole > now);
            // A flood from more addresses than that: whoever is not remembered starts anew.
            if known.len() >= REMEMBERED {
                known.clear();
            }
        }
        let whole = known.entry(address).or_insert(now);
        let next = (*whole).max(now) + self.pace.every;
        if next > now + self.pace.every * self.pace.burst {
            return false;
        }
        *whole = next;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn a_burst_then_a_steady_pace_for_each_address() {
        let limit = Limit::new(Pace {
            every: Duration::from_secs(1),
            burst: 3,
        });
        let (one, other) = (
            IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)),
            IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)),
        );
        let start = Instant::now();
        let answers: Vec<bool> = (0..5).map(|_| limit.admits(one, start)).collect();
        assert_eq!(answers, [true, true, true, false, false]);
        assert!(limit.admits(other, start));
        let later = start + Duration::from_secs(1);
        assert!(limit.admits(one, later));
        assert!(!limit.admits(one, later));
    }

    #[test]
    fn it_does_not_remember_without_end() {
        let limit = Limit::new(Pace {
            every: Duration::from_secs(1),
            burst: 1,
        });
        let now = Instant::now();
        for number in 0..u32::try_from(REMEMBERED).unwrap() + 5 {
            assert!(limit.admits(IpAddr::V4(Ipv4Addr::from(number)), now));
        }
        assert!(limit.whole_at.lock().unwrap().len() <= REMEMBERED);
    }
}
