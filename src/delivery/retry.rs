//! When to try again what failed for reasons that pass. Pure; time and chance are passed in.

use std::collections::BTreeSet;

use crate::domain::ids::ChatId;

/// The pause after the first failure, in ms; it doubles with each.
const FIRST_MS: i64 = 1_000;
/// The longest pause of one message, in ms.
const LONGEST_MS: i64 = 5 * 60_000;
/// The longest pause of everything, in ms: an answer to a person waits no longer than this once
/// Telegram is back.
const LONGEST_OUTAGE_MS: i64 = 15_000;
/// How long everything rests after the token was refused, in ms.
const REVOKED_MS: i64 = 60_000;
/// In how many chats sending must fail, with no answer in between, until it is an outage.
const CHATS: usize = 4;

/// The pause after `failures` (1 or more) in a row, in ms. `chance` is in [0, 1): the pause is
/// between half of the full one and all of it, so that what failed together does not come back
/// together.
#[must_use]
pub fn pause_ms(failures: i64, chance: f64) -> i64 {
    spread(doubled(failures).min(LONGEST_MS), chance)
}

fn doubled(failures: i64) -> i64 {
    let times = u32::try_from(failures.clamp(1, 20) - 1).unwrap_or(0);
    FIRST_MS << times
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a pause is at most minutes, which a float holds exactly"
)]
fn spread(full: i64, chance: f64) -> i64 {
    full / 2 + (full as f64 / 2.0 * chance) as i64
}

/// Whether Telegram can be reached at all. While it cannot, everything rests and one message at a
/// time is tried, so that an hour's outage costs neither attempts nor a flood of log lines.
#[derive(Debug, Default)]
pub struct Outage {
    /// In which chats sending has failed since anything was answered.
    failed: BTreeSet<ChatId>,
    /// How many pauses there were.
    pauses: i64,
    until: i64,
}

impl Outage {
    /// Nobody knows what became of a message to this chat. `true` if that made it an outage.
    pub fn failed(&mut self, chat: ChatId, now: i64, chance: f64) -> bool {
        if self.failed.len() < CHATS {
            self.failed.insert(chat);
        }
        if self.failed.len() < CHATS {
            return false;
        }
        // What was already on its way when the pause began says nothing new.
        if now < self.until {
            return false;
        }
        self.pauses += 1;
        self.until = now + spread(doubled(self.pauses).min(LONGEST_OUTAGE_MS), chance);
        self.pauses == 1
    }

    /// The token was refused. `true` if that was not known since the last pause.
    pub fn revoked(&mut self, now: i64) -> bool {
        let news = now >= self.until;
        self.pauses += 1;
        self.until = now + REVOKED_MS;
        news
    }

    /// Telegram answered something. `true` if that ended an outage.
    pub fn answered(&mut self) -> bool {
        let ended = self.is_one();
        *self = Self::default();
        ended
    }

    /// Whether there is an outage.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.pauses > 0
    }

    /// Until when everything rests (Unix ms); 0 where nothing does.
    #[must_use]
    pub fn until(&self) -> i64 {
        self.until
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pauses_double_up_to_five_minutes() {
        let most = |failures| pause_ms(failures, 0.999_999) + 1;
        assert_eq!((most(1), most(2), most(5)), (1_000, 2_000, 16_000));
        assert_eq!(
            (most(9), most(10), most(1_000)),
            (256_000, 300_000, 300_000)
        );
    }

    proptest! {
        #[test]
        fn a_pause_is_at_least_half_of_the_full_one(failures in 1_i64..100, chance in 0.0..1.0_f64) {
            let full = pause_ms(failures, 0.0) * 2;
            let pause = pause_ms(failures, chance);
            prop_assert!(pause * 2 >= full && pause <= full);
        }
    }

    #[test]
    fn one_chat_is_no_outage() {
        let mut outage = Outage::default();
        for attempt in 0..100 {
            assert!(!outage.failed(ChatId(1), attempt, 0.0));
        }
        assert!(!outage.is_one());
        assert_eq!(outage.until(), 0);
    }

    #[test]
    fn an_outage_is_said_once_and_its_pauses_grow_until_an_answer() {
        let mut outage = Outage::default();
        let begun = (1..=4)
            .filter(|chat| outage.failed(ChatId(*chat), 1_000, 0.0))
            .count();
        assert_eq!(begun, 1);
        assert_eq!(outage.until(), 1_500);
        assert!(
            !outage.failed(ChatId(9), 1_400, 0.9),
            "on its way when the pause began"
        );
        assert_eq!(outage.until(), 1_500);
        assert!(!outage.failed(ChatId(5), 1_500, 0.0));
        assert_eq!(outage.until(), 2_500);
        for _ in 0..20 {
            let now = outage.until();
            outage.failed(ChatId(5), now, 0.999);
            assert!(outage.until() <= now + LONGEST_OUTAGE_MS);
        }
        assert!(outage.answered());
        assert!(!outage.answered());
        assert_eq!(outage.until(), 0);
    }
}
