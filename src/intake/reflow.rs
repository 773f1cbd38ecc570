//! Joins wrapped lines to paragraphs.
//!
//! Text from a portal or from a PDF is cut into lines where the page was full, so a line may begin
//! with what looks like the number of an item ("29/12/2023 của …", "12. " after "tháng"). Whether
//! a line goes on from the one before is told by several signs together: blank lines, the end of
//! the line before, the first letter, markers that count up, and the fixed parts of the form.

use std::sync::LazyLock;

use regex::Regex;

use super::marker::{Marker, marked};
use super::vietnamese::{is_capitals, is_rule, squeeze, starts_capital, starts_small};

/// Lines with which a paragraph of the form begins, wherever they stand.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?i:số)\s*:\s*[0-9/]|V/v\b|(?i:kính gửi)\b|(?i:nơi nhận)\s*:|(?i:trích yếu)|(?i:cộng hòa xã hội|cộng hoà xã hội)|Độc lập\s*[-–]|(?:KT|TM|TL|TUQ|Q)\.\s?\p{Lu}|\[[0-9]{1,3}\]|(?i:phụ lục)\b|[\p{Lu}][\p{L}. ]{1,30}, ngày\s.{0,12}tháng)",
    )
    .expect("the pattern is valid")
});

/// Lines that are a whole paragraph by themselves.
static STANDALONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:Độc lập\s*[-–].*|(?i:số)\s*:\s*[0-9]+\s*/\s*[^\s]+|CHỈ THỊ|CÔNG ĐIỆN|KẾ HOẠCH|THÔNG BÁO|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾT LUẬN|HƯỚNG DẪN|TỜ TRÌNH|BÁO CÁO|GIẤY MỜI|(?i:nơi nhận)\s*:|KHẨN|THƯỢNG KHẨN|H[ỎO][ẢA] TỐC|MẬT|TỐI MẬT|TUYỆT MẬT|.*ngày [0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})$",
    )
    .expect("the pattern is valid")
});

/// Words with which the first paragraph after a title begins; where no blank line parts them,
/// only these tell.
static PREAMBLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:Căn cứ|Thực hiện|Thời gian qua|Trong (?:thời gian|những|các|năm|bối cảnh|[0-9])|Nhằm|Để |Theo |Vừa qua|Hiện nay|Tiếp theo|Sau khi|Ngày [0-9]|Từ (?:ngày|đầu|tối|đêm)|Năm [0-9]|Những năm|Qua |Xét |Trên cơ sở|Triển khai thực hiện|Tiếp tục|Công tác|Tình hình|Kính gửi|Hôm nay|Sáng |Chiều |(?:[\p{L} ,]+ )?(?:điện|yêu cầu|nhận được)\s*:?$|.{3,60} điện:$)",
    )
    .expect("the pattern is valid")
});

/// Joins the lines of a text to paragraphs. A text that is not wrapped keeps its lines.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    flow(&lines, is_wrapped(&lines), is_spaced(&lines))
}

/// Joins lines that are known to be wrapped. `spaced` says that a blank line stands before every
/// paragraph, so that nothing else needs to be guessed.
#[must_use]
pub fn wrapped(lines: &[&str], spaced: bool) -> Vec<String> {
    flow(lines, true, spaced)
}

fn flow(lines: &[&str], wrapped: bool, spaced: bool) -> Vec<String> {
    let mut flow = Flow {
        wrapped,
        spaced,
        width: usual_width(lines),
        done: Vec::new(),
        open: None,
        expected: 1,
    };
    let mut blank = false;
    for line in lines {
        if line.is_empty() || is_rule(line) {
            blank = true;
            continue;
        }
        flow.take(line, blank);
        blank = false;
    }
    flow.close();
    flow.done
}

/// A text is wrapped if many of its lines plainly go on in the next.
fn is_wrapped(lines: &[&str]) -> bool {
    let (mut goes_on, mut pairs) = (0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [first, second] = pair else { continue };
        if first.is_empty() || second.is_empty() || is_capitals(first) {
            continue;
        }
        pairs += 1;
        goes_on += usize::from(starts_small(second) && !ends_sentence(first));
    }
    goes_on >= 3 && goes_on * 5 >= pairs
}

