//! `[database]`: where everything is remembered.

use secrecy::{ExposeSecret, SecretString};

use url::Url;

use super::reader::Section;
use super::value::Value;

const DEFAULT: &str = "sqlite://keng.db";

/// Where everything is remembered.
#[derive(Clone, Debug)]
pub struct Database {
    /// `url` or `url_file`: `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`. A secret,
    /// because it may hold a password. Default `sqlite://keng.db`.
    pub url: SecretString,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: SecretString::from(DEFAULT),
        }
    }
}

impl Database {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let Some(url) = section.secret("url", shown_url) else {
            return Self::default();
        };
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if !known
            .iter()
            .any(|scheme| url.expose_secret().starts_with(scheme))
        {
            section.problem("url", "expected sqlite://FILE or postgres://…");
        }
        Self { url }
    }
}

/// The address without its password and without its options, one of which can be a password.
fn shown_url(url: Option<&str>) -> String {
    let url = url.unwrap_or(DEFAULT);
    if url.starts_with("sqlite:") {
        return url.to_owned();
    }
    match Url::parse(url) {
        Ok(mut url) => {
            url.set_query(None);
            url.show()
        }
        Err(_) => "hidden".to_owned(),
    }
}
