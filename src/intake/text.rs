//! Tells the format of a document by its content and brings it to paragraphs.

use super::archive::Archive;
use super::paragraph::Pages;
use super::unreadable::Unreadable;
use super::{MAX_DOCUMENT_BYTES, docx, plain};

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
        docx::read(&mut Archive::open(bytes)?)?
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
