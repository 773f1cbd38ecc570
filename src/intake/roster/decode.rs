//! Bytes and cells → Unicode as it is compared and kept.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization as _;

use super::RosterFault;

/// The text of a .csv file, with one kind of line break, so that lines are counted alike.
///
/// It is UTF-8, UTF-16 as Excel's "Unicode text", or Windows-1258, the Vietnamese Windows's own.
/// Other old encodings have no sign to tell them by, and Excel has already put question marks for
/// most Vietnamese letters when it saves in one.
pub(super) fn decode(bytes: &[u8]) -> Result<String, RosterFault> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16(&units).map_err(|_| RosterFault::Encoding)
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => match std::str::from_utf8(rest) {
            Ok(text) => text.to_owned(),
            Err(_) => windows_1258(rest).ok_or(RosterFault::Encoding)?,
        },
    };
    if text.contains('\0') {
        return Err(RosterFault::NotATable);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Text in Windows-1258. It alone writes the tones as marks of their own, each behind a vowel, and
/// no other encoding has letters there so regularly; without any such mark it could be anything.
fn windows_1258(bytes: &[u8]) -> Option<String> {
    let text = WINDOWS_1258.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut marks = 0;
    let mut before = ' ';
    for sign in text.chars() {
        if ('\u{300}'..='\u{323}').contains(&sign) {
            if !is_vowel(before) {
                return None;
            }
            marks += 1;
        }
        before = sign;
    }
    (marks > 0).then(|| text.into_owned())
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(letter.to_lowercase().next().unwrap_or(letter))
}

/// A cell's text as it is kept: letters in one piece each, without what cannot be seen, without
/// the apostrophe by which spreadsheets know "this is text", trimmed.
pub(super) fn clean(text: &str) -> String {
    let seen: String = text
        .nfc()
        .filter(|sign| !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}'))
        .collect();
    let trimmed = seen.trim();
    let text = trimmed.strip_prefix('\'').unwrap_or(trimmed);
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_windows_of_vietnam_is_told_by_its_marks() {
        // "Họ và tên;Nguyễn Thị Lan" as Windows-1258 writes it.
        let bytes = b"Ho\xf2 va\xcc t\xean;Nguy\xea\xden Thi\xf2 Lan";
        let text = decode(bytes).unwrap();
        assert_eq!(clean(&text), "Họ và tên;Nguyễn Thị Lan");
        // Western bytes: nothing says which letters were meant.
        assert_eq!(decode(b"T\xean,L\xe3nh"), Err(RosterFault::Encoding));
        // TCVN3: its bytes are no marks behind vowels.
        assert_eq!(
            decode(b"L\xb7nh \xae\xb9o, \xcdt"),
            Err(RosterFault::Encoding)
        );
    }

    #[test]
    fn cells_are_kept_as_they_are_read() {
        for (cell, kept) in [
            (" Ho\u{323} va\u{300} te\u{302}n ", "Họ và tên"),
            ("\u{feff}Lan\u{200b}", "Lan"),
            ("'+84905123456", "+84905123456"),
            ("\u{a0}20242\u{a0}", "20242"),
            ("Lan\nHoa", "Lan\nHoa"),
        ] {
            assert_eq!(clean(cell), kept);
        }
    }
}
