//! PDF documents: the words in reading order.
//!
//! A PDF says where each piece of text is drawn, not what belongs together. [`content`] runs the
//! drawing commands, [`layout`] puts pieces together to lines, columns and table cells, [`flow`]
//! joins lines to paragraphs by what the page shows: indents, gaps and full lines.

mod cmap;
mod content;
mod flow;
mod font;
mod grid;
mod layout;
mod state;

use lopdf::{Document, LoadOptions};

use super::paragraph::Pages;
use super::unreadable::Unreadable;
use content::{Drawn, Fonts};

/// The most that one stream may unpack to while loading, in bytes.
const MAX_STREAM: usize = 64 * 1024 * 1024;

/// The most pages that are read.
const MAX_PAGES: usize = 600;

/// Reads a PDF.
///
/// # Errors
///
/// `Damaged`, `Encrypted`, `TooLarge`, or `ImageOnly` if there are pictures of pages and no text.
pub fn read(bytes: &[u8]) -> Result<Pages, Unreadable> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_STREAM),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| refusal(&error))?;
    if document.is_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let mut fonts = Fonts::new();
    let pages: Vec<Drawn> = document
        .page_iter()
        .take(MAX_PAGES)
        .map(|page| content::page(&document, page, &mut fonts))
        .collect();
    if pages.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let words: usize = pages
        .iter()
        .flat_map(|page| &page.runs)
        .map(|run| {
            run.text
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
        })
        .sum();
    let pictures: usize = pages.iter().map(|page| page.pictures).sum();
    // A scan may carry a page number or the name of the scanner as text.
    if words < 40 && pictures > 0 {
        return Err(Unreadable::ImageOnly);
    }
    if words == 0 {
        return Err(Unreadable::Empty);
    }
    Ok(Pages {
        converted: pages.iter().any(|page| page.legacy),
        active: false,
        paragraphs: flow::paragraphs(pages.iter().map(layout::page).collect()),
    })
}

fn refusal(error: &lopdf::Error) -> Unreadable {
    match error {
        lopdf::Error::Decryption(_)
        | lopdf::Error::InvalidPassword
        | lopdf::Error::UnsupportedSecurityHandler(_) => Unreadable::Encrypted,
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Unreadable::TooLarge
        }
        _ => Unreadable::Damaged,
    }
}
