//! Forums: groups whose talk is divided into topics.
//!
//! A topic has the number of the message that tells of its making. What belongs to none is in the
//! General topic, which has no number here.

use super::model::{ChatId, ChatKind, Message, MessageId, Service, UserId};
use super::people::{ActError, unknown, words};
use super::world::World;

/// A topic of a forum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Topic {
    pub(crate) name: String,
    /// Only administrators may write.
    pub(crate) closed: bool,
}

impl World {
    /// Turns a supergroup into a forum.
    ///
    /// # Errors
    /// If there is no such supergroup.
    pub fn opens_forum(&self, group: ChatId) -> Result<(), ActError> {
        let mut state = self.state();
        let place = state.group_mut(group)?;
        if place.kind != ChatKind::Supergroup {
            return Err(ActError(format!("{group} is no supergroup")));
        }
        place.forum = true;
        Ok(())
    }

    /// Makes a topic; answers its number.
    ///
    /// # Errors
    /// If there is no such forum.
    pub fn makes_topic(&self, by: UserId, group: ChatId, name: &str) -> Result<i64, ActError> {
        let now = self.now();
        let mut state = self.state();
        if !state.group_mut(group)?.forum {
            return Err(ActError(format!("{group} is no forum")));
        }
        let number = state.group_mut(group)?.next_message();
        let topic = Topic {
            name: name.to_owned(),
            closed: false,
        };
        state.group_mut(group)?.topics.insert(number, topic);
        let made = Service::TopicMade(name.to_owned());
        state.tells_in(now, group, Some(number), by, made);
        Ok(number)
    }

    /// Closes a topic: only administrators may write there.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn closes_topic(&self, by: UserId, group: ChatId, topic: i64) -> Result<(), ActError> {
        self.sets_closed(by, group, topic, true)
    }

    /// Opens a topic that was closed.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn reopens_topic(&self, by: UserId, group: ChatId, topic: i64) -> Result<(), ActError> {
        self.sets_closed(by, group, topic, false)
    }

    fn sets_closed(
        &self,
        by: UserId,
        group: ChatId,
        topic: i64,
        closed: bool,
    ) -> Result<(), ActError> {
        let now = self.now();
        let mut state = self.state();
        let topics = &mut state.group_mut(group)?.topics;
        topics
            .get_mut(&topic)
            .ok_or_else(|| unknown("topic", topic))?
            .closed = closed;
        let service = match closed {
            true => Service::TopicClosed,
            false => Service::TopicReopened,
        };
        state.tells_in(now, group, Some(topic), by, service);
        Ok(())
    }

    /// Deletes a topic with all its messages; the bot hears nothing of it.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn deletes_topic(&self, group: ChatId, topic: i64) -> Result<(), ActError> {
        let mut state = self.state();
        let place = state.group_mut(group)?;
        place
            .topics
            .remove(&topic)
            .ok_or_else(|| unknown("topic", topic))?;
        for message in place.messages.values_mut() {
            message.deleted |= message.thread == Some(topic);
        }
        state.touch(group);
        Ok(())
    }

    /// Writes a text in a topic of a forum.
    ///
    /// # Errors
    /// If there is no such topic, or he may not write there.
    pub fn says_in_topic(
        &self,
        user: UserId,
        group: ChatId,
        topic: i64,
        text: &str,
    ) -> Result<MessageId, ActError> {
        {
            let mut state = self.state();
            let place = state.group_mut(group)?;
            let rules = place.standing(user).rules();
            match place.topics.get(&topic) {
                None => return Err(unknown("topic", topic)),
                Some(topic) if topic.closed && !rules => {
                    return Err(ActError(format!("“{}” is closed", topic.name)));
                }
                Some(_) => {}
            }
        }
        let message = Message {
            thread: Some(topic),
            ..words(text)
        };
        self.posts(user, group, message)
    }

    /// An administrator writes a text in the group's name.
    ///
    /// # Errors
    /// If he is no administrator of such a group.
    pub fn says_anonymously(
        &self,
        user: UserId,
        group: ChatId,
        text: &str,
    ) -> Result<MessageId, ActError> {
        if !self.state().group_mut(group)?.standing(user).rules() {
            return Err(ActError(format!("{user} is no administrator of {group}")));
        }
        let message = Message {
            as_group: true,
            ..words(text)
        };
        self.posts(user, group, message)
    }
}
