//! Tables out: rows of plain cells → a .csv, .xlsx or .json file.
//!
//! People open these files in spreadsheets, so a text from outside must never become a formula
//! there, a telephone number must keep its leading zero and Vietnamese letters must arrive intact.

mod csv;
mod json;
mod slips;
mod xlsx;

use std::path::Path;

use chrono::{DateTime, FixedOffset};

pub use self::slips::{SlipRow, SlipSheet, slips};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about: the name of the sheet in a workbook.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name that programs read, in JSON.
    pub key: &'static str,
    /// The heading that people read.
    pub heading: String,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, from whomever.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A moment, in the time of the place it is read in.
    Moment(DateTime<FixedOffset>),
    /// One of a few: a code for programs, a word for people.
    Choice {
        /// The code, in JSON.
        code: String,
        /// The word, everywhere else.
        label: String,
    },
    /// An address that opens when it is pressed.
    Link(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Words, or nothing.
    #[must_use]
    pub fn text(words: Option<impl Into<String>>) -> Self {
        words.map_or(Self::Empty, |words| Self::Text(words.into()))
    }
}

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, UTF-8 with a byte order mark, as spreadsheets want it.
    Csv,
    /// A workbook.
    Xlsx,
    /// A list of objects, for programs.
    Json,
}

impl Format {
    /// The format of a file by its name's ending.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Why a table could not be written: it is larger than the format allows.
#[derive(Debug, thiserror::Error)]
#[error("the table does not fit the format: {0}")]
pub struct SheetError(String);

/// The table as a file.
///
/// # Errors
/// If it has more rows or longer cells than the format allows.
pub fn write(table: &Table, format: Format) -> Result<Vec<u8>, SheetError> {
    match format {
        Format::Csv => csv::write(table),
        Format::Xlsx => xlsx::write(std::slice::from_ref(table)),
        Format::Json => Ok(json::write(table)),
    }
}

/// Several tables as the sheets of one workbook.
///
/// # Errors
/// If a table has more rows or longer cells than the format allows, or two have the same title.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, SheetError> {
    xlsx::write(tables)
}

#[cfg(test)]
mod tests;
