//! Beginnings and ends of a period as people say them: "từ sáng mai", "3 ngày", "đến 30/11".

use chrono::{Datelike as _, Duration, NaiveDate};

use super::calendar::Calendar;
use super::document::Due;
use super::text::fold;
use super::typed;

/// When a period begins that somebody describes at `now`: `Some(None)` is at once. A day without an
/// hour begins when work begins.
#[must_use]
pub fn begins(typed: &str, calendar: &Calendar, now: i64) -> Option<Option<i64>> {
    let text = fold(typed);
    let text = text.trim().trim_start_matches("tu ").trim();
    if matches!(
        text,
        "bay gio" | "ngay" | "ngay bay gio" | "now" | "hom nay" | "today"
    ) {
        return Some(None);
    }
    if matches!(text, "mai" | "sang mai" | "ngay mai" | "tomorrow") {
        return Some(Some(tomorrow(calendar, now)));
    }
    let at = match due(text, calendar, now)? {
        Due::Day(day) => calendar.instant(day.and_time(calendar.opens)),
        Due::Moment(moment) => calendar.instant(moment),
    };
    Some((at > now).then_some(at))
}

/// When work begins tomorrow, Unix ms.
#[must_use]
pub fn tomorrow(calendar: &Calendar, now: i64) -> i64 {
    let day = calendar.local(now).date_naive() + Duration::days(1);
    calendar.instant(day.and_time(calendar.opens))
}

/// When a period ends that begins at `from`, as somebody describes it at `now`: by a number of days,
/// weeks or months, by a day or by a moment. A day without an hour counts to its end.
#[must_use]
pub fn ends(typed: &str, calendar: &Calendar, from: i64, now: i64) -> Option<i64> {
    let text = fold(typed);
    let mut text = text.trim();
    for word in ["den ", "toi ", "until ", "het ", "trong ", "for ", "ngay "] {
        text = text.trim_start_matches(word).trim();
    }
    if matches!(text, "mai" | "tomorrow") {
        return Some(end_of(
            calendar,
            calendar.local(now).date_naive() + Duration::days(1),
        ));
    }
    if let Some(days) = days(text) {
        return Some(after_days(calendar, from, days));
    }
    match due(text, calendar, now)? {
        Due::Day(day) => Some(end_of(calendar, day)),
        Due::Moment(moment) => Some(calendar.instant(moment)),
    }
}

/// The end (Unix ms) of the last of so many days from `from` on. A day of which no working hours are
/// left does not count.
#[must_use]
pub fn after_days(calendar: &Calendar, from: i64, days: u32) -> i64 {
    let local = calendar.local(from).naive_local();
    let late = local.time() >= calendar.closes;
    let count = i64::from(days) - i64::from(!late);
    end_of(calendar, local.date() + Duration::days(count))
}

fn end_of(calendar: &Calendar, day: NaiveDate) -> i64 {
    calendar.due_instant(Due::Day(day))
}

/// How many days "3 ngày", "1 tuần", "2 tháng" or "3 days" are.
fn days(text: &str) -> Option<u32> {
    let (number, unit) = text.split_once(' ')?;
    let number: u32 = match number {
        "mot" | "a" | "one" => 1,
        "hai" | "two" => 2,
        "ba" | "three" => 3,
        digits => digits.parse().ok()?,
    };
    let each = match unit.trim() {
        "ngay" | "hom" | "day" | "days" => 1,
        "tuan" | "week" | "weeks" => 7,
        "thang" | "month" | "months" => 30,
        _ => return None,
    };
    (1..=366).contains(&number).then(|| number * each)
}

