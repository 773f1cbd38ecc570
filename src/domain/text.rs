//! Vietnamese text as it is compared: without marks and case.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The text without marks and in lower case, for search and comparison: "Phường Đông" and
/// "phuong dong" fold to the same, in whichever Unicode form they were typed.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_unicode_form_do_not_matter() {
        for (text, folded) in [
            ("Phường Hòa Cường", "phuong hoa cuong"),
            ("ĐẶC KHU HOÀNG SA", "dac khu hoang sa"),
            // Typed as base letters with combining marks.
            ("Xa\u{303} Đa\u{306}\u{301}c Pring", "xa dac pring"),
            ("Avương 2", "avuong 2"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }
}
