//! Days and times as people type them in a chat.

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::document::Due;

/// A day such as `28/11`, `28/11/2026` or `28-11-26`. Without a year it is the next such day, not
/// before `today`.
#[must_use]
pub fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let numbers = numbers(text, &['/', '-', '.'])?;
    match numbers[..] {
        [day, month] => {
            let this_year = NaiveDate::from_ymd_opt(today.year(), month, day);
            match this_year {
                Some(date) if date >= today => Some(date),
                _ => NaiveDate::from_ymd_opt(today.year() + 1, month, day),
            }
        }
        [day, month, year] => {
            let year = if year < 100 { year + 2000 } else { year };
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        }
        _ => None,
    }
}

/// A deadline such as `28/11`, `17h 28/11/2026`, `28/11 17:30`, `17 giờ 30 ngày 28/11` or `mai`.
#[must_use]
pub fn due(text: &str, now: NaiveDateTime) -> Option<Due> {
    let text = text.trim().to_lowercase();
    let text = text
        .replace("hôm nay", &now.date().format("%d/%m/%Y").to_string())
        .replace(
            "ngày mai",
            &(now.date() + Duration::days(1))
                .format("%d/%m/%Y")
                .to_string(),
        )
        .replace(" giờ ", "h")
        .replace(" giờ", "h")
        .replace("trước", " ")
        .replace("ngày", " ")
        .replace("phút", " ")
        .replace(',', " ");
    let mut found_day = None;
    let mut found_time = None;
    for word in text.split_whitespace() {
        if let Some(time) = time(word) {
            found_time.replace(time).is_none().then_some(())?;
        } else {
            let day = day(word, now.date())?;
            found_day.replace(day).is_none().then_some(())?;
        }
    }
    let day = found_day?;
    Some(match found_time {
        Some(time) => Due::Moment(day.and_time(time)),
        None => Due::Day(day),
    })
}

/// A time such as `17h`, `17h30` or `17:30`.
fn time(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once(['h', ':'])?;
    let minute = if minute.is_empty() {
        0
    } else {
        minute.parse().ok()?
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute, 0)
}

fn numbers(text: &str, separators: &[char]) -> Option<Vec<u32>> {
    text.trim()
        .split(separators)
        .map(|part| part.trim().parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 23)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap()
    }

    #[test]
    fn deadlines_as_people_type_them() {
        let table = [
            ("28/11", Some("2026-11-28")),
            ("28/11/2026", Some("2026-11-28")),
            ("28-11-26", Some("2026-11-28")),
            ("05/01", Some("2027-01-05")),
            ("17h 28/11", Some("2026-11-28T17:00")),
            ("28/11 17:30", Some("2026-11-28T17:30")),
            ("17 giờ 30 ngày 28/11", Some("2026-11-28T17:30")),
            ("Trước 17 giờ, ngày 28/11/2026", Some("2026-11-28T17:00")),
            ("17h ngày mai", Some("2026-11-24T17:00")),
            ("hôm nay 15h", Some("2026-11-23T15:00")),
            ("31/02", None),
            ("17h", None),
            ("sớm nhất có thể", None),
            ("28/11 29/11", None),
            ("", None),
        ];
        for (typed, expected) in table {
            let got = due(typed, now()).map(|due| due.to_string());
            assert_eq!(got.as_deref(), expected, "{typed}");
        }
    }
}
