//! Which of the claimed messages goes next. Pure.
//!
//! Lanes are strict: a less urgent message goes only when no more urgent one may. Within a lane,
//! first come, first served, a message of each chat in turn, so that a chat with a long queue or
//! one that has to wait holds up nobody. Within a chat and lane, in the order of their ids.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::domain::ids::{ChatId, OutboxId};
use crate::domain::notice::Lane;
use crate::store::Claimed;

/// How many lanes there are.
const LANES: usize = Lane::ALL.len();

/// The messages that were claimed and wait for their turn.
#[derive(Debug, Default)]
pub struct Lanes {
    lanes: [Queue; LANES],
}

/// What [`Lanes::choose`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Choice {
    /// This goes next.
    Take(Box<Claimed>),
    /// Nothing may go before this instant (Unix ms).
    Wait(i64),
    /// Nothing waits.
    Empty,
}

#[derive(Debug, Default)]
struct Queue {
    /// Whose turn it is.
    turns: VecDeque<ChatId>,
    chats: HashMap<ChatId, BTreeMap<OutboxId, Claimed>>,
}

impl Lanes {
    /// Adds a claimed message.
    pub fn insert(&mut self, claimed: Claimed) {
        let queue = &mut self.lanes[index(claimed.lane)];
        let rows = queue.chats.entry(claimed.chat).or_insert_with(|| {
            queue.turns.push_back(claimed.chat);
            BTreeMap::new()
        });
        rows.insert(claimed.row, claimed);
    }

    /// Takes the most urgent message that may go at `now`, from the lanes down to `least`.
    /// `ready_at` says from when on a message may go.
    pub fn choose(&mut self, now: i64, least: Lane, ready_at: impl Fn(&Claimed) -> i64) -> Choice {
        let mut earliest = None;
        for lane in Lane::ALL.into_iter().filter(|lane| *lane <= least) {
            let queue = &mut self.lanes[index(lane)];
            let mut chosen = None;
            for (turn, first) in queue.in_turn() {
                let ready = ready_at(first);
                if ready <= now {
                    chosen = Some(turn);
                    break;
                }
                earliest = Some(earliest.map_or(ready, |earliest: i64| earliest.min(ready)));
            }
            if let Some(turn) = chosen {
                return Choice::Take(Box::new(queue.take(turn)));
            }
        }
        earliest.map_or(Choice::Empty, Choice::Wait)
    }

    /// For how many more messages there is room in each lane, if `size` messages that may go now,
    /// of a lane and the more urgent ones together, are enough. Messages of a chat that has to wait
    /// take no room; a chat counts once in a lane.
    pub fn room(
        &self,
        size: usize,
        now: i64,
        ready_at: impl Fn(&Claimed) -> i64,
    ) -> [usize; LANES] {
        let mut left = size;
        let mut room = [0; LANES];
        for (queue, room) in self.lanes.iter().zip(&mut room) {
            let ready = queue
                .in_turn()
                .filter(|(_, first)| ready_at(first) <= now)
                .count();
            left = left.saturating_sub(ready);
            *room = left;
        }
        room
    }

    /// The chats that have a message here which may not go yet, with its lane.
    pub fn held(&self, now: i64, ready_at: impl Fn(&Claimed) -> i64) -> Vec<(ChatId, Lane)> {
        let mut held = Vec::new();
        for queue in &self.lanes {
            for (_, first) in queue.in_turn() {
                if ready_at(first) > now {
                    held.push((first.chat, first.lane));
                }
            }
        }
        held
    }

    /// Takes out everything of one chat.
    pub fn remove_chat(&mut self, chat: ChatId) -> Vec<Claimed> {
        let mut removed = Vec::new();
        for queue in &mut self.lanes {
            if let Some(rows) = queue.chats.remove(&chat) {
                removed.extend(rows.into_values());
                queue.turns.retain(|turn| *turn != chat);
            }
        }
        removed
    }

    /// Takes out everything.
    pub fn drain(&mut self) -> Vec<Claimed> {
        let mut removed = Vec::new();
        for queue in &mut self.lanes {
            queue.turns.clear();
            for (_, rows) in queue.chats.drain() {
                removed.extend(rows.into_values());
            }
        }
        removed
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lanes.iter().all(|queue| queue.turns.is_empty())
    }
}

impl Queue {
    /// The first message of each chat, in the order of their turns.
    fn in_turn(&self) -> impl Iterator<Item = (usize, &Claimed)> {
        self.turns
            .iter()
            .enumerate()
            .filter_map(|(turn, chat)| Some((turn, self.chats.get(chat)?.values().next()?)))
    }

