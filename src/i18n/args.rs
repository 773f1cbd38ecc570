//! What a message is filled with.
//!
//! Messages are sent in Telegram's HTML mode and shown on web pages, so a text from a person must
//! never be able to close a tag. Whether a value is escaped is therefore decided here, by its type,
//! and not at each of the hundred places that fill a message.

use std::borrow::Cow;

/// One value for a placeholder of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words from outside: escaped in [`Catalog::text`](super::Catalog::text).
    Text(Cow<'a, str>),
    /// HTML that this program made itself: inserted as it is.
    Html(Cow<'a, str>),
    /// A whole number: a selector in a message can choose by it, `NUM($n)` groups its digits.
    Number(i64),
}

impl<'a> Arg<'a> {
    /// Words that may contain anything. `& < > "` are escaped where the message is HTML.
    pub fn text(value: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(value.into())
    }

    /// HTML made by this program, for example by [`Catalog::text`](super::Catalog::text). Never
    /// pass what a person wrote.
    pub fn html(value: impl Into<Cow<'a, str>>) -> Self {
        Self::Html(value.into())
    }

    /// A whole number.
    pub fn number(value: impl Into<i64>) -> Self {
        Self::Number(value.into())
    }

    /// How many there are of something.
    #[must_use]
    pub fn count(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// The text with `& < > "` written so that HTML shows them.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clean_text_is_not_copied() {
        assert!(matches!(escape("Phường Hải Châu"), Cow::Borrowed(_)));
        assert_eq!(
            escape(r#"<a href="x">&"#),
            "&lt;a href=&quot;x&quot;&gt;&amp;"
        );
    }

    proptest! {
        #[test]
        fn no_text_can_open_a_tag(text in any::<String>()) {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"']));
            let back = escaped
                .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&amp;", "&");
            prop_assert_eq!(back, text);
        }
    }
}
