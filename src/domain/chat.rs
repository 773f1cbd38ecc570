//! The chats in which people are reached.

use super::ids::{ChatId, PersonId, TelegramChatId, TopicId, UnitId};
use super::locale::Locale;
use super::notice::{Notice, Readers, Unreachable};

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

/// Something that the bot needs to be allowed in a group. The codes are stored and are parts of
/// message keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupRight {
    /// To send messages at all.
    Messages,
    /// To send files.
    Documents,
    /// To send pictures.
    Photos,
    /// To send polls.
    Polls,
}

impl GroupRight {
    /// All of them, the most needed first.
    pub const ALL: [Self; 4] = [Self::Messages, Self::Documents, Self::Photos, Self::Polls];

    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Documents => "documents",
            Self::Photos => "photos",
            Self::Polls => "polls",
        }
    }

    /// The right with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.as_str() == code)
    }
}

/// What the bot is in a group, as Telegram says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is not there.
    Absent,
    /// It is there, and may not do these things.
    Here(Vec<GroupRight>),
}

impl Presence {
    /// Why nothing can be sent there; `None` if something can.
    #[must_use]
    pub fn unreachable(&self) -> Option<Unreachable> {
        match self {
            Self::Absent => Some(Unreachable::Removed),
            Self::Here(lacks) if lacks.contains(&GroupRight::Messages) => {
                Some(Unreachable::NoRights)
            }
            Self::Here(_) => None,
        }
    }
}

/// What is known of a group besides its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupState {
    /// The topic of a forum that everything goes to.
    pub topic: Option<TopicId>,
    /// Whether there was such a topic until it was closed or deleted.
    pub topic_lost: bool,
    /// What the bot may not do there; `None` while nobody asked Telegram.
    pub lacks: Option<Vec<GroupRight>>,
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

impl Chat {
    /// Whether this may be shown here. In private it is shown to whom it was written.
    #[must_use]
    pub fn may_show(&self, notice: &Notice) -> bool {
        match (self.kind, notice.readers()) {
            (ChatKind::Private, _) | (_, Readers::Whoever) => true,
            (_, Readers::OnePerson) => false,
            (_, Readers::GroupOf(unit, audience)) => self.connection == Some((unit, audience)),
        }
    }
}
