//! Looking at the world: what is in the chats, what the bot did, what it has yet to hear.

use serde_json::Value;
use tokio::sync::broadcast;

use super::model::{ChatId, Message, MessageId, Person, Standing, Toast, UserId};
use super::screen;
use super::world::{Event, Request, World};

impl World {
    /// Every update ever queued, oldest first.
    #[must_use]
    pub fn updates(&self) -> Vec<Value> {
        self.state().updates.history().to_vec()
    }

    /// How many updates wait for the bot (fetched ones count until they are confirmed).
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        self.state().updates.pending()
    }

    /// Comes back as soon as a call of `getUpdates` hangs and waits for something to happen.
    pub async fn poller_waits(&self) {
        let mut wake = self.state().wake.subscribe();
        while self.state().updates.hanging.is_none() {
            // The sender lives in the world that we hold, so this cannot fail.
            let _ = wake.changed().await;
        }
    }

    /// A person, if there is one with this id.
    #[must_use]
    pub fn who(&self, user: UserId) -> Option<Person> {
        self.state().people.get(&user).cloned()
    }

    /// Everything in a chat, oldest first, deleted messages included.
    #[must_use]
    pub fn messages(&self, chat: ChatId) -> Vec<Message> {
        self.state()
            .chats
            .get(&chat)
            .map(|chat| chat.messages.values().cloned().collect())
            .unwrap_or_default()
    }

    /// One message, if it is still there.
    #[must_use]
    pub fn message(&self, chat: ChatId, id: MessageId) -> Option<Message> {
        self.state().chats.get(&chat)?.message(id).cloned()
    }

    /// The newest message in a chat that is still there.
    #[must_use]
    pub fn last_message(&self, chat: ChatId) -> Option<Message> {
        self.messages(chat)
            .into_iter()
            .rev()
            .find(|message| !message.deleted)
    }

    /// What somebody sees who opens the chat, as plain text.
    #[must_use]
    pub fn screen(&self, chat: ChatId) -> String {
        screen::of(&self.state(), chat)
    }

    /// One message as it looks on that screen, empty if it is not there.
    #[must_use]
    pub fn message_on_screen(&self, chat: ChatId, id: MessageId) -> String {
        screen::one(&self.state(), chat, id)
    }

    /// How the bot stands to a group.
    #[must_use]
    pub fn bot_standing(&self, group: ChatId) -> Standing {
        let state = self.state();
        state
            .chats
            .get(&group)
            .map_or(Standing::Left, |chat| chat.standing(state.bot.id))
    }

    /// The answers to a person's presses, oldest first.
    #[must_use]
    pub fn toasts(&self, user: UserId) -> Vec<Toast> {
        self.state()
            .toasts
            .iter()
            .filter(|toast| toast.user == user)
            .cloned()
            .collect()
    }

    /// The commands that Telegram's menu offers a person in a chat, with their descriptions.
    #[must_use]
    pub fn menu(&self, user: UserId, chat: ChatId) -> Vec<(String, String)> {
        self.state().menu(user, chat)
    }

    /// Every call of the API, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// What a correct bot never does: unknown methods, unknown parameters and the like.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.state().violations.clone()
    }

    /// Hears of everything that changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.state().events.subscribe()
    }
}
