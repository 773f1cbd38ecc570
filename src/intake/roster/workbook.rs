//! Sheets of an .xlsx workbook.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::RosterFault;
use super::decode::clean;
use super::table::{Line, MAX_ROWS, Sheet};

/// The most that a workbook may unpack to, in bytes.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most columns and sheets that are looked at.
const MAX_COLUMNS: u32 = 200;
const MAX_SHEETS: usize = 20;

/// The sheets of a workbook, in its order.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, RosterFault> {
    check_unpacked(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => RosterFault::OldOrEncrypted,
        _ => RosterFault::NotATable,
    })?;
    let names = book.sheet_names();
    // A sheet that is no table of cells, a chart say, is passed over if another is one.
    let read: Vec<_> = names
        .iter()
        .take(MAX_SHEETS)
        .map(|name| sheet(&mut book, name))
        .collect();
    if let Some(fault) = read.iter().find_map(|read| read.as_ref().err())
        && (*fault == RosterFault::TooLarge || read.iter().all(Result::is_err))
    {
        return Err(*fault);
    }
    Ok(read.into_iter().flatten().collect())
}

/// The rows of one sheet. Cells are taken one by one, because a hostile file may claim to reach
/// from the first cell to the last.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, RosterFault> {
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|_| RosterFault::NotATable)?;
    let mut lines: Vec<Line> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| RosterFault::NotATable)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() || column >= MAX_COLUMNS {
            continue;
        }
        if row >= MAX_ROWS {
            return Err(RosterFault::TooLarge);
        }
        let row = row + 1;
        if lines.last().is_none_or(|line| line.row != row) {
            lines.push(Line {
                row,
                cells: Vec::new(),
            });
        }
        if let Some(line) = lines.last_mut() {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if line.cells.len() <= column {
                line.cells.resize(column + 1, String::new());
            }
            line.cells[column] = text;
        }
    }
    Ok(lines)
}

fn check_unpacked(bytes: &[u8]) -> Result<(), RosterFault> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| RosterFault::NotATable)?;
    let mut unpacked: u64 = 0;
    for index in 0..archive.len() {
        let entry = archive
            .by_index_raw(index)
            .map_err(|_| RosterFault::NotATable)?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    if unpacked > MAX_UNPACKED {
        return Err(RosterFault::TooLarge);
    }
    Ok(())
}

/// A cell as a person would have typed it: codes and telephone numbers are often kept as numbers.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => moment.as_datetime().map_or_else(
            || moment.to_string(),
            |moment| moment.format("%d/%m/%Y").to_string(),
        ),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text),
    }
}
