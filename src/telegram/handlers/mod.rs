//! What the bot does when somebody does something.
//!
//! An update is handled in two steps. [`prepare`] does what is slow and changes nothing: it fetches
//! and reads a file. [`handle`] then runs in one transaction that also marks the update as done; it
//! changes state through `app` and queues what must be told, and sends nothing. Whatever it answers
//! with is done after the commit, and may get lost without harm.
//!
//! A refusal ends the transaction too: whoever asked is told why, as a toast if he pressed a button
//! and as a message otherwise, without the handler's help.

mod drafting;
mod following;
mod group;
mod groups;
mod handing_over;
mod importing;
mod in_place;
mod inviting;
mod joining;
mod newcomers;
mod privacy;
mod private;
mod proposing;
mod receiving;
mod scene;
mod words;

use bytes::Bytes;

use self::groups::GroupFacts;
use self::proposing::ReadText;
use super::Bot;
use super::error::CallError;
use super::from_tg::Incoming;
use crate::app::{self};
use crate::domain::chat::ChatKind;
use crate::domain::document::Reading;
use crate::domain::ids::TelegramChatId;
use crate::domain::locale::Locale;
use crate::domain::org::Role;
use crate::intake::Unreadable;
use crate::intake::roster::{AnyRoster, RosterFault};
use crate::store::{self, Tx};

/// What to do after the commit. None of it means anything later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What the one who pressed sees for a moment. A press is answered without it too, silently.
    pub callback: Option<CallbackAnswer>,
    /// The commands that a private chat's menu offers from now on.
    pub menu: Option<Menu>,
    /// The menus of others who are something else now.
    pub others: Vec<Menu>,
}

/// The answer to a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// At most 200 characters of plain text; longer ones are shortened.
    pub text: String,
    /// Whether it stays until it is closed, instead of fading.
    pub alert: bool,
}

/// A private chat's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The chat.
    pub chat: TelegramChatId,
    /// What the person is.
    pub roles: Vec<Role>,
    /// The language he chose.
    pub locale: Locale,
}

/// What was got ready before the transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Prepared {
    /// Nothing was needed.
    Nothing,
    /// A file that somebody sent.
    Document {
        /// Its content.
        bytes: Bytes,
        /// What was understood of it.
        reading: Box<Reading>,
    },
    /// A text that is a directive.
    Text(ReadText),
    /// Something that could not be read.
    Refused(Unreadable),
    /// A roster, or why a table is none.
    Roster(Box<Result<AnyRoster, RosterFault>>),
    /// What Telegram says of who acts in a group, and of the bot there.
    Group(GroupFacts),
}

/// Why an update was not handled.
#[derive(Debug, thiserror::Error)]
pub enum HandlerError {
    /// A rule said no, or something below failed.
    #[error(transparent)]
    App(#[from] app::Error),
    /// Telegram did not give what was needed.
    #[error(transparent)]
    Call(#[from] CallError),
}

impl From<store::Error> for HandlerError {
    fn from(error: store::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<app::Refusal> for HandlerError {
    fn from(refusal: app::Refusal) -> Self {
        Self::App(refusal.into())
    }
}

impl Answers {
    /// Only a toast with these words.
    #[must_use]
    pub fn toast(text: impl Into<String>) -> Self {
        Self {
            callback: Some(CallbackAnswer {
                text: text.into(),
                alert: false,
            }),
            ..Self::default()
        }
    }

    /// Only words that stay until they are closed.
    #[must_use]
    pub fn alert(text: impl Into<String>) -> Self {
        Self {
            callback: Some(CallbackAnswer {
                text: text.into(),
                alert: true,
            }),
            ..Self::default()
        }
    }
}

/// Does what is slow before the transaction. It may be repeated, so it changes nothing.
///
/// # Errors
/// If what is needed could not be had; the update is tried again.
pub async fn prepare(bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
    match incoming.chat_kind {
        ChatKind::Private if importing::is_table(incoming) => {
            importing::prepare(bot, incoming).await
        }
        ChatKind::Private if groups::is_check(incoming) => groups::prepare(bot, incoming).await,
        ChatKind::Private => proposing::prepare(bot, incoming).await,
        ChatKind::Group | ChatKind::Supergroup => groups::prepare(bot, incoming).await,
        ChatKind::Channel => Ok(Prepared::Nothing),
    }
}

/// Answers an update in the transaction that marks it as done.
///
/// # Errors
/// A refusal, which the person is told, or a failure, after which the update is tried again.
pub async fn handle(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    prepared: Prepared,
) -> Result<Answers, HandlerError> {
    match incoming.chat_kind {
        ChatKind::Private => private::handle(bot, tx, incoming, prepared).await,
        ChatKind::Group | ChatKind::Supergroup => group::handle(bot, tx, incoming, prepared).await,
        ChatKind::Channel => Ok(Answers::default()),
    }
}
