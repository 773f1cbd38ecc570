//! Where something happens: the chat, who acts, and how he is answered.

use crate::app::Cx;
use crate::domain::chat::Chat;
use crate::domain::ids::{MessageId, TopicId};
use crate::domain::notice::{InviteScreen, Lane, Notice};
use crate::domain::person::Actor;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::Bot;
use crate::telegram::dialogue::Dialogue;

use super::Answers;

/// One person's act in one chat.
pub struct Scene<'a> {
    /// Words, rules and clock.
    pub bot: &'a Bot,
    /// Where.
    pub chat: Chat,
    /// Who.
    pub actor: Actor,
    /// When, Unix ms.
    pub now: i64,
    /// The message whose button was pressed.
    pub pressed: Option<MessageId>,
    /// Whether the bot meets him for the first time.
    pub first_time: bool,
    /// In a group, the topic in which it happens, 0 for none; answers go there. `None` in private.
    pub topic: Option<TopicId>,
}

impl Scene<'_> {
    /// The circumstances of the act, for `app`.
    #[must_use]
    pub fn cx(&self) -> Cx<'_> {
        Cx {
            now: self.now,
            actor: &self.actor,
            rules: &self.bot.rules,
        }
    }

    /// Says something new in the chat.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn say(&self, tx: &mut Tx, notice: &Notice) -> Result<()> {
        let row = tx
            .outbox_say(self.chat.id, notice, Lane::Interactive, self.now)
            .await?;
        match self.topic {
            Some(topic) => tx.outbox_set_topic(row, topic).await,
            None => Ok(()),
        }
    }

    /// Says a prepared sentence.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tell(&self, tx: &mut Tx, key: &str) -> Result<()> {
        self.say(tx, &Notice::say(key)).await
    }

    /// Lets the message whose button was pressed show this; a message that we do not know (it may
    /// be older than the database) is answered with a new one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn show(&self, tx: &mut Tx, notice: &Notice) -> Result<()> {
        let row = match self.pressed {
            Some(message) => tx.outbox_find(self.chat.id, message).await?,
            None => None,
        };
        match row {
            Some((_, list)) if stays(&list, notice) => self.say_anew(tx, notice).await,
            Some((row, _)) => tx.outbox_show(row, notice, self.now).await,
            None => self.say(tx, notice).await,
        }
    }

    /// Shows a card at the end of the chat. Older cards of its kind about the same directive step
    /// aside: two with the same buttons would be one too many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn say_anew(&self, tx: &mut Tx, notice: &Notice) -> Result<()> {
        if let Some(directive) = notice.directive() {
            for row in tx
                .outbox_list(self.chat.id, directive, notice.kind())
                .await?
            {
                tx.outbox_show(row, &Notice::say("card-moved"), self.now)
                    .await?;
            }
        }
        self.say(tx, notice).await
    }

    /// Waits for the actor's words, and asks for them.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ask(&self, tx: &mut Tx, dialogue: Dialogue, question: &Notice) -> Result<()> {
        let (chat, actor) = (self.chat.id, &self.actor);
        dialogue
            .save_in_place_of(tx, chat, actor.id, actor.acting_for, self.now)
            .await?;
        self.say(tx, question).await
    }

    /// Waits for nothing any more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget(&self, tx: &mut Tx) -> Result<bool> {
        tx.dialogue_clear(self.chat.id, self.actor.id).await
    }

    /// A short answer over the button, in the actor's language.
    #[must_use]
    pub fn toast(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Answers {
        Answers::toast(self.bot.catalog.plain(self.actor.locale, key, args))
    }
}

/// Whether a list stays: what is opened from it comes in a message of its own.
fn stays(list: &Notice, opened: &Notice) -> bool {
    match list {
        Notice::FollowList { .. } => !matches!(
            opened,
            Notice::FollowList { .. } | Notice::NotConnected { .. }
        ),
        Notice::Inviting {
            screen: InviteScreen::List { .. },
        } => !matches!(opened, Notice::Inviting { .. }),
        _ => false,
    }
}
