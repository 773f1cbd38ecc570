//! The paragraphs after the last task, which speak to everybody.

use super::Items;
use crate::intake::marker::marked;
use crate::intake::vietnamese::fold;

/// Cuts the closing paragraphs off the last task: they speak to everybody.
pub(super) fn close(body: &[&str], mut all: Items) -> Items {
    let Some(last) = all.items.last_mut() else {
        return all;
    };
    let mut end = last.end;
    while end > last.start + 1 {
        let text = body[end - 1];
        let heading_only = end == last.start + 2
            && body[last.start].chars().count() < 100
            && !body[last.start].ends_with('.');
        if marked(text).is_some() || !is_closing(text) || (heading_only && !is_plain_closing(text))
        {
            break;
        }
        end -= 1;
    }
    all.outside.extend(end..last.end);
    last.end = end;
    all
}

fn is_plain_closing(text: &str) -> bool {
    let folded = fold(text);
    let naming = [
        "chỉ thị này",
        "kế hoạch này",
        "công điện này",
        "thông báo này",
        "nghị quyết này",
        "văn bản này",
    ];
    folded.starts_with("trên đây")
        || folded.starts_with("trong quá trình")
        || naming.iter().any(|name| folded.contains(name))
}

fn is_closing(text: &str) -> bool {
    let folded = fold(text);
    let openings = [
        "yêu cầu",
        "đề nghị",
        "nhận được",
        "các sở",
        "các cơ quan",
        "các bộ",
        "các đơn vị",
        "các cấp",
        "các đồng chí",
        "các địa phương",
        "thủ trưởng",
        "giám đốc",
        "chủ tịch",
        "ủy ban nhân dân",
        "ubnd",
        "văn phòng",
        "giao ",
        "thừa lệnh",
        "thủ tướng",
        "bộ trưởng",
        "quá trình",
        "nếu có",
        "định kỳ",
        "căn cứ",
        "trường hợp",
        "tổng hợp",
        "đồng thời",
        "sở ",
        "bộ ",
        "ban ",
        "công an",
    ];
    is_plain_closing(text)
        || text.trim_end().ends_with("./.")
        || folded.contains("khó khăn, vướng mắc")
        || openings.iter().any(|word| folded.starts_with(word))
}
