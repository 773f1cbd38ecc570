//! When somebody is reminded: ladders of offsets before and after an instant, moved into working
//! time.

use super::calendar::Calendar;

/// The offsets of reminders, in milliseconds, each list ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladders {
    /// After a directive went out, until its receipt is confirmed.
    pub receipt: Vec<i64>,
    /// Before a deadline.
    pub before: Vec<i64>,
    /// After a deadline.
    pub after: Vec<i64>,
}

/// The next reminder of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which one it is, from 1, counted over the whole series: a step that was missed keeps its
    /// number.
    pub number: u32,
    /// When it is due, Unix ms.
    pub at: i64,
}

impl Ladders {
    /// The first reminder of a receipt asked for at `since` that is due after `now`.
    #[must_use]
    pub fn next_receipt(&self, calendar: &Calendar, since: i64, now: i64) -> Option<Step> {
        let instants = self
            .receipt
            .iter()
            .map(|offset| calendar.next_working_instant(since + offset));
        first_after(instants, now)
    }

    /// The first reminder of a deadline that is due after `now`. Those before it are moved back
    /// into working time, so that "two hours before" never means after everybody has gone home;
    /// those after it are moved forward.
    #[must_use]
    pub fn next_deadline(&self, calendar: &Calendar, due: i64, now: i64) -> Option<Step> {
        let anchor = calendar.last_working_instant(due);
        let before =
            self.before.iter().rev().map(|offset| {
                in_time_to_act(calendar, calendar.last_working_instant(anchor - offset))
            });
        let after = self
            .after
            .iter()
            .map(|offset| calendar.next_working_instant(due + offset));
        first_after(before.chain(after), now)
    }
}

/// A reminder at the very end of a working day would be read when everybody goes home; the morning
/// of that day leaves time to act.
fn in_time_to_act(calendar: &Calendar, at: i64) -> i64 {
    if calendar.next_working_instant(at) == at {
        at
    } else {
        calendar.opening(at)
    }
}

fn first_after(instants: impl Iterator<Item = i64>, now: i64) -> Option<Step> {
    (1..)
        .zip(instants)
        .find(|(_, at)| *at > now)
        .map(|(number, at)| Step { number, at })
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDateTime, NaiveTime, Weekday};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::holidays::Exceptions;

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    fn calendar() -> Calendar {
        Calendar {
            time_zone: chrono_tz::Asia::Ho_Chi_Minh,
            opens: NaiveTime::from_hms_opt(7, 30, 0).unwrap(),
            closes: NaiveTime::from_hms_opt(17, 30, 0).unwrap(),
            days: vec![
                Weekday::Mon,
                Weekday::Tue,
                Weekday::Wed,
                Weekday::Thu,
                Weekday::Fri,
            ],
            exceptions: Exceptions::default(),
        }
    }

    fn ladders() -> Ladders {
        Ladders {
            receipt: vec![4 * HOUR, DAY],
            before: vec![2 * HOUR, DAY, 3 * DAY],
            after: vec![DAY, 3 * DAY, 7 * DAY],
        }
    }

    fn at(text: &str) -> i64 {
        calendar().instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    #[test]
    fn the_series_of_a_friday_deadline() {
        let due = at("2026-11-27 23:59");
        let mut now = at("2026-11-23 08:00");
        let mut series = Vec::new();
        while let Some(step) = ladders().next_deadline(&calendar(), due, now) {
            series.push((step.number, step.at));
            now = step.at;
        }
        assert_eq!(
            series,
            [
                (1, at("2026-11-24 07:30")),
                (2, at("2026-11-26 07:30")),
                (3, at("2026-11-27 15:30")),
                (4, at("2026-11-30 07:30")),
                (5, at("2026-12-01 07:30")),
                (6, at("2026-12-07 07:30")),
            ]
        );
    }

    #[test]
    fn a_receipt_asked_for_in_the_evening_is_reminded_of_next_day() {
        let step =
            ladders().next_receipt(&calendar(), at("2026-11-23 15:00"), at("2026-11-23 15:00"));
        assert_eq!(
            step,
            Some(Step {
                number: 1,
                at: at("2026-11-24 07:30")
            })
        );
    }

    proptest! {
        #[test]
        fn no_reminder_outside_working_time_and_the_series_ends(
            due in 1_790_000_000_000_i64..1_800_000_000_000,
            start in 1_789_000_000_000_i64..1_801_000_000_000,
        ) {
            let calendar = calendar();
            let mut now = start;
            let mut steps = 0;
            while let Some(step) = ladders().next_deadline(&calendar, due, now) {
                prop_assert!(step.at > now);
                let local = calendar.local(step.at).naive_local();
                prop_assert!(calendar.is_working_day(local.date()));
                prop_assert!(local.time() >= calendar.opens && local.time() < calendar.closes);
                now = step.at;
                steps += 1;
            }
            prop_assert!(steps <= 6);
        }
    }
}
