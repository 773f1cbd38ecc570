//! Expressions of time: days, months, quarters, years and hours, as written.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use regex::Regex;

/// A point or period of time as written; `None` where the year is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// A day.
    Day {
        day: u32,
        month: u32,
        year: Option<i32>,
    },
    /// A month.
    Month { month: u32, year: Option<i32> },
    /// A quarter, 1 to 4.
    Quarter { quarter: u32, year: Option<i32> },
    /// A year.
    Year(i32),
}

/// A time and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it begins, with the word `ngày` if there is one.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it says.
    pub time: Time,
}

static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?: (?:ngày\s*)? \b(?P<d1>[0-9]{1,2}) \s+ tháng \s+ (?P<m1>[0-9]{1,2}) \b (?: \s*(?:,?\s*năm|/|-)\s* (?P<y1>[0-9]{4}) )?
        | (?:ngày\s*)? \b(?P<d2>[0-9]{1,2}) \s?[/.-]\s? (?P<m2>[0-9]{1,2}) (?: \s?[/.-]\s? (?P<y2>[0-9]{4}) \b | \b )
        | tháng \s* (?P<m3>[0-9]{1,2}) \b (?: \s*(?:năm|/|-|\.)\s* (?P<y3>[0-9]{4}) )?
        | qu[ýí] \s* (?P<q>IV|III|II|I|[1-4]) \b (?: \s*(?:,?\s*năm|/|-|\.)\s* (?P<y4>[0-9]{4}) )?
        | năm \s+ (?P<y5>20[0-9]{2}) \b )",
    )
    .expect("the pattern is valid")
});

/// An hour at the very end of a text, with what joins it to the day after it.
static HOUR_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?P<h>[0-9]{1,2})\s?(?:(?:giờ|h|g)\s?(?P<m>[0-9]{2})?|:(?P<m2>[0-9]{2}))\s?(?:phút|p|['’′”])?(?:\s*\([^)]*\))?[\s,(]*(?:(?:ngày|của|vào|sáng|chiều|buổi)\s*)*(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)?[\s,(]*(?:ngày\s*)?$",
    )
    .expect("the pattern is valid")
});

static WEEKDAY_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:ngày\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[\s,(]*(?:ngày\s*)?$",
    )
    .expect("the pattern is valid")
});

/// All expressions of time in a text that name a day, a month, a quarter or a year.
#[must_use]
pub fn expressions(text: &str) -> Vec<Expression> {
    EXPRESSION
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let number = |name: &str| {
                found
                    .name(name)
                    .and_then(|digits| digits.as_str().parse::<u32>().ok())
            };
            let year = |name: &str| {
                found
                    .name(name)
                    .and_then(|digits| digits.as_str().parse::<i32>().ok())
            };
            let time = if let (Some(day), Some(month)) = (number("d1"), number("m1")) {
                Time::Day {
                    day,
                    month,
                    year: year("y1"),
                }
            } else if let (Some(day), Some(month)) = (number("d2"), number("m2")) {
                // "214/NQ-CP", "4/2025/TT", "1.085" are no days.
                let after = text.get(whole.end()..).unwrap_or_default();
                let before = text.get(..whole.start()).unwrap_or_default();
                if after.starts_with(['/', '%']) || before.ends_with(['/', '.', ',']) {
                    return None;
                }
                Time::Day {
                    day,
                    month,
                    year: year("y2"),
                }
            } else if let Some(month) = number("m3") {
                Time::Month {
                    month,
                    year: year("y3"),
                }
            } else if let Some(quarter) = found.name("q") {
                let quarter = match quarter.as_str().to_uppercase().as_str() {
                    "I" | "1" => 1,
                    "II" | "2" => 2,
                    "III" | "3" => 3,
                    _ => 4,
                };
                Time::Quarter {
                    quarter,
                    year: year("y4"),
                }
            } else {
                Time::Year(year("y5")?)
            };
            plausible(time).then_some(Expression {
                start: whole.start(),
                end: whole.end(),
                time,
            })
        })
        .collect()
}

fn plausible(time: Time) -> bool {
    match time {
        Time::Day { day, month, .. } => (1..=31).contains(&day) && (1..=12).contains(&month),
        Time::Month { month, .. } => (1..=12).contains(&month),
        Time::Quarter { .. } | Time::Year(_) => true,
    }
}

/// The hour that stands right before a day, and where it begins.
#[must_use]
pub fn hour_before(before: &str) -> Option<(usize, NaiveTime)> {
    let found = HOUR_BEFORE.captures(before)?;
    let hour = found.name("h")?.as_str().parse().ok()?;
    let minute = found
        .name("m")
        .or_else(|| found.name("m2"))
        .and_then(|digits| digits.as_str().parse().ok())
        .unwrap_or(0);
    Some((found.get(0)?.start(), clock(hour, minute)?))
}

/// Where the day of the week begins that stands right before a day.
#[must_use]
pub fn weekday_before(before: &str) -> Option<usize> {
    WEEKDAY_BEFORE.find(before).map(|found| found.start())
}

/// A time of day; 24 o'clock is the last minute of the day.
#[must_use]
pub fn clock(hour: u32, minute: u32) -> Option<NaiveTime> {
    if hour == 24 && minute == 0 {
        return NaiveTime::from_hms_opt(23, 59, 0);
    }
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The last day of a time; `issued` completes a missing year.
#[must_use]
pub fn last_day(time: Time, issued: Option<NaiveDate>) -> Option<NaiveDate> {
    let end_of = |year: i32, month: u32| {
        let (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt())
    };
    let in_year = |year: i32| match time {
        Time::Day { day, month, .. } => NaiveDate::from_ymd_opt(year, month, day),
        Time::Month { month, .. } => end_of(year, month),
        Time::Quarter { quarter, .. } => end_of(year, quarter * 3),
        Time::Year(year) => end_of(year, 12),
    };
    let year = match time {
        Time::Day { year, .. } | Time::Month { year, .. } | Time::Quarter { year, .. } => year,
        Time::Year(year) => Some(year),
    };
    if let Some(year) = year {
        return in_year(year);
    }
    let issued = issued?;
    let same = in_year(issued.year())?;
    // Late in the year "trước ngày 15/01" is about the next; a little way back it is the past.
    if same < issued && (issued - same).num_days() > 180 {
        return in_year(issued.year() + 1);
    }
    Some(same)
}

/// The first day of a month, quarter or year, or the day itself.
#[must_use]
pub fn first_day(time: Time, issued: Option<NaiveDate>) -> Option<NaiveDate> {
    let last = last_day(time, issued)?;
    match time {
        Time::Day { .. } => Some(last),
        Time::Month { .. } => last.with_day(1),
        Time::Quarter { .. } => last.with_day(1)?.with_month(last.month() - 2),
        Time::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
    }
}
