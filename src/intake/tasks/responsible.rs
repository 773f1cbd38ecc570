//! Who is named as doer or lead of a task.

use std::sync::LazyLock;

use regex::Regex;

use crate::intake::marker::{Marker, marked};
use crate::intake::vietnamese::squeeze;

/// Words that hand a task to somebody.
static GIVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:giao|đề nghị|yêu cầu|phân công|chỉ đạo|ủy quyền|uỷ quyền|đồng ý giao)\s+(?i:nhiệm vụ cho\s+|cho\s+|đồng chí\s+)?").expect("the pattern is valid")
});

/// Words with which the name of a unit or an office begins.
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?i:các|toàn bộ|tất cả|những|đồng chí|đ/c)\s+)*(?:(?i:sở|bộ|ban|ngành|cục|chi cục|tổng cục|văn phòng|công an|thanh tra|trung tâm|viện|trường|bệnh viện|ủy ban|uỷ ban|ubnd|hđnd|hội|hội đồng|đoàn|liên đoàn|mặt trận|mttq|chủ tịch|phó chủ tịch|giám đốc|thủ trưởng|người đứng đầu|bộ trưởng|thứ trưởng|phó thủ tướng|bí thư|chánh|trưởng|tổng giám đốc|tập đoàn|tổng công ty|công ty|doanh nghiệp|đài|báo|cổng|kho bạc|ngân hàng|bảo hiểm|tòa án|viện kiểm sát|cơ quan|đơn vị|địa phương|xã|phường|tỉnh ủy|thành ủy|đảng ủy|tổ|đội|lực lượng|quân khu|bộ đội|thường trực|tỉnh|thành phố|chính quyền|cấp ủy|tổ chức|cá nhân|hộ gia đình|cộng đồng|phòng)\b)",
    )
    .expect("the pattern is valid")
});

/// Words of work that begin like the name of a unit: "Tổ chức lễ", "Báo cáo", "Ban hành".
static NO_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:Báo cáo|Ban hành|Phòng,? (?:ngừa|chống|tránh)|Trường hợp|Hội nghị|Hội thảo|Đội ngũ|Bộ máy|Đoàn kết|Phòng họp|Tổ chức (?:thực|triển|lễ|hội|kiểm|các|tuyên|rà|tốt|phát|quán|tập|diễn|sơ|tổng|ra|cho|giám|thi|đánh|xây|lực)|Cá biệt|Xã hội)")
        .expect("the pattern is valid")
});

/// Where the name ends and the work begins.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:\s(?:chủ trì|phối hợp|chỉ đạo|tổ chức|thực hiện|tiếp tục|tăng cường|khẩn trương|rà soát|có trách nhiệm|chịu trách nhiệm|theo dõi|hướng dẫn|tham mưu|căn cứ|triển khai|chủ động|kịp thời|theo chức năng|trên cơ sở|trực tiếp|giám sát|phải|cần|tổng hợp|nghiên cứu|đôn đốc|đẩy mạnh|tập trung|báo cáo|cùng|làm|quan tâm|lập|cập nhật|tiến hành|bố trí|thường xuyên|nâng cao|phát huy|bảo đảm|đảm bảo|sớm|nhanh chóng|huy động|quán triệt|nghiêm túc|thống kê|là|được|tại|trong|khai thác|xây dựng (?:kế hoạch|phương án|chương trình|đề án|dự toán|và|các)|lãnh đạo|sẵn sàng|chuẩn bị|cho|sử dụng|tham gia|hỗ trợ|ban hành|xem xét|kiểm tra|xử lý|vận hành|trình|sơ tán|nắm|quản lý việc|quy định|Khẩn trương|Chủ trì|Phối hợp|Chỉ đạo|Tổ chức|Tiếp tục|Tăng cường|Rà soát|Theo dõi|Hướng dẫn)\b|[:.(–]|\s-\s)",
    )
    .expect("the pattern is valid")
});

