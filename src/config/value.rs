//! How one value is written in a file or a variable.
//!
//! Every value is text here, because the environment knows nothing else; a list of the file is its
//! items with commas between them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use chrono_tz::Tz;
use url::Url;

use crate::domain::locale::Locale;

/// A type of setting: read from text, shown to operators.
pub(super) trait Value: Sized {
    /// What a right value looks like, to complete "expected …".
    const EXPECTED: &'static str;

    /// The value, if the text is one.
    fn parse(text: &str) -> Option<Self>;

    /// The text that [`Value::parse`] would read again.
    fn show(&self) -> String;
}

impl Value for String {
    const EXPECTED: &'static str = "some text";

    fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Value for PathBuf {
    const EXPECTED: &'static str = "a path";

    fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::from(text))
    }

    fn show(&self) -> String {
        self.display().to_string()
    }
}

impl Value for bool {
    const EXPECTED: &'static str = "true or false";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for u32 {
    const EXPECTED: &'static str = "a whole number from 1 to 100000";

    fn parse(text: &str) -> Option<Self> {
        text.parse()
            .ok()
            .filter(|number| (1..=100_000).contains(number))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for SocketAddr {
    const EXPECTED: &'static str = "an address and port such as 127.0.0.1:8080";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for Url {
    const EXPECTED: &'static str = "an address such as https://example.org";

    fn parse(text: &str) -> Option<Self> {
        Self::parse(text).ok().filter(Self::has_host)
    }

    /// The address without its password: proxies have them.
    fn show(&self) -> String {
        let mut shown = self.clone();
        if shown.password().is_some() && shown.set_password(Some("hidden")).is_err() {
            return "hidden".to_owned();
        }
        shown.to_string()
    }
}

impl Value for Tz {
    const EXPECTED: &'static str = "a time zone such as Asia/Ho_Chi_Minh";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.name().to_owned()
    }
}

impl Value for Locale {
    const EXPECTED: &'static str = "vi or en";

    fn parse(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn show(&self) -> String {
        self.as_str().to_owned()
    }
}

impl Value for NaiveDate {
    const EXPECTED: &'static str = "a date such as 2026-09-02";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for Duration {
    const EXPECTED: &'static str = "a time such as 2h or 3d, from 1m to 365d";

    fn parse(text: &str) -> Option<Self> {
        let longest = Self::from_secs(365 * 24 * 60 * 60);
        humantime::parse_duration(text)
            .ok()
            .filter(|time| (Self::from_secs(60)..=longest).contains(time))
    }

    fn show(&self) -> String {
        let mut rest = self.as_secs();
        let mut parts = Vec::new();
        for (unit, seconds) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] {
            if rest >= seconds {
                parts.push(format!("{}{unit}", rest / seconds));
                rest %= seconds;
            }
        }
        parts.join(" ")
    }
}

/// A list, written with commas; an empty text is an empty list.
impl<T: Value> Value for Vec<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn parse(text: &str) -> Option<Self> {
        text.split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(T::parse)
            .collect()
    }

    fn show(&self) -> String {
        self.iter().map(T::show).collect::<Vec<_>>().join(", ")
    }
}
