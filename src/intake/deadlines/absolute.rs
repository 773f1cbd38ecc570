//! Deadlines on a day, with or without an hour, and at the end of a period.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use regex::Regex;

use super::expression::{
    Expression, Time, expressions, first_day, hour_before, last_day, weekday_before,
};
use super::{Found, clause_after, clause_before};
use crate::domain::document::{Due, Every, ReadDeadline, Repeats};

/// Words right before a time that bind by themselves.
static STRONG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:\b(?:hoàn\s+thành\s+)?(?:xong\s+)?trước(?:\s+(?:thời\s+điểm|hết|mốc))?
        | \b(?:chậm|muộn)\s+nhất(?:\s+(?:là|đến|vào|trong|trước|hết|lúc|ngày))*
        | \bkhông\s+(?:được\s+)?(?:quá|muộn\s+hơn|chậm\s+hơn|trễ\s+hơn)
        | \b(?:thời\s+)?hạn\s+(?:cuối|chót|chậm\s+nhất|hoàn\s+thành|báo\s+cáo|gửi|nộp)?(?:\s+cùng)?\s*(?::|là|đến|vào|trong|trước|hết|\s)*
        | \bxong\s+(?:trong|vào)
        | \bhoàn\s+thành(?:\s+(?:trong|vào|xong|đến|hết|trước|chậm\s+nhất|và\s+báo\s+cáo))*
        | \b(?:thời\s+gian|tiến\s+độ|thời\s+hạn|thời\s+điểm)\s+(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|tổ\s+chức|báo\s+cáo|trình|ban\s+hành|gửi|xong)[\p{L}\s]{0,40}\s*[:(]?\s*(?:hoàn\s+thành\s*)?(?:(?:trong|vào|là|đến|hết|trước|cuối)\s*)*
        | \b(?:thời\s+gian|tiến\s+độ|thời\s+hạn)\s*:\s*(?:(?:trong|vào|đến|hết|trước)\s*)*)\s*$",
    )
    .expect("the pattern is valid")
});

/// Words right before a time that bind if the clause speaks of finishing or reporting.
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:trong|vào|đến|đến hết|hết|cuối|đến cuối)\s+$")
        .expect("the pattern is valid")
});

/// The clause speaks of finishing, handing in or reporting.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)hoàn thành|báo cáo|trình|ban hành|gửi|nộp|xong|thời gian thực hiện|thời hạn|tham mưu|kết thúc|giải quyết dứt điểm")
        .expect("the pattern is valid")
});

/// The clause speaks of a target, a forecast or of the past.
static NOT_BINDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)phấn đấu|mục tiêu|chỉ tiêu|tỷ lệ|đã (?:có|được|hoàn thành|ban hành|báo cáo|giao|đạt)|tính đến|dự báo|lũy kế|định hướng|tầm nhìn|giai đoạn")
        .expect("the pattern is valid")
});

/// The clause speaks of something that comes back.
static RHYTHM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)định kỳ|(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng)").expect("the pattern is valid")
});

/// A range before the time: only its end is a deadline, and "từ … đến …" makes it one.
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:thời gian|thời hạn|tiến độ)[^.;]*\btừ\s[^.;]{2,40}?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?$")
        .expect("the pattern is valid")
});

/// A range after the time: this is its beginning.
static RANGE_GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày|tháng|năm|quý|[0-9])")
        .expect("the pattern is valid")
});

/// Days, months, quarters and years that bind somebody.
pub fn find(paragraph: &str, issued: Option<NaiveDate>) -> Vec<Found> {
    let mut all: Vec<Found> = today(paragraph, issued);
    for expression in expressions(paragraph) {
        let after_one = all
            .last()
            .is_some_and(|one: &Found| joined(paragraph, one, expression));
        if let Some(found) = judge(paragraph, expression, issued, after_one) {
            all.push(found);
        }
    }
    all
}

/// "trước 17h00 hôm nay" is about the day of issue.
fn today(paragraph: &str, issued: Option<NaiveDate>) -> Vec<Found> {
    static TODAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:trước|chậm nhất(?:\s+(?:là|vào|lúc))?)\s+(?P<hour>[0-9]{1,2}\s?(?:giờ|h|:)[^.;,]{0,12}?)\s*(?:trong\s+)?(?:ngày\s+)?(?:hôm nay|cùng ngày)\b")
            .expect("the pattern is valid")
    });
    let found = |found: regex::Captures<'_>| {
        let whole = found.get(0)?;
        let (_, time) = hour_before(found.name("hour")?.as_str())?;
        let deadline = ReadDeadline {
            text: whole.as_str().to_owned(),
            iso: Some(Due::Moment(issued?.and_time(time))),
            repeats: None,
            within: None,
        };
        Some(Found {
            start: whole.start(),
            end: whole.end(),
            deadline,
        })
    };
    TODAY.captures_iter(paragraph).filter_map(found).collect()
}

