//! How urgent a message is. The limited number of sends is given out by this order alone.

/// The order in which messages may use the limited number of sends: a lower lane never waits for
/// a higher one's backlog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Answers in a conversation.
    Interactive,
    /// Warnings of danger.
    Emergency,
    /// Directives and what belongs to them.
    Directive,
    /// Reminders.
    Reminder,
    /// Reports and their answers.
    Report,
    /// Campaigns.
    Campaign,
    /// Digests.
    Digest,
}

impl Lane {
    /// All lanes, the most urgent first.
    pub const ALL: [Self; 7] = [
        Self::Interactive,
        Self::Emergency,
        Self::Directive,
        Self::Reminder,
        Self::Report,
        Self::Campaign,
        Self::Digest,
    ];

    /// The lane's name, as it is counted.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Interactive => "interactive",
            Self::Emergency => "emergency",
            Self::Directive => "directive",
            Self::Reminder => "reminder",
            Self::Report => "report",
            Self::Campaign => "campaign",
            Self::Digest => "digest",
        }
    }

    /// The number under which the lane is stored, 0 for the most urgent.
    #[must_use]
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The lane of a stored number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|lane| lane.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_survive_storage() {
        for lane in Lane::ALL {
            assert_eq!(Lane::from_number(lane.number()), Some(lane));
        }
        assert_eq!(Lane::from_number(7), None);
    }
}
