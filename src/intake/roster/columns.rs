//! The columns of roster files: which heading means what.

use super::table::{Line, Sheet};
use super::{Expected, Problem};
use crate::domain::text::fold;

/// A column that a roster may have.
#[derive(Debug)]
pub(super) struct Column {
    /// Its heading as the documentation has it; names the column in problems where the file has
    /// no heading for it.
    pub heading: &'static str,
    /// All its headings, without marks, in lower case.
    names: &'static [&'static str],
    required: bool,
}

/// The columns of a file of units, in the order of [`unit_column`](super::unit_column).
pub(super) const UNIT_COLUMNS: [Column; 4] = [
    Column {
        heading: "Mã đơn vị",
        names: &["ma don vi", "ma", "code", "unit code"],
        required: true,
    },
    Column {
        heading: "Tên đơn vị",
        names: &["ten don vi", "ten", "name", "unit name"],
        required: true,
    },
    Column {
        heading: "Cấp",
        names: &["cap", "loai", "cap hanh chinh", "kind", "level"],
        required: false,
    },
    Column {
        heading: "Mã cấp trên",
        names: &[
            "ma cap tren",
            "ma don vi cap tren",
            "cap tren",
            "parent",
            "parent code",
        ],
        required: false,
    },
];

/// The columns of a file of people, in the order of [`person_column`](super::person_column).
pub(super) const PEOPLE_COLUMNS: [Column; 6] = [
    Column {
        heading: "Họ và tên",
        names: &["ho va ten", "ho ten", "ten", "name", "full name"],
        required: true,
    },
    Column {
        heading: "Số điện thoại",
        names: &[
            "so dien thoai",
            "dien thoai",
            "sdt",
            "phone",
            "phone number",
        ],
        required: false,
    },
    Column {
        heading: "Mã đơn vị",
        names: &["ma don vi", "don vi", "unit", "unit code"],
        required: true,
    },
    Column {
        heading: "Vai trò",
        names: &["vai tro", "role"],
        required: true,
    },
    Column {
        heading: "Chức vụ",
        names: &["chuc vu", "title", "position"],
        required: false,
    },
    Column {
        heading: "Mã cán bộ",
        names: &["ma can bo", "ma so can bo", "code", "person code"],
        required: false,
    },
];

/// The headings may stand this many lines below the top of a sheet: above them stand titles.
const LINES_ABOVE: usize = 30;

/// Where a file has its headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The place of the sheet.
    pub sheet: usize,
    /// The place of the line in it.
    pub line: usize,
    /// How many of the columns the line names.
    pub matched: usize,
    /// How many required ones it does not.
    pub missing: usize,
}

impl Found {
    /// The line that names the most columns, the first of equals. A file in which no line names two
    /// has its headings in the first.
    pub fn best<const N: usize>(columns: &[Column; N], sheets: &[Sheet]) -> Self {
        let mut best = Self {
            missing: columns.iter().filter(|column| column.required).count(),
            ..Self::default()
        };
        for (sheet, lines) in sheets.iter().enumerate() {
            for (line, cells) in lines.iter().enumerate().take(LINES_ABOVE) {
                let named = |column: &&Column| {
                    let is_it = |heading: &String| column.names.contains(&words(heading).as_str());
                    cells.cells.iter().any(is_it)
                };
                let matched = columns.iter().filter(named).count();
                if matched > best.matched && (matched > 1 || (sheet, line) == (0, 0)) {
                    let required = columns.iter().filter(|column| column.required);
                    best = Self {
                        sheet,
                        line,
                        matched,
                        missing: required.filter(|column| !named(column)).count(),
                    };
                }
            }
        }
        best
    }
}

/// Whether a line only numbers the columns, "(1) (2) (3)", as printed tables do below their
/// headings.
pub(super) fn only_numbers_columns(line: &Line) -> bool {
    let filled = line.cells.iter().filter(|cell| !cell.is_empty());
    let numbers: Vec<Option<usize>> = filled
        .map(|cell| cell.trim_matches(['(', ')']).parse().ok())
        .collect();
    numbers.len() > 2
        && numbers
            .iter()
            .zip(1..)
            .all(|(number, place)| *number == Some(place))
}

/// Where a file has its columns.
#[derive(Debug)]
pub(super) struct Places<const N: usize> {
    columns: &'static [Column; N],
    /// The position in the file, and the heading as it stands there.
    found: [Option<(usize, String)>; N],
}

impl<const N: usize> Places<N> {
    /// Finds the columns by their headings; columns with other headings are left alone. A required
    /// column that is missing and a column that is there twice are problems.
    pub fn find(
        columns: &'static [Column; N],
        headings: &Line,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut found = [const { None }; N];
        for (place, heading) in headings.cells.iter().enumerate() {
            let words = words(heading);
            let column = columns
                .iter()
                .position(|column| column.names.contains(&words.as_str()));
            let Some(column) = column else { continue };
            if found[column].is_some() {
                problems.push(Problem {
                    row: headings.row,
                    column: heading.clone(),
                    value: heading.clone(),
                    expected: Expected::ColumnOnce,
                });
            } else {
                found[column] = Some((place, heading.clone()));
            }
        }
        for (column, place) in columns.iter().zip(&found) {
            if column.required && place.is_none() {
                problems.push(Problem {
                    row: headings.row,
                    column: column.heading.to_owned(),
                    value: String::new(),
                    expected: Expected::Column,
                });
            }
        }
        Self { columns, found }
    }

    /// The text of a row in a column; `None` if the file has no such column.
    pub fn cell<'a>(&self, line: &'a Line, column: usize) -> Option<&'a str> {
        self.found[column]
            .as_ref()
            .map(|(place, _)| line.cell(*place))
    }

    /// What the columns are called in this file, or would be.
    pub fn headings(&self) -> Vec<String> {
        (0..N)
            .map(|column| self.heading(column).to_owned())
            .collect()
    }

    fn heading(&self, column: usize) -> &str {
        match &self.found[column] {
            Some((_, heading)) => heading,
            None => self.columns[column].heading,
        }
    }

    /// A problem with what a row says in a column.
    pub fn problem(&self, line: &Line, column: usize, expected: Expected) -> Problem {
        Problem {
            row: line.row,
            column: self.heading(column).to_owned(),
            value: self.cell(line, column).unwrap_or_default().to_owned(),
            expected,
        }
    }
}

/// The words of a heading without marks, case, stars and brackets.
fn words(heading: &str) -> String {
    let folded = fold(heading);
    let words: Vec<_> = folded
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
