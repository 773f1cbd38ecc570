//! All messages of all languages, ready to be filled.

use std::borrow::Cow;
use std::sync::{LazyLock, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::args::{Arg, escape};
use super::format;
use crate::domain::locale::Locale;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

static EMBEDDED: LazyLock<Catalog> = LazyLock::new(|| {
    Catalog::from_sources(MESSAGES)
        .expect("the embedded locale files are parsed by a test before a release")
});

/// As many different faults are kept for [`Catalog::faults`]; the metric counts on.
const FAULTS_KEPT: usize = 100;

/// The messages of every language.
pub struct Catalog {
    /// One bundle a language, in the order of [`Locale::ALL`].
    bundles: [FluentBundle<FluentResource>; Locale::ALL.len()],
    faults: Mutex<Vec<String>>,
}

/// Why a set of locale files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// A folder is not named after a language of [`Locale`].
    #[error("locales/{0}: no such language")]
    Language(String),
    /// A file is not valid Fluent.
    #[error("locales/{language}/{file}: {reason}")]
    Syntax {
        /// The folder.
        language: String,
        /// The file's name.
        file: String,
        /// What the parser says.
        reason: String,
    },
    /// The same key stands in two files of one language.
    #[error("locales/{language}/{file}: {reason}")]
    Duplicate {
        /// The folder.
        language: String,
        /// The file's name.
        file: String,
        /// Which key.
        reason: String,
    },
}

impl Catalog {
    /// The messages that are part of this binary, parsed at the first call.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// A catalog from (language, file name, content) triples.
    ///
    /// # Errors
    /// A folder that is no language, a file that is not Fluent, a key that stands twice.
    pub fn from_sources(files: &[(&str, &str, &str)]) -> Result<Self, CatalogError> {
        let mut bundles = Locale::ALL.map(empty_bundle);
        for &(language, file, content) in files {
            let locale = Locale::parse(language)
                .ok_or_else(|| CatalogError::Language(language.to_owned()))?;
            let resource = FluentResource::try_new(content.to_owned()).map_err(|(_, errors)| {
                CatalogError::Syntax {
                    language: language.to_owned(),
                    file: file.to_owned(),
                    reason: join(&errors),
                }
            })?;
            bundles[locale as usize]
                .add_resource(resource)
                .map_err(|errors: Vec<_>| CatalogError::Duplicate {
                    language: language.to_owned(),
                    file: file.to_owned(),
                    reason: join(&errors),
                })?;
        }
        Ok(Self {
            bundles,
            faults: Mutex::new(Vec::new()),
        })
    }

    /// A message as HTML: [`Arg::text`] values are escaped.
    ///
    /// A missing key gives the Vietnamese message or else the key itself, a missing value its
    /// placeholder; both are reported, see [`Catalog::faults`].
    #[must_use]
    pub fn text(&self, locale: Locale, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let (text, faults) = self.format(locale, key, args, escape);
        self.report(faults);
        text
    }

    /// A message as plain text, for button labels, callback answers and file names: nothing is
    /// escaped, and the message must contain no HTML.
    #[must_use]
    pub fn plain(&self, locale: Locale, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let (text, faults) = self.format(locale, key, args, |text| Cow::Borrowed(text));
        self.report(faults);
        text
    }

    /// A label without values, as plain text.
    #[must_use]
    pub fn label(&self, locale: Locale, key: &str) -> String {
        self.plain(locale, key, &[])
    }

    /// Like [`Catalog::text`], for tests.
    ///
    /// # Errors
    /// Everything that [`Catalog::text`] would only report: a missing key or value, a wrong
    /// reference, a function used wrongly.
    pub fn try_text(
        &self,
        locale: Locale,
        key: &str,
        args: &[(&str, Arg<'_>)],
    ) -> Result<String, Vec<String>> {
        let (text, faults) = self.format(locale, key, args, escape);
        if faults.is_empty() {
            Ok(text)
        } else {
            Err(faults)
        }
    }

    /// Whether the language itself (not its fallback) has this key.
    #[must_use]
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundles[locale as usize].has_message(key)
    }

    /// The first hundred different slips since the start: missing keys and values. A test that
    /// renders messages ends by asserting that this is empty.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        self.faults
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn format(
        &self,
        locale: Locale,
        key: &str,
        args: &[(&str, Arg<'_>)],
        write_text: fn(&str) -> Cow<'_, str>,
    ) -> (String, Vec<String>) {
        let mut faults = Vec::new();
        for language in [locale, Locale::default()] {
            let bundle = &self.bundles[language as usize];
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
                faults.push(format!("{}/{key}: no such message", language.as_str()));
                continue;
            };
            let values = fluent_args(args, write_text);
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
            faults.extend(
                errors
                    .iter()
                    .map(|error| format!("{}/{key}: {error}", language.as_str())),
            );
            return (text.into_owned(), faults);
        }
        faults.dedup();
        (key.to_owned(), faults)
    }

    fn report(&self, faults: Vec<String>) {
        if faults.is_empty() {
            return;
        }
        metrics::counter!("keng_i18n_faults_total").increment(faults.len() as u64);
        let mut kept = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        for fault in faults {
            if kept.len() < FAULTS_KEPT && !kept.contains(&fault) {
                tracing::error!(fault, "a message could not be filled: {fault}");
                kept.push(fault);
            }
        }
    }
}

/// A bundle without messages. Isolation marks are off: Telegram would show them around each value.
fn empty_bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let language = match locale {
        Locale::Vi => langid!("vi"),
        Locale::En => langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle
        .add_function("NUM", move |positional, _| match positional {
            [FluentValue::Number(number)] => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "Fluent keeps numbers as floats; ours come from Arg::Number"
                )]
                let whole = number.value as i64;
                FluentValue::from(format::number(locale, whole))
            }
            _ => FluentValue::Error,
        })
        .expect("a new bundle has no function of this name");
    bundle
}

