//! The numbers and letters that begin an item: `Điều 4.`, `II.`, `1.`, `1.2.`, `a)`, `(1)`, `-`.

use std::sync::LazyLock;

use regex::Regex;

use super::vietnamese::starts_capital;

/// What a paragraph begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// `Điều 4.`
    Article(u32),
    /// `Chương II`, `Phần thứ nhất`, `Mục 1`: a division that holds no text itself.
    Division,
    /// `II.`
    Roman(u32),
    /// `A.`
    Capital(char),
    /// `1.`, `1)`, `1/`, `1-`
    Arabic(u32),
    /// `1.2.`: the first two levels.
    Nested(u32, u32),
    /// `a)`
    Letter(char),
    /// `(1)`
    Bracketed(u32),
    /// `-`, `+`, `•`, `(i)`
    Bullet,
}

/// A marker and the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked<'a> {
    /// What it begins with.
    pub marker: Marker,
    /// The marker as printed.
    pub label: &'a str,
    /// The words after it.
    pub rest: &'a str,
}

static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?P<article>(?i:điều)\s+(?P<a>[0-9]{1,3})\s*[.:]?)|(?P<division>(?i:chương|phần)\s+(?i:thứ\s+\p{L}+|[IVXL]+|[0-9]+)\b[.:]?)|(?P<nested>(?P<n>[0-9]{1,2})\.(?P<m>[0-9]{1,2})(?:\.[0-9]{1,2})*[.):]?)(?:\s|$)|(?P<arabic>(?P<d>[0-9]{1,2})\s?(?:[.)/]|[.]?\s?[-–])[/.)]?)(?:\s|$|\p{Lu}|\p{Ll}\p{Ll})|(?P<roman>(?P<r>[IVX]{1,5})\s?[.)/\-–:])(?:\s|$|\p{Lu})|(?P<capital>(?P<c>[A-HĐ])[.)/])(?:\s|$)|(?P<letter>(?P<l>[a-zđ])[.)/])(?:\s|$|\p{Lu})|(?P<bracketed>\((?P<b>[0-9]{1,2})\)[.:]?)|(?P<bullet>[-–—+*•●○▪■➢✓·]|\((?:[ivx]{1,5}|[a-zđ])\))\s*)",
    )
    .expect("the pattern is valid")
});

/// The marker that a paragraph begins with, if any.
#[must_use]
pub fn marked(text: &str) -> Option<Marked<'_>> {
    // "V/v …" is the subject of a letter, not a fifth section.
    if text
        .get(..3)
        .is_some_and(|head| head.eq_ignore_ascii_case("V/V"))
    {
        return None;
    }
    let found = MARKER.captures(text)?;
    let number = |name: &str| {
        found
            .name(name)
            .and_then(|digits| digits.as_str().parse().ok())
    };
    let letter = |name: &str| {
        found
            .name(name)
            .and_then(|letters| letters.as_str().chars().next())
    };
    let (group, marker) = if let Some(article) = number("a") {
        ("article", Marker::Article(article))
    } else if found.name("division").is_some() {
        ("division", Marker::Division)
    } else if let (Some(first), Some(second)) = (number("n"), number("m")) {
        ("nested", Marker::Nested(first, second))
    } else if let Some(arabic) = number("d") {
        ("arabic", Marker::Arabic(arabic))
    } else if let Some(numeral) = found.name("r") {
        ("roman", Marker::Roman(roman(numeral.as_str())?))
    } else if let Some(capital) = letter("c") {
        ("capital", Marker::Capital(capital))
    } else if let Some(small) = letter("l") {
        ("letter", Marker::Letter(small))
    } else if let Some(bracketed) = number("b") {
        ("bracketed", Marker::Bracketed(bracketed))
    } else {
        ("bullet", Marker::Bullet)
    };
    let label = found.name(group)?.as_str();
    let rest = text.get(label.len()..)?.trim_start();
    // "5 - 6 tuổi" is no item.
    let dashed =
        matches!(marker, Marker::Arabic(_) | Marker::Roman(_)) && label.ends_with(['-', '–']);
    if dashed && !starts_capital(rest) {
        return None;
    }
    Some(Marked {
        marker,
        label: label.trim(),
        rest,
    })
}

/// The value of a Roman numeral up to 39, `None` if it is not written properly.
#[must_use]
pub fn roman(numeral: &str) -> Option<u32> {
    let value = |letter| match letter {
        'I' => Some(1_u32),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u32> = numeral.chars().map(value).collect::<Option<_>>()?;
    let total = digits
        .iter()
        .enumerate()
        .fold(0_i64, |sum, (place, digit)| {
            let smaller = digits.get(place + 1).is_some_and(|next| next > digit);
            if smaller {
                sum - i64::from(*digit)
            } else {
                sum + i64::from(*digit)
            }
        });
    let total = u32::try_from(total).ok()?;
    (total > 0 && spelled(total) == numeral).then_some(total)
}

/// Writes a number from 1 to 39 as a Roman numeral.
#[must_use]
pub fn spelled(number: u32) -> String {
    let tens = "X".repeat((number / 10) as usize);
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][(number % 10) as usize];
    tens + ones
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(text: &str) -> Option<Marker> {
        marked(text).map(|found| found.marker)
    }

    #[test]
    fn every_kind_of_marker_is_told() {
        assert_eq!(
            marker("Điều 4. Tổ chức thực hiện"),
            Some(Marker::Article(4))
        );
        assert_eq!(marker("II. NHIỆM VỤ"), Some(Marker::Roman(2)));
        assert_eq!(marker("IV.PHÂN CÔNG"), Some(Marker::Roman(4)));
        assert_eq!(marker("1. Sở Xây dựng"), Some(Marker::Arabic(1)));
        assert_eq!(marker("12/ Công an thành phố"), Some(Marker::Arabic(12)));
        assert_eq!(marker("3.Sở Y tế"), Some(Marker::Arabic(3)));
        assert_eq!(marker("1.2. Triển khai"), Some(Marker::Nested(1, 2)));
        assert_eq!(marker("đ) Tham mưu"), Some(Marker::Letter('đ')));
        assert_eq!(marker("(1) Số hộ dân"), Some(Marker::Bracketed(1)));
        assert_eq!(marker("- Như trên;"), Some(Marker::Bullet));
        assert_eq!(marker("1."), Some(Marker::Arabic(1)));
    }

    #[test]
    fn dates_and_amounts_are_no_markers() {
        assert_eq!(marker("29/12/2023 của Chính phủ"), None);
        assert_eq!(marker("02/9/2025), Thủ tướng"), None);
        assert_eq!(marker("3.000 km đường"), None);
        assert_eq!(marker("15 tháng 12"), None);
        assert_eq!(marker("5 - 6 tuổi"), None);
        assert_eq!(marker("2025. Trường hợp"), None);
    }

    #[test]
    fn the_words_after_the_marker_remain() {
        let found = marked("4. Sở Nông nghiệp").expect("an item");
        assert_eq!((found.label, found.rest), ("4.", "Sở Nông nghiệp"));
    }

    #[test]
    fn roman_numerals_are_read_both_ways() {
        for number in 1..40 {
            assert_eq!(roman(&spelled(number)), Some(number));
        }
        assert_eq!(roman("IIII"), None);
    }
}
