//! From a file and variables to values, and what is said when that fails.
//!
//! A key exists because a section asks for it: what nobody asked for is unknown, and what was asked
//! for is what `keng doctor` shows. There is no second list of keys to keep in step.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use config::{File, FileFormat, Map, Source, ValueKind};
use secrecy::SecretString;

use super::value::Value;

/// Why the settings cannot be used. Its text names every key at fault, one a line, and never holds
/// a secret.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{file}: {reason}")]
    File {
        /// The file's path.
        file: String,
        /// What the operating system or the TOML parser says.
        reason: String,
    },
    /// Keys or values are wrong.
    #[error("{}", .0.join("\n"))]
    Invalid(Vec<String>),
}

/// One setting as it stands, for people to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// `section.key`.
    pub key: String,
    /// The value; `hidden` for a secret that is set, `none` for what is not set.
    pub value: String,
    /// Where it was set: a file's name, a variable's name or `default`.
    pub origin: String,
}

impl fmt::Display for Effective {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, value, origin } = self;
        write!(formatter, "{key} = {value} ({origin})")
    }
}

#[derive(Clone)]
struct Given {
    text: String,
    origin: String,
    /// Only in the environment does an empty text mean that nothing was given.
    from_environment: bool,
}

/// What was given, and what has become of it so far.
#[derive(Default)]
pub(super) struct Reader {
    given: BTreeMap<String, Given>,
    sections: BTreeSet<&'static str>,
    single_underscore: Vec<String>,
    problems: Vec<String>,
    effective: Vec<Effective>,
}

impl Reader {
    pub(super) fn add_file(&mut self, path: &Path) -> Result<(), SettingsError> {
        let name = path.display().to_string();
        let toml = fs::read_to_string(path).map_err(|error| SettingsError::File {
            file: name.clone(),
            reason: error.to_string(),
        })?;
        self.add_toml(&name, &toml)
    }

    pub(super) fn add_toml(&mut self, name: &str, toml: &str) -> Result<(), SettingsError> {
        let values = File::from_str(toml, FileFormat::Toml)
            .collect()
            .map_err(|error| SettingsError::File {
                file: name.to_owned(),
                reason: without_excerpt(&error.to_string()),
            })?;
        self.add_table(name, "", values);
        Ok(())
    }

    /// Takes `KENG_SECTION__KEY`; leaves every other variable alone.
    pub(super) fn add_variable(&mut self, name: &str, value: &str) {
        let Some(rest) = name.strip_prefix("KENG_") else {
            return;
        };
        if rest.starts_with("TEST_") {
            return;
        }
        match rest.split_once("__") {
            Some((section, key)) => {
                let key = format!("{section}.{}", key.replace("__", ".")).to_lowercase();
                let given = Given {
                    text: value.trim().to_owned(),
                    origin: name.to_owned(),
                    from_environment: true,
                };
                self.given.insert(key, given);
            }
            None => self.single_underscore.push(name.to_owned()),
        }
    }

    fn add_table(&mut self, origin: &str, prefix: &str, table: Map<String, config::Value>) {
        for (name, value) in table {
            let key = match prefix {
                "" => name,
                prefix => format!("{prefix}.{name}"),
            };
            match value.kind {
                ValueKind::Table(table) => self.add_table(origin, &key, table),
                ValueKind::Array(items) => {
                    let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                    self.add_from_file(key, &items.join(","), origin);
                }
                _ => self.add_from_file(key, &value.to_string(), origin),
            }
        }
    }

    fn add_from_file(&mut self, key: String, text: &str, origin: &str) {
        let given = Given {
            text: text.to_owned(),
            origin: origin.to_owned(),
            from_environment: false,
        };
        self.given.insert(key, given);
    }

    pub(super) fn section(&mut self, name: &'static str) -> Section<'_> {
        self.sections.insert(name);
        Section { reader: self, name }
    }

    /// What is in force, once every section has read its keys.
    pub(super) fn finish(mut self) -> Result<Vec<Effective>, SettingsError> {
        for (key, given) in &self.given {
            self.problems.push(format!(
                "{key} ({}): there is no such setting",
                given.origin
            ));
        }
        for name in &self.single_underscore {
            let rest = name.trim_start_matches("KENG_").to_lowercase();
            if let Some((section, key)) = rest.split_once('_')
                && self.sections.contains(section)
            {
                self.problems.push(format!(
                    "{name}: write two underscores between section and key: KENG_{}__{}",
                    section.to_uppercase(),
                    key.to_uppercase()
                ));
            }
        }
        if self.problems.is_empty() {
            Ok(self.effective)
        } else {
            Err(SettingsError::Invalid(self.problems))
        }
    }
}

/// One section being read. A bad value is noted and the default returned, so that one start tells
/// everything that is wrong.
pub(super) struct Section<'a> {
    reader: &'a mut Reader,
    name: &'static str,
}

