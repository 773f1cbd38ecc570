//! Deadlines in prose: by a day, with an hour, at the end of a month, quarter or year, recurring,
//! or counted from an event.
//!
//! A date alone is no deadline: directives are full of dates of cited papers. What binds is the
//! word before it (`trước`, `chậm nhất`, `hoàn thành trong`, `Thời gian thực hiện:`), so each
//! time expression is judged by its surroundings within the same clause. Days before the issue of
//! the document are history, far years are targets.

mod absolute;
mod expression;
mod recurring;
mod relative;

use chrono::NaiveDate;

use crate::domain::document::ReadDeadline;

/// A deadline and where in the paragraph it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    start: usize,
    end: usize,
    deadline: ReadDeadline,
}

/// The deadlines in one paragraph, in reading order, each once. `issued` is the date of the
/// document: it completes dates without a year and tells the past from the future.
#[must_use]
pub fn find(paragraph: &str, issued: Option<NaiveDate>) -> Vec<ReadDeadline> {
    let mut found: Vec<Found> = Vec::new();
    let steps = [
        recurring::find(paragraph),
        absolute::find(paragraph, issued),
        relative::find(paragraph),
        recurring::find_loose(paragraph),
    ];
    for candidate in steps.into_iter().flatten() {
        let overlaps = found
            .iter()
            .any(|other| candidate.start < other.end && other.start < candidate.end);
        if !overlaps {
            found.push(candidate);
        }
    }
    found.sort_by_key(|one| one.start);
    let mut deadlines: Vec<ReadDeadline> = Vec::new();
    for one in found {
        let known = deadlines.iter().any(|other| {
            if one.deadline.iso.is_some() {
                other.iso == one.deadline.iso
            } else {
                other.text == one.deadline.text
            }
        });
        if !known {
            deadlines.push(one.deadline);
        }
    }
    deadlines
}

/// The part of a paragraph before `place` that belongs to the same clause.
fn clause_before(paragraph: &str, place: usize) -> &str {
    let before = paragraph.get(..place).unwrap_or_default();
    let cut = before
        .rfind([';', '\n'])
        .into_iter()
        .chain(before.rfind(". "))
        .max()
        .map_or(0, |cut| cut + 1);
    before.get(cut..).unwrap_or_default()
}

