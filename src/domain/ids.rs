//! Ids that cannot be mixed up: each table's number in a type of its own.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A unit of the organisation: the city, a department, a ward, a commune.
    UnitId
    /// A person, whether connected to the bot or only on the roster.
    PersonId
    /// A chat as we number it; Telegram's own number is [`TelegramChatId`].
    ChatId
    /// Telegram's number of a chat: positive for people, negative for groups.
    TelegramChatId
    /// Telegram's number of a person.
    TelegramUserId
    /// Telegram's number of a message, unique within its chat.
    MessageId
    /// Telegram's number of a topic in a forum; 0 where no topic is meant.
    TopicId
    /// An invitation.
    InvitationId
    /// A handover of somebody's duties to a deputy.
    HandoverId
    /// A directive.
    DirectiveId
    /// A task of a directive.
    TaskId
    /// One recipient's receipt of one revision of a directive.
    ReceiptId
    /// One task for one unit.
    AssignmentId
    /// A stored file.
    FileId
    /// A roster that was sent in the chat and waits for its sender's word.
    RosterFileId
    /// What is said.
    NoticeId
    /// One message in one chat that shows a notice.
    OutboxId
}
