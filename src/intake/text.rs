//! Tells the format of a document by its content and brings it to paragraphs.

use super::archive::Archive;
use super::paragraph::Pages;
use super::unreadable::Unreadable;
use super::{MAX_DOCUMENT_BYTES, docx, odt, pdf, plain};

/// The first bytes of an OLE container: Word before 2007, and encrypted documents of today.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Brings a document of any supported format to paragraphs.
///
/// # Errors
///
/// Why it could not be read.
pub fn pages(bytes: &[u8]) -> Result<Pages, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let pages = if bytes.starts_with(OLE) {
        return Err(ole(bytes));
    } else if bytes.starts_with(b"PK") {
        container(&mut Archive::open(bytes)?)?
    } else if is_pdf(bytes) {
        pdf::read(bytes)?
    } else {
        plain::read(bytes)?
    };
    let worded = pages
        .paragraphs
        .iter()
        .any(|paragraph| paragraph.text.chars().any(char::is_alphanumeric));
    if worded {
        Ok(pages)
    } else {
        Err(Unreadable::Empty)
    }
}

/// An OLE container is an encrypted document if it says so, else an old one.
fn ole(bytes: &[u8]) -> Unreadable {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        Unreadable::Encrypted
    } else {
        Unreadable::OldWord
    }
}

/// A zip container is a text document of one of two families, or something else.
fn container(archive: &mut Archive<'_>) -> Result<Pages, Unreadable> {
    match archive.part("mimetype")?.as_deref().map(str::trim) {
        Some(odt::MIME | odt::TEMPLATE) => odt::read(archive),
        Some(_) => Err(Unreadable::NotADocument),
        None => docx::read(archive),
    }
}

/// The mark of a PDF stands at the beginning, or after some rubbish.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}
