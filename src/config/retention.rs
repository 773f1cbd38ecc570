//! `[retention]`: how long is kept what need not be kept for the record.

use std::time::Duration;

use super::reader::Section;
use super::value::Value;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The shortest time that makes sense anywhere here.
const SHORTEST: Duration = DAY;
/// The longest time that can be written; what is to be kept longer is kept for ever.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 24 * 60 * 60);

/// How long is kept what need not be kept for the record. Times such as `90d` or `5years`, at least a
/// day, or `forever`.
#[derive(Clone, Debug)]
pub struct Retention {
    /// `updates`: what Telegram delivered and was handled, without its content; at least `2d`, since
    /// Telegram repeats an update for a day. Default `2d`.
    pub updates: Keep,
    /// `messages`: what was said in passing, that is which kind of message went to whom and when.
    /// What belongs to a directive that can still change stays with it. Default `180d`.
    pub messages: Keep,
    /// `visitors`: people without any role who only ever looked in. Default `90d`.
    pub visitors: Keep,
    /// `drafts`: directives that were discarded before they went out. Default `30d`.
    pub drafts: Keep,
    /// `invitations`: those by which nobody can join any more. Default `90d`.
    pub invitations: Keep,
    /// `audit`: the record of who did what. Default `forever`.
    pub audit: Keep,
}

/// How long something is kept; `None` for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep(pub Option<Duration>);

impl Default for Retention {
    fn default() -> Self {
        let days = |count| Keep(Some(DAY * count));
        Self {
            updates: days(2),
            messages: days(180),
            visitors: days(90),
            drafts: days(30),
            invitations: days(90),
            audit: Keep(None),
        }
    }
}

impl Retention {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        let read = Self {
            updates: section.value("updates", default.updates),
            messages: section.value("messages", default.messages),
            visitors: section.value("visitors", default.visitors),
            drafts: section.value("drafts", default.drafts),
            invitations: section.value("invitations", default.invitations),
            audit: section.value("audit", default.audit),
        };
        if read.updates.0.is_some_and(|time| time < 2 * DAY) {
            section.problem(
                "updates",
                "must be at least 2d: Telegram repeats an update for a day",
            );
        }
        read
    }
}

impl Value for Keep {
    const EXPECTED: &'static str = "a time such as 90d, at least 1d, or forever";

    fn parse(text: &str) -> Option<Self> {
        if text == "forever" {
            return Some(Self(None));
        }
        humantime::parse_duration(text)
            .ok()
            .filter(|time| (SHORTEST..=LONGEST).contains(time))
            .map(|time| Self(Some(time)))
    }

    fn show(&self) -> String {
        self.0.map_or("forever".to_owned(), |time| time.show())
    }
}
