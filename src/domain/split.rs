//! Long texts in parts that fit a message, split where a reader would pause.
//!
//! Telegram counts UTF-16 code units after markup is taken away, so that is what is counted here.

use unicode_segmentation::UnicodeSegmentation as _;

/// The length of a text as Telegram counts it.
#[must_use]
pub fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Splits `text` into parts of at most `limit` UTF-16 units: between paragraphs if possible, else
/// between lines, sentences, words, and only then within a word, never within what a reader sees
/// as one character. Nothing but the white space at a split is left out. A blank text has no part.
///
/// A single character longer than `limit` stays whole in a part of its own.
#[must_use]
pub fn split(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while utf16_length(rest) > limit {
        let end = break_point(rest, limit);
        let (part, tail) = rest.split_at(end);
        parts.push(part.trim_end());
        rest = tail.trim_start();
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

/// Where to end the first part of a text that does not fit, as a byte offset.
fn break_point(text: &str, limit: usize) -> usize {
    let window = &text[..fitting_bytes(text, limit)];
    // A break in the first half would make many short parts out of one long paragraph.
    let half = window.len() / 2;
    [("\n\n", 0), ("\n", 0), (". ", 1), ("; ", 1), (" ", 0)]
        .iter()
        .find_map(|(mark, kept)| {
            window
                .rfind(mark)
                .map(|found| found + kept)
                .filter(|end| *end > half)
        })
        .unwrap_or(window.len())
}

/// The length in bytes of the longest beginning of whole characters that fits; at least one.
fn fitting_bytes(text: &str, limit: usize) -> usize {
    let mut units = 0;
    let mut bytes = 0;
    for grapheme in text.graphemes(true) {
        units += utf16_length(grapheme);
        if units > limit && bytes > 0 {
            break;
        }
        bytes += grapheme.len();
    }
    bytes
}

/// The beginning of a text, ended with an ellipsis where something is left out, in at most `limit`
/// UTF-16 units. For titles in lists, where the whole is one tap away.
#[must_use]
pub fn shorten(text: &str, limit: usize) -> String {
    if utf16_length(text) <= limit {
        return text.to_owned();
    }
    let window = &text[..fitting_bytes(text, limit.saturating_sub(1))];
    let end = window
        .rfind(' ')
        .filter(|end| *end > window.len() / 2)
        .unwrap_or(window.len());
    format!(
        "{}…",
        window[..end].trim_end_matches([' ', ',', ';', ':', '.'])
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn splits_between_paragraphs_first() {
        let text = format!(
            "{}\n\n{}",
            "một ".repeat(10).trim(),
            "hai ".repeat(10).trim()
        );
        let parts = split(&text, 60);
        assert_eq!(parts, ["một ".repeat(10).trim(), "hai ".repeat(10).trim()]);
    }

    #[test]
    fn shortens_at_a_word() {
        assert_eq!(shorten("Kiểm tra an toàn cháy nổ", 16), "Kiểm tra an…");
        assert_eq!(shorten("Ngắn", 16), "Ngắn");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_part_fits(text in "[a-zà-ỹ \\n.👩‍👩‍👧é‏אب]{0,400}", limit in 40_usize..200) {
            let parts = split(&text, limit);
            for part in &parts {
                prop_assert!(!part.is_empty());
                prop_assert!(utf16_length(part) <= limit || part.graphemes(true).count() == 1);
            }
            let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(words(&parts.concat()), words(&text));
        }
    }
}
