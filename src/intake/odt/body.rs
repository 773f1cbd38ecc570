//! Walks `content.xml` or the headers in `styles.xml` and collects the paragraphs.

use quick_xml::events::BytesStart;

use super::lists::Lists;
use crate::intake::paragraph::{Paragraph, Zone};
use crate::intake::unreadable::Unreadable;
use crate::intake::xml::{self, Node, attribute, walk};

/// Elements whose content is not printed in the text.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "annotation",
    "note",
    "sequence-decls",
    "forms",
    "scripts",
];

/// Reads the paragraphs of one part.
///
/// # Errors
///
/// `Damaged` if the part is not well formed.
pub fn read(part: &str, lists: &mut Lists) -> Result<Vec<Paragraph>, Unreadable> {
    let mut walker = Walker {
        lists,
        out: Vec::new(),
        open: Vec::new(),
        nested: Vec::new(),
        tables: Vec::new(),
        table_count: 0,
        boxes: 0,
        skipping: 0,
    };
    walk(part, |node| {
        match node {
            Node::Start(element) => walker.start(&element),
            Node::End(name) => walker.end(&name),
            Node::Text(words) => walker.text(&words),
        }
        Ok(())
    })?;
    Ok(walker.out)
}

/// A list being read: its style, and whether the item at hand already has its number.
struct List {
    style: String,
    numbered: bool,
}

struct Table {
    id: usize,
    row: usize,
    column: usize,
}

struct Walker<'a> {
    lists: &'a mut Lists,
    out: Vec<Paragraph>,
    /// Paragraphs being read: number and text.
    open: Vec<(Option<String>, String)>,
    nested: Vec<List>,
    tables: Vec<Table>,
    table_count: usize,
    boxes: usize,
    skipping: usize,
}

impl Walker<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = xml::local(element);
        if self.skipping > 0 || SKIPPED.contains(&name.as_str()) {
            self.skipping += 1;
            return;
        }
        match name.as_str() {
            "p" | "h" => {
                let number = self.number();
                self.open.push((number, String::new()));
            }
            "list" => self.list(element),
            "list-item" | "list-header" => {
                if let Some(list) = self.nested.last_mut() {
                    list.numbered = name == "list-header";
                }
            }
            "table" => {
                self.tables.push(Table {
                    id: self.table_count,
                    row: 0,
                    column: 0,
                });
                self.table_count += 1;
            }
            "text-box" => self.boxes += 1,
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "s" => {
                let count = attribute(element, "c")
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(40)));
            }
            _ => {}
        }
    }

    fn list(&mut self, element: &BytesStart<'_>) {
        let above = self.nested.last().map(|list| list.style.clone());
        let style = attribute(element, "style-name")
            .or(above)
            .unwrap_or_default();
        let continues = attribute(element, "continue-numbering").as_deref() == Some("true")
            || attribute(element, "continue-list").is_some();
        if self.nested.is_empty() && !continues {
            self.lists.restart(&style);
        }
        self.nested.push(List {
            style,
            numbered: true,
        });
    }

    /// The number of the first paragraph of a list item.
    fn number(&mut self) -> Option<String> {
        let level = self.nested.len().checked_sub(1)?;
        let list = self.nested.last_mut()?;
        if std::mem::replace(&mut list.numbered, true) {
            return None;
        }
        let style = list.style.clone();
        self.lists.next(&style, level)
    }

    fn push(&mut self, words: &str) {
        if let Some((_, text)) = self.open.last_mut() {
            text.push_str(words);
        }
    }

    fn text(&mut self, words: &str) {
        if self.skipping == 0 {
            // Line ends in the markup are only layout of the file.
            self.push(&words.replace('\n', " "));
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "p" | "h" => self.close(),
            "list" => {
                self.nested.pop();
            }
            "table" => {
                self.tables.pop();
            }
            "text-box" => self.boxes = self.boxes.saturating_sub(1),
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.column = 0;
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += 1;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some((number, text)) = self.open.pop() else {
            return;
        };
        let zone = match (self.boxes, self.tables.last()) {
            (0, Some(table)) => Zone::Cell {
                table: table.id,
                row: table.row,
                column: table.column,
            },
            (0, None) => Zone::Body,
            _ => Zone::Margin,
        };
        self.out
            .extend(Paragraph::printed(number.as_deref(), &text, zone));
    }
}
