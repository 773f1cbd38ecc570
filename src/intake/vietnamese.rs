//! Vietnamese letters: one form for what can be written in several.
//!
//! Documents arrive decomposed, with look-alike letters from other alphabets, with both ways of
//! placing a tone (`ủy`, `uỷ`) and with invisible characters. The text that is kept is composed
//! (NFC) and free of look-alikes; keywords are compared in the folded form, never shown.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Cyrillic letters and others that look like Latin ones, as scanners and careless keyboards leave them.
const LOOK_ALIKES: &[(char, char)] = &[
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('х', 'x'),
    ('у', 'y'),
    ('і', 'i'),
];

/// Brings text to the form that is kept: composed, without look-alikes and invisible characters,
/// with ordinary spaces. Line breaks and tabs stay.
#[must_use]
pub fn normalise(text: &str) -> String {
    let composed: Cow<'_, str> = if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    };
    let latin = !is_cyrillic_text(&composed);
    let before = std::iter::once(' ').chain(composed.chars());
    before
        .zip(composed.chars())
        .filter_map(|(before, letter)| match letter {
            // What joins the parts of an emoji or shapes Arabic letters; between Latin ones it
            // would only hide a word, such as a secrecy stamp, from the reader.
            '\u{200c}' | '\u{200d}' if is_joinable(before) => Some(letter),
            // Zero-width characters, byte order marks, direction marks and soft hyphens.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{ad}' => None,
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => Some('\n'),
            '\u{2010}' | '\u{2011}' | '\u{2212}' => Some('-'),
            'Ð' => Some('Đ'),
            '\n' | '\t' => Some(letter),
            letter if letter.is_control() => None,
            letter if latin => Some(
                LOOK_ALIKES
                    .iter()
                    .find_map(|(from, to)| (*from == letter).then_some(*to))
                    .unwrap_or(letter),
            ),
            letter => Some(letter),
        })
        .collect()
}

/// Whether a joiner after this means something: after anything but Latin and Vietnamese letters,
/// their marks, digits and signs.
fn is_joinable(before: char) -> bool {
    !matches!(before, '\0'..='\u{36f}' | '\u{1e00}'..='\u{206f}')
}

/// Whether the text is really written in Cyrillic, so that its letters must be left alone.
fn is_cyrillic_text(text: &str) -> bool {
    let (mut cyrillic, mut others) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        if ('\u{400}'..='\u{4ff}').contains(&letter) {
            cyrillic += 1;
        } else {
            others += 1;
        }
    }
    cyrillic > others
}

/// The form in which keywords are compared: lower case, one way of placing tones, single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut letters = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            if !folded.ends_with(' ') && !folded.is_empty() {
                folded.push(' ');
            }
            continue;
        }
        // After `q` the `u` belongs to the consonant: `quý`.
        let moved = match letters.peek() {
            Some(next) if !folded.ends_with('q') => tone_on_first(letter, *next),
            _ => None,
        };
        match moved {
            Some((first, second)) => {
                letters.next();
                // Only at the end of a syllable: `hoà` becomes `hòa`, `hoàng` stays.
                if letters.peek().is_some_and(|after| after.is_alphabetic()) {
                    let (plain, toned) = untouched(first, second);
                    folded.push(plain);
                    folded.push(toned);
                } else {
                    folded.push(first);
                    folded.push(second);
                }
            }
            None => folded.push(letter),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// `o` and `à` give `ò` and `a`: the tone moves to the first vowel.
fn tone_on_first(first: char, second: char) -> Option<(char, char)> {
    let (toned, plain) = match first {
        'o' => match second {
            'à' => ('ò', 'a'),
            'á' => ('ó', 'a'),
            'ả' => ('ỏ', 'a'),
            'ã' => ('õ', 'a'),
            'ạ' => ('ọ', 'a'),
            'è' => ('ò', 'e'),
            'é' => ('ó', 'e'),
            'ẻ' => ('ỏ', 'e'),
            'ẽ' => ('õ', 'e'),
            'ẹ' => ('ọ', 'e'),
            _ => return None,
        },
        'u' => match second {
            'ỳ' => ('ù', 'y'),
            'ý' => ('ú', 'y'),
            'ỷ' => ('ủ', 'y'),
            'ỹ' => ('ũ', 'y'),
            'ỵ' => ('ụ', 'y'),
            _ => return None,
        },
        _ => return None,
    };
    Some((toned, plain))
}

/// Undoes [`tone_on_first`].
fn untouched(first: char, second: char) -> (char, char) {
    let plain = if matches!(first, 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ') {
        'u'
    } else {
        'o'
    };
    let toned = match (second, first) {
        ('a', 'ò') => 'à',
        ('a', 'ó') => 'á',
        ('a', 'ỏ') => 'ả',
        ('a', 'õ') => 'ã',
        ('a', _) => 'ạ',
        ('e', 'ò') => 'è',
        ('e', 'ó') => 'é',
        ('e', 'ỏ') => 'ẻ',
        ('e', 'õ') => 'ẽ',
        ('e', _) => 'ẹ',
        (_, 'ù') => 'ỳ',
        (_, 'ú') => 'ý',
        (_, 'ủ') => 'ỷ',
        (_, 'ũ') => 'ỹ',
        (_, _) => 'ỵ',
    };
    (plain, toned)
}

/// Whether a line is written in capitals: at least two letters, none of them small.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for letter in text.chars() {
        if letter.is_lowercase() {
            return false;
        }
        capitals += usize::from(letter.is_uppercase());
    }
    capitals >= 2
}

/// Whether a line is only a rule: dashes, underscores, dots, stars.
#[must_use]
pub fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= 2
        && text.chars().all(|letter| {
            matches!(
                letter,
                '-' | '_' | '=' | '*' | '~' | '.' | '–' | '—' | '…' | ' '
            )
        })
        && text.chars().any(|letter| letter != ' ')
}

/// Whether the first letter is small: the line goes on from the one before.
#[must_use]
pub fn starts_small(text: &str) -> bool {
    text.trim_start()
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
}

/// Whether the first letter is a capital.
#[must_use]
pub fn starts_capital(text: &str) -> bool {
    text.trim_start_matches([' ', '“', '"', '‘', '\'', '(', '«'])
        .chars()
        .next()
        .is_some_and(char::is_uppercase)
}

/// Single spaces, none at the ends.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tone_is_compared_in_one_place() {
        assert_eq!(
            fold("Uỷ ban  nhân dân tỉnh Hoà Bình"),
            fold("ủy ban nhân dân tỉnh hòa bình")
        );
        assert_eq!(fold("Hoàng Thuỷ, khuỷu, toàn"), "hoàng thủy, khuỷu, toàn");
        assert_eq!(fold("quý"), "quý");
    }

    #[test]
    fn decomposed_letters_and_look_alikes_become_ordinary_ones() {
        assert_eq!(normalise("Số: 12/СТ-UBND"), "Số: 12/CT-UBND");
        assert_eq!(
            normalise("Y\u{302}\u{301}u"),
            "Y\u{302}\u{301}u".nfc().collect::<String>()
        );
        assert_eq!(
            normalise("E\u{302}\u{301} Ðà\u{a0}Nẵng\u{200b}"),
            "Ế Đà Nẵng"
        );
    }

    #[test]
    fn real_cyrillic_text_is_left_alone() {
        assert_eq!(normalise("Москва"), "Москва");
    }
}
