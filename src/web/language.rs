//! In which language a visitor reads: as he chose in the address, else as his browser asks for.

use axum::http::{HeaderMap, header};

use crate::domain::locale::Locale;

/// The language of a request. `chosen` is the address's `lang`.
pub(super) fn of(headers: &HeaderMap, chosen: Option<&str>, default: Locale) -> Locale {
    if let Some(locale) = chosen.and_then(Locale::parse) {
        return locale;
    }
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(preferred)
        .unwrap_or(default)
}

/// The first of our languages that `Accept-Language` wants most.
fn preferred(header: &str) -> Option<Locale> {
    let mut wishes: Vec<(f32, Locale)> = header
        .split(',')
        .filter_map(|wish| {
            let (tag, rest) = wish.split_once(';').unwrap_or((wish, ""));
            let language = tag.trim().split('-').next()?.to_ascii_lowercase();
            let weight = match rest.trim().strip_prefix("q=") {
                Some(weight) => weight.parse().ok()?,
                None => 1.0,
            };
            let locale = Locale::parse(&language)?;
            (weight > 0.0).then_some((weight, locale))
        })
        .collect();
    // A stable sort: of equal wishes the first one counts.
    wishes.sort_by(|one, other| other.0.total_cmp(&one.0));
    wishes.first().map(|(_, locale)| *locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_language_that_we_have() {
        for (header, expected) in [
            ("vi", Some(Locale::Vi)),
            ("en-GB,en;q=0.9,vi;q=0.8", Some(Locale::En)),
            ("fr-FR,fr;q=0.9,vi;q=0.3,en;q=0.2", Some(Locale::Vi)),
            ("en;q=0, vi;q=0.1", Some(Locale::Vi)),
            ("de, fr", None),
            ("*", None),
            ("en;q=x", None),
            ("", None),
        ] {
            assert_eq!(preferred(header), expected, "{header}");
        }
    }

    #[test]
    fn what_the_address_says_wins() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "en".parse().unwrap());
        assert_eq!(of(&headers, Some("vi"), Locale::En), Locale::Vi);
        assert_eq!(of(&headers, Some("xx"), Locale::Vi), Locale::En);
        assert_eq!(of(&HeaderMap::new(), None, Locale::Vi), Locale::Vi);
    }
}
