//! Working time: when a reminder may arrive, and which instant a day's deadline means.

use chrono::{
    DateTime, Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc,
    Weekday,
};
use chrono_tz::Tz;

use super::document::Due;
use super::holidays::Exceptions;

/// The working week of the organisation, in its time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Where the organisation is.
    pub time_zone: Tz,
    /// When work begins.
    pub opens: NaiveTime,
    /// When work ends, after it began.
    pub closes: NaiveTime,
    /// The days of the week on which there is work; at least one.
    pub days: Vec<Weekday>,
    /// Days that differ from the ordinary week: holidays, and days worked for them.
    pub exceptions: Exceptions,
}

impl Calendar {
    /// Local time of an instant (Unix ms).
    #[must_use]
    pub fn local(&self, instant: i64) -> DateTime<Tz> {
        DateTime::<Utc>::from_timestamp_millis(instant)
            .unwrap_or_default()
            .with_timezone(&self.time_zone)
    }

    /// The instant (Unix ms) of a local time. Of a local time that a change of clocks skips it is
    /// the one an hour later, of one that comes twice the first.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> i64 {
        self.time_zone
            .from_local_datetime(&local)
            .earliest()
            .or_else(|| {
                self.time_zone
                    .from_local_datetime(&(local + Duration::hours(1)))
                    .earliest()
            })
            .map_or_else(
                || local.and_utc().timestamp_millis(),
                |t| t.timestamp_millis(),
            )
    }

    /// The instant (Unix ms) until which something due counts as in time. A day without an hour
    /// lasts until its last minute.
    #[must_use]
    pub fn due_instant(&self, due: Due) -> i64 {
        let time = due
            .time()
            .unwrap_or_else(|| NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default());
        self.instant(due.day().and_time(time))
    }

    /// What was due, from its instant: the counterpart of [`Calendar::due_instant`].
    #[must_use]
    pub fn due(&self, instant: i64) -> Due {
        let local = self.local(instant).naive_local();
        let (hour, minute) = (
            chrono::Timelike::hour(&local),
            chrono::Timelike::minute(&local),
        );
        if (hour, minute) == (23, 59) {
            Due::Day(local.date())
        } else {
            Due::Moment(local)
        }
    }

    /// Whether there is work on this day.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        if self.exceptions.extra.contains(&day) {
            return true;
        }
        self.days.contains(&day.weekday()) && !self.exceptions.off.contains(&day)
    }

    /// The day that is `count` working days after `day`, which itself does not count.
    #[must_use]
    pub fn working_days_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let mut left = count;
        let mut day = day;
        // Bounded, so that a calendar without working days cannot hold anybody up.
        for _ in 0..=count.saturating_mul(7).saturating_add(60) {
            if left == 0 {
                break;
            }
            day += Duration::days(1);
            left -= u32::from(self.is_working_day(day));
        }
        day
    }

    /// The first instant of working time (Unix ms) not before `instant`. A year without a single
    /// working day gives the instant itself: a reminder at a strange hour beats none.
    #[must_use]
    pub fn next_working_instant(&self, instant: i64) -> i64 {
        let local = self.local(instant).naive_local();
        for days in 0..366 {
            let day = local.date() + Duration::days(days);
            if !self.is_working_day(day) {
                continue;
            }
            let opens = day.and_time(self.opens);
            let closes = day.and_time(self.closes);
            if days > 0 || local < opens {
                return self.instant(opens);
            }
            if local < closes {
                return instant;
            }
        }
        instant
    }

    /// When work begins on the local day of an instant (Unix ms), whether or not it is a working day.
    #[must_use]
    pub fn opening(&self, instant: i64) -> i64 {
        let day = self.local(instant).date_naive();
        self.instant(day.and_time(self.opens))
    }

    /// The last instant of working time (Unix ms) not after `instant`, looking back two weeks.
    #[must_use]
    pub fn last_working_instant(&self, instant: i64) -> i64 {
        let local = self.local(instant).naive_local();
        for days in 0..14 {
            let day = local.date() - Duration::days(days);
            if !self.is_working_day(day) {
                continue;
            }
            let opens = day.and_time(self.opens);
            let closes = day.and_time(self.closes);
            if days > 0 || local >= closes {
                return self.instant(closes);
            }
            if local >= opens {
                return instant;
            }
        }
        instant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            exceptions: Exceptions {
                off: [NaiveDate::from_ymd_opt(2026, 9, 2).unwrap()].into(),
                extra: [NaiveDate::from_ymd_opt(2026, 8, 22).unwrap()].into(),
            },
        }
    }

    fn at(text: &str) -> i64 {
        calendar().instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    #[test]
    fn reminders_wait_for_working_time() {
        let table = [
            // Monday within hours, before and after them.
            ("2026-11-23 09:00", "2026-11-23 09:00"),
            ("2026-11-23 05:00", "2026-11-23 07:30"),
            ("2026-11-23 17:30", "2026-11-24 07:30"),
            // Friday evening waits for Monday.
            ("2026-11-27 20:00", "2026-11-30 07:30"),
            // The eve of a holiday waits for the day after.
            ("2026-09-01 18:00", "2026-09-03 07:30"),
            // A Saturday worked for another day is a working day.
            ("2026-08-21 18:00", "2026-08-22 07:30"),
        ];
        for (from, to) in table {
            assert_eq!(calendar().next_working_instant(at(from)), at(to), "{from}");
        }
    }

    #[test]
    fn working_time_is_found_backwards_too() {
        let table = [
            ("2026-11-23 09:00", "2026-11-23 09:00"),
            ("2026-11-23 23:59", "2026-11-23 17:30"),
            ("2026-11-23 05:00", "2026-11-20 17:30"),
        ];
        for (from, to) in table {
            assert_eq!(calendar().last_working_instant(at(from)), at(to), "{from}");
        }
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let calendar = calendar();
        assert_eq!(
            calendar.working_days_after(day("2026-11-23"), 5),
            day("2026-11-30")
        );
        assert_eq!(
            calendar.working_days_after(day("2026-09-01"), 1),
            day("2026-09-03")
        );
    }

    #[test]
    fn what_is_due_survives_storage() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        for due in [
            Due::Day(day),
            Due::Moment(day.and_hms_opt(17, 0, 0).unwrap()),
        ] {
            assert_eq!(calendar().due(calendar().due_instant(due)), due);
        }
    }
}
