//! Parts a document into head, title, body and foot, as Decree 30/2020/NĐ-CP lays it out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::marker::{Marker, marked};
use super::paragraph::{Paragraph, Zone};
use super::reflow::names_issuer;
use super::vietnamese::{fold, is_capitals, is_rule, starts_small};
use crate::domain::document::Kind;

/// A head is not longer than this many paragraphs.
const HEAD: usize = 40;

/// The kinds by their printed names, longer names first.
const KINDS: &[(&str, Kind)] = &[
    ("thông báo kết luận", Kind::ThongBao),
    ("chỉ thị", Kind::ChiThi),
    ("kế hoạch", Kind::KeHoach),
    ("công điện", Kind::CongDien),
    ("thông báo", Kind::ThongBao),
    ("nghị quyết", Kind::NghiQuyet),
    ("quyết định", Kind::QuyetDinh),
    ("kết luận", Kind::KetLuan),
    ("hướng dẫn", Kind::HuongDan),
    ("tờ trình", Kind::ToTrinh),
    ("báo cáo", Kind::BaoCao),
    ("giấy mời", Kind::GiayMoi),
];

static FOOT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^nơi nhận\s*(?::|$)").expect("the pattern is valid"));

/// The line over a signature.
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:TM|KT|TL|TUQ|Q)\s?\.\s?\p{Lu}[\p{Lu}\s,.\-]+|(?:PHÓ |Q\. )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BÍ THƯ|TRƯỞNG BAN|CỤC TRƯỞNG|CHỦ NHIỆM)(?:\s[\p{Lu}\s,.\-]+)?)$")
        .expect("the pattern is valid")
});

/// Words with which the first paragraph after a title begins.
static PREAMBLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:Căn cứ|Thực hiện|Thời gian qua|Nhằm|Để|Theo|Vừa qua|Hiện nay|Tiếp theo|Sau khi|Những năm|Xét|Trên cơ sở|Trước (?:tình hình|diễn biến)|Hôm nay|Qua theo dõi|Kính gửi|Trong (?:thời gian|những|các|năm|bối cảnh|tháng|[0-9]))(?:\s|:|,)|Ngày\s+[0-9]|(?:Từ|Năm|Sáng|Chiều)\s|.{3,80}\sđiện\s*:?$|(?:Độc lập|CỘNG HÒA|Số\s*:))",
    )
    .expect("the pattern is valid")
});

/// The parts of a document, as ranges of [`Outline::paragraphs`].
#[derive(Debug)]
pub struct Outline<'a> {
    /// Everything but headers, footers and text boxes.
    pub paragraphs: Vec<&'a Paragraph>,
    /// Headers, footers and text boxes.
    pub margins: Vec<&'a Paragraph>,
    /// From the top to the title or to the first paragraph of the body.
    pub head: Range<usize>,
    /// The kind as printed above the title.
    pub kind: Option<Kind>,
    /// The title as printed; empty if there is none of its own.
    pub title: String,
    /// The text proper.
    pub body: Range<usize>,
    /// `Nơi nhận` and signature.
    pub foot: Range<usize>,
}

impl Outline<'_> {
    /// The text of one paragraph.
    #[must_use]
    pub fn text(&self, place: usize) -> &str {
        self.paragraphs
            .get(place)
            .map_or("", |paragraph| paragraph.text.as_str())
    }

    /// The texts of a range.
    pub fn texts(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        self.paragraphs
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|paragraph| paragraph.text.as_str())
    }
}

/// Finds the parts.
#[must_use]
pub fn outline(all: &[Paragraph]) -> Outline<'_> {
    let (margins, paragraphs): (Vec<&Paragraph>, Vec<&Paragraph>) = all
        .iter()
        .partition(|paragraph| paragraph.zone == Zone::Margin);
    let texts: Vec<&str> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let (head_end, kind, title, body_start) = head(&texts, &paragraphs);
    let foot_start = foot(&texts, body_start);
    Outline {
        head: 0..head_end,
        kind,
        title,
        body: body_start..foot_start,
        foot: foot_start..foot_end(&texts, foot_start),
        paragraphs,
        margins,
    }
}

/// Where the head ends, what kind and title it gives, and where the body begins.
fn head(texts: &[&str], paragraphs: &[&Paragraph]) -> (usize, Option<Kind>, String, usize) {
    for (place, text) in texts.iter().enumerate().take(HEAD) {
        if let Some((kind, rest)) = kind_heading(text) {
            let (title, body) = title_from(texts, place + 1, rest);
            return (place, Some(kind), title, body);
        }
        if text.chars().count() > 300 {
            break;
        }
    }
    let letter = texts
        .iter()
        .take(HEAD)
        .position(|text| subject(text).is_some());
    if let Some(place) = letter {
        let mut title = subject(texts[place]).unwrap_or_default().to_owned();
        let mut next = place + 1;
        while let Some(text) = texts.get(next) {
            let same_place = paragraphs[next].zone == paragraphs[place].zone;
            if !same_place || !starts_small(text) || title.chars().count() > 400 {
                break;
            }
            title.push(' ');
            title.push_str(text);
            next += 1;
        }
        let body = (next..texts.len().min(HEAD))
            .find(|place| !is_head_line(texts[*place]))
            .unwrap_or(next);
        return (body, None, title, body);
    }
    let body = (0..texts.len().min(HEAD))
        .rfind(|place| is_head_line(texts[*place]))
        .map_or(0, |last| last + 1);
    (body, None, String::new(), body)
}