/// A text is spaced if nearly every sentence that ends with its line is followed by a blank one.
fn is_spaced(lines: &[&str]) -> bool {
    let (mut ends, mut blanks) = (0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [first, second] = pair else { continue };
        if ends_sentence(first) && !first.starts_with('-') {
            ends += 1;
            blanks += usize::from(second.is_empty());
        }
    }
    ends >= 3 && blanks * 3 >= ends * 2
}

/// The length that a full line has, in characters.
fn usual_width(lines: &[&str]) -> usize {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 19 / 20).copied().unwrap_or(0)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', ')', '’', ']'])
        .ends_with(['.', ':', ';', '!', '?', '…'])
        || line.ends_with("./.")
}

/// The paragraph being put together.
struct Open {
    text: String,
    /// Length of its last line in characters.
    last: usize,
    /// Whether all its lines so far are capitals.
    capitals: bool,
    /// Whether it is one of the lines that stand alone.
    standalone: bool,
    /// Whether it is a title: the paragraph after the kind.
    title: bool,
}

struct Flow {
    wrapped: bool,
    /// Whether blank lines part all paragraphs.
    spaced: bool,
    width: usize,
    done: Vec<String>,
    open: Option<Open>,
    /// The Arabic number that would count up.
    expected: u32,
}

impl Flow {
    fn take(&mut self, line: &str, blank: bool) {
        let joins = self
            .open
            .as_ref()
            .is_some_and(|open| self.goes_on(open, line, blank));
        if !joins {
            self.close();
        }
        match &mut self.open {
            Some(open) => {
                open.text.push(' ');
                open.text.push_str(line);
                open.last = line.chars().count();
                open.capitals &= is_capitals(line);
                open.standalone = false;
            }
            None => {
                let title = self.done.last().is_some_and(|before| is_kind(before));
                self.open = Some(Open {
                    text: line.to_owned(),
                    last: line.chars().count(),
                    capitals: is_capitals(line),
                    standalone: STANDALONE.is_match(line),
                    title,
                });
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        if let Some(Marker::Arabic(number)) = marked(&open.text).map(|found| found.marker) {
            self.expected = number + 1;
        }
        self.done.push(squeeze(&open.text));
    }

    /// Whether `line` belongs to the open paragraph.
    fn goes_on(&self, open: &Open, line: &str, blank: bool) -> bool {
        if is_lone_marker(&open.text) {
            return marked(line).is_none_or(|found| found.marker == Marker::Bullet && self.wrapped);
        }
        if self.begins_item(open, line, blank) || OPENING.is_match(line) {
            return false;
        }
        if open.standalone {
            return false;
        }
        if blank {
            return self.wrapped
                && starts_small(line)
                && !ends_sentence(&open.text)
                && !open.capitals;
        }
        if open.capitals {
            let same = is_capitals(line)
                && !STANDALONE.is_match(line)
                && !(open.title && names_issuer(&open.text, line));
            return same || starts_small(line);
        }
        if !self.wrapped || (open.title && PREAMBLE.is_match(line)) {
            return false;
        }
        if is_capitals(line) && line.chars().count() > 10 {
            return open.text.ends_with([',', '-', '(', '“']);
        }
        if !starts_capital(line) || self.spaced {
            return true;
        }
        let first_word = line
            .split(' ')
            .next()
            .map_or(0, |word| word.chars().count());
        let full = open.last + 1 + first_word > self.width * 9 / 10;
        if ends_sentence(&open.text) {
            full && !open.text.ends_with(':')
        } else {
            full || open.last * 2 > self.width
        }
    }

    /// Whether `line` begins a numbered or lettered item, and is not the middle of a sentence.
    fn begins_item(&self, open: &Open, line: &str, blank: bool) -> bool {
        let Some(found) = marked(line) else {
            return false;
        };
        let parted = blank || !self.wrapped || ends_sentence(&open.text) || open.capitals;
        match found.marker {
            Marker::Article(_) => parted || found.label.ends_with('.'),
            Marker::Division => parted,
            Marker::Roman(_) | Marker::Capital(_) => parted || is_capitals(found.rest),
            Marker::Arabic(number) => {
                let heading = found.rest.is_empty() || starts_capital(found.rest);
                heading
                    && (parted
                        || ((number == self.expected || number == 1)
                            && !expects_number(&open.text)))
            }
            Marker::Nested(..) => parted || starts_capital(found.rest),
            // A letter may follow a heading that ends without a stop: "1. Sở Y tế" / "a) Rà soát".
            Marker::Letter(_) => {
                parted || (starts_capital(found.rest) && !expects_number(&open.text))
            }
            Marker::Bracketed(_) => parted,
            // A dash in the middle of a wrapped sentence ("kinh tế - xã hội") also begins a line.
            Marker::Bullet => {
                let after_heading = starts_capital(found.rest) && open.last * 3 < self.width * 2;
                (parted || after_heading) && found.label != "·"
            }
        }
    }
}

/// Whether a line in capitals after a title names who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN …"), as
/// resolutions and decisions do before they begin.
#[must_use]
pub fn names_issuer(title: &str, line: &str) -> bool {
    static ISSUER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:HỘI ĐỒNG NHÂN DÂN|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ$|BỘ TRƯỞNG|GIÁM ĐỐC|QUỐC HỘI|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TỔNG GIÁM ĐỐC|CHÁNH VĂN PHÒNG|KHÓA\s|KHOÁ\s)")
            .expect("the pattern is valid")
    });
    let goes_on = title.split_whitespace().next_back().is_some_and(|word| {
        ["CỦA", "TẠI", "VỚI", "VÀ", "CHO", "DO", "THUỘC", "GIỮA", "-"].contains(&word)
            || word.ends_with(',')
    });
    !goes_on && ISSUER.is_match(line)
}

