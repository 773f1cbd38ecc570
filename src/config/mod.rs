//! What an operator can set.
//!
//! Settings come from `keng.toml` and from the environment (`KENG_SECTION__KEY`, which wins). One
//! file here per section, each with its defaults and units. A key that does not exist and a value
//! that makes no sense stop the start, all of them named at once: a misspelt limit that is silently
//! ignored is worse than a program that does not start.
//!
//! Variables without a double underscore (`KENG_TEST_…` among them) are not settings and are left
//! alone, unless they look like a setting written with a single one.

mod database;
mod delivery;
mod directive;
mod escalation;
mod files;
mod log;
mod org;
mod reader;
mod reminders;
mod retention;
mod telegram;
mod value;
mod web;

use std::path::Path;

pub use database::Database;
pub use delivery::Delivery;
pub use directive::{Approval, Directive};
pub use escalation::Escalation;
pub use files::{Files, FilesUrl};
pub use log::{Log, LogFormat};
pub use org::{Org, WorkingDays, WorkingHours};
pub use reader::{Effective, SettingsError};
pub use reminders::Reminders;
pub use retention::{Keep, Retention};
pub use telegram::{Telegram, TelegramMode};
pub use web::Web;

use reader::Reader;

/// The file that is read when none is named.
pub const DEFAULT_FILE: &str = "keng.toml";

/// All settings, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The connection to Telegram.
    pub telegram: Telegram,
    /// How fast messages are sent.
    pub delivery: Delivery,
    /// Where everything is remembered.
    pub database: Database,
    /// Where documents and photos are kept.
    pub files: Files,
    /// The dashboard.
    pub web: Web,
    /// The organisation and its habits.
    pub org: Org,
    /// How directives are issued.
    pub directive: Directive,
    /// When people are reminded.
    pub reminders: Reminders,
    /// When somebody higher is told.
    pub escalation: Escalation,
    /// How long is kept what need not be kept.
    pub retention: Retention,
    /// What is logged.
    pub log: Log,
    effective: Vec<Effective>,
}

impl Settings {
    /// Reads the file (or [`DEFAULT_FILE`] if it exists and none is named) and the environment.
    ///
    /// # Errors
    /// A file that cannot be read or is not TOML; every unknown key and every bad value.
    pub fn load(path: Option<&Path>) -> Result<Self, SettingsError> {
        let mut reader = Reader::default();
        match path {
            Some(path) => reader.add_file(path)?,
            None if Path::new(DEFAULT_FILE).exists() => reader.add_file(Path::new(DEFAULT_FILE))?,
            None => {}
        }
        for (name, value) in std::env::vars_os() {
            // A name or value that is not UTF-8 fails its check below, if it is ours at all.
            reader.add_variable(&name.to_string_lossy(), &value.to_string_lossy());
        }
        Self::read(reader)
    }

    /// Settings from the text of a file and from variables, as [`Settings::load`] would make them.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn from_parts(toml: &str, variables: &[(&str, &str)]) -> Result<Self, SettingsError> {
        let mut reader = Reader::default();
        reader.add_toml(DEFAULT_FILE, toml)?;
        for (name, value) in variables {
            reader.add_variable(name, value);
        }
        Self::read(reader)
    }

    /// Settings for a test: any free port, a token that no server knows, and a database that cannot
    /// be opened, so that each test must name its own.
    ///
    /// # Panics
    /// Never: the values are constants and tested.
    #[must_use]
    pub fn for_test() -> Self {
        let toml = r#"
            telegram.token = "42:TEST-token-of-no-bot-at-all"
            telegram.username = "keng_test_bot"
            database.url = "sqlite:///nonexistent/keng.db"
            web.listen = "127.0.0.1:0"
        "#;
        Self::from_parts(toml, &[]).expect("these constants are valid settings")
    }

    /// Every setting with its value and where it came from, secrets hidden, in the order of the
    /// documentation.
    #[must_use]
    pub fn effective(&self) -> &[Effective] {
        &self.effective
    }

    fn read(mut reader: Reader) -> Result<Self, SettingsError> {
        let telegram = Telegram::read(&mut reader.section("telegram"));
        let delivery = Delivery::read(&mut reader.section("delivery"));
        let database = Database::read(&mut reader.section("database"));
        let files = Files::read(&mut reader.section("files"));
        let web = Web::read(&mut reader.section("web"));
        let org = Org::read(&mut reader.section("org"));
        let directive = Directive::read(&mut reader.section("directive"));
        let reminders = Reminders::read(&mut reader.section("reminders"));
        let escalation = Escalation::read(&mut reader.section("escalation"));
        let retention = Retention::read(&mut reader.section("retention"));
        let log = Log::read(&mut reader.section("log"));
        Ok(Self {
            telegram,
            delivery,
            database,
            files,
            web,
            org,
            directive,
            reminders,
            escalation,
            retention,
            log,
            effective: reader.finish()?,
        })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::from_parts("", &[]).expect("the defaults are valid settings")
    }
}

#[cfg(test)]
mod tests;
