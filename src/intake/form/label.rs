//! Number, date, place and title.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::domain::document::Kind;
use crate::intake::outline::Outline;
use crate::intake::vietnamese::{fold, is_capitals, squeeze};

/// How far prose is searched when there is no head.
const PROSE: usize = 3;

/// `Số: 09/CT-UBND`, `Số 12-CT/TU`, `Số:10988/BNV-CCVC`, `9476 /BNNMT-TL`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:(?i:số)\s*[:.]?\s*|\s*)
        (?P<number>[0-9]{1,6}[a-zA-Z]?\s*(?:/\s*(?:19|20)[0-9]{2}\s*)?[/-]\s*\p{Lu}[\p{L}0-9]*(?:\s*[-/&]\s*\p{L}[\p{L}0-9.]*)*)",
    )
    .expect("the pattern is valid")
});

/// A number in a sentence that tells of the document: "ra Công điện số 27/CĐ-TTg".
static NUMBER_IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?i:chỉ\ thị|công\ điện|kế\ hoạch|thông\ báo|nghị\ quyết|quyết\ định|kết\ luận|công\ văn|hướng\ dẫn)\s+(?i:số\s*:?\s*)?
        (?P<number>[0-9]{1,6}\s*(?:/\s*(?:19|20)[0-9]{2}\s*)?[/-]\s*\p{Lu}[\p{L}0-9]*(?:\s?[-/&]\s?\p{Lu}[\p{L}0-9]*)*)",
    )
    .expect("the pattern is valid")
});

static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:(?P<place>[\p{Lu}][\p{L}\s.\-]{1,60}?)\s*,?\s+)?(?:(?i:hồi|lúc)\s[^,]{2,25}?,?\s+)?(?i:ngày)\s*(?P<d>[0-9]{1,2})\s*(?i:tháng)\s*(?P<m>[0-9]{1,2})\s*(?i:năm)\s*(?P<y>[0-9]{4})\s*[.;]?$",
    )
    .expect("the pattern is valid")
});

/// The date of a head without a day or month filled in, and dates with slashes.
static DATE_SLASHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x)^(?P<place>[\p{Lu}][\p{L}\s.\-]{1,60}?)\s*,\s+(?i:ngày)\s*(?P<d>[0-9]{1,2})\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>[0-9]{4})$")
        .expect("the pattern is valid")
});

static DATE_IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:hôm nay,?\s*|sáng\s*|chiều\s*|tối\s*)?\(?ngày\s*(?P<d>[0-9]{1,2})(?:\s+tháng\s+|[/-])(?P<m>[0-9]{1,2})(?:\s+năm\s+|[/-])(?P<y>[0-9]{4})")
        .expect("the pattern is valid")
});

/// The document's own number; more than one if the head leaves it open.
pub fn numbers(outline: &Outline<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in outline.texts(outline.head.start..outline.body.start) {
        let labelled = fold(text).starts_with("số");
        let Some(number) = NUMBER
            .captures(text)
            .and_then(|captures| captures.name("number"))
        else {
            continue;
        };
        let whole_line = text
            .get(number.end()..)
            .is_some_and(|rest| rest.trim().is_empty());
        if labelled || whole_line {
            let number = tidy(number.as_str());
            if !found.contains(&number) {
                found.push(number);
            }
        }
    }
    if found.is_empty() && outline.kind.is_none() {
        let prose = outline
            .texts(outline.body.clone())
            .take(PROSE)
            .filter(|text| !quotes(text));
        found.extend(
            prose
                .filter_map(|text| NUMBER_IN_PROSE.captures(text))
                .filter_map(|captures| captures.name("number"))
                .map(|number| tidy(number.as_str()))
                .next(),
        );
    }
    found
}

/// A paragraph that only quotes the papers a document rests on.
fn quotes(text: &str) -> bool {
    ["Căn cứ", "Thực hiện", "Theo", "Tiếp theo", "Xét"]
        .iter()
        .any(|word| text.starts_with(word))
}

fn tidy(number: &str) -> String {
    number
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect::<String>()
        .trim_end_matches(['.', '-', '/'])
        .to_owned()
}

/// Date and place of signing.
pub fn date_and_place(outline: &Outline<'_>) -> (Option<NaiveDate>, Option<String>) {
    let head = outline.texts(0..outline.body.start);
    // Some documents are dated above the signature.
    let foot = outline.texts(outline.foot.clone());
    for text in head.chain(foot).filter(|text| !quotes(text)) {
        let Some(found) = DATE_LINE
            .captures(text)
            .or_else(|| DATE_SLASHED.captures(text))
        else {
            continue;
        };
        if let Some(date) = date(&found) {
            let place = found.name("place").map(|place| squeeze(place.as_str()));
            return (Some(date), place.filter(|place| !place.is_empty()));
        }
    }
    if outline.kind.is_none() {
        if let Some(date) = date_after_number(outline) {
            return (Some(date), None);
        }
        let told = outline
            .texts(outline.body.clone())
            .take(PROSE)
            .find_map(|text| DATE_IN_PROSE.captures(text));
        return (told.and_then(|found| date(&found)), None);
    }
    (None, None)
}

