//! OpenDocument texts (.odt): the text as it would be printed, automatic numbers included.

mod body;
mod lists;

use super::archive::Archive;
use super::paragraph::{Pages, Zone};
use super::unreadable::Unreadable;
use super::xml;
use lists::Lists;

/// What the container says it is.
pub const MIME: &str = "application/vnd.oasis.opendocument.text";

/// The same for a template.
pub const TEMPLATE: &str = "application/vnd.oasis.opendocument.text-template";

/// Reads an OpenDocument text.
///
/// # Errors
///
/// `Encrypted`, `Damaged` or `TooLarge`.
pub fn read(archive: &mut Archive<'_>) -> Result<Pages, Unreadable> {
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if !xml::attributes(&manifest, "encryption-data", &[])?.is_empty() {
        return Err(Unreadable::Encrypted);
    }
    let active = archive
        .names()
        .any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/"));
    let content = archive.part("content.xml")?.ok_or(Unreadable::Damaged)?;
    let styles = archive.part("styles.xml")?.unwrap_or_default();
    let mut lists = Lists::default();
    lists.learn(&styles)?;
    lists.learn(&content)?;
    // Headers and footers stand among the styles.
    let mut paragraphs = body::read(&styles, &mut Lists::default())?;
    for paragraph in &mut paragraphs {
        paragraph.zone = Zone::Margin;
    }
    paragraphs.extend(body::read(&content, &mut lists)?);
    Ok(Pages {
        paragraphs,
        converted: false,
        active,
    })
}
