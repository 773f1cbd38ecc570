//! What a paragraph takes from its style: font, numbering, capitals.

use std::collections::HashMap;

use crate::intake::unreadable::Unreadable;
use crate::intake::xml::{self, Node, attribute, is_on, walk};

/// How far a chain of styles is followed; a longer one is a loop.
const MAX_CHAIN: usize = 20;

/// One style.
#[derive(Clone, Debug, Default)]
pub struct Style {
    parent: Option<String>,
    /// The font of its letters.
    pub font: Option<String>,
    /// The list it counts in.
    pub list: Option<String>,
    /// The level in that list.
    pub level: Option<usize>,
    /// Whether its letters are drawn as capitals.
    pub capitals: Option<bool>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The paragraph style of paragraphs that name none.
    default: Option<String>,
    /// The font of letters that no style gives one.
    font: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`; an empty text has no styles.
    ///
    /// # Errors
    ///
    /// `Damaged` if it is not well formed.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        walk(text, |node| {
            match node {
                Node::Start(element) => {
                    let name = xml::local(&element);
                    let value = || attribute(&element, "val");
                    match (name.as_str(), &mut open) {
                        ("style", _) => {
                            let id = attribute(&element, "styleId").unwrap_or_default();
                            let paragraph =
                                attribute(&element, "type").as_deref() == Some("paragraph");
                            let default = matches!(
                                attribute(&element, "default").as_deref(),
                                Some("1" | "true")
                            );
                            if paragraph && default {
                                styles.default = Some(id.clone());
                            }
                            open = Some((id, Style::default()));
                        }
                        ("basedOn", Some((_, style))) => style.parent = value(),
                        ("rFonts", Some((_, style))) => style.font = font(&element),
                        ("rFonts", None) => styles.font = font(&element),
                        ("numId", Some((_, style))) => style.list = value(),
                        ("ilvl", Some((_, style))) => {
                            style.level = value().and_then(|level| level.parse().ok())
                        }
                        ("caps", Some((_, style))) => style.capitals = Some(is_on(&element)),
                        _ => {}
                    }
                }
                Node::End(name) if name == "style" => styles.by_id.extend(open.take()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// What a paragraph with this style (or with none) takes from it and from those it is based on.
    #[must_use]
    pub fn resolve(&self, id: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = id.or(self.default.as_deref());
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|id| self.by_id.get(id)) else {
                break;
            };
            resolved.font = resolved.font.or_else(|| style.font.clone());
            resolved.list = resolved.list.or_else(|| style.list.clone());
            resolved.level = resolved.level.or(style.level);
            resolved.capitals = resolved.capitals.or(style.capitals);
            next = style.parent.as_deref();
        }
        resolved.font = resolved.font.or_else(|| self.font.clone());
        resolved
    }
}

/// The font that an `rFonts` element names for Latin letters.
#[must_use]
pub fn font(element: &quick_xml::events::BytesStart<'_>) -> Option<String> {
    attribute(element, "ascii").or_else(|| attribute(element, "hAnsi"))
}