fn fluent_args<'a>(
    args: &'a [(&str, Arg<'_>)],
    write_text: fn(&str) -> Cow<'_, str>,
) -> FluentArgs<'a> {
    args.iter()
        .map(|(name, value)| {
            let value = match value {
                Arg::Text(text) => FluentValue::String(write_text(text)),
                Arg::Html(html) => FluentValue::from(&**html),
                Arg::Number(number) => FluentValue::from(*number),
            };
            (Cow::Borrowed(*name), value)
        })
        .collect()
}

fn join(errors: &[impl ToString]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Catalog {
        Catalog::from_sources(&[
            (
                "vi",
                "a.ftl",
                "greeting = Chào <b>{ $name }</b>, có { NUM($count) } việc\nonly-vi = Chỉ có ở đây",
            ),
            (
                "en",
                "a.ftl",
                "greeting = Hello <b>{ $name }</b>, { $count ->\n  [one] one task\n *[other] { NUM($count) } tasks\n }",
            ),
        ])
        .unwrap()
    }

    #[test]
    fn fills_in_each_language_and_escapes_what_people_wrote() {
        let catalog = small();
        let args = [
            ("name", Arg::text("<An>")),
            ("count", Arg::count(1_234_567)),
        ];
        assert_eq!(
            catalog.text(Locale::Vi, "greeting", &args),
            "Chào <b>&lt;An&gt;</b>, có 1.234.567 việc"
        );
        assert_eq!(
            catalog.text(Locale::En, "greeting", &args),
            "Hello <b>&lt;An&gt;</b>, 1,234,567 tasks"
        );
        let one = [("name", Arg::html("<i>An</i>")), ("count", Arg::number(1))];
        assert_eq!(
            catalog.text(Locale::En, "greeting", &one),
            "Hello <b><i>An</i></b>, one task"
        );
        assert!(
            catalog
                .plain(Locale::Vi, "greeting", &args)
                .contains("<An>")
        );
        assert_eq!(catalog.faults(), Vec::<String>::new());
    }

    #[test]
    fn falls_back_to_vietnamese_and_then_to_the_key() {
        let catalog = small();
        assert_eq!(catalog.label(Locale::En, "only-vi"), "Chỉ có ở đây");
        assert_eq!(catalog.label(Locale::En, "nowhere"), "nowhere");
        assert_eq!(
            catalog.faults(),
            [
                "en/only-vi: no such message",
                "en/nowhere: no such message",
                "vi/nowhere: no such message"
            ]
        );
    }

    #[test]
    fn a_missing_value_is_a_fault_and_not_a_lost_message() {
        let catalog = small();
        let args = [("count", Arg::number(2))];
        assert_eq!(
            catalog.text(Locale::Vi, "greeting", &args),
            "Chào <b>{$name}</b>, có 2 việc"
        );
        assert_eq!(
            catalog.faults(),
            ["vi/greeting: Resolver error: Unknown variable: $name"]
        );
        assert!(catalog.try_text(Locale::Vi, "greeting", &args).is_err());
    }

    #[test]
    fn a_broken_set_of_files_is_refused_with_its_place() {
        let twice = [("vi", "a.ftl", "k = 1"), ("vi", "b.ftl", "k = 2")];
        let refused = |files: &[(&str, &str, &str)]| {
            Catalog::from_sources(files)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default()
        };
        assert!(refused(&twice).starts_with("locales/vi/b.ftl: "));
        assert!(refused(&[("vi", "a.ftl", "k = {")]).starts_with("locales/vi/a.ftl: "));
        assert!(refused(&[("fr", "a.ftl", "")]).starts_with("locales/fr"));
    }
}
