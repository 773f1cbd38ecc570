//! What the settings decide about how people work with each other.

use chrono_tz::Tz;
use url::Url;

use crate::domain::locale::Locale;

/// The organisation's rules, taken from the settings when the program starts.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The organisation's name, as people read it.
    pub org_name: String,
    /// Where its clocks hang.
    pub time_zone: Tz,
    /// The language of those who have not chosen one.
    pub locale: Locale,
    /// Whether a directive needs a second person's approval.
    pub approval_by_second_person: bool,
    /// Where people reach the dashboard and the public pages.
    pub public_url: Option<Url>,
    /// The bot's name in Telegram without the `@`, for links.
    pub bot_username: Option<String>,
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
            time_zone: Tz::Asia__Ho_Chi_Minh,
            locale: Locale::Vi,
            approval_by_second_person: true,
            public_url: None,
            bot_username: None,
        }
    }
}
