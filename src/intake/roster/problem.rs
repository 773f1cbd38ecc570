//! What can be wrong with a roster file: as a whole, and cell by cell.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a file is no roster at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Its headings are neither those of units nor those of people.
    Unknown,
    /// Reading it took too long, or the reading process died.
    Unread,
}

impl RosterFault {
    /// All faults.
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::TooLarge,
        Self::OldOrEncrypted,
        Self::NotATable,
        Self::Encoding,
        Self::Unknown,
        Self::Unread,
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
            Self::Unknown => "refusal-roster-unknown",
            Self::Unread => "refusal-roster-unread",
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// A person who stands in a unit over which the person who imports has a say.
    PersonInScope,
    /// Letters that are all there: question marks stand where some were.
    Letters,
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
            Self::PersonInScope => "roster-expected-person-in-scope",
            Self::Letters => "roster-expected-letters",
        }
    }
}
