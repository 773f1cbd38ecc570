//! Bytes of a .csv or .xlsx file → sheets of rows of text, each row with its number in the
//! spreadsheet.

use super::RosterFault;
use super::decode::{clean, decode};
use super::workbook::workbook;

/// The largest roster file, in bytes.
const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most rows that are looked at.
pub(super) const MAX_ROWS: u32 = 200_000;
/// So many lines tell which sign separates the values.
const LINES_THAT_TELL: usize = 20;

/// One row that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the spreadsheet, from 1.
    pub row: u32,
    /// Its cells, trimmed; those beyond the end count as empty.
    pub cells: Vec<String>,
}

/// The rows of one sheet; a .csv file is one.
pub(super) type Sheet = Vec<Line>;

impl Line {
    /// The text of a column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The sheets of the file that have something in them, told apart by content and not by name.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, RosterFault> {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    if bytes.len() > MAX_BYTES {
        return Err(RosterFault::TooLarge);
    }
    let mut sheets = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes)?
    } else if bytes.starts_with(OLE) {
        // The container of the old .xls and of workbooks behind a password.
        return Err(RosterFault::OldOrEncrypted);
    } else {
        vec![separated(&decode(bytes)?)?]
    };
    sheets.retain(|sheet| !sheet.is_empty());
    if sheets.is_empty() {
        return Err(RosterFault::Empty);
    }
    Ok(sheets)
}

/// Values separated by commas, semicolons or tabs, with quotes.
fn separated(text: &str) -> Result<Sheet, RosterFault> {
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
        let cells: Vec<_> = record.iter().map(clean).collect();
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
    // A title above the headings has no separators, so more than the first line is asked.
    let lines = text.split_inclusive('\n').take(LINES_THAT_TELL);
    let told: usize = lines.map(str::len).sum();
    let count = |sign: u8| {
        let mut quoted = false;
        let outside = |byte: &u8| {
            quoted ^= *byte == b'"';
            !quoted && *byte == sign
        };
        text.as_bytes()[..told]
            .iter()
            .copied()
            .filter(outside)
            .count()
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
        let lines = read(text.as_bytes()).unwrap().remove(0);
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
        assert_eq!(read(&bytes).unwrap()[0][1].cells, ["1", "Hòa"]);
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
