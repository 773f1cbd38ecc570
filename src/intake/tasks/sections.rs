//! Which sections of a document hold tasks, judged by their headings.

use crate::intake::vietnamese::fold;

/// Headings that begin so speak of reasons, aims, results, money or conditions.
const OTHER: &[&str] = &[
    "mục đích",
    "mục tiêu",
    "quan điểm",
    "yêu cầu",
    "đánh giá",
    "tình hình",
    "kết quả",
    "kinh phí",
    "nguồn kinh phí",
    "phạm vi",
    "đối tượng",
    "thời gian",
    "địa điểm",
    "căn cứ",
    "nguyên nhân",
    "tồn tại",
    "hạn chế",
    "những hạn chế",
    "ưu điểm",
    "chỉ tiêu",
    "thành phần",
    "bối cảnh",
    "sự cần thiết",
    "cơ sở",
    "khái quát",
    "đặc điểm",
    "dự báo",
    "nguyên tắc",
    "quy định chung",
    "thực trạng",
    "nhận định",
    "về kết quả",
    "những kết quả",
    "một số kết quả",
    "về đánh giá",
    "nhận xét",
    "bài học",
    "khó khăn",
    "tổng quan",
    "dự toán",
    "về kinh phí",
    "những khó khăn",
    "phương châm",
    "các chỉ tiêu",
    "cơ chế tài chính",
    "kết luận chung",
];

/// Headings with these words hold tasks even if they also speak of something else.
const TASK: &[&str] = &[
    "nhiệm vụ",
    "giải pháp",
    "tổ chức thực hiện",
    "phân công",
    "trách nhiệm thực hiện",
];

/// Headings that begin so hold no tasks, whatever else they name.
const NEVER: &[&str] = &[
    "đánh giá",
    "tình hình",
    "kết quả",
    "thực trạng",
    "mục đích",
    "quan điểm",
    "kinh phí",
    "nguyên nhân",
    "về kết quả",
    "những kết quả",
    "một số kết quả",
    "căn cứ",
    "sự cần thiết",
];

/// Headings of sections whose dates are aims or history and bind nobody.
const NO_DEADLINES: &[&str] = &[
    "mục đích",
    "mục tiêu",
    "quan điểm",
    "đánh giá",
    "tình hình",
    "kết quả",
    "thực trạng",
    "chỉ tiêu",
    "căn cứ",
    "nguyên nhân",
    "bối cảnh",
    "sự cần thiết",
    "dự báo",
    "nhận định",
    "về kết quả",
    "những kết quả",
    "một số kết quả",
    "khái quát",
    "đặc điểm",
    "tổng quan",
];

/// Whether the items below a heading are tasks.
#[must_use]
pub fn holds_tasks(heading: &str) -> bool {
    let heading = opening(heading);
    let begins = |list: &[&str]| list.iter().any(|word| heading.starts_with(word));
    if !begins(OTHER) {
        return true;
    }
    let money = heading.starts_with("kinh phí") && heading.contains("tổ chức thực hiện");
    (money || !begins(NEVER)) && TASK.iter().any(|word| heading.contains(word))
}

/// Whether deadlines below a heading bind somebody.
#[must_use]
pub fn may_bind(heading: &str) -> bool {
    let heading = opening(heading);
    holds_tasks(&heading) || !NO_DEADLINES.iter().any(|word| heading.starts_with(word))
}

/// Whether a numbered line is plainly the heading of a section without tasks.
#[must_use]
pub fn is_other_heading(text: &str) -> bool {
    text.chars().count() <= 80 && !holds_tasks(text)
}

/// The first words of a heading, folded.
fn opening(heading: &str) -> String {
    let folded = fold(heading);
    let folded = folded.trim_start_matches(['.', ':', ' ', '-']);
    folded.chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_apart() {
        for heading in [
            "NHIỆM VỤ, GIẢI PHÁP",
            "TỔ CHỨC THỰC HIỆN",
            "MỤC TIÊU, NHIỆM VỤ",
            "Phân công nhiệm vụ",
            "NỘI DUNG",
        ] {
            assert!(holds_tasks(heading), "{heading}");
        }
        for heading in [
            "MỤC ĐÍCH, YÊU CẦU",
            "Kinh phí thực hiện",
            "ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
            "Thời gian, địa điểm",
        ] {
            assert!(!holds_tasks(heading), "{heading}");
        }
        assert!(!may_bind("MỤC TIÊU ĐẾN NĂM 2030"));
        assert!(may_bind("THỜI GIAN THỰC HIỆN"));
    }
}
