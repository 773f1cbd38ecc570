//! Deadlines that come back: "trước ngày 25 hằng tháng", "trước 13 giờ hằng ngày".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::expression::clock;
use super::{Found, clause_after, clause_before};
use crate::domain::document::{Every, ReadDeadline, Repeats};

/// A binding word, a day or an hour, and the rhythm right after it.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)(?:trước|chậm\s+nhất(?:\s+(?:là|vào|trước))?|muộn\s+nhất|vào|trong)\s+
        (?:(?P<h>[0-9]{1,2})\s?(?:(?:giờ|h|g)\s?(?P<mi>[0-9]{2})?|:(?P<mi2>[0-9]{2}))\s?(?:phút|['’′”])?[\s,]*)?
        (?:(?:ngày\s+|chiều\s+|sáng\s+)*(?:thứ\s+(?P<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sun>chủ\s+nhật))[\s,]*)?
        (?:(?:ngày\s+)?(?P<d>[0-9]{1,2})(?:\s?(?:/|-|\s+tháng\s+)\s?(?P<m>[0-9]{1,2}))?
           (?:\s*(?:và|,)\s*(?:ngày\s+)?[0-9]{1,2}(?:\s?(?:/|\s+tháng\s+)\s?[0-9]{1,2})?)*[\s,]*)?
        (?:của\s+)?
        (?:(?P<quarter>(?:tháng\s+cuối(?:\s+cùng)?(?:\s+của)?\s*(?:mỗi\s+|hằng\s+|hàng\s+)?quý|cuối\s+(?:mỗi\s+)?quý))|(?P<next>(?:tháng|quý)\s+(?:sau|tiếp\s+theo|kế\s+tiếp|liền\s+kề))|(?:hằng|hàng|mỗi|từng)\s+(?P<every>ngày|tuần|tháng|quý|năm))",
    )
    .expect("the pattern is valid")
});

/// The rhythm first, the day or hour after it, often in brackets.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)(?:(?:hằng|hàng|mỗi|định\s+kỳ)\s+(?:hằng\s+|hàng\s+)?(?P<every>ngày|tuần|tháng|quý|năm|(?:0?6|sáu)\s+tháng)|(?P<times>[0-9]{1,2}\s+lần\s*/\s*(?P<per>ngày|tuần|tháng|quý|năm)))
        [^.;]{0,60}?
        (?P<body>(?:trước|chậm\s+nhất(?:\s+(?:là|vào|trước))?|muộn\s+nhất)\s+
        (?:(?P<h>[0-9]{1,2})\s?(?:(?:giờ|h|g)\s?(?P<mi>[0-9]{2})?|:(?P<mi2>[0-9]{2}))\s?(?:phút|['’′”])?
           (?:\s*(?:và|,)\s*[0-9]{1,2}\s?(?:giờ|h|g|:)\s?(?:[0-9]{2})?\s?(?:phút|['’′”])?)*[\s,]*)?
        (?:(?:ngày\s+)?(?:thứ\s+(?P<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sun>chủ\s+nhật))[\s,]*)?
        (?:(?:ngày\s+)?(?P<d>[0-9]{1,2})(?:\s?(?:/|-|\s+tháng\s+)\s?(?P<m>[0-9]{1,2}))?\b)?)",
    )
    .expect("the pattern is valid")
});

/// A rhythm without a day.
static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)định kỳ\s+(?:(?:hằng|hàng)\s+)?(?P<every>ngày|tuần|tháng|quý|năm|(?:0?6|sáu) tháng)\b")
        .expect("the pattern is valid")
});

static REPORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)báo cáo|gửi|tổng hợp").expect("the pattern is valid"));