/// "… Kế hoạch số 310/KH-UBND ngày 20/11/2025": prose dates the document after its number.
fn date_after_number(outline: &Outline<'_>) -> Option<NaiveDate> {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^,?\s+(?:\(?ban hành\s+)?ngày\s*(?P<d>[0-9]{1,2})(?:\s+tháng\s+|[/-])(?P<m>[0-9]{1,2})(?:\s+năm\s+|[/-])(?P<y>[0-9]{4})")
            .expect("the pattern is valid")
    });
    let mut prose = outline
        .texts(outline.body.clone())
        .take(PROSE)
        .filter(|text| !quotes(text));
    prose.find_map(|text| {
        let number = NUMBER_IN_PROSE.captures(text)?.name("number")?;
        AFTER
            .captures(text.get(number.end()..)?)
            .and_then(|found| date(&found))
    })
}

fn date(found: &regex::Captures<'_>) -> Option<NaiveDate> {
    let number = |name: &str| found.name(name)?.as_str().parse::<u32>().ok();
    NaiveDate::from_ymd_opt(
        i32::try_from(number("y")?).ok()?,
        number("m")?,
        number("d")?,
    )
}

/// The title as printed; without a head, what the first lines give.
pub fn title(outline: &Outline<'_>) -> Option<String> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\[[^\]]*\]\s*)?(?:CHUYÊN ĐỀ|ĐỀ CƯƠNG|CHỦ ĐỀ|ĐỀ TÀI|TIÊU ĐỀ|NỘI DUNG)\s*[0-9]*\s*[:.\-–]\s*(?P<title>.{5,300})$").expect("the pattern is valid")
    });
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[0-9]/[\p{Lu}][\p{L}-]*(?:\s+năm\s+[0-9]{4}|\s+ngày\s+[0-9/]+)?,?\s+(?P<title>(?:về|yêu cầu|chỉ đạo)\s.{5,400}?)(?:\.\s|\.$|$)").expect("the pattern is valid")
    });
    let title = squeeze(outline.title.trim_end_matches([';', ' ', '_', '-']));
    if !title.is_empty() {
        return Some(title);
    }
    if outline.kind.is_some() {
        return None;
    }
    let first = outline
        .texts(0..outline.paragraphs.len())
        .find(|text| !text.trim().is_empty())?;
    if let Some(found) = NAMED.captures(first).and_then(|found| found.name("title")) {
        return Some(squeeze(found.as_str()));
    }
    let opening = outline
        .texts(outline.body.clone())
        .next()
        .unwrap_or_default();
    if let Some(found) = TOLD.captures(opening).and_then(|found| found.name("title")) {
        return Some(squeeze(found.as_str()));
    }
    heading(outline)
}

/// A short first line of a text without a head serves as its title.
fn heading(outline: &Outline<'_>) -> Option<String> {
    let first = outline.text(outline.body.start);
    let more = outline.body.len() > 1;
    let short = first.chars().count() <= 200 && !first.ends_with([';', ':']);
    let worded =
        first.split_whitespace().count() >= 3 && crate::intake::marker::marked(first).is_none();
    (more && short && worded).then(|| squeeze(first.trim_end_matches('.')))
}

/// The kind that the symbol of a number stands for: `CT` in `09/CT-UBND`.
pub fn kind_of_symbol(number: &str) -> Option<Kind> {
    number.split(['/', '-']).skip(1).find_map(|part| {
        Some(match part.to_uppercase().as_str() {
            "CT" => Kind::ChiThi,
            "KH" => Kind::KeHoach,
            "CĐ" => Kind::CongDien,
            "TB" => Kind::ThongBao,
            "NQ" => Kind::NghiQuyet,
            "QĐ" => Kind::QuyetDinh,
            "KL" => Kind::KetLuan,
            "HD" => Kind::HuongDan,
            "TTR" => Kind::ToTrinh,
            "BC" => Kind::BaoCao,
            "GM" => Kind::GiayMoi,
            "CV" => Kind::CongVan,
            _ => return None,
        })
    })
}

/// The kind that the first sentence of a text without a head tells.
pub fn kind_in_prose(outline: &Outline<'_>) -> Option<Kind> {
    let first = outline.texts(outline.body.clone()).next()?;
    if quotes(first) || is_capitals(first) {
        return None;
    }
    let folded = fold(first);
    let names = [
        ("chỉ thị", Kind::ChiThi),
        ("công điện", Kind::CongDien),
        ("kế hoạch", Kind::KeHoach),
        ("công văn", Kind::CongVan),
        ("thông báo kết luận", Kind::ThongBao),
        ("nghị quyết", Kind::NghiQuyet),
    ];
    let verbs = [
        "ra",
        "ban hành",
        "đã có",
        "có",
        "ký",
        "vừa có",
        "ký ban hành",
    ];
    names.iter().find_map(|(name, kind)| {
        verbs
            .iter()
            .any(|verb| folded.contains(&format!(" {verb} {name}")))
            .then_some(*kind)
    })
}
