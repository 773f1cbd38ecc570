//! The languages in which the product speaks.
//!
//! Adding one means adding a variant here and a folder in `locales/`; the compiler and the locale
//! tests then list everything else that is missing.

/// A language that people can choose. Vietnamese is the default everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Locale {
    /// Every language, the default one first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The two-letter code used in settings, in the store and as the folder's name in `locales/`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language with this code, as [`Locale::as_str`] writes it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for locale in Locale::ALL {
            assert_eq!(Locale::parse(locale.as_str()), Some(locale));
        }
        assert_eq!(Locale::parse("fr"), None);
        assert_eq!(Locale::default(), Locale::Vi);
    }
}
