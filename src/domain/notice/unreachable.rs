//! Why a chat cannot be reached: shown wherever its people are counted.

/// Why nothing can be sent to a chat. The codes are stored and are parts of message keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreachable {
    /// The person blocked the bot.
    Blocked,
    /// The person's account is gone.
    Deactivated,
    /// The person never pressed start, so a bot may not write.
    NotStarted,
    /// The bot was removed from the group, or the group is gone.
    Removed,
    /// Telegram does not know the chat.
    NotFound,
    /// The bot lacks the right to write in the group.
    NoRights,
}

impl Unreachable {
    /// All reasons.
    pub const ALL: [Self; 6] = [
        Self::Blocked,
        Self::Deactivated,
        Self::NotStarted,
        Self::Removed,
        Self::NotFound,
        Self::NoRights,
    ];

    /// The stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Deactivated => "deactivated",
            Self::NotStarted => "not_started",
            Self::Removed => "removed",
            Self::NotFound => "not_found",
            Self::NoRights => "no_rights",
        }
    }

    /// The reason with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_survive_storage() {
        for reason in Unreachable::ALL {
            assert_eq!(Unreachable::parse(reason.as_str()), Some(reason));
        }
    }
}
