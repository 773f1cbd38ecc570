//! Plain text: UTF-8, UTF-16 with a byte order mark, or old Vietnamese bytes.

use super::legacy;
use super::paragraph::{Pages, Paragraph};
use super::reflow;
use super::unreadable::Unreadable;
use super::vietnamese::{is_rule, normalise};

/// How many lines from the top two columns may stand side by side.
const HEAD_LINES: usize = 20;

/// Reads a plain text file.
///
/// # Errors
///
/// `Empty` without words, `UnknownEncoding` and `NotADocument` for bytes that are no text.
pub fn read(bytes: &[u8]) -> Result<Pages, Unreadable> {
    let (text, converted) = decode(bytes)?;
    let text = normalise(&text);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Unreadable::Empty);
    }
    Ok(Pages {
        paragraphs: paragraphs(&text),
        converted,
        active: false,
    })
}

/// Brings normalised text to paragraphs, with the two columns of a head one after the other.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    reflow::paragraphs(&apart(text))
        .into_iter()
        .map(Paragraph::body)
        .collect()
}

fn decode(bytes: &[u8]) -> Result<(String, bool), Unreadable> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                return printable(text.to_owned()).map(|text| (text, false));
            }
            match legacy::tcvn3_bytes(bytes) {
                Some(text) => printable(text).map(|text| (text, true)),
                None if bytes.contains(&0) => Err(Unreadable::NotADocument),
                None => Err(Unreadable::UnknownEncoding),
            }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(String, bool), Unreadable> {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    let text = String::from_utf16(&units).map_err(|_| Unreadable::Damaged)?;
    printable(text).map(|text| (text, false))
}

/// Refuses text that is mostly control characters: a program or a picture that happens to decode.
fn printable(text: String) -> Result<String, Unreadable> {
    let controls = text
        .chars()
        .filter(|letter| letter.is_control() && !letter.is_whitespace())
        .count();
    if controls * 50 > text.chars().count() {
        return Err(Unreadable::NotADocument);
    }
    Ok(text)
}

/// Puts the right column of a head that is laid out with spaces or tabs below the left one.
fn apart(text: &str) -> String {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.by_ref().take(HEAD_LINES).collect();
    let two_columns = head.iter().filter(|line| columns(line).is_some()).count() >= 2;
    if !two_columns {
        return text.to_owned();
    }
    let (mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new());
    for line in head {
        match columns(line) {
            Some((first, second)) if below.is_empty() => {
                left.push(first);
                right.push(second);
            }
            _ if below.is_empty() && (line.trim().is_empty() || is_rule(line)) => left.push(""),
            _ => below.push(line),
        }
    }
    let joined = left
        .into_iter()
        .chain([""])
        .chain(right)
        .chain([""])
        .chain(below)
        .chain(lines);
    joined.collect::<Vec<_>>().join("\n")
}

/// The two columns of a line, if a tab or a wide gap parts them.
fn columns(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let gap = line.find('\t').or_else(|| line.find("    "))?;
    let (first, second) = line.split_at(gap);
    let (first, second) = (first.trim(), second.trim());
    (!first.is_empty() && !second.is_empty()).then_some((first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        let pages = read(bytes).expect("readable");
        pages
            .paragraphs
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect()
    }

    #[test]
    fn utf16_with_a_mark_is_text() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("Số: 1/CT-UBND".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(texts(&bytes), ["Số: 1/CT-UBND"]);
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let text = "ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG BẾN TRE        Độc lập - Tự do - Hạnh phúc\nSố: 1/CT-UBND\tBến Tre, ngày 1 tháng 2 năm 2026\n\nCHỈ THỊ";
        assert_eq!(
            texts(text.as_bytes()),
            [
                "ỦY BAN NHÂN DÂN PHƯỜNG BẾN TRE",
                "Số: 1/CT-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Bến Tre, ngày 1 tháng 2 năm 2026",
                "CHỈ THỊ",
            ]
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b" \n\t"), Err(Unreadable::Empty));
        assert_eq!(
            read(&[0x89, b'P', b'N', b'G', 0, 0, 0, 0xff]),
            Err(Unreadable::NotADocument)
        );
        assert_eq!(
            read(&[b'a', 0xff, 0xfd, b'b']),
            Err(Unreadable::UnknownEncoding)
        );
    }
}
