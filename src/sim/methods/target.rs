//! Which chat or message a call means, and whether the bot may do something there.

use super::Call;
use crate::sim::model::{ChatId, ChatKind, MessageId};
use crate::sim::refusal::Refusal;

impl Call<'_> {
    /// The chat named by `chat_id`, if the bot may read it.
    pub(super) fn chat(&self) -> Result<ChatId, Refusal> {
        self.chat_named("chat_id")
    }

    /// The chat named by a parameter, if the bot may read it.
    pub(super) fn chat_named(&self, name: &str) -> Result<ChatId, Refusal> {
        let id = self
            .params
            .text(name)
            .ok_or_else(|| Refusal::bad_request(format!("{name} is empty")))?;
        let not_found = || Refusal::bad_request("chat not found");
        let id: ChatId = id.trim().parse().map_err(|_| not_found())?;
        let chat = self.state.chats.get(&id).ok_or_else(not_found)?;
        if chat.kind == ChatKind::Private {
            return Ok(id);
        }
        if let Some(to) = chat.migrated_to {
            return Err(Refusal::migrated(to));
        }
        let standing = chat.standing(self.state.bot.id);
        if standing.is_in() {
            return Ok(id);
        }
        let kind = chat.kind.as_str();
        Err(Refusal::forbidden(match standing {
            crate::sim::model::Standing::Kicked => format!("bot was kicked from the {kind} chat"),
            _ => format!("bot is not a member of the {kind} chat"),
        }))
    }

    /// The chat named by `chat_id`, if the bot may write there.
    pub(super) fn chat_to_write(&self, what: &str) -> Result<ChatId, Refusal> {
        let id = self.chat()?;
        if let Some(person) = self.state.people.get(&id) {
            return match person {
                person if person.deactivated => Err(Refusal::forbidden("user is deactivated")),
                person if person.blocked => Err(Refusal::forbidden("bot was blocked by the user")),
                person if !person.started => Err(Refusal::forbidden(
                    "bot can't initiate conversation with a user",
                )),
                _ => Ok(id),
            };
        }
        let bot = self.state.bot.id;
        let may = self
            .state
            .chats
            .get(&id)
            .is_some_and(|chat| chat.allows(bot, what));
        if !may {
            return Err(Refusal::bad_request(format!(
                "not enough rights to send {what} to the chat"
            )));
        }
        Ok(id)
    }

    /// The topic named by `message_thread_id`, if the bot may write there. In a forum nothing named
    /// is General; elsewhere only private chats take a number, which means nothing here.
    pub(super) fn topic_to_write(&self, chat: ChatId) -> Result<Option<i64>, Refusal> {
        let Some(number) = self.params.integer("message_thread_id")? else {
            return Ok(None);
        };
        let place = match self.state.chats.get(&chat) {
            Some(place) if place.kind != ChatKind::Private => place,
            _ => return Ok(Some(number)),
        };
        match place.topics.get(&number) {
            None => Err(Refusal::bad_request("message thread not found")),
            Some(topic) if topic.closed && !self.rules_in(chat) => {
                Err(Refusal::bad_request("TOPIC_CLOSED"))
            }
            Some(_) => Ok(Some(number)),
        }
    }

    /// Whether the bot has an administrator's rights in a chat; in private chats it has them.
    pub(super) fn rules_in(&self, chat: ChatId) -> bool {
        self.state.chats.get(&chat).is_some_and(|place| {
            place.kind == ChatKind::Private || place.standing(self.state.bot.id).rules()
        })
    }

    /// The number in `message_id`.
    pub(super) fn message_id(&self) -> Result<MessageId, Refusal> {
        match self.params.integer("message_id") {
            Ok(Some(id)) if id > 0 => Ok(id),
            _ => Err(Refusal::bad_request("message identifier is not specified")),
        }
    }

    /// Counts a message against the rate limits.
    pub(super) fn admit(&mut self, chat: ChatId) -> Result<(), Refusal> {
        let kind = self
            .state
            .chats
            .get(&chat)
            .map_or(ChatKind::Private, |place| place.kind);
        let paid = self.params.flag("allow_paid_broadcast");
        self.state
            .limiter
            .admit(self.now, chat, kind, paid)
            .map_err(Refusal::too_many_requests)
    }
}
