//! Old Vietnamese encodings: TCVN3 (ABC), one byte a letter, and VNI, a letter and a mark.
//!
//! In a Word file the font tells (`.VnTime`, `.VnTimeH` for capitals, `VNI-Times`). In plain bytes
//! only the letters can tell, so a text is taken for TCVN3 only if nearly all of its high bytes
//! are letters of it and common words appear.

/// The letters of TCVN3 (TCVN 5712-1:1993, VN3) by byte.
const TCVN3: &[(u8, char)] = &[
    (0xa1, 'Ă'),
    (0xa2, 'Â'),
    (0xa3, 'Ê'),
    (0xa4, 'Ô'),
    (0xa5, 'Ơ'),
    (0xa6, 'Ư'),
    (0xa7, 'Đ'),
    (0xa8, 'ă'),
    (0xa9, 'â'),
    (0xaa, 'ê'),
    (0xab, 'ô'),
    (0xac, 'ơ'),
    (0xad, 'ư'),
    (0xae, 'đ'),
    (0xb5, 'à'),
    (0xb6, 'ả'),
    (0xb7, 'ã'),
    (0xb8, 'á'),
    (0xb9, 'ạ'),
    (0xbb, 'ằ'),
    (0xbc, 'ẳ'),
    (0xbd, 'ẵ'),
    (0xbe, 'ắ'),
    (0xc6, 'ặ'),
    (0xc7, 'ầ'),
    (0xc8, 'ẩ'),
    (0xc9, 'ẫ'),
    (0xca, 'ấ'),
    (0xcb, 'ậ'),
    (0xcc, 'è'),
    (0xce, 'ẻ'),
    (0xcf, 'ẽ'),
    (0xd0, 'é'),
    (0xd1, 'ẹ'),
    (0xd2, 'ề'),
    (0xd3, 'ể'),
    (0xd4, 'ễ'),
    (0xd5, 'ế'),
    (0xd6, 'ệ'),
    (0xd7, 'ì'),
    (0xd8, 'ỉ'),
    (0xdc, 'ĩ'),
    (0xdd, 'í'),
    (0xde, 'ị'),
    (0xdf, 'ò'),
    (0xe1, 'ỏ'),
    (0xe2, 'õ'),
    (0xe3, 'ó'),
    (0xe4, 'ọ'),
    (0xe5, 'ồ'),
    (0xe6, 'ổ'),
    (0xe7, 'ỗ'),
    (0xe8, 'ố'),
    (0xe9, 'ộ'),
    (0xea, 'ờ'),
    (0xeb, 'ở'),
    (0xec, 'ỡ'),
    (0xed, 'ớ'),
    (0xee, 'ợ'),
    (0xef, 'ù'),
    (0xf1, 'ủ'),
    (0xf2, 'ũ'),
    (0xf3, 'ú'),
    (0xf4, 'ụ'),
    (0xf5, 'ừ'),
    (0xf6, 'ử'),
    (0xf7, 'ữ'),
    (0xf8, 'ứ'),
    (0xf9, 'ự'),
    (0xfa, 'ỳ'),
    (0xfb, 'ỷ'),
    (0xfc, 'ỹ'),
    (0xfd, 'ý'),
    (0xfe, 'ỵ'),
];

