//! The chats in which people are reached.

use super::ids::{ChatId, PersonId, TelegramChatId, UnitId};
use super::locale::Locale;
use super::notice::Unreachable;

/// What kind of chat it is, in Telegram's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChatKind {
    /// One person and the bot.
    Private,
    /// A small group.
    Group,
    /// A large or public group.
    Supergroup,
    /// A channel.
    Channel,
}

impl ChatKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Private, Self::Group, Self::Supergroup, Self::Channel];

    /// The stable code, as Telegram has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }
}

/// For whom a unit's group is. What is meant for one never goes to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupAudience {
    /// The unit's own people.
    Cadre,
    /// Those who live there.
    Resident,
}

impl GroupAudience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Cadre, Self::Resident];

    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cadre => "cadre",
            Self::Resident => "resident",
        }
    }

    /// The audience with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.as_str() == code)
    }
}

/// A chat that the bot knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Our number.
    pub id: ChatId,
    /// Telegram's number.
    pub telegram: TelegramChatId,
    /// What kind of chat it is.
    pub kind: ChatKind,
    /// A group's title.
    pub title: Option<String>,
    /// The one person of a private chat.
    pub person: Option<PersonId>,
    /// The unit a group is tied to and for whom it is; `None` while it is tied to none.
    pub connection: Option<(UnitId, GroupAudience)>,
    /// The language spoken in it.
    pub locale: Locale,
    /// Why nothing can be sent to it; `None` while it can.
    pub unreachable: Option<Unreachable>,
}
