//! What persons may do, and what their acts change besides the chat.

use super::json;
use super::model::{ChatId, ChatKind, Person, Standing, UserId};
use super::people::{ActError, unknown};
use super::state::State;

impl State {
    /// A person's name, empty for nobody.
    pub(crate) fn name_of(&self, user: UserId) -> String {
        if user == self.bot.id {
            return self.bot.name.clone();
        }
        self.people.get(&user).map(Person::name).unwrap_or_default()
    }

    /// Whether he exists and has an account.
    pub(crate) fn active(&self, user: UserId) -> Result<(), ActError> {
        match self.people.get(&user) {
            Some(person) if person.deactivated => Err(ActError(format!(
                "{} has no account any more",
                person.name()
            ))),
            Some(_) => Ok(()),
            None => Err(unknown("person", user)),
        }
    }

    /// Whether he sees this chat.
    pub(crate) fn may_read(&self, user: UserId, chat: ChatId) -> Result<(), ActError> {
        self.active(user)?;
        let place = self.chats.get(&chat).ok_or_else(|| unknown("chat", chat))?;
        let sees = match place.kind {
            ChatKind::Private => chat == user,
            ChatKind::Group | ChatKind::Supergroup => place.standing(user).is_in(),
        };
        if sees {
            Ok(())
        } else {
            Err(ActError(format!(
                "{} is not in “{}”",
                self.name_of(user),
                place.title
            )))
        }
    }

    /// Whether he may write in this chat.
    pub(crate) fn may_write(&self, user: UserId, chat: ChatId) -> Result<(), ActError> {
        self.may_read(user, chat)?;
        let muted = self.chats.get(&chat).is_some_and(|place| {
            place.migrated_to.is_some()
                || (place.kind != ChatKind::Private && !place.allows(user, "text messages"))
        });
        if muted {
            return Err(ActError(format!(
                "{} may not write there",
                self.name_of(user)
            )));
        }
        Ok(())
    }

    /// Writing to the bot starts it, and unblocks it first.
    pub(crate) fn starts(&mut self, now: i64, user: UserId) {
        self.set_blocked(now, user, false);
        if let Some(person) = self.people.get_mut(&user) {
            person.started = true;
        }
    }

    /// Blocks or unblocks the bot and tells it so.
    pub(crate) fn set_blocked(&mut self, now: i64, user: UserId, blocked: bool) {
        let Some(person) = self.people.get_mut(&user) else {
            return;
        };
        if person.blocked == blocked {
            return;
        }
        person.blocked = blocked;
        let change = if blocked {
            (Standing::Member, Standing::Kicked)
        } else {
            (Standing::Kicked, Standing::Member)
        };
        let bot = self.bot.id;
        let payload = json::member_updated(self, now, user, user, bot, change);
        self.tell_bot(now, "my_chat_member", payload);
        self.touch(user);
    }
}