/// The marks of VNI that follow a vowel, as combining characters; the same in capitals.
const VNI_MARKS: &[(char, &str)] = &[
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('ê', "\u{306}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// The letters of VNI that stand for themselves.
const VNI_LETTERS: &[(char, char)] = &[
    ('ñ', 'đ'),
    ('ö', 'ư'),
    ('ô', 'ơ'),
    ('æ', 'ỉ'),
    ('ì', 'ì'),
    ('í', 'í'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
];

/// An old encoding that a font name gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `.VnTime` and its sisters.
    Tcvn3,
    /// `.VnTimeH`: small letters are drawn as capitals.
    Tcvn3Capitals,
    /// `VNI-Times` and its sisters.
    Vni,
}

/// The encoding that a font stands for, if it is an old one.
#[must_use]
pub fn by_font(name: &str) -> Option<Encoding> {
    let name = name.trim_start_matches('.');
    let starts = |prefix: &str| {
        name.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    if starts("VNI-") {
        Some(Encoding::Vni)
    } else if starts("Vn") && name.as_bytes().get(2).is_some_and(u8::is_ascii_uppercase) {
        let capitals = name
            .split([' ', '-', ','])
            .next()
            .is_some_and(|family| family.ends_with('H'));
        Some(if capitals {
            Encoding::Tcvn3Capitals
        } else {
            Encoding::Tcvn3
        })
    } else {
        None
    }
}

/// Converts text whose letters are glyph codes of an old encoding.
#[must_use]
pub fn convert(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Tcvn3 => text.chars().map(tcvn3_letter).collect(),
        Encoding::Tcvn3Capitals => text
            .chars()
            .flat_map(|letter| tcvn3_letter(letter).to_uppercase())
            .collect(),
        Encoding::Vni => vni(text),
    }
}

fn tcvn3_letter(letter: char) -> char {
    u8::try_from(u32::from(letter))
        .ok()
        .and_then(tcvn3_byte)
        .unwrap_or(letter)
}

fn tcvn3_byte(byte: u8) -> Option<char> {
    TCVN3
        .iter()
        .find_map(|(code, letter)| (*code == byte).then_some(*letter))
}

fn vni(text: &str) -> String {
    let mut converted = String::with_capacity(text.len() + text.len() / 4);
    let mut vowel = false;
    for letter in text.chars() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let mark = VNI_MARKS
            .iter()
            .find_map(|(code, mark)| (*code == small).then_some(*mark));
        if let (true, Some(mark)) = (vowel, mark) {
            converted.push_str(mark);
            vowel = false;
            continue;
        }
        let plain = VNI_LETTERS
            .iter()
            .find_map(|(code, plain)| (*code == small).then_some(*plain));
        let plain = plain.unwrap_or(small);
        if letter.is_uppercase() {
            converted.extend(plain.to_uppercase());
        } else {
            converted.push(plain);
        }
        vowel = matches!(plain, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ư' | 'ơ');
    }
    converted
}

/// Decodes bytes as TCVN3 if that is what they are.
#[must_use]
pub fn tcvn3_bytes(bytes: &[u8]) -> Option<String> {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let known = bytes
        .iter()
        .filter(|byte| tcvn3_byte(**byte).is_some())
        .count();
    if high == 0 || known * 100 < high * 97 {
        return None;
    }
    let text: String = bytes
        .iter()
        .map(|byte| tcvn3_byte(*byte).unwrap_or(char::from(*byte)))
        .collect();
    let text = with_capitals(&text);
    let folded = super::vietnamese::fold(&text);
    let common = ["của", "và", "nhân dân", "các", "thực hiện", "ngày", "không"];
    let seen = common.iter().filter(|word| folded.contains(**word)).count();
    (seen >= 3).then_some(text)
}

/// TCVN3 has no bytes for most capitals with marks: in lines and words otherwise in capitals they
/// were typed small and drawn large by the font.
fn with_capitals(text: &str) -> String {
    let is_large = |part: &str, least: usize| {
        let small = part.chars().any(|letter| letter.is_ascii_lowercase());
        let large = part.chars().filter(char::is_ascii_uppercase).count();
        !small && large >= least
    };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let whole = is_large(line, 3);
        for word in line.split_inclusive(|letter: char| !letter.is_alphabetic()) {
            if whole || is_large(word, 2) {
                out.extend(word.chars().flat_map(char::to_uppercase));
            } else {
                out.push_str(word);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn fonts_give_the_encoding_away() {
        assert_eq!(by_font(".VnTime"), Some(Encoding::Tcvn3));
        assert_eq!(by_font(".VnTimeH"), Some(Encoding::Tcvn3Capitals));
        assert_eq!(by_font("VNI-Times"), Some(Encoding::Vni));
        assert_eq!(by_font("Times New Roman"), None);
        assert_eq!(by_font("Vni"), None);
    }

    #[test]
    fn glyph_codes_become_letters() {
        assert_eq!(convert("khÈn tr\u{ad}¬ng", Encoding::Tcvn3), "khẩn trương");
        assert_eq!(convert("®iÖn", Encoding::Tcvn3Capitals), "ĐIỆN");
        let composed = |text: &str| convert(text, Encoding::Vni).nfc().collect::<String>();
        assert_eq!(
            composed("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"),
            "Cộng hòa xã hội chủ nghĩa Việt Nam"
        );
        assert_eq!(composed("ÑOÄC LAÄP"), "ĐỘC LẬP");
        assert_eq!(composed("thöïc hieän ñöôøng loái"), "thực hiện đường lối");
    }

    #[test]
    fn other_bytes_are_not_taken_for_tcvn3() {
        assert_eq!(tcvn3_bytes(b"plain words only"), None);
        assert_eq!(with_capitals("MậT, Hà Nội, Độ"), "MẬT, Hà Nội, Độ");
        assert_eq!(tcvn3_bytes(&[0x80, 0xff, 0x90, 0xb5]), None);
    }
}
