//! `[log]`: what is logged, and in which form.

use super::reader::Section;
use super::value::Value;

/// What is logged, and in which form.
#[derive(Clone, Debug)]
pub struct Log {
    /// `filter`: a level, or levels per module such as `info,keng::delivery=debug`. Default `info`.
    pub filter: String,
    /// `format`: for people or for machines. Default `text`.
    pub format: LogFormat,
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            filter: "info".to_owned(),
            format: LogFormat::default(),
        }
    }
}

impl Log {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        let log = Self {
            filter: section.value("filter", default.filter),
            format: section.value("format", default.format),
        };
        if let Err(error) = tracing_subscriber::EnvFilter::try_new(&log.filter) {
            section.problem("filter", &format!("{error}"));
        }
        log
    }
}

impl Value for LogFormat {
    const EXPECTED: &'static str = "text or json";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Json => "json".to_owned(),
        }
    }
}
