//! Codes as files write them: spreadsheets keep "00123" as the number 123.

use std::collections::HashMap;

/// Things that are known by their codes.
#[derive(Debug)]
pub(super) struct Codes<T> {
    exact: HashMap<String, T>,
    /// By the number that a code of digits is; `None` where two codes are the same number.
    numbers: HashMap<String, Option<T>>,
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self {
            exact: HashMap::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Copy + PartialEq> Codes<T> {
    /// Knows something by its code.
    pub fn insert(&mut self, code: &str, known: T) {
        if let Some(number) = number(code) {
            self.numbers
                .entry(number.to_owned())
                .and_modify(|other| {
                    if *other != Some(known) {
                        *other = None;
                    }
                })
                .or_insert(Some(known));
        }
        self.exact.insert(code.to_owned(), known);
    }

    /// What has this code or, where none has it, the one whose code is the same number.
    pub fn get(&self, code: &str) -> Option<T> {
        let same_number = || self.numbers.get(number(code)?).copied().flatten();
        self.exact.get(code).copied().or_else(same_number)
    }
}

/// A code of digits without its leading zeros.
fn number(code: &str) -> Option<&str> {
    let digits = !code.is_empty() && code.bytes().all(|sign| sign.is_ascii_digit());
    digits.then(|| code.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_lost_its_zeros_is_found_if_it_can_mean_one_only() {
        let mut codes = Codes::default();
        for (code, known) in [("00123", 1), ("45", 2), ("045", 3), ("CB07", 4), ("0", 5)] {
            codes.insert(code, known);
        }
        for (code, found) in [
            ("00123", Some(1)),
            ("123", Some(1)),
            ("0123", Some(1)),
            ("45", Some(2)),
            ("045", Some(3)),
            ("0045", None),
            ("CB7", None),
            ("cb07", None),
            ("00", Some(5)),
            ("", None),
        ] {
            assert_eq!(codes.get(code), found, "{code}");
        }
    }
}
