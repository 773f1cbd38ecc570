//! The codes that people type, tap and read aloud, made from chance that is handed in.

use data_encoding::BASE64URL_NOPAD;

/// Digits and capitals without those that look alike (0 O, 1 I L). Their number, 31, is a prime:
/// that lets one check character find every single wrong character and every swap of two.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters of a public code that carry chance; one more checks them.
const DATA_LEN: usize = 7;
/// How many random bytes an invitation code takes: 144 bits, which nobody guesses.
pub const INVITATION_BYTES: usize = 18;

/// A code for a public thing (a directive), "7K3F-9QMX": over 27 thousand million different ones,
/// with a check character. It is not a secret.
#[must_use]
pub fn public_code(random: [u8; 8]) -> String {
    let mut rest = u64::from_be_bytes(random);
    let mut code = String::with_capacity(DATA_LEN + 2);
    let mut values = [0; DATA_LEN];
    for value in &mut values {
        *value = rest % ALPHABET.len() as u64;
        rest /= ALPHABET.len() as u64;
    }
    for value in values.into_iter().chain([check_value(&values)]) {
        if code.len() == 4 {
            code.push('-');
        }
        code.push(letter(value));
    }
    code
}

/// The code in its written form, from what somebody typed: in any case, with or without dashes and
/// spaces. `None` if it is no code or a character is wrong.
#[must_use]
pub fn parse_public_code(typed: &str) -> Option<String> {
    let values = typed
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .map(value)
        .collect::<Option<Vec<u64>>>()?;
    let (check, data) = values.split_last()?;
    if data.len() != DATA_LEN || check_value(data) != *check {
        return None;
    }
    let letters: String = values.into_iter().map(letter).collect();
    let (first, second) = letters.split_at(4);
    Some(format!("{first}-{second}"))
}

/// The code of an invitation, fit for a `t.me` link. It is a secret: whoever has it joins.
#[must_use]
pub fn invitation_code(random: [u8; INVITATION_BYTES]) -> String {
    BASE64URL_NOPAD.encode(&random)
}

/// Whether this could be the code of an invitation: 1–64 of the signs that a link may carry.
#[must_use]
pub fn is_invitation_code(code: &str) -> bool {
    (1..=64).contains(&code.len())
        && code
            .bytes()
            .all(|sign| sign.is_ascii_alphanumeric() || sign == b'-' || sign == b'_')
}

/// The weighted sum, each place with a weight of its own, none of them 0 in the field of 31.
fn check_value(data: &[u64]) -> u64 {
    let sum: u64 = (1..).zip(data).map(|(weight, value)| weight * value).sum();
    sum % ALPHABET.len() as u64
}

fn letter(value: u64) -> char {
    usize::try_from(value)
        .ok()
        .and_then(|place| ALPHABET.get(place))
        .map_or('2', |sign| char::from(*sign))
}

fn value(sign: char) -> Option<u64> {
    let sign = u8::try_from(sign.to_ascii_uppercase()).ok()?;
    let place = ALPHABET.iter().position(|other| *other == sign)?;
    u64::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_back_however_it_is_typed(random: [u8; 8]) {
            let code = public_code(random);
            prop_assert_eq!(code.len(), 9);
            for typed in [
                code.clone(),
                code.to_lowercase(),
                code.replace('-', ""),
                code.replace('-', " – "),
                format!(" {} ", code.replace('-', " ")),
            ] {
                prop_assert_eq!(parse_public_code(&typed), Some(code.clone()), "{}", typed);
            }
        }

        #[test]
        fn one_wrong_character_is_noticed(random: [u8; 8], place in 0_usize..8, by in 1_usize..31) {
            let mut typed: Vec<u8> = public_code(random).replace('-', "").into_bytes();
            let old = ALPHABET.iter().position(|sign| *sign == typed[place]).unwrap();
            typed[place] = ALPHABET[(old + by) % 31];
            prop_assert_eq!(parse_public_code(&String::from_utf8(typed).unwrap()), None);
        }

        #[test]
        fn two_neighbours_swapped_are_noticed(random: [u8; 8], place in 0_usize..6) {
            let mut typed: Vec<u8> = public_code(random).replace('-', "").into_bytes();
            prop_assume!(typed[place] != typed[place + 1]);
            typed.swap(place, place + 1);
            prop_assert_eq!(parse_public_code(&String::from_utf8(typed).unwrap()), None);
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "7K3F", "0000-0000", "7K3F-9QMX-AAAA", "chỉ thị 5"] {
            assert_eq!(parse_public_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_invitation_fits_a_link() {
        for random in [[0; 18], [0xff; 18], [0xfb; 18]] {
            let code = invitation_code(random);
            assert_eq!(code.len(), 24);
            assert!(is_invitation_code(&code), "{code}");
        }
        for code in ["", "a b", "mã", &"a".repeat(65)] {
            assert!(!is_invitation_code(code), "{code}");
        }
    }
}