/// The part of a paragraph from `place` on that belongs to the same clause.
fn clause_after(paragraph: &str, place: usize) -> &str {
    let after = paragraph.get(place..).unwrap_or_default();
    let cut = after
        .find([';', '\n'])
        .into_iter()
        .chain(after.find(". "))
        .min()
        .unwrap_or(after.len());
    after.get(..cut).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issued() -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2025, 11, 20)
    }

    /// Text and iso (or `-`) of what is found.
    fn found(paragraph: &str) -> Vec<(String, String)> {
        find(paragraph, issued())
            .into_iter()
            .map(|one| {
                (
                    one.text,
                    one.iso.map_or_else(|| "-".into(), |iso| iso.to_string()),
                )
            })
            .collect()
    }

    fn iso(paragraph: &str) -> Vec<String> {
        found(paragraph).into_iter().map(|(_, iso)| iso).collect()
    }

    #[test]
    fn days_and_hours() {
        for (paragraph, expected) in [
            ("báo cáo trước ngày 15/12/2025.", "2025-12-15"),
            (
                "gửi về Sở Nội vụ trước 17 giờ ngày 27/11/2025 để tổng hợp",
                "2025-11-27T17:00",
            ),
            ("trước 17h30 ngày 27/11", "2025-11-27T17:30"),
            (
                "chậm nhất ngày 10 tháng 12 năm 2025, trong đó",
                "2025-12-10",
            ),
            (
                "chậm nhất là 16 giờ 30 phút, thứ Sáu ngày 28/11/2025",
                "2025-11-28T16:30",
            ),
            (
                "hoàn thành xong trước ngày 05 tháng 12 năm 2025",
                "2025-12-05",
            ),
            ("xong trước 30/11", "2025-11-30"),
            ("trước ngày 15/01 gửi báo cáo", "2026-01-15"),
            ("hạn cuối là ngày 30.11.2025", "2025-11-30"),
            ("sơ tán dân xong trước 17h00 hôm nay", "2025-11-20T17:00"),
            (
                "Thời gian thực hiện: từ ngày 25/11/2025 đến hết ngày 10/12/2025.",
                "2025-12-10",
            ),
        ] {
            assert_eq!(iso(paragraph), [expected], "{paragraph}");
        }
    }

    #[test]
    fn months_quarters_and_years_end_on_their_last_day() {
        for (paragraph, expected) in [
            (
                "Thời gian hoàn thành trong tháng 12 năm 2025.",
                "2025-12-31",
            ),
            ("hoàn thành trong Quý I/2026", "2026-03-31"),
            ("Thời gian thực hiện: Quí IV-2025", "2025-12-31"),
            (
                "c) Thời gian thực hiện: Hoàn thành trong năm 2025.",
                "2025-12-31",
            ),
            (
                "trình Ủy ban nhân dân thành phố ban hành trong tháng 02/2026",
                "2026-02-28",
            ),
        ] {
            assert_eq!(iso(paragraph), [expected], "{paragraph}");
        }
    }

    #[test]
    fn what_binds_nobody_is_no_deadline() {
        for paragraph in [
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
            "đến ngày 19 tháng 11 năm 2025 đã có 15 bộ, ngành gửi đăng ký",
            "trước ngày 01/7/2024 còn 15 hộ chưa kê khai",
            "phấn đấu đến năm 2030 đạt 95%",
            "tổ chức lễ khởi công vào ngày 19 tháng 12 năm 2025",
            "kinh phí ngân sách đã giao trong năm 2025",
            "dự báo trong 24 giờ tới có mưa to",
            "tiếp cận hỗ trợ trong 24 giờ đầu kể từ khi lực lượng đến",
            "có nhà ở an toàn trước Tết nguyên đán năm 2026",
        ] {
            assert_eq!(found(paragraph), [], "{paragraph}");
        }
    }

    #[test]
    fn recurring_deadlines_keep_their_rhythm() {
        use crate::domain::document::Every;
        for (paragraph, every, day) in [
            ("báo cáo trước ngày 25 hằng tháng", Every::Month, Some(25)),
            ("gửi trước 13 giờ hằng ngày để tổng hợp", Every::Day, None),
            ("trước 15:00 ngày thứ Sáu hàng tuần", Every::Week, None),
            (
                "hằng năm (trước ngày 30 tháng 11) báo cáo",
                Every::Year,
                Some(30),
            ),
            (
                "báo cáo 02 lần/ngày (trước 9h00’ và 16h00’)",
                Every::Day,
                None,
            ),
            (
                "định kỳ hằng quý (trước ngày 15 của tháng cuối quý)",
                Every::Quarter,
                Some(15),
            ),
            (
                "trước ngày 20 của tháng cuối quý gửi báo cáo",
                Every::Quarter,
                Some(20),
            ),
        ] {
            let deadlines = find(paragraph, issued());
            assert_eq!(deadlines.len(), 1, "{paragraph}: {deadlines:?}");
            assert_eq!(deadlines[0].iso, None, "{paragraph}");
            let repeats = deadlines[0].repeats.expect("recurring");
            assert_eq!((repeats.every, repeats.day), (every, day), "{paragraph}");
        }
    }

    #[test]
    fn two_rhythms_are_two_deadlines() {
        use crate::domain::document::Every;
        let deadlines = find(
            "định kỳ 6 tháng báo cáo, 01 năm (trước ngày 10/12)",
            issued(),
        );
        let every: Vec<_> = deadlines
            .iter()
            .filter_map(|one| one.repeats)
            .map(|repeats| (repeats.every, repeats.month))
            .collect();
        assert_eq!(every, [(Every::HalfYear, None), (Every::Year, Some(12))]);
    }

    #[test]
    fn relative_deadlines_keep_their_span() {
        use crate::domain::document::{Span, Start};
        for (paragraph, count, unit, from) in [
            (
                "trong 05 ngày làm việc kể từ ngày ký",
                5,
                Span::WorkingDay,
                Some(Start::Issue),
            ),
            ("chậm nhất trong 02 giờ", 2, Span::Hour, None),
            (
                "trong thời hạn 10 ngày, kể từ ngày nhận được văn bản",
                10,
                Span::Day,
                Some(Start::Receipt),
            ),
            ("không quá 03 (ba) ngày làm việc", 3, Span::WorkingDay, None),
        ] {
            let deadlines = find(paragraph, issued());
            assert_eq!(deadlines.len(), 1, "{paragraph}: {deadlines:?}");
            let within = deadlines[0].within.expect("relative");
            assert_eq!(
                (within.count, within.unit, within.from),
                (count, unit, from),
                "{paragraph}"
            );
        }
    }
}
