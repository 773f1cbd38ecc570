//! Reads the fixed parts of the form: number, date, place, issuer, kind, urgency, recipients.

mod authority;
mod label;
mod recipients;

use chrono::NaiveDate;

use super::outline::Outline;
use super::secrecy;
use crate::domain::document::{Kind, Urgency, Warning};

/// What the form of a document says.
#[derive(Debug)]
pub struct Form {
    /// What kind of document it is.
    pub kind: Kind,
    /// The issuer, written out.
    pub authority: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// When it was signed.
    pub date: Option<NaiveDate>,
    /// The title as printed.
    pub title: Option<String>,
    /// The urgency stamp.
    pub urgency: Option<Urgency>,
    /// Addressees and `Nơi nhận`.
    pub recipients: Vec<String>,
    /// What is missing or not clear.
    pub warnings: Vec<Warning>,
}

/// Reads the form of a document.
#[must_use]
pub fn read(outline: &Outline<'_>) -> Form {
    let mut warnings = Vec::new();
    let numbers = label::numbers(outline);
    if numbers.len() > 1 {
        warnings.push(Warning::NumberAmbiguous);
    }
    let number = numbers.into_iter().next();
    let kind = kind(outline, number.as_deref());
    let (date, place) = label::date_and_place(outline);
    let authority = authority::read(outline, number.as_deref());
    let title = label::title(outline);
    for (missing, warning) in [
        (number.is_none(), Warning::NumberMissing),
        (date.is_none(), Warning::DateMissing),
        (authority.is_none(), Warning::AuthorityMissing),
        (title.is_none(), Warning::TitleMissing),
        (kind == Kind::Khac, Warning::KindUnknown),
    ] {
        if missing {
            warnings.push(warning);
        }
    }
    Form {
        kind,
        authority,
        number,
        place,
        date,
        title,
        urgency: secrecy::urgency(outline),
        recipients: recipients::read(outline),
        warnings,
    }
}

/// The kind: from its heading, else from the symbol of the number, else from the form of a letter.
fn kind(outline: &Outline<'_>, number: Option<&str>) -> Kind {
    if let Some(kind) = outline.kind {
        return kind;
    }
    if let Some(kind) = number.and_then(label::kind_of_symbol) {
        return kind;
    }
    let letter = outline
        .texts(0..outline.body.end.min(30))
        .any(|text| text.starts_with("V/v") || text.to_lowercase().starts_with("kính gửi"));
    let addressed = number.is_some_and(|number| number.contains('/'));
    match label::kind_in_prose(outline) {
        Some(kind) => kind,
        None if letter || addressed => Kind::CongVan,
        None => Kind::Khac,
    }
}