/// A line that is the name of a kind in capitals, with the title after it if it stands there.
fn kind_heading(text: &str) -> Option<(Kind, &str)> {
    let text = text.trim();
    if !text.chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    let folded = fold(text);
    let (name, kind) = KINDS.iter().find(|(name, _)| {
        let printed = name.to_uppercase();
        fold_prefix(text, &printed) || folded == *name
    })?;
    let rest: String = text.chars().skip(name.chars().count()).collect();
    let rest = &text[text.len() - rest.len()..];
    let trimmed = rest.trim_start_matches([':', ' ', '-', '–']).trim();
    match rest.chars().next() {
        None => Some((*kind, "")),
        Some(letter) if letter.is_alphanumeric() => None,
        _ => Some((*kind, trimmed)),
    }
}

/// Whether the text begins with these capitals.
fn fold_prefix(text: &str, capitals: &str) -> bool {
    text.get(..capitals.len())
        .is_some_and(|head| head == capitals)
}

/// Collects the title from `start` on; `first` is what stood on the line of the kind.
fn title_from(texts: &[&str], start: usize, first: &str) -> (String, usize) {
    let mut title = first.to_owned();
    let mut place = start;
    while let Some(text) = texts.get(place) {
        if !belongs_to_title(&title, text, texts.get(place + 1).copied()) {
            break;
        }
        if !is_rule(text) {
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(text);
        }
        place += 1;
    }
    (title, place)
}

fn belongs_to_title(title: &str, text: &str, next: Option<&str>) -> bool {
    if is_rule(text) {
        return true;
    }
    let length = text.chars().count();
    if PREAMBLE.is_match(text) || length > 400 || text.starts_with('(') || text.starts_with('[') {
        return false;
    }
    if marked(text).is_some_and(|found| !matches!(found.marker, Marker::Capital(_))) {
        return false;
    }
    if !title.is_empty() && names_issuer(title, text) {
        return false;
    }
    if is_capitals(text) {
        return title.is_empty() || is_capitals(title);
    }
    if title.is_empty() {
        return !text.ends_with([';', ':']);
    }
    if is_capitals(title) || title.ends_with('.') {
        return false;
    }
    starts_small(text)
        || (length < 70
            && !text.ends_with(['.', ':', ';'])
            && next.is_some_and(|next| next.chars().count() > 150))
}

/// The subject of an official letter: `V/v …`, also behind the number on the same line.
fn subject(text: &str) -> Option<&str> {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\s)((?:V/v|v/v|V/V|Về việc)[\s:].{4,})$").expect("the pattern is valid")
    });
    let found = SUBJECT.captures(text)?.get(1)?;
    let before = text.get(..found.start())?.trim();
    let alone = before.is_empty() || fold(before).starts_with("số");
    (alone && text.chars().count() < 500).then(|| found.as_str())
}

/// A line of the fixed form above a body.
fn is_head_line(text: &str) -> bool {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:cộng hòa xã hội|cộng hoà xã hội|độc lập\s*[-–]|đảng cộng sản|số\s*:|kính gửi|v/v|.{2,40},\s*ngày\s.{0,30}$|ngày\s.{0,30}năm\s*[0-9]{4}$)")
            .expect("the pattern is valid")
    });
    LINE.is_match(text) || is_capitals(text) || is_rule(text)
}

/// Where `Nơi nhận` or the signature begins.
fn foot(texts: &[&str], body: usize) -> usize {
    let after = |place: &usize| *place >= body;
    let named = texts
        .iter()
        .position(|text| FOOT.is_match(text))
        .filter(after);
    let signed = texts
        .iter()
        .enumerate()
        .skip(body)
        .find(|(place, text)| {
            let ended = place
                .checked_sub(1)
                .is_some_and(|before| texts[before].trim_end().ends_with("./."));
            ended
                || (SIGNATURE.is_match(text) && text.chars().count() < 80 && !opens(texts, *place))
        })
        .map(|(place, _)| place);
    match (named, signed) {
        (Some(named), Some(signed)) => named.min(signed),
        (Some(place), None) | (None, Some(place)) => place,
        (None, None) => texts.len(),
    }
}

/// Whether what looks like a signature only names who decides: what follows is still preamble.
fn opens(texts: &[&str], place: usize) -> bool {
    texts.iter().skip(place + 1).take(4).any(|text| {
        [
            "Căn cứ",
            "Theo đề nghị",
            "Xét ",
            "Trên cơ sở",
            "QUYẾT",
            "Điều 1",
        ]
        .iter()
        .any(|word| text.starts_with(word))
    })
}

/// The foot ends with the signature; annexes and notes come after it.
fn foot_end(texts: &[&str], start: usize) -> usize {
    (start..texts.len())
        .find(|place| {
            let text = texts[*place];
            text.starts_with('[')
                || fold(text).starts_with("phụ lục")
                || kind_heading(text).is_some_and(|(_, rest)| rest.is_empty() && *place > start + 1)
        })
        .unwrap_or(texts.len())
}