/// "tháng", "khoản", "cấp độ": a number after these goes on the sentence.
fn expects_number(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "tháng", "ngày", "năm", "số", "khoản", "điều", "điểm", "cấp", "độ", "mục", "quý", "nhóm",
        "tuần", "thứ", "và", "lục", "từ", "đến", "Khoản", "Điều", "Điểm", "Mục", "Tháng", "Quý",
        "lớp", "khu", "quận", "phố", "tổ", "loại", "mức", "-", "–",
    ];
    text.split_whitespace()
        .next_back()
        .is_some_and(|word| WORDS.contains(&word))
}

/// A number or letter that stands alone on its line belongs to the next.
fn is_lone_marker(text: &str) -> bool {
    marked(text).is_some_and(|found| {
        found.rest.is_empty() && !matches!(found.marker, Marker::Bullet | Marker::Division)
    })
}

fn is_kind(text: &str) -> bool {
    is_capitals(text) && text.chars().count() <= 20 && STANDALONE.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let text = "Để chủ động ứng phó với mưa lớn theo Nghị định ngày\n29/12/2023 của Chính phủ, Chủ tịch Ủy ban nhân dân\nthành phố yêu cầu các cơ quan, đơn vị thực hiện\ntốt các nhiệm vụ sau:\n1.\nSở Xây dựng kiểm tra hệ thống thoát nước trên các\ntuyến đường chính.\n2. Công an thành phố bảo đảm trật tự.";
        assert_eq!(
            paragraphs(text),
            [
                "Để chủ động ứng phó với mưa lớn theo Nghị định ngày 29/12/2023 của Chính phủ, Chủ tịch Ủy ban nhân dân thành phố yêu cầu các cơ quan, đơn vị thực hiện tốt các nhiệm vụ sau:",
                "1. Sở Xây dựng kiểm tra hệ thống thoát nước trên các tuyến đường chính.",
                "2. Công an thành phố bảo đảm trật tự.",
            ]
        );
    }

    #[test]
    fn a_title_in_capitals_ends_where_the_capitals_end() {
        let text =
            "CÔNG ĐIỆN\nV/V KHẨN TRƯƠNG ỨNG PHÓ\nMƯA LŨ\nCHỦ TỊCH ỦY BAN NHÂN DÂN điện:\n- Các sở;";
        assert_eq!(
            paragraphs(text),
            [
                "CÔNG ĐIỆN",
                "V/V KHẨN TRƯƠNG ỨNG PHÓ MƯA LŨ",
                "CHỦ TỊCH ỦY BAN NHÂN DÂN điện:",
                "- Các sở;"
            ]
        );
    }

    #[test]
    fn a_text_that_is_not_wrapped_keeps_its_lines() {
        assert_eq!(
            paragraphs("Chào các đồng chí\nMời họp lúc 8 giờ"),
            ["Chào các đồng chí", "Mời họp lúc 8 giờ"]
        );
    }
}
