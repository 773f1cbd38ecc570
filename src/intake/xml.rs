//! Reading XML of strangers: no document types, no entities but the five, bounded depth.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::intake::unreadable::Unreadable;

/// Deeper nesting than any word processor writes.
const MAX_DEPTH: usize = 400;

/// What happens in an XML text, as far as it matters here.
pub enum Node<'a> {
    /// An element begins; an empty element also gives an [`Node::End`].
    Start(BytesStart<'a>),
    /// An element with this local name ends.
    End(String),
    /// Text with entities resolved.
    Text(String),
}

/// Walks an XML text and hands every node to `visit`.
///
/// # Errors
///
/// `Damaged` for what is not well formed, has a document type or nests too deeply, or whatever
/// `visit` returns.
pub fn walk(
    text: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Unreadable::Damaged)? {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Unreadable::Damaged);
                }
                visit(Node::Start(element))?;
            }
            Event::Empty(element) => {
                let name = local(&element);
                visit(Node::Start(element))?;
                visit(Node::End(name))?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(element.local_name().as_ref().to_owned()))?;
            }
            Event::Text(words) => visit(Node::Text(words.xml10_content().into_owned()))?,
            Event::CData(words) => visit(Node::Text(words.xml10_content().into_owned()))?,
            Event::GeneralRef(entity) => {
                let letter = match entity.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter),
                    _ => named_entity(&entity),
                };
                if let Some(letter) = letter {
                    visit(Node::Text(letter.to_string()))?;
                }
            }
            Event::DocType(_) => return Err(Unreadable::Damaged),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn named_entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The name of an element without its prefix.
#[must_use]
pub fn local(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

/// The value of an attribute by its name without prefix.
#[must_use]
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|found| found.key.local_name().as_ref() == name)
        .map(|found| {
            found
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| String::new(), std::borrow::Cow::into_owned)
        })
}

/// Whether a Word switch such as `<w:caps/>` is on.
#[must_use]
pub fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(
        attribute(element, "val").as_deref(),
        Some("0" | "false" | "off" | "none")
    )
}

/// The values of some attributes of every element with a name; missing ones are empty.
///
/// # Errors
///
/// `Damaged` as [`walk`] says.
pub fn attributes<const N: usize>(
    text: &str,
    element: &str,
    names: &[&str; N],
) -> Result<Vec<[String; N]>, Unreadable> {
    let mut found = Vec::new();
    walk(text, |node| {
        if let Node::Start(start) = node
            && start.local_name().as_ref() == element
        {
            found.push(names.map(|name| attribute(&start, name).unwrap_or_default()));
        }
        Ok(())
    })?;
    Ok(found)
}
