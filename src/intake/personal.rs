//! Notices personal data, so that a person looks before a document goes to residents.

use std::sync::LazyLock;

use regex::Regex;

/// A single phone number is a contact; from this many on it is a list of people.
const LIST: usize = 3;

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9.])(?:\+84|0)[ .]?[35789][0-9](?:[ .]?[0-9]){7}(?:[^0-9]|$)")
        .expect("the pattern is valid")
});

/// An identity or account number with the word that says so.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:cccd|cmnd|căn cước(?: công dân)?|chứng minh nhân dân|số tài khoản|stk|số định danh)[^0-9\n]{0,25}[0-9](?:[ .]?[0-9]){7,15}")
        .expect("the pattern is valid")
});

/// Whether a text holds identity or account numbers, or a list of phone numbers.
#[must_use]
pub fn is_in(text: &str) -> bool {
    NUMBER.is_match(text) || PHONE.find_iter(text).take(LIST).count() >= LIST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_people_are_told_from_a_contact() {
        assert!(is_in("Ông A, CCCD số 048090001234"));
        assert!(is_in("Số tài khoản: 0123 4567 8901 tại ngân hàng"));
        assert!(is_in("A 0905123456\nB 0914.123.456\nC +84 905 123 456"));
        assert!(!is_in("Liên hệ đồng chí Lan, điện thoại 0905123456."));
        assert!(!is_in(
            "Quyết định số 1229/QĐ-UBND ngày 28/02/2025, kinh phí 980.000.000 đồng"
        ));
    }
}