/// "trước ngày 30/11/2025 và ngày 15/12/2025": the second shares the word of the first.
fn joined(paragraph: &str, one: &Found, next: Expression) -> bool {
    let between = paragraph.get(one.end..next.start).unwrap_or("?").trim();
    matches!(between, "và" | "," | ", và" | "và trước" | "hoặc")
}

fn judge(
    paragraph: &str,
    expression: Expression,
    issued: Option<NaiveDate>,
    after_one: bool,
) -> Option<Found> {
    let mut start = expression.start;
    let before = paragraph.get(..start)?;
    let hour = hour_before(before);
    if let Some((begins, _)) = hour {
        start = begins;
    } else if let Some(begins) = weekday_before(before) {
        start = begins;
    }
    let clause = clause_before(paragraph, start);
    let offset = start - clause.len();
    let after = clause_after(paragraph, expression.end);
    if RANGE_GOES_ON.is_match(after) && !matches!(expression.time, Time::Year(_)) {
        return None;
    }
    let trigger = trigger(clause, after, expression.time, after_one)?;
    let text = |start: usize| {
        paragraph
            .get(start..expression.end)
            .map(|text| text.trim().to_owned())
    };
    if let Some(repeats) = yearly(clause, expression.time, hour.map(|(_, time)| time)) {
        let start = offset + trigger;
        let deadline = ReadDeadline {
            text: text(start)?,
            iso: None,
            repeats: Some(repeats),
            within: None,
        };
        return Some(Found {
            start,
            end: expression.end,
            deadline,
        });
    }
    let day = due_day(clause, expression.time, issued)?;
    if issued.is_some_and(|issued| day < issued) || is_target(expression.time, clause, issued) {
        return None;
    }
    let iso = match hour {
        Some((_, time)) => Due::Moment(day.and_time(time)),
        None => Due::Day(day),
    };
    let start = offset + trigger;
    Some(Found {
        start,
        end: expression.end,
        deadline: ReadDeadline {
            text: text(start)?,
            iso: Some(iso),
            repeats: None,
            within: None,
        },
    })
}

/// Where in the clause the words begin that make the time a deadline.
fn trigger(clause: &str, after: &str, time: Time, after_one: bool) -> Option<usize> {
    if let Some(found) = STRONG.find(clause) {
        return Some(found.start());
    }
    if RANGE.is_match(clause) {
        return Some(
            clause
                .rfind("đến")
                .or_else(|| clause.rfind("tới"))
                .unwrap_or(clause.len()),
        );
    }
    if after_one {
        return Some(clause.len());
    }
    let weak = WEAK.find(clause)?;
    let duty = DUTY.is_match(clause) || (matches!(time, Time::Day { .. }) && DUTY.is_match(after));
    let day_of_event =
        matches!(time, Time::Day { .. }) && weak.as_str().trim().eq_ignore_ascii_case("vào");
    let passing = weak.as_str().trim() == "đến" && !clause.to_lowercase().contains("hoàn thành");
    (duty && !day_of_event && !passing && !NOT_BINDING.is_match(clause)).then_some(weak.start())
}

/// "định kỳ …, 01 năm (trước ngày 10/12)": a day without a year after such words comes every year.
fn yearly(clause: &str, time: Time, hour: Option<NaiveTime>) -> Option<Repeats> {
    let Time::Day {
        day,
        month,
        year: None,
    } = time
    else {
        return None;
    };
    RHYTHM.is_match(clause).then_some(Repeats {
        every: Every::Year,
        day: u8::try_from(day).ok(),
        month: u8::try_from(month).ok(),
        weekday: None,
        time: hour,
    })
}

/// "trước tháng 12" ends with November; everything else on its own last day.
fn due_day(clause: &str, time: Time, issued: Option<NaiveDate>) -> Option<NaiveDate> {
    let before = clause.trim_end().to_lowercase().ends_with("trước");
    if before && !matches!(time, Time::Day { .. }) {
        return first_day(time, issued)?.pred_opt();
    }
    last_day(time, issued)
}

/// A year that is far off, or a share to be reached, is a target and no deadline.
fn is_target(time: Time, clause: &str, issued: Option<NaiveDate>) -> bool {
    match time {
        Time::Year(year) => {
            issued.is_some_and(|issued| year > issued.year() + 1) || NOT_BINDING.is_match(clause)
        }
        _ => false,
    }
}
