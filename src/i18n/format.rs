//! Numbers, dates and times in each language's habit.
//!
//! The order of the parts stands in the locale files (`time-…`), the arithmetic here. Instants are
//! Unix milliseconds UTC; `now` decides only whether the year needs to be said.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

use super::{Arg, Catalog};
use crate::domain::locale::Locale;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The number with its digits grouped: `1.234.567` in Vietnamese, `1,234,567` in English.
#[must_use]
pub fn number(locale: Locale, value: i64) -> String {
    let separator = match locale {
        Locale::Vi => '.',
        Locale::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0 {
        grouped.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A deadline at an instant: "trước 17 giờ thứ Sáu, 28/11", "before 17:00 on Friday, 28 November".
#[must_use]
pub fn deadline(locale: Locale, at: i64, zone: Tz, now: i64) -> String {
    let local = local(at, zone);
    Catalog::embedded().plain(
        locale,
        "time-deadline",
        &[
            ("clock", Arg::text(clock(locale, &local))),
            ("day", Arg::text(day(locale, local.date_naive(), zone, now))),
        ],
    )
}

/// A deadline of which only the date is known: "trước ngày 28/11 (thứ Sáu)", "before Friday,
/// 28 November". It repeats the document's own words; which instant binds is not decided here.
#[must_use]
pub fn deadline_date(locale: Locale, date: NaiveDate, zone: Tz, now: i64) -> String {
    Catalog::embedded().plain(
        locale,
        "time-deadline-date",
        &[
            ("weekday", Arg::text(weekday(locale, date))),
            ("date", Arg::text(self::date(locale, date, zone, now))),
        ],
    )
}

/// A day with its weekday: "thứ Sáu, 28/11", "Friday, 28 November"; with the year if it is not the
/// present one.
#[must_use]
pub fn day(locale: Locale, date: NaiveDate, zone: Tz, now: i64) -> String {
    Catalog::embedded().plain(
        locale,
        "time-day",
        &[
            ("weekday", Arg::text(weekday(locale, date))),
            ("date", Arg::text(self::date(locale, date, zone, now))),
        ],
    )
}

/// A day without its weekday: "28/11", "28 November"; with the year if it is not the present one.
#[must_use]
pub fn date(locale: Locale, date: NaiveDate, zone: Tz, now: i64) -> String {
    let key = if date.year() == local(now, zone).year() {
        "time-date"
    } else {
        "time-date-year"
    };
    dated(locale, key, date, &[])
}

/// A moment for the record, always complete: "14:05, 23/11/2026", "14:05, 23 November 2026".
#[must_use]
pub fn moment(locale: Locale, at: i64, zone: Tz) -> String {
    let local = local(at, zone);
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    dated(
        locale,
        "time-moment",
        local.date_naive(),
        &[("clock", Arg::text(clock))],
    )
}

/// A length of time in its two largest parts, rounded down: "2 ngày 5 giờ", "2 days 5 hours". The
/// sign is ignored: the message around it says "left" or "late".
#[must_use]
pub fn span(locale: Locale, milliseconds: i64) -> String {
    let length = milliseconds.saturating_abs();
    let part = |key: &str, count: i64| {
        Catalog::embedded().plain(locale, key, &[("count", Arg::number(count))])
    };
    let (days, hours, minutes) = (length / DAY, length % DAY / HOUR, length % HOUR / MINUTE);
    match (days, hours, minutes) {
        (0, 0, 0) => Catalog::embedded().label(locale, "time-moments"),
        (0, 0, minutes) => part("time-minutes", minutes),
        (0, hours, 0) => part("time-hours", hours),
        (0, hours, minutes) => {
            format!(
                "{} {}",
                part("time-hours", hours),
                part("time-minutes", minutes)
            )
        }
        (days, 0, _) => part("time-days", days),
        (days, hours, _) => {
            format!("{} {}", part("time-days", days), part("time-hours", hours))
        }
    }
}

/// "17 giờ", "17 giờ 30", "17:00".
fn clock(locale: Locale, local: &DateTime<Tz>) -> String {
    let hour = Arg::text(local.hour().to_string());
    let catalog = Catalog::embedded();
    match local.minute() {
        0 => catalog.plain(locale, "time-clock-hour", &[("hour", hour)]),
        minute => catalog.plain(
            locale,
            "time-clock-minute",
            &[
                ("hour", hour),
                ("minute", Arg::text(format!("{minute:02}"))),
            ],
        ),
    }
}

fn weekday(locale: Locale, date: NaiveDate) -> String {
    let key = format!("weekday-{}", date.weekday().number_from_monday());
    Catalog::embedded().label(locale, &key)
}

fn dated(locale: Locale, key: &str, date: NaiveDate, more: &[(&str, Arg<'_>)]) -> String {
    let catalog = Catalog::embedded();
    let month = catalog.label(locale, &format!("month-{}", date.month()));
    let mut args = vec![
        ("day", Arg::text(date.day().to_string())),
        ("month", Arg::text(month)),
    ];
    if key != "time-date" {
        args.push(("year", Arg::text(date.year().to_string())));
    }
    args.extend_from_slice(more);
    catalog.plain(locale, key, &args)
}

/// The instant on the zone's clocks. One beyond what a calendar can show becomes the epoch, which is
/// visibly wrong; the store holds no such instants.
fn local(instant: i64, zone: Tz) -> DateTime<Tz> {
    DateTime::from_timestamp_millis(instant)
        .unwrap_or_default()
        .with_timezone(&zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use chrono_tz::Asia::Ho_Chi_Minh as ZONE;

    fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> i64 {
        ZONE.with_ymd_and_hms(year, month, day, hour, minute, 0)
            .unwrap()
            .timestamp_millis()
    }

    fn now() -> i64 {
        at(2025, 11, 23, 9, 0)
    }

    #[test]
    fn deadlines_are_said_as_people_say_them() {
        let vi = |instant| deadline(Locale::Vi, instant, ZONE, now());
        let en = |instant| deadline(Locale::En, instant, ZONE, now());
        assert_eq!(vi(at(2025, 11, 28, 17, 0)), "trước 17 giờ thứ Sáu, 28/11");
        assert_eq!(vi(at(2025, 11, 30, 7, 5)), "trước 7 giờ 05 Chủ nhật, 30/11");
        assert_eq!(
            vi(at(2026, 1, 5, 17, 30)),
            "trước 17 giờ 30 thứ Hai, 5/1/2026"
        );
        assert_eq!(
            en(at(2025, 11, 28, 17, 0)),
            "before 17:00 on Friday, 28 November"
        );
        assert_eq!(
            en(at(2026, 1, 5, 7, 30)),
            "before 7:30 on Monday, 5 January 2026"
        );
    }

    #[test]
    fn the_year_is_judged_on_local_clocks() {
        // Half past midnight on 1 January in Vietnam is still the old year in UTC.
        let now = at(2026, 1, 1, 0, 30);
        assert_eq!(
            deadline(Locale::Vi, at(2026, 1, 2, 8, 0), ZONE, now),
            "trước 8 giờ thứ Sáu, 2/1"
        );
    }

    #[test]
    fn a_date_alone_names_no_hour() {
        let date = NaiveDate::from_ymd_opt(2025, 11, 28).unwrap();
        assert_eq!(
            deadline_date(Locale::Vi, date, ZONE, now()),
            "trước ngày 28/11 (thứ Sáu)"
        );
        assert_eq!(
            deadline_date(Locale::En, date, ZONE, now()),
            "before Friday, 28 November"
        );
        assert_eq!(day(Locale::Vi, date, ZONE, now()), "thứ Sáu, 28/11");
        assert_eq!(self::date(Locale::En, date, ZONE, now()), "28 November");
    }

    #[test]
    fn moments_are_complete() {
        let instant = at(2026, 11, 23, 14, 5);
        assert_eq!(moment(Locale::Vi, instant, ZONE), "14:05, 23/11/2026");
        assert_eq!(moment(Locale::En, instant, ZONE), "14:05, 23 November 2026");
    }

    #[test]
    fn spans_have_at_most_two_parts() {
        let cases = [
            (
                2 * DAY + 5 * HOUR + 59 * MINUTE,
                "2 ngày 5 giờ",
                "2 days 5 hours",
            ),
            (DAY + MINUTE, "1 ngày", "1 day"),
            (
                -(3 * HOUR + 20 * MINUTE),
                "3 giờ 20 phút",
                "3 hours 20 minutes",
            ),
            (HOUR, "1 giờ", "1 hour"),
            (45 * MINUTE, "45 phút", "45 minutes"),
            (59_999, "dưới 1 phút", "less than a minute"),
        ];
        for (length, vi, en) in cases {
            assert_eq!(span(Locale::Vi, length), vi);
            assert_eq!(span(Locale::En, length), en);
        }
        assert!(span(Locale::Vi, i64::MIN).contains("ngày"));
    }

    #[test]
    fn numbers_are_grouped() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1.000"),
            (-1_234_567, "-1.234.567"),
        ];
        for (value, vi) in cases {
            assert_eq!(number(Locale::Vi, value), vi);
        }
        assert_eq!(number(Locale::En, 1_234_567), "1,234,567");
    }
}