/// A list of places or ministries behind a colon.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^:]{0,60}(?:các tỉnh|các Bộ|các bộ|thành phố|cơ quan)\s*:\s")
        .expect("the pattern is valid")
});

/// `Đơn vị chủ trì: Sở Khoa học và Công nghệ.`
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:đơn vị|cơ quan)\s+(?:chủ trì|thực hiện|chịu trách nhiệm)(?:\s+thực hiện)?\s*:\s*(?P<who>[^.;]{3,160})").expect("the pattern is valid")
});

/// Where one unit ends and the next begins in a list.
static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[;,]\s*(?:và\s+)?|\s+và\s+)(?P<next>(?:(?:các|Các)\s+)?(?:Sở|Bộ|Ban|Cục|Văn phòng|Công an|Thanh tra|Trung tâm|Ủy ban|Uỷ ban|UBND|HĐND|Hội|Đoàn|Mặt trận|Chủ tịch|Giám đốc|Thủ trưởng|Bộ trưởng|Bí thư|Tập đoàn|Tổng|Công ty|Đài|Báo|Cổng|Chi cục|tổ chức|Tổ|Phó)\b)").expect("the pattern is valid")
});

/// A list of units is not longer than this.
const MOST: usize = 12;

/// The units of a task, as written, each once.
#[must_use]
pub fn find(paragraphs: &[&str]) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut add = |names: Vec<String>| {
        for name in names {
            if !units.contains(&name) && units.len() < MOST {
                units.push(name);
            }
        }
    };
    for (place, paragraph) in paragraphs.iter().enumerate() {
        if let Some(who) = LEAD.captures(paragraph).and_then(|found| found.name("who")) {
            add(split(who.as_str()));
        }
        let found = marked(paragraph);
        let words = found.map_or(*paragraph, |found| found.rest);
        let heading =
            place == 0 || found.is_some_and(|found| matches!(found.marker, Marker::Nested(..)));
        if heading {
            add(named(words, place == 0));
        }
        // "Về việc …: Giao Bộ Tài chính chủ trì …"
        if place == 0
            && let Some((_, after)) = words.split_once(": ")
        {
            add(named(after, false));
        }
    }
    units
}

/// The units at the beginning of an item.
fn named(text: &str, opening: bool) -> Vec<String> {
    let given = GIVES
        .find(text)
        .map_or(text, |found| text.get(found.end()..).unwrap_or_default());
    if !UNIT.is_match(given)
        || NO_UNIT.is_match(given)
        || (!opening
            && given.len() == text.len()
            && !text.chars().next().is_some_and(char::is_uppercase))
    {
        return Vec::new();
    }
    // "các tỉnh: Đắk Lắk, …" and "các Bộ: Quốc phòng" go on after the colon.
    let from = LISTED.find(given).map_or(0, |found| found.end());
    let end = WORK
        .find_iter(given)
        .filter(|found| found.start() >= from)
        .find(|found| !is_part_of_name(given, found.start(), found.as_str()))
        .map_or(given.len(), |found| found.start());
    let name = given.get(..end).unwrap_or(given);
    if name.chars().count() > 400 {
        return Vec::new();
    }
    split(name)
}

/// "các tổ chức chính trị", "cơ quan, tổ chức": here the word is a noun.
fn is_part_of_name(text: &str, at: usize, word: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let listed = before.ends_with("ác") || before.ends_with(',') || before.ends_with("và");
    word.trim() == "tổ chức" && listed
}

fn split(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = list;
    loop {
        let cut = NEXT
            .captures(rest)
            .and_then(|found| Some((found.get(0)?.start(), found.name("next")?.start())));
        let Some((end, next)) = cut.filter(|(end, _)| *end > 0) else {
            names.extend(tidy(rest));
            return names;
        };
        names.extend(rest.get(..end).and_then(tidy));
        rest = rest.get(next..).unwrap_or_default();
    }
}

fn tidy(name: &str) -> Option<String> {
    let name = squeeze(name.trim_matches([' ', ',', ';', '.', ':', '-']));
    (name.chars().count() >= 3).then_some(name)
}
