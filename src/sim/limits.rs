//! How fast a bot may send. Pure: the time comes in, a refusal with whole seconds comes out.
//!
//! Telegram publishes about 30 messages a second over all chats, about one a second in a private
//! chat with short bursts tolerated, and 20 a minute in a group. Edits share the budget.

use std::collections::{HashMap, VecDeque};

use super::model::{ChatId, ChatKind};

/// The limits in force; `None` means without limit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Messages in any second over all chats.
    pub global_per_second: Option<u32>,
    /// The same for messages with `allow_paid_broadcast`.
    pub paid_per_second: Option<u32>,
    /// Messages a second in one private chat, in the long run.
    pub private_per_second: Option<u32>,
    /// How many messages a private chat takes at once before that rule bites.
    pub private_burst: u32,
    /// Messages in any minute in one group.
    pub group_per_minute: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            global_per_second: Some(30),
            paid_per_second: Some(1_000),
            private_per_second: Some(1),
            private_burst: 5,
            group_per_minute: Some(20),
        }
    }
}

impl Limits {
    /// A Telegram that never says 429 by itself.
    #[must_use]
    pub fn none() -> Self {
        Self {
            global_per_second: None,
            paid_per_second: None,
            private_per_second: None,
            private_burst: 0,
            group_per_minute: None,
        }
    }
}

/// Remembers what was sent lately.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    pub(crate) limits: Limits,
    global: VecDeque<i64>,
    paid: VecDeque<i64>,
    groups: HashMap<ChatId, VecDeque<i64>>,
    /// When the budget of a private chat is full again, Unix ms.
    private: HashMap<ChatId, i64>,
}

impl Limiter {
    /// Counts a message, or says how many seconds to wait; a refused message costs nothing.
    pub(crate) fn admit(
        &mut self,
        now: i64,
        chat: ChatId,
        kind: ChatKind,
        paid: bool,
    ) -> Result<(), u32> {
        let (window, allowed) = if paid {
            (&mut self.paid, self.limits.paid_per_second)
        } else {
            (&mut self.global, self.limits.global_per_second)
        };
        window_has_room(window, now, 1_000, allowed)?;
        match kind {
            ChatKind::Private => {
                if let Some(rate) = self.limits.private_per_second {
                    let full = self.private.entry(chat).or_insert(now);
                    *full = bucket_after(*full, now, rate, self.limits.private_burst)?;
                }
            }
            ChatKind::Group | ChatKind::Supergroup => {
                let sent = self.groups.entry(chat).or_default();
                window_has_room(sent, now, 60_000, self.limits.group_per_minute)?;
                sent.push_back(now);
            }
        }
        if paid {
            self.paid.push_back(now);
        } else {
            self.global.push_back(now);
        }
        Ok(())
    }
}

/// Forgets what lies before the window and says whether one more fits into it.
fn window_has_room(
    sent: &mut VecDeque<i64>,
    now: i64,
    length: i64,
    allowed: Option<u32>,
) -> Result<(), u32> {
    while sent.front().is_some_and(|at| *at <= now - length) {
        sent.pop_front();
    }
    let Some(allowed) = allowed else {
        return Ok(());
    };
    match sent.front() {
        Some(oldest) if sent.len() >= allowed as usize => Err(whole_seconds(oldest + length - now)),
        _ if allowed == 0 => Err(whole_seconds(length)),
        _ => Ok(()),
    }
}

/// A token bucket told by the instant at which it is full again.
fn bucket_after(full: i64, now: i64, rate: u32, burst: u32) -> Result<i64, u32> {
    let step = 1_000 / i64::from(rate.max(1));
    let next = full.max(now) + step;
    let over = next - now - step * i64::from(burst.max(1));
    if over > 0 {
        return Err(whole_seconds(over));
    }
    Ok(next)
}

fn whole_seconds(milliseconds: i64) -> u32 {
    u32::try_from((milliseconds + 999) / 1_000)
        .unwrap_or(1)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAN: ChatId = 5_000_000_001;
    const GROUP: ChatId = -4_000_000_001;

    #[test]
    fn a_private_chat_takes_a_burst_and_then_one_a_second() {
        let mut limiter = Limiter::default();
        for _ in 0..5 {
            assert_eq!(limiter.admit(0, LAN, ChatKind::Private, false), Ok(()));
        }
        assert_eq!(limiter.admit(0, LAN, ChatKind::Private, false), Err(1));
        assert_eq!(limiter.admit(999, LAN, ChatKind::Private, false), Err(1));
        assert_eq!(limiter.admit(1_000, LAN, ChatKind::Private, false), Ok(()));
        assert_eq!(limiter.admit(1_000, LAN, ChatKind::Private, false), Err(1));
    }

    #[test]
    fn a_group_takes_twenty_a_minute() {
        let mut limiter = Limiter::default();
        for second in 0..20 {
            assert_eq!(
                limiter.admit(second * 1_000, GROUP, ChatKind::Group, false),
                Ok(())
            );
        }
        assert_eq!(
            limiter.admit(20_000, GROUP, ChatKind::Group, false),
            Err(40)
        );
        assert_eq!(limiter.admit(60_000, GROUP, ChatKind::Group, false), Ok(()));
    }

    #[test]
    fn thirty_a_second_over_all_chats_and_more_when_paid_for() {
        let mut limiter = Limiter::default();
        for chat in 1..=30 {
            assert_eq!(limiter.admit(0, chat, ChatKind::Private, false), Ok(()));
        }
        assert_eq!(limiter.admit(500, 31, ChatKind::Private, false), Err(1));
        assert_eq!(limiter.admit(500, 31, ChatKind::Private, true), Ok(()));
        assert_eq!(limiter.admit(1_000, 32, ChatKind::Private, false), Ok(()));
    }

    #[test]
    fn a_refused_message_costs_nothing() {
        let mut limiter = Limiter {
            limits: Limits {
                private_burst: 1,
                ..Limits::default()
            },
            ..Limiter::default()
        };
        assert_eq!(limiter.admit(0, LAN, ChatKind::Private, false), Ok(()));
        for _ in 0..100 {
            assert_eq!(limiter.admit(1, LAN, ChatKind::Private, false), Err(1));
        }
        assert_eq!(limiter.admit(1_000, LAN, ChatKind::Private, false), Ok(()));
    }

    #[test]
    fn without_limits_everything_passes() {
        let mut limiter = Limiter {
            limits: Limits::none(),
            ..Limiter::default()
        };
        for _ in 0..1_000 {
            assert_eq!(limiter.admit(0, LAN, ChatKind::Private, false), Ok(()));
        }
    }
}
