//! Word documents (.docx): the text as it would be printed, and nothing else of the package.
//!
//! Only the parts with text are opened. Macros, pictures, links to the outside and embedded files
//! are never touched, document type declarations are refused, so there is nothing to fetch,
//! expand or run.

mod body;
mod numbering;
mod styles;

use super::archive::Archive;
use super::paragraph::{Pages, Paragraph, Zone};
use super::unreadable::Unreadable;
use super::xml;

use numbering::Numbering;
use styles::Styles;

/// Reads a Word document.
///
/// # Errors
///
/// `Damaged`, `TooLarge`, `Encrypted`, or `NotADocument` for another kind of container.
pub fn read(archive: &mut Archive<'_>) -> Result<Pages, Unreadable> {
    let main = main_part(archive)?;
    let document = archive.part(&main)?.ok_or(Unreadable::Damaged)?;
    let numbering = archive.part("word/numbering.xml")?.unwrap_or_default();
    let styles = archive.part("word/styles.xml")?.unwrap_or_default();
    let styles = Styles::read(&styles)?;
    let mut numbering = Numbering::read(&numbering)?;

    let mut pages = Pages {
        active: is_active(archive)?,
        ..Pages::default()
    };
    for name in margins(archive) {
        let Some(margin) = archive.part(&name)? else {
            continue;
        };
        let read = body::read(&margin, &styles, &mut Numbering::default())?;
        pages.converted |= read.converted;
        pages
            .paragraphs
            .extend(read.paragraphs.into_iter().map(|paragraph| Paragraph {
                zone: Zone::Margin,
                ..paragraph
            }));
    }
    let read = body::read(&document, &styles, &mut numbering)?;
    pages.converted |= read.converted;
    pages.paragraphs.extend(read.paragraphs);
    Ok(pages)
}

/// The name of the part that holds the document.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Unreadable> {
    const USUAL: &str = "word/document.xml";
    if archive.names().any(|name| name == USUAL) {
        return Ok(USUAL.to_owned());
    }
    let relations = archive.part("_rels/.rels")?.unwrap_or_default();
    let named = xml::attributes(&relations, "Relationship", &["Type", "Target"])?
        .into_iter()
        .find(|found| found[0].ends_with("/officeDocument"))
        .map(|found| found[1].trim_start_matches('/').to_owned());
    match named {
        Some(name) if name.starts_with("word/") => Ok(name),
        Some(_) => Err(Unreadable::NotADocument),
        None if archive.names().any(|name| name.starts_with("word/")) => Err(Unreadable::Damaged),
        None => Err(Unreadable::NotADocument),
    }
}

/// Headers and footers, in a stable order.
fn margins(archive: &Archive<'_>) -> Vec<String> {
    let mut names: Vec<String> = archive
        .names()
        .filter(|name| {
            (name.starts_with("word/header") || name.starts_with("word/footer"))
                && std::path::Path::new(name.as_ref())
                    .extension()
                    .is_some_and(|ending| ending == "xml")
        })
        .map(std::borrow::Cow::into_owned)
        .collect();
    names.sort_unstable();
    names
}

/// Whether the package carries macros or would fetch something from outside when opened in Word.
fn is_active(archive: &mut Archive<'_>) -> Result<bool, Unreadable> {
    if archive
        .names()
        .any(|name| name.ends_with("vbaProject.bin") || name.contains("/activeX/"))
    {
        return Ok(true);
    }
    for part in [
        "word/_rels/document.xml.rels",
        "word/_rels/settings.xml.rels",
    ] {
        let relations = archive.part(part)?.unwrap_or_default();
        let external = xml::attributes(&relations, "Relationship", &["TargetMode", "Type"])?
            .iter()
            .any(|found| found[0] == "External" && !found[1].ends_with("/hyperlink"));
        if external {
            return Ok(true);
        }
    }
    Ok(false)
}
