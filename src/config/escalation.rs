//! `[escalation]`: when somebody higher is told.

use std::time::Duration;

use super::reader::Section;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// When somebody higher is told of what is unconfirmed or overdue.
#[derive(Clone, Debug)]
pub struct Escalation {
    /// `after`: how long until the unit's head is told, then how long until the issuer. Times such
    /// as `1d`; at most two, in rising order; an empty list means never. Default `["1d", "3d"]`.
    pub after: Vec<Duration>,
}

impl Default for Escalation {
    fn default() -> Self {
        Self {
            after: vec![DAY, 3 * DAY],
        }
    }
}

impl Escalation {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let escalation = Self {
            after: section.list("after", Self::default().after),
        };
        let steps = &escalation.after;
        if steps.len() > 2 || !steps.is_sorted_by(|earlier, later| earlier < later) {
            section.problem("after", "expected at most two times, in rising order");
        }
        escalation
    }
}
