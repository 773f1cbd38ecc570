//! Rosters in: a .csv or .xlsx file → typed rows, with everything that is wrong named at once.
//!
//! The headings are in Vietnamese or English, with or without marks, in any order; titles may stand
//! above them, and other sheets before theirs. What a file says is checked here; what depends on the organisation (is there such a unit?) is
//! checked by whoever takes it in, so a row with a flaw is kept for that check.

mod columns;
mod decode;
mod problem;
mod table;
mod workbook;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use columns::{Found, PEOPLE_COLUMNS, Places, UNIT_COLUMNS};
pub use problem::{Expected, Problem, RosterFault};
use table::{Line, Sheet};

use crate::domain::org::Role;
use crate::domain::phone::normal_phone;
use crate::domain::text::fold;

/// The longest name, title or code, in characters.
const MAX_CHARACTERS: usize = 200;

/// What a file says. If there are problems the rows are only good for finding more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a file of which nobody said is a roster of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnyRoster {
    /// Of units.
    Units(Roster<UnitRow>),
    /// Of people.
    People(Roster<PersonRow>),
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parent {
    /// The file has no column for it: where it is, and a new unit at the top.
    Unsaid,
    /// At the top.
    Top,
    /// Below the unit with this code.
    Below(String),
}

/// A row of a file of people: one role of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Its number in the spreadsheet, from 1.
    pub row: u32,
    /// The person's name.
    pub name: String,
    /// The telephone number as `+84…`; `None` if the file does not say.
    pub phone: Option<String>,
    /// The unit's code; empty for an administrator of everything and for somebody without a role.
    pub unit: String,
    /// The role; `None` if the cell says that there is none, or names none, which is among the
    /// problems.
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
    units(&table::read(bytes)?)
}

/// Reads a file of people.
///
/// # Errors
/// If the file is no table. What is wrong with its cells is in [`Roster::problems`].
pub fn read_people(bytes: &[u8]) -> Result<Roster<PersonRow>, RosterFault> {
    people(&table::read(bytes)?)
}

/// Reads a file that is about units or about people, as its headings tell.
///
/// # Errors
/// If the file is no table or its headings are neither's. What is wrong with its cells is in
/// [`Roster::problems`].
pub fn read_any(bytes: &[u8]) -> Result<AnyRoster, RosterFault> {
    let sheets = table::read(bytes)?;
    let as_units = Found::best(&UNIT_COLUMNS, &sheets);
    let as_people = Found::best(&PEOPLE_COLUMNS, &sheets);
    if as_units.matched.max(as_people.matched) < 2 {
        return Err(RosterFault::Unknown);
    }
    // "code, name" is a whole file of units; "name, unit, role" a whole one of people.
    let worth = |found: &Found| (std::cmp::Reverse(found.missing), found.matched);
    if worth(&as_people) >= worth(&as_units) {
        people(&sheets).map(AnyRoster::People)
    } else {
        units(&sheets).map(AnyRoster::Units)
    }
}

fn units(sheets: &[Sheet]) -> Result<Roster<UnitRow>, RosterFault> {
    use unit_column::{CODE, KIND, NAME, PARENT};
    let mut first_rows: HashMap<String, u32> = HashMap::new();
    read_rows(sheets, &UNIT_COLUMNS, |places, line, problems| {
        let code = filled(places, line, CODE, problems);
        let name = lettered(places, line, NAME, problems);
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

fn people(sheets: &[Sheet]) -> Result<Roster<PersonRow>, RosterFault> {
    use person_column::{CODE, NAME, PHONE, ROLE, TITLE, UNIT};
    read_rows(sheets, &PEOPLE_COLUMNS, |places, line, problems| {
        let phone = said(places, line, PHONE);
        let normal = phone.and_then(normal_phone);
        if phone.is_some() && normal.is_none() {
            problems.push(places.problem(line, PHONE, Expected::Phone));
        }
        let said_role = places.cell(line, ROLE);
        let role = said_role.and_then(parse_role);
        let has_none = said_role.is_some_and(is_no_role);
        if role.is_none() && said_role.is_some() && !has_none {
            problems.push(places.problem(line, ROLE, Expected::Role));
        }
        // Only an administrator of everything and somebody without a role stand in no unit.
        let unit = match role {
            Some(Role::Admin) => short(places, line, UNIT, problems).unwrap_or_default(),
            None if has_none => short(places, line, UNIT, problems).unwrap_or_default(),
            _ => filled(places, line, UNIT, problems),
        };
        PersonRow {
            row: line.row,
            name: lettered(places, line, NAME, problems),
            phone: normal,
            unit,
            role,
            title: short(places, line, TITLE, problems).filter(|title| !title.is_empty()),
            code: short(places, line, CODE, problems).filter(|code| !code.is_empty()),
        }
    })
}

fn read_rows<Row, const N: usize>(
    sheets: &[Sheet],
    columns: &'static [columns::Column; N],
    mut row: impl FnMut(&Places<N>, &Line, &mut Vec<Problem>) -> Row,
) -> Result<Roster<Row>, RosterFault> {
    let found = Found::best(columns, sheets);
    let lines = sheets
        .get(found.sheet)
        .and_then(|sheet| sheet.get(found.line..));
    let (headings, lines) = lines
        .and_then(<[Line]>::split_first)
        .ok_or(RosterFault::Empty)?;
    let mut problems = Vec::new();
    let places = Places::find(columns, headings, &mut problems);
    let numbered = lines.first().is_some_and(columns::only_numbers_columns);
    let rows = lines
        .iter()
        .skip(usize::from(numbered))
        // Printed tables repeat their headings on every page.
        .filter(|line| line.cells != headings.cells)
        .map(|line| row(&places, line, &mut problems))
        .collect();
    Ok(Roster {
        rows,
        problems,
        headings: places.headings(),
    })
}

/// The text of a name: not empty, and with all its letters.
fn lettered<const N: usize>(
    places: &Places<N>,
    line: &Line,
    column: usize,
    problems: &mut Vec<Problem>,
) -> String {
    let text = filled(places, line, column, problems);
    if text.contains(['?', '\u{fffd}']) {
        problems.push(places.problem(line, column, Expected::Letters));
    }
    text
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

/// Whether the cell says that somebody has no role: those who left, in a file that was exported.
fn is_no_role(name: &str) -> bool {
    matches!(fold(name.trim()).as_str(), "none" | "khong co" | "khong")
}

#[cfg(test)]
mod tests;
