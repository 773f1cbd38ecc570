//! Bytes of a .csv or .xlsx file → rows of text, each with its number in the spreadsheet.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::RosterFault;

/// The largest roster file, in bytes.
const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most that a workbook may unpack to, in bytes.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most rows and columns that are looked at.
const MAX_ROWS: u32 = 200_000;
const MAX_COLUMNS: u32 = 200;

/// One row that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the spreadsheet, from 1.
    pub row: u32,
    /// Its cells, trimmed; those beyond the end count as empty.
    pub cells: Vec<String>,
}

impl Line {
    /// The text of a column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The rows of the file, told apart by content and not by name.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, RosterFault> {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    if bytes.len() > MAX_BYTES {
        return Err(RosterFault::TooLarge);
    }
    let lines = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes)?
    } else if bytes.starts_with(OLE) {
        // The container of the old .xls and of workbooks behind a password.
        return Err(RosterFault::OldOrEncrypted);
    } else {
        separated(&decode(bytes)?)?
    };
    if lines.is_empty() {
        return Err(RosterFault::Empty);
    }
    Ok(lines)
}

/// The first sheet of a workbook. Cells are taken one by one, because a hostile file may claim to
/// reach from the first cell to the last.
fn workbook(bytes: &[u8]) -> Result<Vec<Line>, RosterFault> {
    check_unpacked(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => RosterFault::OldOrEncrypted,
        _ => RosterFault::NotATable,
    })?;
    let sheet = book.sheet_names().into_iter().next();
    let sheet = sheet.ok_or(RosterFault::NotATable)?;
    let mut cells = book
        .worksheet_cells_reader(&sheet)
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
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => moment.as_datetime().map_or_else(
            || moment.to_string(),
            |moment| moment.format("%d/%m/%Y").to_string(),
        ),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
    }
}

/// UTF-8 or, as Excel's "Unicode text", UTF-16. Older encodings have no sign to tell them by, and
/// Excel has already put question marks for most Vietnamese letters when it saves in one.
fn decode(bytes: &[u8]) -> Result<String, RosterFault> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16(&units).map_err(|_| RosterFault::Encoding)
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => std::str::from_utf8(rest)
            .map_err(|_| RosterFault::Encoding)?
            .to_owned(),
    };
    if text.contains('\0') {
        return Err(RosterFault::NotATable);
    }
    // One kind of line break, so that lines are counted alike.
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Values separated by commas, semicolons or tabs, with quotes.
fn separated(text: &str) -> Result<Vec<Line>, RosterFault> {
    let (delimiter, text, skipped) = delimiter(text);
    let mut breaks_before = 0;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| RosterFault::NotATable)?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = u32::try_from(line + skipped - breaks_before).unwrap_or(u32::MAX);
        if row > MAX_ROWS {
            return Err(RosterFault::TooLarge);
        }
        // A cell over several lines is one row of the spreadsheet.
        let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        breaks_before += u64::try_from(breaks).unwrap_or(0);
        let cells: Vec<_> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(Line { row, cells });
        }
    }
    Ok(lines)
}

/// The separator, the text that it separates, and how many lines were left out before it. Excel
/// may name the separator in a line of its own, "sep=;".
fn delimiter(text: &str) -> (u8, &str, u64) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let [b's', b'e', b'p', b'=', sign] = first.trim_end().as_bytes() {
        return (*sign, rest, 1);
    }
    let count = |sign: u8| {
        let mut quoted = false;
        let outside = |byte: &u8| {
            quoted ^= *byte == b'"';
            !quoted && *byte == sign
        };
        first.as_bytes().iter().copied().filter(outside).count()
    };
    let most = [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign));
    (most.unwrap_or(b','), text, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u32, Vec<String>)> {
        let lines = read(text.as_bytes()).unwrap();
        lines
            .into_iter()
            .map(|line| (line.row, line.cells))
            .collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
        )
    }

    #[test]
    fn the_separator_is_found() {
        for text in [
            "mã,tên\n1,Lan",
            "mã;tên\n1;Lan",
            "mã\ttên\r\n1\tLan\r\n",
            "sep=|\nmã|tên\n1|Lan",
        ] {
            let first = if text.starts_with("sep") { 2 } else { 1 };
            assert_eq!(
                lines(text),
                [row(first, &["mã", "tên"]), row(first + 1, &["1", "Lan"])],
                "{text}"
            );
        }
        assert_eq!(lines("\"a;b;c\",d\n")[0].1, ["a;b;c", "d"]);
    }

    #[test]
    fn rows_keep_their_numbers_over_blank_lines_and_quoted_breaks() {
        let text = "\u{feff}mã,tên\n\n,\n1,\"Lan\nHoa\"\n2,\"Nam \"\"Bắc\"\"\"\n";
        assert_eq!(
            lines(text),
            [
                row(1, &["mã", "tên"]),
                row(4, &["1", "Lan\nHoa"]),
                row(5, &["2", "Nam \"Bắc\""]),
            ]
        );
    }

    #[test]
    fn excels_unicode_text_is_read() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(
            "mã\ttên\r\n1\tHòa"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        assert_eq!(read(&bytes).unwrap()[1].cells, ["1", "Hòa"]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for (bytes, fault) in [
            (&b""[..], RosterFault::Empty),
            (b"\n\n,,\n", RosterFault::Empty),
            (b"PK\x03\x04 torn", RosterFault::NotATable),
            (b"\xd0\xcf\x11\xe0rest", RosterFault::OldOrEncrypted),
            (b"T\xean,L\xe3nh", RosterFault::Encoding),
            (b"a\0b", RosterFault::NotATable),
        ] {
            assert_eq!(read(bytes), Err(fault));
        }
    }
}
