//! How fast messages may go out: over all chats, in one chat, in one group. Pure; the time is passed in.
//!
//! Over all chats, messages are paced evenly (a generic cell rate algorithm) with a tolerance of a
//! few messages, so that a timer that is a little late costs no throughput and nothing ever leaves
//! as a burst. A chat that Telegram told to wait is held for exactly as long; when several chats
//! are told so within a second, it is the bot that is meant, and everything waits.

use std::collections::{HashMap, VecDeque};

use crate::domain::ids::ChatId;
use crate::domain::notice::Lane;

/// Telegram's limits. They are not published as law, so they are settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Messages a second over all chats.
    pub global_per_second: u32,
    /// Messages a second in one chat.
    pub chat_per_second: u32,
    /// Messages a minute in one group.
    pub group_per_minute: u32,
    /// How many answers may follow each other at once in a private chat that was quiet.
    pub chat_burst: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            global_per_second: 29,
            chat_per_second: 1,
            group_per_minute: 20,
            chat_burst: 3,
        }
    }
}

/// Whom a pause concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The one chat.
    Chat,
    /// Everything the bot sends.
    Everything,
}

/// Where a message is to go, as far as limits are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The chat.
    pub chat: ChatId,
    /// Whether it is a group.
    pub group: bool,
    /// The message's lane.
    pub lane: Lane,
}

/// What has been sent lately, and what may be sent when. All instants are Unix ms.
#[derive(Debug)]
pub struct Limiter {
    limits: Limits,
    global: Pace,
    global_interval: i64,
    global_tolerance: i64,
    chat_interval: i64,
    held_until: i64,
    /// Who was told to wait within the last second, when, and until when.
    told: Vec<(ChatId, i64, i64)>,
    chats: HashMap<ChatId, Recent>,
    /// At how many chats those that are at rest are forgotten.
    forget_at: usize,
}

/// What one chat was sent lately.
#[derive(Debug, Default)]
struct Recent {
    pace: Pace,
    held_until: i64,
    /// The instants of the last messages of a group, oldest first, no more than count.
    messages: VecDeque<i64>,
}

/// When the next message would leave if all left evenly, in µs.
#[derive(Clone, Copy, Debug, Default)]
struct Pace(i64);

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60_000;
const MICROS: i64 = 1_000;
/// How many chats within a second mean that the bot itself is limited.
const SEVERAL: usize = 2;
/// Fewer chats than this are never worth forgetting.
const FEW_CHATS: usize = 256;

impl Limiter {
    /// A limiter of which nothing has been asked yet. Limits of 0 count as 1.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let global_interval = interval(limits.global_per_second);
        Self {
            limits,
            global: Pace::default(),
            global_interval,
            global_tolerance: (tolerance(limits.global_per_second) - 1) * global_interval,
            chat_interval: interval(limits.chat_per_second),
            held_until: 0,
            told: Vec::new(),
            chats: HashMap::new(),
            forget_at: FEW_CHATS,
        }
    }

    /// From when on a message may go out to some chat: `now` if it may at once.
    #[must_use]
    pub fn global_at(&self, now: i64) -> i64 {
        self.global
            .earliest(self.global_tolerance)
            .max(self.held_until)
            .max(now)
    }

    /// From when on this chat may get a message: `now` if it may at once. The limit over all chats
    /// is not looked at.
    #[must_use]
    pub fn chat_at(&self, target: Target, now: i64) -> i64 {
        let Some(recent) = self.chats.get(&target.chat) else {
            return now;
        };
        let burst = match target.lane {
            Lane::Interactive if !target.group => i64::from(self.limits.chat_burst.max(1)),
            _ => 1,
        };
        let paced = recent.pace.earliest((burst - 1) * self.chat_interval);
        let most = self.group_limit();
        let counted = match recent.messages.len().checked_sub(most) {
            Some(oldest) if target.group => recent.messages[oldest] + MINUTE,
            _ => now,
        };
        paced.max(counted).max(recent.held_until).max(now)
    }

    /// Counts a message that goes out now.
    pub fn take(&mut self, target: Target, now: i64) {
        self.global.take(self.global_interval, now);
        self.forget_resting(now);
        let most = self.group_limit();
        let recent = self.chats.entry(target.chat).or_default();
        recent.pace.take(self.chat_interval, now);
        if target.group {
            recent.messages.push_back(now);
            while recent.messages.len() > most {
                recent.messages.pop_front();
            }
        }
    }

    /// Telegram told this chat to wait for `wait_ms`. Answers whether everything has to.
    pub fn penalise(&mut self, chat: ChatId, now: i64, wait_ms: i64) -> Scope {
        let until = now.saturating_add(wait_ms);
        let recent = self.chats.entry(chat).or_default();
        recent.held_until = recent.held_until.max(until);

        self.told
            .retain(|(other, at, _)| *other != chat && now - at < SECOND);
        self.told.push((chat, now, until));
        if self.told.len() < SEVERAL {
            return Scope::Chat;
        }
        for (_, _, until) in &self.told {
            self.held_until = self.held_until.max(*until);
        }
        // What was saved up during the pause must not leave as a burst after it.
        self.global
            .not_before(self.held_until, self.global_tolerance);
        Scope::Everything
    }

    /// How many chats it remembers.
    #[must_use]
    pub fn remembered(&self) -> usize {
        self.chats.len()
    }

    fn group_limit(&self) -> usize {
        usize::try_from(self.limits.group_per_minute.max(1)).unwrap_or(usize::MAX)
    }

    /// Forgets the chats whose past does not limit them any more, whenever there are twice as many
    /// as were left the last time. So the memory is bounded by what is sent within a minute.
    fn forget_resting(&mut self, now: i64) {
        if self.chats.len() < self.forget_at {
            return;
        }
        self.chats.retain(|_, recent| {
            recent.pace.0 > now * MICROS
                || recent.held_until > now
                || recent.messages.back().is_some_and(|at| at + MINUTE > now)
        });
        self.forget_at = (self.chats.len() * 2).max(FEW_CHATS);
    }
}

