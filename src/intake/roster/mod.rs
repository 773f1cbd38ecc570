//! Rosters in: a .csv or .xlsx file → typed rows, with everything that is wrong named at once.
//!
//! The first row has headings, in Vietnamese or English, with or without marks, in any order.
//! What a file says is checked here; what depends on the organisation (is there such a unit?) is
//! checked by whoever takes it in, so a row with a flaw is kept for that check.

mod columns;
mod table;

use std::collections::HashMap;
use std::fmt;

use columns::{PEOPLE_COLUMNS, Places, UNIT_COLUMNS};
use table::Line;

use crate::domain::org::Role;
use crate::domain::phone::normal_phone;
use crate::domain::text::fold;

/// The longest name, title or code, in characters.
const MAX_CHARACTERS: usize = 200;

/// Why a file is no roster at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterFault {
    /// There is nothing in it.
    Empty,
    /// Over 20 MiB, 200,000 rows, or unpacks to more than is reasonable.
    TooLarge,
    /// An .xls of before 2007, or behind a password.
    OldOrEncrypted,
    /// Neither a .csv nor an .xlsx, or broken.
    NotATable,
    /// A .csv that is not in Unicode.
    Encoding,
}

impl RosterFault {
    /// All faults.
    pub const ALL: [Self; 5] = [
        Self::Empty,
        Self::TooLarge,
        Self::OldOrEncrypted,
        Self::NotATable,
        Self::Encoding,
    ];

    /// The message that explains it and says what to do.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "refusal-roster-empty",
            Self::TooLarge => "refusal-roster-too-large",
            Self::OldOrEncrypted => "refusal-roster-old-or-encrypted",
            Self::NotATable => "refusal-roster-not-a-table",
            Self::Encoding => "refusal-roster-encoding",
        }
    }
}

impl fmt::Display for RosterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for RosterFault {}

/// One cell that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number in the spreadsheet, from 1.
    pub row: u32,
    /// The column's heading.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What was expected.
    pub expected: Expected,
}

/// What was expected of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A column with this heading.
    Column,
    /// No second column of the same meaning.
    ColumnOnce,
    /// Something.
    Filled,
    /// At most 200 characters.
    Short,
    /// A role's name.
    Role,
    /// A telephone number.
    Phone,
    /// Something that no other row says; it was first said in this one.
    Unique(u32),
    /// The code of a unit in the file or known before.
    Unit,
    /// A unit that is not the unit itself or below it.
    NotBelowItself,
    /// A unit over which the person who imports has a say.
    InScope,
}

impl Expected {
    /// The message that says it; [`Expected::Unique`]'s takes the argument `row`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Column => "roster-expected-column",
            Self::ColumnOnce => "roster-expected-column-once",
            Self::Filled => "roster-expected-filled",
            Self::Short => "roster-expected-short",
            Self::Role => "roster-expected-role",
            Self::Phone => "roster-expected-phone",
            Self::Unique(_) => "roster-expected-unique",
            Self::Unit => "roster-expected-unit",
            Self::NotBelowItself => "roster-expected-not-below-itself",
            Self::InScope => "roster-expected-in-scope",
        }
    }
}

/// What a file says. If there are problems the rows are only good for finding more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster<Row> {
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// Everything that is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// What the columns are called in this file.
    headings: Vec<String>,
}

impl<Row> Roster<Row> {
    /// A problem that was found later, in a column of [`unit_column`] or [`person_column`].
    #[must_use]
    pub fn problem(&self, row: u32, column: usize, value: &str, expected: Expected) -> Problem {
        Problem {
            row,
            column: self.headings.get(column).cloned().unwrap_or_default(),
            value: value.to_owned(),
            expected,
        }
    }
}

/// The columns of a file of units.
pub mod unit_column {
    /// The unit's code.
    pub const CODE: usize = 0;
    /// Its name.
    pub const NAME: usize = 1;
    /// What it is.
    pub const KIND: usize = 2;
    /// The code of the unit above.
    pub const PARENT: usize = 3;
}

/// The columns of a file of people.
pub mod person_column {
    /// The person's name.
    pub const NAME: usize = 0;
    /// His telephone number.
    pub const PHONE: usize = 1;
    /// The code of the unit.
    pub const UNIT: usize = 2;
    /// The role in it.
    pub const ROLE: usize = 3;
    /// The office.
    pub const TITLE: usize = 4;
    /// The organisation's own code for him.
    pub const CODE: usize = 5;
}

/// A row of a file of units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Its number in the spreadsheet, from 1.
    pub row: u32,
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is; `None` if the file does not say.
    pub kind: Option<String>,
    /// Where it belongs.
    pub parent: Parent,
}

/// Where a unit belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parent {
    /// The file has no column for it: where it is, and a new unit at the top.
    Unsaid,
    /// At the top.
    Top,
    /// Below the unit with this code.
    Below(String),
}

