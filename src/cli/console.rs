//! What every command that works on the database begins with: settings, words, the database.

use std::io::Write as _;
use std::path::Path;

use secrecy::ExposeSecret as _;

use super::failure::Failure;
use crate::app;
use crate::clock::Clock;
use crate::config::Settings;
use crate::domain::locale::Locale;
use crate::i18n::{Arg, Catalog};
use crate::store::Store;

/// The terminal of whoever runs the program: its results are told in the organisation's language.
pub struct Console {
    /// All settings.
    pub settings: Settings,
    /// The words.
    pub catalog: &'static Catalog,
    /// The organisation's language.
    pub locale: Locale,
    /// The time.
    pub clock: Clock,
}

impl Console {
    /// Reads the settings.
    ///
    /// # Errors
    /// If the file cannot be read or a setting makes no sense.
    pub fn new(config: Option<&Path>) -> Result<Self, Failure> {
        let settings = Settings::load(config)?;
        Ok(Self {
            locale: settings.org.locale,
            settings,
            catalog: Catalog::embedded(),
            clock: Clock::system(),
        })
    }

    /// Opens the database and brings its schema up to date, making it if there is none.
    ///
    /// # Errors
    /// If the database cannot be reached or brought up to date.
    pub async fn store(&self) -> Result<Store, Failure> {
        let store = Store::open(self.settings.database.url.expose_secret()).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Opens the database that is there and brings its schema up to date.
    ///
    /// # Errors
    /// If there is none, or it cannot be reached or brought up to date.
    pub async fn existing_store(&self) -> Result<Store, Failure> {
        let url = self.settings.database.url.expose_secret();
        let store = Store::open_existing(url).await.map_err(|error| {
            let reason = error.to_string();
            let values = [("reason", Arg::text(reason))];
            Failure::new(self.catalog.plain(self.locale, "cli-no-database", &values))
        })?;
        store.migrate().await?;
        Ok(store)
    }

    /// What stands behind a failure of the application: a refusal in words, the rest as it is.
    #[must_use]
    pub fn explain(&self, error: &app::Error) -> Failure {
        match error {
            app::Error::Refused(refusal) => {
                let values: Vec<_> = refusal
                    .args
                    .iter()
                    .map(|(name, value)| (*name, Arg::text(value.as_str())))
                    .collect();
                Failure::new(self.catalog.plain(self.locale, refusal.key, &values))
            }
            other => Failure::new(other),
        }
    }
}

/// Writes a file whole or not at all, readable by its owner only: it may hold names and telephone
/// numbers.
///
/// # Errors
/// If the folder or the file cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let cannot =
        |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", path.display()));
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .map_err(|error| cannot(&error))?;
    file.write_all(bytes).map_err(|error| cannot(&error))?;
    file.as_file().sync_all().map_err(|error| cannot(&error))?;
    file.persist(path).map_err(|error| cannot(&error.error))?;
    Ok(())
}