impl Pace {
    fn earliest(self, tolerance: i64) -> i64 {
        // Rounded up: a millisecond before its time is before its time.
        (self.0 - tolerance + MICROS - 1).div_euclid(MICROS)
    }

    fn take(&mut self, interval: i64, now: i64) {
        self.0 = self.0.max(now * MICROS) + interval;
    }

    fn not_before(&mut self, instant: i64, tolerance: i64) {
        self.0 = self.0.max(instant * MICROS + tolerance);
    }
}

/// The time between two messages at this rate, in µs, rounded up so that the rate is never passed.
fn interval(per_second: u32) -> i64 {
    let rate = i64::from(per_second.max(1));
    (SECOND * MICROS + rate - 1) / rate
}

/// How many messages may leave together: a timer that is a millisecond late must not cost any.
fn tolerance(per_second: u32) -> i64 {
    i64::from(per_second / 200).max(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_800_000_000_000;

    fn private(chat: i64, lane: Lane) -> Target {
        Target {
            chat: ChatId(chat),
            group: false,
            lane,
        }
    }

    fn group(chat: i64) -> Target {
        Target {
            chat: ChatId(chat),
            group: true,
            lane: Lane::Directive,
        }
    }

    fn at(limiter: &Limiter, target: Target, now: i64) -> i64 {
        limiter.global_at(now).max(limiter.chat_at(target, now))
    }

    /// The most of these instants that lie within any span of this length.
    fn most_within(instants: &[i64], span: i64) -> usize {
        (0..instants.len())
            .map(|first| {
                instants[first..]
                    .iter()
                    .take_while(|at| **at < instants[first] + span)
                    .count()
            })
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn a_chat_gets_one_a_second_but_answers_may_follow_each_other() {
        let mut limiter = Limiter::new(Limits::default());
        let campaign = private(1, Lane::Campaign);
        limiter.take(campaign, NOW);
        assert_eq!(limiter.chat_at(campaign, NOW), NOW + 1_000);
        let answer = private(1, Lane::Interactive);
        for _ in 0..2 {
            assert_eq!(limiter.chat_at(answer, NOW), NOW);
            limiter.take(answer, NOW);
        }
        assert_eq!(limiter.chat_at(answer, NOW), NOW + 1_000);
        assert_eq!(limiter.chat_at(campaign, NOW), NOW + 3_000);
        assert_eq!(limiter.chat_at(private(2, Lane::Campaign), NOW), NOW);
    }

    #[test]
    fn a_group_gets_twenty_a_minute() {
        let mut limiter = Limiter::new(Limits::default());
        for second in 0..20 {
            let now = NOW + second * 1_000;
            assert_eq!(limiter.chat_at(group(1), now), now);
            limiter.take(group(1), now);
        }
        assert_eq!(limiter.chat_at(group(1), NOW + 20_000), NOW + 60_000);
        limiter.take(group(1), NOW + 60_000);
        assert_eq!(limiter.chat_at(group(1), NOW + 60_500), NOW + 61_000);
    }

    #[test]
    fn one_chat_that_is_told_to_wait_holds_up_nobody_else() {
        let mut limiter = Limiter::new(Limits::default());
        assert_eq!(limiter.penalise(ChatId(1), NOW, 5_000), Scope::Chat);
        assert_eq!(limiter.penalise(ChatId(1), NOW + 10, 5_000), Scope::Chat);
        assert_eq!(limiter.chat_at(group(1), NOW + 10), NOW + 5_010);
        assert_eq!(at(&limiter, group(2), NOW + 10), NOW + 10);
        assert_eq!(limiter.penalise(ChatId(2), NOW + 1_100, 1_000), Scope::Chat);
    }

    #[test]
    fn several_chats_within_a_second_mean_everything_and_no_burst_follows() {
        let mut limiter = Limiter::new(Limits::default());
        limiter.penalise(ChatId(1), NOW, 5_000);
        assert_eq!(
            limiter.penalise(ChatId(2), NOW + 999, 3_000),
            Scope::Everything
        );
        let end = NOW + 5_000;
        assert_eq!(at(&limiter, group(3), NOW + 999), end);
        limiter.take(group(3), end);
        assert!(at(&limiter, group(4), end) > end + 30);
    }

    #[test]
    fn chats_at_rest_are_forgotten() {
        let mut limiter = Limiter::new(Limits::default());
        for chat in 0..100_000 {
            limiter.take(private(chat, Lane::Campaign), NOW + chat * 34);
        }
        assert!(limiter.remembered() <= FEW_CHATS);
    }

    #[test]
    fn a_late_timer_costs_no_throughput() {
        for rate in [29, 1_000] {
            let mut limiter = Limiter::new(Limits {
                global_per_second: rate,
                ..Limits::default()
            });
            let (mut now, mut sent) = (NOW, 0);
            while now < NOW + 60_000 {
                limiter.take(private(sent, Lane::Campaign), now);
                sent += 1;
                // Woken a millisecond after the instant that was asked for.
                now = limiter.global_at(now) + 1;
            }
            let ideal = f64::from(rate) * 60.0;
            let part = f64::from(i32::try_from(sent).unwrap()) / ideal;
            assert!(part > 0.998, "{part} of {rate} a second");
        }
    }

    fn target() -> impl Strategy<Value = Target> {
        (0..12_i64, 0..7_i64).prop_map(|(chat, lane)| Target {
            chat: ChatId(chat),
            group: chat < 4,
            lane: Lane::from_number(lane).unwrap(),
        })
    }

    proptest! {
        #[test]
        fn no_limit_is_ever_passed_and_everything_is_permitted_in_the_end(
            rate in 1_u32..300,
            wishes in prop::collection::vec((target(), 0..400_i64), 1..300),
        ) {
            let limits = Limits { global_per_second: rate, ..Limits::default() };
            let mut limiter = Limiter::new(limits);
            let mut now = NOW;
            let mut sent: Vec<(Target, i64)> = Vec::new();
            for (target, pause) in wishes {
                now += pause;
                let mut patience = 100;
                while at(&limiter, target, now) > now {
                    now = at(&limiter, target, now);
                    patience -= 1;
                    prop_assert!(patience > 0, "never permitted");
                }
                limiter.take(target, now);
                sent.push((target, now));
            }
            let all: Vec<i64> = sent.iter().map(|(_, at)| *at).collect();
            let most = i64::try_from(most_within(&all, SECOND)).unwrap();
            prop_assert!(most < i64::from(rate) + tolerance(rate));
            for chat in 0..12 {
                let mine: Vec<i64> = sent.iter()
                    .filter(|(target, _)| target.chat == ChatId(chat))
                    .map(|(_, at)| *at)
                    .collect();
                let burst = if chat < 4 { 1 } else { 3 };
                prop_assert!(most_within(&mine, SECOND) <= burst);
                if chat < 4 {
                    prop_assert!(most_within(&mine, MINUTE) <= 20);
                }
            }
        }

        #[test]
        fn nothing_is_permitted_inside_its_pause(
            events in prop::collection::vec((0..6_i64, 0..1_500_i64, 1..20_000_i64, any::<bool>()), 1..100),
        ) {
            let mut limiter = Limiter::new(Limits::default());
            let mut now = NOW;
            let mut paused: HashMap<i64, i64> = HashMap::new();
            let mut all_until = 0;
            for (chat, pause, wait, told) in events {
                now += pause;
                if told {
                    let scope = limiter.penalise(ChatId(chat), now, wait);
                    let until = paused.entry(chat).or_default();
                    *until = (*until).max(now + wait);
                    if scope == Scope::Everything {
                        all_until = all_until.max(now + wait);
                    }
                }
                let target = private(chat, Lane::Interactive);
                let free = at(&limiter, target, now);
                prop_assert!(free >= paused.get(&chat).copied().unwrap_or(0));
                prop_assert!(free >= all_until);
                if free == now {
                    limiter.take(target, now);
                }
            }
        }
    }
}
