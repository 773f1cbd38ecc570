//! Deadlines that count from an event: "trong 05 ngày làm việc kể từ ngày ký".

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use crate::domain::document::{ReadDeadline, Span, Start, Within};

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)(?P<lead>\b(?:trong|chậm\s+nhất|muộn\s+nhất|không\s+quá|tối\s+đa|thời\s+hạn|thời\s+gian)(?:\s+(?:vòng|thời\s+hạn|thời\s+gian|trong|là|sau|không\s+quá|chậm\s+nhất|tối\s+đa))*)\s*:?\s+
        (?P<count>[0-9]{1,3})\s*(?:\([\p{L}\s]{1,20}\)\s*)?
        (?P<unit>ngày|giờ|h\b|phút|tuần|tháng|năm)(?P<working>\s+làm\s+việc)?
        (?P<rest>\s*,?\s*(?:kể\s+từ|từ\s+(?:khi|ngày|lúc|thời\s+điểm)|sau\s+khi|tính\s+từ)[^.;,]{0,70})?",
    )
    .expect("the pattern is valid")
});

/// Relative deadlines in a paragraph.
pub fn find(paragraph: &str) -> Vec<Found> {
    SPAN.captures_iter(paragraph)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let lead = found.name("lead")?.as_str().to_lowercase();
            let rest = found.name("rest").map(|rest| rest.as_str().to_lowercase());
            let bare = !["chậm", "muộn", "không quá", "thời hạn", "vòng", "tối đa"]
                .iter()
                .any(|word| lead.contains(word));
            if (bare && rest.is_none()) || is_no_deadline(paragraph.get(whole.end()..)?) {
                return None;
            }
            let unit = match (
                found.name("unit")?.as_str().to_lowercase().as_str(),
                found.name("working"),
            ) {
                ("ngày", Some(_)) => Span::WorkingDay,
                ("ngày", None) => Span::Day,
                ("giờ" | "h", _) => Span::Hour,
                ("phút", _) => Span::Minute,
                ("tuần", _) => Span::Week,
                ("tháng", _) => Span::Month,
                _ => Span::Year,
            };
            Some(Found {
                start: whole.start(),
                end: whole.end(),
                deadline: ReadDeadline {
                    text: whole.as_str().trim().to_owned(),
                    iso: None,
                    repeats: None,
                    within: Some(Within {
                        count: found.name("count")?.as_str().parse().ok()?,
                        unit,
                        from: rest.map(|rest| start(&rest)),
                    }),
                },
            })
        })
        .collect()
}

/// "trong 24 giờ tới" forecasts, "trong 24 giờ đầu" describes, "không quá 3 tháng tuổi" measures.
fn is_no_deadline(after: &str) -> bool {
    let after = after.trim_start().to_lowercase();
    [
        "tới",
        "đầu",
        "qua",
        "liên tục",
        "liên tiếp",
        "gần",
        "tuổi",
        "trước",
        "vừa",
        "/",
    ]
    .iter()
    .any(|word| after.starts_with(word))
}

fn start(rest: &str) -> Start {
    if rest.contains("nhận") {
        Start::Receipt
    } else if rest.contains("ký") || rest.contains("ban hành") {
        Start::Issue
    } else {
        Start::Event
    }
}
