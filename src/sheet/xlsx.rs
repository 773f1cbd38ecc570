//! A table as a workbook.

use rust_xlsxwriter::{ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};

use super::{Cell, SheetError, Table};

/// The widest that a column is made, in pixels; longer texts are cut off on the screen only.
const MAX_WIDTH: u32 = 420;
/// The longest sheet name that spreadsheets take, in characters.
pub(super) const MAX_TITLE: usize = 31;

pub(super) fn write(tables: &[Table]) -> Result<Vec<u8>, SheetError> {
    let failed = |error: XlsxError| SheetError(error.to_string());
    let mut book = Workbook::new();
    for table in tables {
        fill(book.add_worksheet(), table).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

/// Writes a table on a sheet.
pub(super) fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.set_name(title(&table.title))?;
    for (column, place) in table.columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, place, &column.heading, &bold)?;
    }
    for (line, row) in table.rows.iter().zip(1_u32..) {
        for (cell, column) in line.iter().zip(0_u16..) {
            match cell {
                // Written as text, so that it is never taken for a formula.
                Cell::Text(words) | Cell::Choice { label: words, .. } => {
                    sheet.write_string(row, column, words)?
                }
                Cell::Number(number) => sheet.write_number(row, column, *number as f64)?,
                Cell::Moment(at) => {
                    // A workbook knows no zones: it gets what the clock on the wall showed.
                    let wall = at.naive_local().and_utc().timestamp();
                    let wall = ExcelDateTime::from_timestamp(wall)?;
                    sheet.write_datetime_with_format(row, column, &wall, &moment)?
                }
                Cell::Link(address) => sheet.write_url(row, column, Url::new(address))?,
                Cell::Empty => sheet,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(last), false) = (
        u16::try_from(table.columns.len())
            .ok()
            .and_then(|count| count.checked_sub(1)),
        table.rows.is_empty(),
    ) {
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, rows, last)?;
    }
    sheet.set_autofit_max_width(MAX_WIDTH);
    sheet.autofit();
    Ok(())
}

/// A name that spreadsheets take: not too long and without the signs they forbid.
pub(super) fn title(words: &str) -> String {
    let allowed = words
        .chars()
        .filter(|sign| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(MAX_TITLE);
    let title: String = allowed.collect();
    if title.trim().is_empty() {
        "Sheet1".to_owned()
    } else {
        title
    }
}
