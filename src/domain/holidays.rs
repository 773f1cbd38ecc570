//! Vietnam's public holidays, as far ahead as they are known.
//!
//! The list is `data/holidays-vn.csv`, where its sources stand too. Beyond its end the calendar has
//! weekends only: no day is guessed, and `keng doctor` says in time that the list must be renewed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;

/// Days that differ from the ordinary week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// Days without work.
    pub off: BTreeSet<NaiveDate>,
    /// Days with work all the same: made up for a day that was swapped, or taken back from `off`.
    pub extra: BTreeSet<NaiveDate>,
}

static LIST: &str = include_str!("../../data/holidays-vn.csv");

static VIETNAM: LazyLock<Exceptions> = LazyLock::new(|| {
    let mut days = Exceptions::default();
    for line in LIST.lines() {
        let mut columns = line.split(',');
        let day = columns.next().and_then(|day| day.parse().ok());
        match (day, columns.next()) {
            (Some(day), Some("off")) => days.off.insert(day),
            (Some(day), Some("work")) => days.extra.insert(day),
            // The headings; a test reads every other line.
            _ => false,
        };
    }
    days
});

/// The public holidays of Vietnam and the days on which one works for them.
#[must_use]
pub fn vietnam() -> &'static Exceptions {
    &VIETNAM
}

/// The last day on which the list of Vietnam's holidays can be relied on: the end of its last year.
#[must_use]
pub fn known_until() -> NaiveDate {
    use chrono::Datelike as _;
    let last = VIETNAM.off.last().copied().unwrap_or_default();
    last.with_month(12)
        .and_then(|day| day.with_day(31))
        .unwrap_or(last)
}

impl Exceptions {
    /// These days with an organisation's own: `holidays` without work, `working` with work whatever
    /// the list says.
    #[must_use]
    pub fn with(&self, holidays: &[NaiveDate], working: &[NaiveDate]) -> Self {
        let mut days = self.clone();
        days.off.extend(holidays);
        days.extra.retain(|day| !holidays.contains(day));
        days.extra.extend(working);
        days
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike as _, Weekday};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_is_read_and_in_order() {
        let lines: Vec<_> = LIST.lines().skip(1).collect();
        assert_eq!(lines.len(), VIETNAM.off.len() + VIETNAM.extra.len());
        let mut sorted = lines.clone();
        sorted.sort_unstable();
        assert_eq!(lines, sorted);
        for line in lines {
            let columns: Vec<_> = line.split(',').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(["notice", "law"].contains(&columns[3]), "{line}");
        }
    }

    #[test]
    fn every_year_has_the_eleven_days_of_the_law() {
        // New Year, five days of Tết, Giỗ Tổ, 30 April, 1 May, two days of the National Day.
        for year in 2025..=2030 {
            let of_the_law = LIST
                .lines()
                .filter(|line| line.starts_with(&year.to_string()) && line.contains(",off,"))
                .filter(|line| !line.contains("Nghỉ bù") && !line.contains("Hoán đổi"))
                .count();
            assert_eq!(of_the_law, 11, "{year}");
        }
    }

    #[test]
    fn a_holiday_at_the_weekend_is_made_up_for() {
        for year in 2025..=2030 {
            let of_year = |line: &&str| line.starts_with(&year.to_string());
            let made_up = LIST.lines().filter(of_year);
            let made_up = made_up.filter(|line| line.contains("Nghỉ bù")).count();
            let at_weekend = LIST
                .lines()
                .filter(of_year)
                .filter(|line| {
                    line.contains(",off,") && {
                        let weekday = day(&line[..10]).weekday();
                        matches!(weekday, Weekday::Sat | Weekday::Sun)
                    }
                })
                .count();
            assert_eq!(made_up, at_weekend, "{year}");
        }
    }

    #[test]
    fn known_days_stand_where_they_were() {
        for off in [
            "2025-01-29",
            "2025-04-07",
            "2026-02-17",
            "2026-04-27",
            "2026-09-01",
            "2027-02-06",
            "2028-01-26",
            "2028-04-04",
            "2029-02-13",
            "2030-04-12",
        ] {
            assert!(VIETNAM.off.contains(&day(off)), "{off}");
        }
        assert!(VIETNAM.extra.contains(&day("2026-08-22")));
        assert_eq!(known_until(), day("2030-12-31"));
    }

    #[test]
    fn an_organisation_adds_and_takes_away() {
        let days = VIETNAM.with(
            &[day("2026-08-22"), day("2026-12-24")],
            &[day("2026-09-01")],
        );
        assert!(days.off.contains(&day("2026-12-24")));
        assert!(!days.extra.contains(&day("2026-08-22")));
        assert!(days.extra.contains(&day("2026-09-01")));
    }
}
