//! A sheet to hang up, with a link for many.

use std::path::Path;

use crate::app::invitations::Offer;
use crate::chart::png;
use crate::telegram::paper::{PaperError, Printer};

/// Pixels to a point of paper in a picture: some 180 to the inch.
const SCALE: f32 = 2.5;

/// As what the sheet is written.
#[derive(Clone, Copy)]
pub enum Paper {
    /// A document to print.
    Pdf,
    /// A picture.
    Png,
}

impl Paper {
    /// By the ending of the file's name.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "pdf" => Some(Self::Pdf),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// The sheet as a file.
///
/// # Errors
/// If the link is longer than a code can hold.
pub fn draw(
    printer: &Printer<'_>,
    offer: &Offer,
    code: &str,
    until: &str,
    paper: Paper,
) -> Result<Vec<u8>, PaperError> {
    let page = printer.poster(offer, code, until)?;
    Ok(match paper {
        Paper::Pdf => printer.pdf(
            &[page],
            &printer.catalog.label(printer.locale, "paper-poster"),
        )?,
        Paper::Png => png(&page, SCALE)?,
    })
}