/// Recurring deadlines that name a day or an hour.
pub fn find(paragraph: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for found in AFTER.captures_iter(paragraph) {
        let timed = ["h", "wd", "sun", "d"]
            .iter()
            .any(|name| found.name(name).is_some());
        let starts_binding = !found.get(0).is_some_and(|whole| {
            let word = whole.as_str().to_lowercase();
            word.starts_with("vào") || word.starts_with("trong")
        });
        if timed && (starts_binding || reports(paragraph, &found)) {
            all.extend(built(paragraph, &found, 0));
        }
    }
    for found in BEFORE.captures_iter(paragraph) {
        let timed = ["h", "wd", "sun", "d"]
            .iter()
            .any(|name| found.name(name).is_some());
        let body = found.name("body").map_or(0, |body| body.end());
        // With a year after it the day is one day, not a rhythm.
        let dated = paragraph.get(body..).is_some_and(|after| {
            let after = after.trim_start();
            after.starts_with("/2")
                || after.starts_with("năm 2")
                || after.starts_with("-2")
                || after.starts_with(".2")
        });
        let day_follows = paragraph.get(body..).is_some_and(|after| {
            let after = after.trim_start();
            found.name("d").is_none()
                && (after.starts_with("ngày")
                    || after.starts_with(|letter: char| letter.is_ascii_digit()))
        });
        // "định kỳ 6 tháng …, 01 năm (trước ngày 10/12)": the nearer rhythm counts, not this one.
        let rhythm = found.name("every").or_else(|| found.name("times"));
        let other_rhythm = rhythm
            .zip(found.name("body"))
            .and_then(|(rhythm, body)| paragraph.get(rhythm.end()..body.start()))
            .is_some_and(|between| between.contains("năm") || between.contains("quý"));
        if timed && !dated && !day_follows && !other_rhythm {
            all.extend(built(
                paragraph,
                &found,
                found.name("body").map_or(0, |body| body.start()),
            ));
        }
    }
    all
}

/// Recurring reports that name only their rhythm.
pub fn find_loose(paragraph: &str) -> Vec<Found> {
    LOOSE
        .captures_iter(paragraph)
        .filter(|found| reports(paragraph, found))
        .filter_map(|found| built(paragraph, &found, 0))
        .collect()
}

/// Whether the clause around a match speaks of reporting.
fn reports(paragraph: &str, found: &Captures<'_>) -> bool {
    found.get(0).is_some_and(|whole| {
        REPORT.is_match(clause_before(paragraph, whole.start()))
            || REPORT.is_match(clause_after(paragraph, whole.end()))
    })
}

fn built(paragraph: &str, found: &Captures<'_>, body: usize) -> Option<Found> {
    let whole = found.get(0)?;
    let number = |name: &str| {
        found
            .name(name)
            .and_then(|digits| digits.as_str().parse::<u32>().ok())
    };
    let small = |name: &str, most: u32| {
        number(name)
            .filter(|value| (1..=most).contains(value))
            .and_then(|value| u8::try_from(value).ok())
    };
    let every = every(found, small("m", 12).is_some());
    let minute = number("mi").or_else(|| number("mi2")).unwrap_or(0);
    let start = if body > 0 { body } else { whole.start() };
    Some(Found {
        start: whole.start(),
        end: whole.end(),
        deadline: ReadDeadline {
            text: paragraph
                .get(start..whole.end())?
                .trim_matches([' ', ',', '('])
                .to_owned(),
            iso: None,
            repeats: Some(Repeats {
                every,
                day: small("d", 31),
                month: small("m", 12),
                weekday: weekday(found),
                time: number("h").and_then(|hour| clock(hour, minute)),
            }),
            within: None,
        },
    })
}

fn every(found: &Captures<'_>, has_month: bool) -> Every {
    let named = |name: &str| found.name(name).map(|words| words.as_str().to_lowercase());
    if named("quarter").is_some() {
        return Every::Quarter;
    }
    if let Some(next) = named("next") {
        return if next.starts_with("quý") {
            Every::Quarter
        } else {
            Every::Month
        };
    }
    match named("every").or_else(|| named("per")).as_deref() {
        Some("ngày") => Every::Day,
        Some("tuần") => Every::Week,
        Some("tháng") if has_month => Every::Year,
        Some("tháng") => Every::Month,
        Some("quý") => Every::Quarter,
        Some("năm") => Every::Year,
        _ => Every::HalfYear,
    }
}

fn weekday(found: &Captures<'_>) -> Option<u8> {
    if found.name("sun").is_some() {
        return Some(7);
    }
    match found.name("wd")?.as_str().to_lowercase().as_str() {
        "hai" | "2" => Some(1),
        "ba" | "3" => Some(2),
        "tư" | "4" => Some(3),
        "năm" | "5" => Some(4),
        "sáu" | "6" => Some(5),
        _ => Some(6),
    }
}
