//! The issuer: the lines above the number, written out in ordinary letters.

use std::sync::LazyLock;

use regex::Regex;

use crate::intake::outline::Outline;
use crate::intake::secrecy;
use crate::intake::vietnamese::{fold, is_capitals, is_rule, squeeze};

/// Words with which the name of an issuing body begins.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|CỤC|CHI CỤC|TỔNG CỤC|VĂN PHÒNG|CÔNG AN|THANH TRA|TRUNG TÂM|VIỆN|TRƯỜNG|ĐẠI HỌC|BỆNH VIỆN|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|ĐẢNG ỦY|ĐẢNG UỶ|HUYỆN ỦY|TẬP ĐOÀN|TỔNG CÔNG TY|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|MẶT TRẬN|ĐOÀN|LIÊN ĐOÀN|HỘI|KHO BẠC|NGÂN HÀNG|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM SÁT|BẢO HIỂM|ĐÀI|BÁO|PHÒNG|TỔ|BỘ CHỈ HUY|CHỦ TỊCH)\b",
    )
    .expect("the pattern is valid")
});

/// Where a second body begins inside joined capitals.
static SECOND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s(?:SỞ|CỤC|CHI CỤC|BAN CHỈ|BAN QUẢN LÝ|BAN DÂN TỘC|VĂN PHÒNG|CÔNG AN|THANH TRA|TRUNG TÂM|BỘ CHỈ HUY|HỘI ĐỒNG NHÂN DÂN|ỦY BAN NHÂN DÂN (?:XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN))(?:\s|$)")
        .expect("the pattern is valid")
});

/// "Ủy ban nhân dân tỉnh Lai Châu yêu cầu", "Thủ tướng Chính phủ ra công điện".
static IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<body>(?:Thủ tướng Chính phủ|Chính phủ|Văn phòng Chính phủ|(?:Ủy|Uỷ) ban nhân dân (?:tỉnh|thành phố|Thành phố|xã|phường|đặc khu|huyện|quận) (?:\p{Lu}\p{L}*[ -]?){1,4}|UBND (?:tỉnh|thành phố|Thành phố|TP\.?|xã|phường|đặc khu|huyện|quận) ?(?:\p{Lu}\p{L}*[ -]?){1,4}|Bộ \p{Lu}[\p{L} ]{2,40}?|Sở \p{Lu}[\p{L} ]{2,40}?))\s*(?:\p{Ll}+\s){0,2}?(?:ra|ban hành|yêu cầu|có ý kiến|vừa có|đã có|điện|chỉ đạo|kết luận|ký)\b",
    )
    .expect("the pattern is valid")
});

/// The issuer.
pub fn read(outline: &Outline<'_>, number: Option<&str>) -> Option<String> {
    let lines = head_lines(outline);
    if let Some(name) = issuer(&lines) {
        return Some(written_out(&name, outline));
    }
    from_address(outline)
        .or_else(|| number.and_then(|number| from_symbol(number, outline)))
        .or_else(|| from_prose(outline))
}

/// The lines of the head that can be parts of an issuer's name.
fn head_lines<'a>(outline: &'a Outline<'_>) -> Vec<&'a str> {
    let mut lines: Vec<&str> = Vec::new();
    for text in outline.texts(outline.head.clone()) {
        let folded = fold(text);
        let fixed = folded.starts_with("cộng hòa xã hội")
            || folded.starts_with("chủ nghĩa việt nam")
            || folded.starts_with("độc lập")
            || folded.starts_with("đảng cộng sản")
            || folded.starts_with("số");
        if fixed
            || secrecy::is_stamp(text)
            || is_rule(text)
            || !is_capitals(text)
            || text.chars().count() > 160
        {
            continue;
        }
        let goes_on = !lines.is_empty() && !BODY.is_match(text) && text.chars().count() < 80;
        if goes_on || BODY.is_match(text) {
            lines.push(text.trim());
        }
    }
    lines
}

/// The issuing level of up to two levels.
fn issuer(lines: &[&str]) -> Option<String> {
    let mut levels: Vec<String> = Vec::new();
    for line in lines.iter().take(4) {
        match levels.last_mut() {
            // "BAN" alone may go on "ỦY" in the line before.
            Some(last) if !BODY.is_match(line) || last.ends_with('Ủ') => {
                last.push(' ');
                last.push_str(line);
            }
            _ => levels.push((*line).to_owned()),
        }
    }
    let mut name = levels.pop()?;
    let mut parent = levels.pop();
    if let Some(found) = SECOND.find_iter(&name).last() {
        parent = name.get(..found.start()).map(str::to_owned);
        name = name.get(found.start()..)?.trim().to_owned();
    }
    let generic = [
        "VĂN PHÒNG",
        "THANH TRA",
        "CÔNG AN",
        "BAN CHỈ ĐẠO",
        "HỘI ĐỒNG NHÂN DÂN",
        "ỦY BAN NHÂN DÂN",
    ]
    .contains(&name.as_str());
    match parent {
        Some(parent) if generic => Some(format!("{name} {parent}")),
        _ => Some(name),
    }
}