impl Section<'_> {
    /// A value that has a default. An empty variable counts as not given.
    pub(super) fn value<T: Value>(&mut self, key: &str, default: T) -> T {
        let given = self.take(key);
        let origin = origin_of(given.as_ref());
        let value = match given {
            Some(given) => self.parse(key, &given).unwrap_or(default),
            None => default,
        };
        self.show(key, value.show(), origin);
        value
    }

    /// A list with a default; an empty variable is an empty list.
    pub(super) fn list<T: Value>(&mut self, key: &str, default: Vec<T>) -> Vec<T> {
        let given = self.reader.given.remove(&self.full(key));
        let origin = origin_of(given.as_ref());
        let value = match given {
            Some(given) => self.parse(key, &given).unwrap_or(default),
            None => default,
        };
        let shown = match value.as_slice() {
            [] => "none".to_owned(),
            _ => value.show(),
        };
        self.show(key, shown, origin);
        value
    }

    /// A value that may be missing.
    pub(super) fn option<T: Value>(&mut self, key: &str) -> Option<T> {
        let given = self.take(key);
        let origin = origin_of(given.as_ref());
        let value = given.and_then(|given| self.parse::<T>(key, &given));
        let shown = value.as_ref().map_or("none".to_owned(), T::show);
        self.show(key, shown, origin);
        value
    }

    /// A secret, given itself or as the path of a file that holds it (`<key>_file`). `show` makes
    /// of it what operators may see.
    pub(super) fn secret(
        &mut self,
        key: &str,
        show: fn(Option<&str>) -> String,
    ) -> Option<SecretString> {
        let given = self.take(key);
        let file_key = format!("{key}_file");
        let file: Option<PathBuf> = self.option(&file_key);
        let origin = origin_of(given.as_ref());
        let secret = match (given, file) {
            (Some(given), None) => Some(given.text),
            (None, Some(path)) => match fs::read_to_string(&path) {
                Ok(text) => Some(text.trim().to_owned()),
                Err(error) => {
                    let shown = path.display();
                    self.problem(&file_key, &format!("cannot read {shown}: {error}"));
                    None
                }
            },
            (Some(_), Some(_)) => {
                self.problem(&file_key, &format!("give either this or {key}, not both"));
                None
            }
            (None, None) => None,
        };
        self.show(key, show(secret.as_deref()), origin);
        secret.map(SecretString::from)
    }

    /// Notes what is wrong with a key.
    pub(super) fn problem(&mut self, key: &str, reason: &str) {
        let problem = format!("{}: {reason}", self.full(key));
        self.reader.problems.push(problem);
    }

    fn parse<T: Value>(&mut self, key: &str, given: &Given) -> Option<T> {
        let parsed = T::parse(&given.text);
        if parsed.is_none() {
            let reason = format!("expected {}, found {:?}", T::EXPECTED, given.text);
            let problem = format!("{} ({}): {reason}", self.full(key), given.origin);
            self.reader.problems.push(problem);
        }
        parsed
    }

    fn take(&mut self, key: &str) -> Option<Given> {
        let given = self.reader.given.remove(&self.full(key));
        given.filter(|given| !(given.from_environment && given.text.is_empty()))
    }

    fn show(&mut self, key: &str, value: String, origin: String) {
        let key = self.full(key);
        self.reader.effective.push(Effective { key, value, origin });
    }

    fn full(&self, key: &str) -> String {
        format!("{}.{key}", self.name)
    }
}

fn origin_of(given: Option<&Given>) -> String {
    given.map_or("default".to_owned(), |given| given.origin.clone())
}

/// A TOML parser shows the line it could not read, and that line may hold a token.
fn without_excerpt(error: &str) -> String {
    error
        .lines()
        .filter(|line| !line.contains('|'))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(": ")
}
