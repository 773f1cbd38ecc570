//! What every format is brought to: whole paragraphs, with where they stood.

use super::reflow;
use super::vietnamese::{normalise, squeeze};

/// Where a paragraph stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In the running text.
    Body,
    /// In a table.
    Cell {
        /// Counted over the document, from 0.
        table: usize,
        /// Counted from 0.
        row: usize,
        /// Counted from 0.
        column: usize,
    },
    /// In a page header or footer, a text box or another place outside the running text.
    Margin,
}

/// A whole paragraph, with its automatic number written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The words, in one line.
    pub text: String,
    /// Where it stood.
    pub zone: Zone,
}

impl Paragraph {
    /// A paragraph of running text.
    #[must_use]
    pub fn body(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            zone: Zone::Body,
        }
    }

    /// The paragraphs that a word processor's paragraph comes to: normalised, with its automatic
    /// number, parted where the writer broke lines by hand. Tabs stay, they may part columns.
    #[must_use]
    pub fn printed(number: Option<&str>, text: &str, zone: Zone) -> Vec<Self> {
        let text = normalise(text);
        let lines = if text.trim().contains('\n') {
            reflow::paragraphs(&text)
        } else {
            vec![text.trim().to_owned()]
        };
        lines
            .into_iter()
            .enumerate()
            .map(|(place, line)| match number {
                Some(number) if place == 0 => format!("{number} {line}"),
                _ => line,
            })
            .map(|line| {
                if line.contains('\t') {
                    line
                } else {
                    squeeze(&line)
                }
            })
            .filter(|line| !line.trim().is_empty())
            .map(|text| Self { text, zone })
            .collect()
    }
}

/// A document as paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// In reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Whether letters had to be converted from an old Vietnamese encoding.
    pub converted: bool,
    /// Whether the file carries macros or links to the outside, which were ignored.
    pub active: bool,
}
