//! Vietnamese telephone numbers, in one form.

/// The number as `+84…` (or `+…` of another country), from whatever way people and spreadsheets
/// write it: with spaces, dots and dashes, with 0, 84 or +84 in front, or without the leading 0
/// that spreadsheets drop. `None` if it cannot be a telephone number.
#[must_use]
pub fn normal_phone(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_start_matches('\'');
    let known_signs = |sign: char| {
        sign.is_ascii_digit()
            || sign.is_whitespace()
            || matches!(sign, '+' | '.' | '-' | '–' | '(' | ')')
    };
    if !typed.chars().all(known_signs) || typed.trim_start_matches('+').contains('+') {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if typed.starts_with('+') && !digits.starts_with("84") {
        return (8..=15)
            .contains(&digits.len())
            .then(|| format!("+{digits}"));
    }
    let national = match digits.strip_prefix("00").unwrap_or(&digits) {
        // "+84 (0) 905 …" is written too. No number inside the country begins with 84 and has as
        // many digits as one with the country's code.
        with_code if with_code.starts_with("84") && with_code.len() >= 11 => {
            with_code[2..].trim_start_matches('0')
        }
        other => other.trim_start_matches('0'),
    };
    is_national(national).then(|| format!("+84{national}"))
}

/// The number as people in the country write and dial it, in groups: "0905 123 456". The groups also
/// keep spreadsheets from taking it for a sum and dropping the 0.
#[must_use]
pub fn spoken_phone(normal: &str) -> String {
    match normal.strip_prefix("+84") {
        Some(digits) if digits.len() == 9 && digits.is_ascii() => {
            format!("0{} {} {}", &digits[..3], &digits[3..6], &digits[6..])
        }
        Some(digits) if digits.len() == 10 && digits.is_ascii() => {
            format!("0{} {} {}", &digits[..3], &digits[3..7], &digits[7..])
        }
        _ => normal.to_owned(),
    }
}

/// Without the leading 0, mobile numbers have 9 digits and those of houses begin with 2 and have
/// 10; a few short old ones have 9.
fn is_national(digits: &str) -> bool {
    let first = digits.chars().next();
    match digits.len() {
        9 => matches!(first, Some('2'..='9')),
        10 => first == Some('2'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_written_in_many_ways() {
        for typed in [
            "0905123456",
            "905123456",
            "84905123456",
            "+84905123456",
            "+84 905 123 456",
            "+84 (0) 905.123.456",
            "0905-123-456",
            " '0905 123 456 ",
            "0084905123456",
        ] {
            assert_eq!(
                normal_phone(typed).as_deref(),
                Some("+84905123456"),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_spoken_number_is_read_back() {
        for (normal, spoken) in [
            ("+84905123456", "0905 123 456"),
            ("+842363822111", "0236 3822 111"),
            ("+85620555123", "+85620555123"),
        ] {
            assert_eq!(spoken_phone(normal), spoken);
            assert_eq!(normal_phone(spoken).as_deref(), Some(normal));
        }
    }

    #[test]
    fn other_numbers() {
        for (typed, normal) in [
            ("0236 3822 111", Some("+842363822111")),
            ("02363822111", Some("+842363822111")),
            ("847123456", Some("+84847123456")),
            ("0847123456", Some("+84847123456")),
            ("+85620555123", Some("+85620555123")),
            ("", None),
            ("113", None),
            ("9.05E+08", None),
            ("0905 123 45", None),
            ("09051234567", None),
            ("0905123456, 0905123457", None),
            ("+84 +905123456", None),
            ("chưa có", None),
        ] {
            assert_eq!(normal_phone(typed).as_deref(), normal, "{typed}");
        }
    }
}