/// A day, a moment or a day of the coming week.
fn due(text: &str, calendar: &Calendar, now: i64) -> Option<Due> {
    let local = calendar.local(now).naive_local();
    let weekday = [
        ["thu hai", "thu 2", "monday"],
        ["thu ba", "thu 3", "tuesday"],
        ["thu tu", "thu 4", "wednesday"],
        ["thu nam", "thu 5", "thursday"],
        ["thu sau", "thu 6", "friday"],
        ["thu bay", "thu 7", "saturday"],
        ["chu nhat", "cn", "sunday"],
    ]
    .iter()
    .position(|names| names.contains(&text));
    match weekday {
        Some(wanted) => {
            let wanted = i64::try_from(wanted).unwrap_or_default();
            let today = i64::from(local.weekday().num_days_from_monday());
            let ahead = (wanted - today + 6) % 7 + 1;
            Some(Due::Day(local.date() + Duration::days(ahead)))
        }
        None => {
            let text = text.replace(" gio ", "h").replace(" gio", "h");
            typed::due(&text.replace("ngay", " "), local)
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDateTime, NaiveTime, Weekday};

    use super::*;
    use crate::domain::holidays::Exceptions;

    fn calendar() -> Calendar {
        Calendar {
            time_zone: chrono_tz::Asia::Ho_Chi_Minh,
            opens: NaiveTime::from_hms_opt(7, 30, 0).unwrap(),
            closes: NaiveTime::from_hms_opt(17, 30, 0).unwrap(),
            days: vec![Weekday::Mon],
            exceptions: Exceptions::default(),
        }
    }

    fn at(text: &str) -> i64 {
        calendar().instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    fn said(instant: i64) -> String {
        calendar()
            .local(instant)
            .format("%Y-%m-%d %H:%M")
            .to_string()
    }

    /// Monday morning.
    const NOW: &str = "2026-11-23 09:00";

    #[test]
    fn beginnings_as_people_say_them() {
        for (typed, begins_at) in [
            ("từ bây giờ", Some("now")),
            ("Ngay bây giờ", Some("now")),
            ("hôm nay", Some("now")),
            ("Từ sáng mai", Some("2026-11-24 07:30")),
            ("ngày mai", Some("2026-11-24 07:30")),
            ("25/11", Some("2026-11-25 07:30")),
            ("từ 14h 25/11", Some("2026-11-25 14:00")),
            ("từ ngày 25/11/2026", Some("2026-11-25 07:30")),
            ("thứ Hai", Some("2026-11-30 07:30")),
            ("thứ 4", Some("2026-11-25 07:30")),
            // What has begun already begins now.
            ("23/11", Some("now")),
            ("khi nào tiện", None),
            ("", None),
        ] {
            let got = begins(typed, &calendar(), at(NOW));
            let got = got.map(|at| at.map_or_else(|| "now".to_owned(), said));
            assert_eq!(got.as_deref(), begins_at, "{typed}");
        }
    }

    #[test]
    fn ends_as_people_say_them() {
        for (typed, ends_at) in [
            ("1 ngày", Some("2026-11-23 23:59")),
            ("3 ngày", Some("2026-11-25 23:59")),
            ("1 tuần", Some("2026-11-29 23:59")),
            ("một tuần", Some("2026-11-29 23:59")),
            ("trong 2 tuần", Some("2026-12-06 23:59")),
            ("2 weeks", Some("2026-12-06 23:59")),
            ("1 tháng", Some("2026-12-22 23:59")),
            ("đến 30/11", Some("2026-11-30 23:59")),
            ("đến hết ngày 30/11", Some("2026-11-30 23:59")),
            ("đến 12h 30/11", Some("2026-11-30 12:00")),
            ("đến 12 giờ 30 ngày 30/11", Some("2026-11-30 12:30")),
            ("5/1", Some("2027-01-05 23:59")),
            ("đến thứ Sáu", Some("2026-11-27 23:59")),
            ("Chủ nhật", Some("2026-11-29 23:59")),
            ("mai", Some("2026-11-24 23:59")),
            ("0 ngày", None),
            ("999999999 ngày", None),
            ("lâu lâu", None),
            ("", None),
        ] {
            let got = ends(typed, &calendar(), at(NOW), at(NOW)).map(said);
            assert_eq!(got.as_deref(), ends_at, "{typed}");
        }
    }

    #[test]
    fn an_evening_is_no_day_of_work() {
        let evening = at("2026-11-23 19:00");
        assert_eq!(
            said(after_days(&calendar(), evening, 1)),
            "2026-11-24 23:59"
        );
        assert_eq!(said(tomorrow(&calendar(), evening)), "2026-11-24 07:30");
    }
}
