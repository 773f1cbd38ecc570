//! What the engine knows of the outside: something that takes a parcel and says what came of it.

use std::future::Future;
use std::time::Duration;

use crate::domain::ids::{ChatId, MessageId, OutboxId, TelegramChatId};
use crate::domain::notice::{Lane, Notice, Unreachable};

/// One attempt to make one message show one notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The row it is for, as messages can carry it in their buttons.
    pub row: OutboxId,
    /// What to show. The words are made now, from what is true now.
    pub notice: Notice,
    /// How urgent it is.
    pub lane: Lane,
    /// The chat.
    pub chat: ChatId,
    /// The chat's number in Telegram.
    pub telegram_chat: TelegramChatId,
    /// Whether several people read there.
    pub group: bool,
    /// The message to edit; `None` to send one.
    pub message: Option<MessageId>,
    /// The version of the message, 1 for the first. It grows with every change that was asked for.
    pub wanted: i64,
}

/// What came of an attempt, and with it what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is shown, as this message; also when the message already was as it should be.
    Shown {
        /// The message.
        message: MessageId,
    },
    /// There is nothing left to say. A message that is there stays as it is.
    Nothing,
    /// The message is taken away, and nothing will be shown in its place.
    TakenBack,
    /// Too many requests: not before this has passed. It costs no attempt.
    Wait(Duration),
    /// Nothing can be sent to this chat any more.
    Gone(Unreachable),
    /// The chat has another number now. It is tried again at once and costs no attempt.
    Moved(TelegramChatId),
    /// The message that was to be edited is not there any more.
    Lost,
    /// It will never be accepted, and that is our fault. The words are for the operator.
    Refused(String),
    /// Nobody knows whether it arrived: the server failed or the connection did. It is tried again
    /// until the notice expires. The words are for the operator.
    Unknown(String),
    /// The token is not accepted. Nothing can be sent until the operator has changed that.
    Unauthorized,
}

/// Sends messages and edits them.
pub trait Transport: Send + Sync + 'static {
    /// Makes one attempt. It may be given up after a minute and a half.
    fn deliver(&self, parcel: Parcel) -> impl Future<Output = Outcome> + Send;
}