    /// Takes the first message of the chat whose turn this is, and ends its turn.
    fn take(&mut self, turn: usize) -> Claimed {
        let chat = self.turns.remove(turn).expect("the turn was just found");
        let rows = self.chats.get_mut(&chat).expect("who has a turn has rows");
        let (_, claimed) = rows.pop_first().expect("who has a turn has rows");
        if rows.is_empty() {
            self.chats.remove(&chat);
        } else {
            self.turns.push_back(chat);
        }
        claimed
    }
}

fn index(lane: Lane) -> usize {
    usize::try_from(lane.number()).expect("a lane's number is not negative")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TelegramChatId;
    use crate::domain::notice::Notice;

    fn message(row: i64, chat: i64, lane: Lane) -> Claimed {
        Claimed {
            row: OutboxId(row),
            lane,
            due_at: 0,
            attempts: 0,
            wanted: 1,
            message: None,
            notice: Notice::Help,
            expires_at: None,
            chat: ChatId(chat),
            telegram_chat: TelegramChatId(chat),
            group: false,
            unreachable: None,
        }
    }

    fn lanes(messages: &[(i64, i64, Lane)]) -> Lanes {
        let mut lanes = Lanes::default();
        for (row, chat, lane) in messages {
            lanes.insert(message(*row, *chat, *lane));
        }
        lanes
    }

    fn order(mut lanes: Lanes, ready_at: impl Fn(&Claimed) -> i64) -> Vec<i64> {
        let mut rows = Vec::new();
        while let Choice::Take(claimed) = lanes.choose(0, Lane::Digest, &ready_at) {
            rows.push(claimed.row.0);
        }
        rows
    }

    #[test]
    fn the_most_urgent_lane_goes_first() {
        let waiting = lanes(&[
            (1, 1, Lane::Digest),
            (2, 2, Lane::Campaign),
            (3, 3, Lane::Emergency),
            (4, 4, Lane::Interactive),
        ]);
        assert_eq!(order(waiting, |_| 0), [4, 3, 2, 1]);
    }

    #[test]
    fn chats_take_turns_and_each_keeps_its_order() {
        let waiting = lanes(&[
            (3, 1, Lane::Directive),
            (1, 1, Lane::Directive),
            (2, 1, Lane::Directive),
            (4, 2, Lane::Directive),
            (5, 3, Lane::Directive),
        ]);
        assert_eq!(order(waiting, |_| 0), [1, 4, 5, 2, 3]);
    }

    #[test]
    fn a_chat_that_waits_holds_up_nobody() {
        let mut waiting = lanes(&[
            (1, 1, Lane::Emergency),
            (2, 2, Lane::Campaign),
            (3, 3, Lane::Campaign),
        ]);
        let ready_at = |claimed: &Claimed| {
            if claimed.chat == ChatId(3) {
                0
            } else {
                10 - claimed.chat.0
            }
        };
        let choice = waiting.choose(0, Lane::Digest, ready_at);
        assert!(matches!(choice, Choice::Take(claimed) if claimed.row == OutboxId(3)));
        assert_eq!(waiting.choose(0, Lane::Digest, ready_at), Choice::Wait(8));
        assert_eq!(
            waiting.choose(0, Lane::Emergency, ready_at),
            Choice::Wait(9)
        );
        assert_eq!(
            waiting.choose(0, Lane::Interactive, ready_at),
            Choice::Empty
        );
    }

    #[test]
    fn who_waits_takes_no_room() {
        let waiting = lanes(&[
            (1, 1, Lane::Directive),
            (2, 2, Lane::Directive),
            (3, 2, Lane::Directive),
            (4, 3, Lane::Campaign),
        ]);
        let ready_at = |claimed: &Claimed| if claimed.chat == ChatId(1) { 1 } else { 0 };
        assert_eq!(waiting.room(3, 0, ready_at), [3, 3, 2, 2, 2, 1, 1]);
        assert_eq!(waiting.held(0, ready_at), [(ChatId(1), Lane::Directive)]);
    }

    #[test]
    fn a_chat_can_be_taken_out() {
        let mut waiting = lanes(&[
            (1, 1, Lane::Directive),
            (2, 1, Lane::Interactive),
            (3, 2, Lane::Directive),
        ]);
        let removed: Vec<i64> = waiting
            .remove_chat(ChatId(1))
            .iter()
            .map(|c| c.row.0)
            .collect();
        assert_eq!(removed, [2, 1]);
        assert!(!waiting.is_empty());
        assert_eq!(waiting.drain().len(), 1);
        assert!(waiting.is_empty());
    }
}