/// "THỦ TƯỚNG CHÍNH PHỦ điện:"
fn from_address(outline: &Outline<'_>) -> Option<String> {
    let line = outline
        .texts(outline.body.clone())
        .take(5)
        .find(|text| text.trim_end().ends_with("điện:"))?;
    let name = line.trim_end().trim_end_matches("điện:").trim();
    BODY.is_match(&name.to_uppercase())
        .then(|| written_out(name, outline))
}

/// The issuer whose symbol ends the number, as far as the symbol alone tells.
fn from_symbol(number: &str, outline: &Outline<'_>) -> Option<String> {
    if number.ends_with("-TTg") || number.ends_with("/TTg") {
        return Some("Thủ tướng Chính phủ".to_owned());
    }
    if number.ends_with("-VPCP") || number.contains("/VPCP") {
        return Some("Văn phòng Chính phủ".to_owned());
    }
    if number.ends_with("/NQ-CP") {
        return Some("Chính phủ".to_owned());
    }
    let _ = outline;
    None
}

fn from_prose(outline: &Outline<'_>) -> Option<String> {
    let told = outline
        .texts(outline.body.clone())
        .take(12)
        .find_map(|text| {
            let found = IN_PROSE.captures(text)?.name("body")?;
            Some(found.as_str().trim().to_owned())
        })?;
    Some(written_out(&told, outline))
}

/// Writes a name in capitals as it is written in running text: as the document itself writes it
/// somewhere, else by the rules of names.
fn written_out(name: &str, outline: &Outline<'_>) -> String {
    let name = expand(&squeeze(
        name.trim_end_matches(['.', ',', ';', ' ', '*', '-']),
    ));
    let wanted = fold(&name);
    if !is_capitals(&name) {
        return name;
    }
    for text in outline.texts(outline.body.clone()) {
        if let Some(found) = same_words(text, &wanted) {
            return capitalised(&found);
        }
    }
    by_rule(&wanted)
}

/// The words of `text` that fold to `wanted`, unless they stand there in capitals as well.
fn same_words(text: &str, wanted: &str) -> Option<String> {
    let folded = fold(text);
    let at = folded.find(wanted)?;
    // Folding keeps the number of characters apart from doubled spaces, which were squeezed before.
    let skip = folded.get(..at)?.chars().count();
    let found: String = text
        .chars()
        .skip(skip)
        .take(wanted.chars().count())
        .collect();
    (fold(&found) == wanted && !is_capitals(&found)).then_some(found)
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Short forms that are always written out.
fn expand(name: &str) -> String {
    let capitals = is_capitals(name);
    let mut name = name.to_owned();
    for (short, long) in [
        ("UBND", "Ủy ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("TP. ", "thành phố "),
        ("TP.", "thành phố "),
        ("TP ", "thành phố "),
    ] {
        let long = if capitals {
            long.to_uppercase()
        } else {
            long.to_owned()
        };
        name = name.replace(short, &long);
    }
    squeeze(&name)
}

/// Ordinary letters by the rules of names: proper names after the word for the level, capitals
/// for the first word and for fields of work.
fn by_rule(folded: &str) -> String {
    const LEVELS: &[&str] = &[
        "tỉnh",
        "phố",
        "phường",
        "xã",
        "huyện",
        "quận",
        "khu",
        "thị",
        "bang",
    ];
    let words: Vec<&str> = folded.split(' ').collect();
    let mut proper = false;
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        let level = LEVELS.contains(word)
            || (*word == "thành" && words.get(place + 1) == Some(&"phố"))
            || (*word == "đặc" && words.get(place + 1) == Some(&"khu"));
        let after_body = place == 1 && ["sở", "bộ", "cục", "phủ"].contains(&words[0]);
        let after_and = place >= 2 && words[place - 1] == "và" && ["sở", "bộ"].contains(&words[0]);
        // After "tỉnh", "phường" everything is a proper name, "Hải Phòng" included.
        let joining = ["và", "của", "các", "ủy"].contains(word);
        let capital = place == 0 || after_body || after_and || (proper && !level && !joining);
        written.push(if capital {
            capitalised(word)
        } else {
            (*word).to_owned()
        });
        if level && LEVELS.contains(word) {
            proper = true;
        }
    }
    let mut name = written.join(" ");
    for (small, large) in [
        ("thủ tướng chính phủ", "Thủ tướng Chính phủ"),
        ("Thủ tướng chính phủ", "Thủ tướng Chính phủ"),
        ("Văn phòng chính phủ", "Văn phòng Chính phủ"),
        ("ủy ban nhân dân", "Ủy ban nhân dân"),
        ("hội đồng nhân dân", "Hội đồng nhân dân"),
    ] {
        name = name.replace(small, large);
    }
    name
}