/// A row of a file of people: one role of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Its number in the spreadsheet, from 1.
    pub row: u32,
    /// The person's name.
    pub name: String,
    /// The telephone number as `+84…`; `None` if the file does not say.
    pub phone: Option<String>,
    /// The unit's code.
    pub unit: String,
    /// The role; `None` if the cell names none, which is among the problems.
    pub role: Option<Role>,
    /// His office; `None` if the file does not say.
    pub title: Option<String>,
    /// The organisation's own code for him; `None` if the file does not say.
    pub code: Option<String>,
}

/// Reads a file of units.
///
/// # Errors
/// If the file is no table. What is wrong with its cells is in [`Roster::problems`].
pub fn read_units(bytes: &[u8]) -> Result<Roster<UnitRow>, RosterFault> {
    use unit_column::{CODE, KIND, NAME, PARENT};
    let mut first_rows: HashMap<String, u32> = HashMap::new();
    read_rows(bytes, &UNIT_COLUMNS, |places, line, problems| {
        let code = filled(places, line, CODE, problems);
        let name = filled(places, line, NAME, problems);
        let kind = short(places, line, KIND, problems);
        let parent = match places.cell(line, PARENT) {
            None => Parent::Unsaid,
            Some("") => Parent::Top,
            Some(code) => Parent::Below(code.to_owned()),
        };
        if !code.is_empty() {
            let first = *first_rows.entry(code.clone()).or_insert(line.row);
            if first != line.row {
                problems.push(places.problem(line, CODE, Expected::Unique(first)));
            }
        }
        UnitRow {
            row: line.row,
            code,
            name,
            kind,
            parent,
        }
    })
}

/// Reads a file of people.
///
/// # Errors
/// If the file is no table. What is wrong with its cells is in [`Roster::problems`].
pub fn read_people(bytes: &[u8]) -> Result<Roster<PersonRow>, RosterFault> {
    use person_column::{CODE, NAME, PHONE, ROLE, TITLE, UNIT};
    read_rows(bytes, &PEOPLE_COLUMNS, |places, line, problems| {
        let phone = said(places, line, PHONE);
        let normal = phone.and_then(normal_phone);
        if phone.is_some() && normal.is_none() {
            problems.push(places.problem(line, PHONE, Expected::Phone));
        }
        let role = places.cell(line, ROLE).and_then(parse_role);
        if role.is_none() && places.cell(line, ROLE).is_some() {
            problems.push(places.problem(line, ROLE, Expected::Role));
        }
        PersonRow {
            row: line.row,
            name: filled(places, line, NAME, problems),
            phone: normal,
            unit: filled(places, line, UNIT, problems),
            role,
            title: short(places, line, TITLE, problems).filter(|title| !title.is_empty()),
            code: short(places, line, CODE, problems).filter(|code| !code.is_empty()),
        }
    })
}

fn read_rows<Row, const N: usize>(
    bytes: &[u8],
    columns: &'static [columns::Column; N],
    mut row: impl FnMut(&Places<N>, &Line, &mut Vec<Problem>) -> Row,
) -> Result<Roster<Row>, RosterFault> {
    let lines = table::read(bytes)?;
    let (headings, lines) = lines.split_first().ok_or(RosterFault::Empty)?;
    let mut problems = Vec::new();
    let places = Places::find(columns, headings, &mut problems);
    let rows = lines
        .iter()
        .map(|line| row(&places, line, &mut problems))
        .collect();
    Ok(Roster {
        rows,
        problems,
        headings: places.headings(),
    })
}

/// The text of a cell that must not be empty. A column that is missing was named once already.
fn filled<const N: usize>(
    places: &Places<N>,
    line: &Line,
    column: usize,
    problems: &mut Vec<Problem>,
) -> String {
    let text = short(places, line, column, problems);
    if text.as_deref() == Some("") {
        problems.push(places.problem(line, column, Expected::Filled));
    }
    text.unwrap_or_default()
}

/// The text of a cell with its spaces in order, if the file has the column.
fn short<const N: usize>(
    places: &Places<N>,
    line: &Line,
    column: usize,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let text = places.cell(line, column)?;
    if text.chars().count() > MAX_CHARACTERS {
        problems.push(places.problem(line, column, Expected::Short));
    }
    let words: Vec<_> = text.split_whitespace().collect();
    Some(words.join(" "))
}

fn said<'a, const N: usize>(places: &Places<N>, line: &'a Line, column: usize) -> Option<&'a str> {
    places.cell(line, column).filter(|text| !text.is_empty())
}

/// The role of a name in either language, whatever its marks and case.
fn parse_role(name: &str) -> Option<Role> {
    match fold(name.trim()).as_str() {
        "admin" | "quan tri" | "quan tri vien" => Some(Role::Admin),
        "leader" | "lanh dao" => Some(Role::Leader),
        "clerk" | "van thu" => Some(Role::Clerk),
        "cadre" | "can bo" => Some(Role::Cadre),
        "duty" | "truc ban" | "truc" => Some(Role::Duty),
        "resident" | "nguoi dan" | "cu dan" => Some(Role::Resident),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
