//! From paragraphs to a reading, past the secrecy gate.

use super::outline::{Outline, outline};
use super::paragraph::Pages;
use super::unreadable::Unreadable;
use super::vietnamese::normalise;
use super::{MAX_DOCUMENT_BYTES, form, personal, plain, secrecy, summary, tables, tasks, text};
use crate::domain::document::{Reading, Warning, Withheld};

/// What reading a document came to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was read.
    Read(Box<Reading>),
    /// It carries a secrecy stamp; only its label is given.
    Withheld(Withheld),
    /// It could not be read.
    Refused(Unreadable),
}

impl Outcome {
    /// The reading, or why there is none.
    ///
    /// # Errors
    ///
    /// Why there is none; a stamp is [`Unreadable::Secret`].
    pub fn into_reading(self) -> Result<Reading, Unreadable> {
        match self {
            Self::Read(reading) => Ok(*reading),
            Self::Withheld(label) => Err(Unreadable::Secret(label.classification)),
            Self::Refused(why) => Err(why),
        }
    }
}

/// Reads a document in this process. Files of strangers belong into [`super::sandbox`].
#[must_use]
pub fn outcome(bytes: &[u8]) -> Outcome {
    match text::pages(bytes) {
        Ok(pages) => understood(pages),
        Err(why) => Outcome::Refused(why),
    }
}

/// Reads a document in this process. Files of strangers belong into [`super::sandbox`].
///
/// # Errors
///
/// Why nothing was read.
pub fn read_bytes(bytes: &[u8]) -> Result<Reading, Unreadable> {
    outcome(bytes).into_reading()
}

/// Reads a text that somebody typed or pasted into the chat.
///
/// # Errors
///
/// Why nothing was read.
pub fn read_text(text: &str) -> Result<Reading, Unreadable> {
    if text.len() > MAX_DOCUMENT_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = normalise(text);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Unreadable::Empty);
    }
    let pages = Pages {
        paragraphs: plain::paragraphs(&text),
        ..Pages::default()
    };
    understood(pages).into_reading()
}

fn understood(pages: Pages) -> Outcome {
    let paragraphs = tables::as_items(tables::without_tabs(pages.paragraphs));
    let outline = outline(&paragraphs);
    let form = form::read(&outline);
    if let Some(classification) = secrecy::classification(&outline) {
        return Outcome::Withheld(Withheld {
            kind: form.kind,
            authority: form.authority,
            number: form.number,
            place: form.place,
            date: form.date,
            urgency: form.urgency,
            classification,
        });
    }
    let text = whole(&outline);
    let operative = tasks::read(&outline, form.date);
    let mut warnings = form.warnings;
    for (raised, warning) in [
        (operative.tasks.is_empty(), Warning::TasksMissing),
        (operative.uneven, Warning::TasksUneven),
        (pages.converted, Warning::LegacyEncoding),
        (pages.active, Warning::ActiveContent),
        (personal::is_in(&text), Warning::PersonalData),
    ] {
        if raised {
            warnings.push(warning);
        }
    }
    let body: Vec<&str> = outline.texts(outline.body.clone()).collect();
    Outcome::Read(Box::new(Reading {
        kind: form.kind,
        authority: form.authority,
        number: form.number,
        place: form.place,
        date: form.date,
        summary: summary::of(form.title.as_deref(), &operative.tasks, &body),
        title: form.title,
        urgency: form.urgency,
        classification: None,
        tasks: operative.tasks,
        other_deadlines: operative.other_deadlines,
        recipients: form.recipients,
        text,
        warnings,
    }))
}

/// The whole text, a paragraph a line, without headers and footers.
fn whole(outline: &Outline<'_>) -> String {
    outline
        .texts(0..outline.paragraphs.len())
        .collect::<Vec<_>>()
        .join("\n")
}
