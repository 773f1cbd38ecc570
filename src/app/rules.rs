//! What the settings decide about how people work with each other.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;
use url::Url;

use crate::domain::calendar::Calendar;
use crate::domain::holidays;
use crate::domain::locale::Locale;
use crate::domain::reminder::Ladders;

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;
/// A day in milliseconds.
const DAY: i64 = 24 * HOUR;

/// The organisation's rules, taken from the settings when the program starts.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The organisation's name, as people read it.
    pub org_name: String,
    /// When its people work, in its time zone.
    pub calendar: Calendar,
    /// When they are reminded.
    pub reminders: Ladders,
    /// How long is kept what need not be kept for the record.
    pub retention: Retention,
    /// The language of those who have not chosen one.
    pub locale: Locale,
    /// Whether a directive needs a second person's approval.
    pub approval_by_second_person: bool,
    /// How many messages leave in a second, for saying how long a sending takes.
    pub messages_per_second: u32,
    /// Where people reach the dashboard and the public pages.
    pub public_url: Option<Url>,
    /// The bot's name in Telegram without the `@`, for links.
    pub bot_username: Option<String>,
}

/// How long each kind is kept, in milliseconds; `None` for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Updates that were handled.
    pub updates: Option<i64>,
    /// Messages said in passing.
    pub messages: Option<i64>,
    /// People without any role who only ever looked in.
    pub visitors: Option<i64>,
    /// Directives that were discarded before they went out.
    pub drafts: Option<i64>,
    /// Invitations by which nobody can join any more.
    pub invitations: Option<i64>,
    /// The audit.
    pub audit: Option<i64>,
}

impl Rules {
    /// The link by which an invitation is taken up, if the bot's name is known.
    #[must_use]
    pub fn invitation_link(&self, code: &str) -> Option<String> {
        let bot = self.bot_username.as_deref()?;
        Some(format!("https://t.me/{bot}?start={code}"))
    }
}

impl Default for Rules {
    /// The settings' own defaults.
    fn default() -> Self {
        Self {
            org_name: "Kẻng".to_owned(),
            calendar: Calendar {
                time_zone: Tz::Asia__Ho_Chi_Minh,
                opens: NaiveTime::from_hms_opt(7, 30, 0).unwrap_or_default(),
                closes: NaiveTime::from_hms_opt(17, 30, 0).unwrap_or_default(),
                days: vec![
                    Weekday::Mon,
                    Weekday::Tue,
                    Weekday::Wed,
                    Weekday::Thu,
                    Weekday::Fri,
                ],
                exceptions: holidays::vietnam().clone(),
            },
            reminders: Ladders {
                receipt: vec![4 * HOUR, DAY],
                before: vec![2 * HOUR, DAY, 3 * DAY],
                after: vec![DAY, 3 * DAY, 7 * DAY],
            },
            retention: Retention {
                updates: Some(2 * DAY),
                messages: Some(180 * DAY),
                visitors: Some(90 * DAY),
                drafts: Some(30 * DAY),
                invitations: Some(90 * DAY),
                audit: None,
            },
            locale: Locale::Vi,
            approval_by_second_person: true,
            messages_per_second: 29,
            public_url: None,
            bot_username: None,
        }
    }
}
