//! What happens in groups: people and the bot come, go, rise, fall, and the group moves.

use super::json;
use super::model::{Chat, ChatId, ChatKind, Message, Service, Standing, UserId};
use super::people::{ActError, unknown};
use super::state::State;
use super::world::World;

impl World {
    /// A member adds the bot to a group.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn adds_bot(&self, by: UserId, group: ChatId) -> Result<(), ActError> {
        let now = self.now();
        let mut state = self.state();
        let bot = state.bot.id;
        state.sets_bot_standing(now, by, group, Standing::Member)?;
        state.tells(now, group, by, Service::Joined(vec![bot]));
        Ok(())
    }

    /// Removes the bot from a group.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn removes_bot(&self, by: UserId, group: ChatId) -> Result<(), ActError> {
        let now = self.now();
        let mut state = self.state();
        let bot = state.bot.id;
        state.tells(now, group, by, Service::Left(bot));
        state.sets_bot_standing(now, by, group, Standing::Kicked)
    }

    /// Makes the bot an administrator, who sees everything and may pin and delete.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn promotes(&self, by: UserId, group: ChatId) -> Result<(), ActError> {
        let now = self.now();
        self.state()
            .sets_bot_standing(now, by, group, Standing::Administrator)
    }

    /// Makes the bot an ordinary member again.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn demotes(&self, by: UserId, group: ChatId) -> Result<(), ActError> {
        let now = self.now();
        self.state()
            .sets_bot_standing(now, by, group, Standing::Member)
    }

    /// A person joins a group.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn joins(&self, user: UserId, group: ChatId) -> Result<(), ActError> {
        self.sets_standing(user, user, group, Standing::Member)?;
        let now = self.now();
        self.state()
            .tells(now, group, user, Service::Joined(vec![user]));
        Ok(())
    }

    /// A person leaves a group.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn leaves(&self, user: UserId, group: ChatId) -> Result<(), ActError> {
        let now = self.now();
        self.state().tells(now, group, user, Service::Left(user));
        self.sets_standing(user, user, group, Standing::Left)
    }

    /// Makes a person administrator, or an ordinary member, or removes him.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn sets_standing(
        &self,
        by: UserId,
        user: UserId,
        group: ChatId,
        standing: Standing,
    ) -> Result<(), ActError> {
        let now = self.now();
        let mut state = self.state();
        let change = state.change_standing(user, group, standing)?;
        let payload = json::member_updated(&state, now, by, group, user, change);
        let hears = state
            .chats
            .get(&group)
            .is_some_and(|place| place.standing(state.bot.id).rules());
        if hears {
            state.tell_bot(now, "chat_member", payload);
        }
        Ok(())
    }

    /// Makes a basic group a supergroup with another id, as the first change of its settings does.
    ///
    /// # Errors
    /// If there is no such group, or it has migrated already.
    pub fn migrates(&self, group: ChatId) -> Result<ChatId, ActError> {
        let now = self.now();
        let mut state = self.state();
        let old = state.group_mut(group)?;
        if old.kind == ChatKind::Supergroup || old.migrated_to.is_some() {
            return Err(ActError(format!("{group} has migrated already")));
        }
        let (title, members, permissions) =
            (old.title.clone(), old.members.clone(), old.permissions);
        let owner = members
            .iter()
            .find(|(_, standing)| **standing == Standing::Owner)
            .map_or(0, |(owner, _)| *owner);
        let id = Self::next_supergroup(&mut state);
        let new = Chat {
            members,
            permissions,
            ..Chat::new(id, ChatKind::Supergroup, &title)
        };
        state.chats.insert(id, new);
        state.tells(now, group, owner, Service::MigratedTo(id));
        state.group_mut(group)?.migrated_to = Some(id);
        state.tells(now, id, owner, Service::MigratedFrom(group));
        Ok(id)
    }
}

impl State {
    /// A group, to change it.
    pub(crate) fn group_mut(&mut self, group: ChatId) -> Result<&mut Chat, ActError> {
        self.chats
            .get_mut(&group)
            .filter(|chat| chat.kind != ChatKind::Private)
            .ok_or_else(|| unknown("group", group))
    }

    /// What he was and what he is now.
    fn change_standing(
        &mut self,
        who: UserId,
        group: ChatId,
        standing: Standing,
    ) -> Result<(Standing, Standing), ActError> {
        let place = self.group_mut(group)?;
        let before = place.standing(who);
        place.members.insert(who, standing);
        self.touch(group);
        Ok((before, standing))
    }

    /// Changes how the bot stands to a group and tells it so.
    pub(crate) fn sets_bot_standing(
        &mut self,
        now: i64,
        by: UserId,
        group: ChatId,
        standing: Standing,
    ) -> Result<(), ActError> {
        let bot = self.bot.id;
        let change = self.change_standing(bot, group, standing)?;
        if change.0 != change.1 {
            let payload = json::member_updated(self, now, by, group, bot, change);
            self.tell_bot(now, "my_chat_member", payload);
        }
        Ok(())
    }

    /// Writes down what happened in a chat; the bot hears of it unless it did it itself.
    pub(crate) fn tells(&mut self, now: i64, chat: ChatId, by: UserId, service: Service) {
        self.tells_in(now, chat, None, by, service);
    }

    /// The same, in a topic.
    pub(crate) fn tells_in(
        &mut self,
        now: i64,
        chat: ChatId,
        thread: Option<i64>,
        by: UserId,
        service: Service,
    ) {
        let message = Message {
            thread,
            sender: by,
            sender_name: self.name_of(by),
            from_bot: by == self.bot.id,
            service: Some(service),
            sent_at: now,
            ..Message::default()
        };
        if let Some(posted) = self.post(chat, message)
            && !posted.from_bot
        {
            self.tell_bot_of(now, &posted);
        }
    }
}
