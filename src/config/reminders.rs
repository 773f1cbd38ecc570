//! `[reminders]`: when people are reminded.

use std::time::Duration;

use super::reader::Section;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// When people are reminded. Times such as `3d` or `2h`; an empty list means never.
#[derive(Clone, Debug)]
pub struct Reminders {
    /// `before`: how long before a deadline. Default `["3d", "1d", "2h"]`.
    pub before: Vec<Duration>,
    /// `after`: how long after a missed deadline. Default `["1d", "3d", "7d"]`.
    pub after: Vec<Duration>,
    /// `receipt`: how long after sending, until receipt is confirmed. Default `["4h", "1d"]`.
    pub receipt: Vec<Duration>,
}

impl Default for Reminders {
    fn default() -> Self {
        Self {
            before: vec![3 * DAY, DAY, 2 * HOUR],
            after: vec![DAY, 3 * DAY, 7 * DAY],
            receipt: vec![4 * HOUR, DAY],
        }
    }
}

impl Reminders {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        Self {
            before: section.list("before", default.before),
            after: section.list("after", default.after),
            receipt: section.list("receipt", default.receipt),
        }
    }
}
