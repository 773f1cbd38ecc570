//! Walks `document.xml`, a header or a footer and collects its paragraphs.

use quick_xml::events::BytesStart;

use super::numbering::Numbering;
use super::styles::{Style, Styles, font};
use crate::intake::legacy;
use crate::intake::paragraph::{Pages, Paragraph, Zone};
use crate::intake::unreadable::Unreadable;
use crate::intake::vietnamese::normalise;
use crate::intake::xml::{self, Node, attribute, is_on, walk};

/// Elements whose content is not printed, or is printed a second time.
const SKIPPED: &[&str] = &[
    "Fallback",
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
];

/// Reads the paragraphs of one part.
///
/// # Errors
///
/// `Damaged` if the part is not well formed.
pub fn read(text: &str, styles: &Styles, numbering: &mut Numbering) -> Result<Pages, Unreadable> {
    let mut walker = Walker {
        styles,
        numbering,
        pages: Pages::default(),
        open: Vec::new(),
        tables: Vec::new(),
        table_count: 0,
        boxes: 0,
        skipping: 0,
        in_text: false,
    };
    walk(text, |node| {
        match node {
            Node::Start(element) => walker.start(&element),
            Node::End(name) => walker.end(&name),
            Node::Text(words) => walker.text(&words),
        }
        Ok(())
    })?;
    Ok(walker.pages)
}

/// A paragraph being read; a text box puts one inside another.
#[derive(Default)]
struct Open {
    text: String,
    style: Style,
    style_id: Option<String>,
    /// Numbering given directly: list and level.
    list: Option<String>,
    level: Option<usize>,
    /// Inside the paragraph's own properties, where `rPr` is about the paragraph mark.
    in_properties: bool,
    run: Run,
}

/// The properties of the run being read.
#[derive(Default)]
struct Run {
    font: Option<String>,
    capitals: Option<bool>,
    hidden: bool,
}

struct Table {
    id: usize,
    row: usize,
    column: usize,
}

struct Walker<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    pages: Pages,
    open: Vec<Open>,
    tables: Vec<Table>,
    table_count: usize,
    boxes: usize,
    skipping: usize,
    in_text: bool,
}

impl Walker<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = xml::local(element);
        if self.skipping > 0 || SKIPPED.contains(&name.as_str()) {
            self.skipping += 1;
            return;
        }
        match name.as_str() {
            "p" => self.open.push(Open {
                style: self.styles.resolve(None),
                ..Open::default()
            }),
            "tbl" => {
                self.tables.push(Table {
                    id: self.table_count,
                    row: 0,
                    column: 0,
                });
                self.table_count += 1;
            }
            "txbxContent" => self.boxes += 1,
            "t" => self.in_text = true,
            _ => self.property(&name, element),
        }
    }

    /// What stands inside a paragraph.
    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match name {
            "pPr" => open.in_properties = true,
            "pStyle" => {
                open.style_id = attribute(element, "val");
                open.style = styles.resolve(open.style_id.as_deref());
            }
            "numId" => open.list = attribute(element, "val"),
            "ilvl" => open.level = attribute(element, "val").and_then(|level| level.parse().ok()),
            "r" => open.run = Run::default(),
            "rFonts" if !open.in_properties => open.run.font = font(element),
            "caps" if !open.in_properties => open.run.capitals = Some(is_on(element)),
            "vanish" if !open.in_properties => open.run.hidden = is_on(element),
            "tab" if !open.in_properties => open.text.push('\t'),
            "br" | "cr" => open.text.push('\n'),
            "noBreakHyphen" => open.text.push('-'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "p" => self.close(),
            "pPr" => {
                if let Some(open) = self.open.last_mut() {
                    open.in_properties = false;
                }
            }
            "t" => self.in_text = false,
            "tbl" => {
                self.tables.pop();
            }
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.column = 0;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += 1;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if !self.in_text || self.skipping > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        if open.run.hidden {
            return;
        }
        let font = open.run.font.as_deref().or(open.style.font.as_deref());
        let encoding = font.and_then(legacy::by_font);
        let words = match encoding {
            Some(encoding) => {
                self.pages.converted = true;
                legacy::convert(words, encoding)
            }
            None => words.replace('\n', " "),
        };
        if open.run.capitals.or(open.style.capitals).unwrap_or(false) {
            // Capitals of composed letters only: a combining mark would be left behind otherwise.
            open.text.push_str(&normalise(&words).to_uppercase());
        } else {
            open.text.push_str(&words);
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let number = self.number(&open);
        let zone = match (self.boxes, self.tables.last()) {
            (0, Some(table)) => Zone::Cell {
                table: table.id,
                row: table.row,
                column: table.column,
            },
            (0, None) => Zone::Body,
            _ => Zone::Margin,
        };
        self.pages
            .paragraphs
            .extend(Paragraph::printed(number.as_deref(), &open.text, zone));
    }

    /// The automatic number of a paragraph.
    fn number(&mut self, open: &Open) -> Option<String> {
        let list = open.list.as_deref().or(open.style.list.as_deref())?;
        let level = match (open.level, open.style.level, &open.style_id) {
            (Some(level), ..) => level,
            (None, Some(level), _) => level,
            (None, None, Some(style)) => self.numbering.level_of_style(list, style).unwrap_or(0),
            (None, None, None) => 0,
        };
        self.numbering
            .next(list, level)
            .filter(|number| !number.trim().is_empty())
    }
}
