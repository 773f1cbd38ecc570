//! A table as comma-separated values.

use super::{Cell, SheetError, Table};

/// By this mark spreadsheets know that a file is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn write(table: &Table) -> Result<Vec<u8>, SheetError> {
    let failed = |error: csv::Error| SheetError(error.to_string());
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer
        .write_record(table.columns.iter().map(|column| harmless(&column.heading)))
        .map_err(failed)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(text)).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| SheetError(error.to_string()))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) | Cell::Link(words) | Cell::Choice { label: words, .. } => {
            harmless(words)
        }
        Cell::Number(number) => number.to_string(),
        Cell::Moment(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
        Cell::Empty => String::new(),
    }
}

/// Words that a spreadsheet would take for a formula get an apostrophe in front, which it takes for
/// "this is text".
fn harmless(words: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if words.starts_with(formula) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}
